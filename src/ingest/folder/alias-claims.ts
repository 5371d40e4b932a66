import { toAlias } from "#model/article-part.ts";
import { isReserved } from "#model/own-route.ts";
import { type Fault, isRejection } from "#model/rejection.ts";
import { type Section } from "#model/section.ts";
import type { Site } from "#model/site.ts";

/** Old paths and who has claimed them, so that each leads to one place only. */
export type AliasClaims = {
  /** The aliases that `owner` may have: those that nobody claimed before and no route of ours
   *  answers. The others are noted as faults.
   *  @param owner  as it is named to the next who claims the same, such as `news/7.md:4` */
  claim(aliases: readonly string[], owner: string): Claimed;
};
type Claimed = { readonly aliases: readonly string[]; readonly faults: readonly Fault[] };

/** Opens the register of old paths.
 *  @param isAnswered  whether the site itself answers a path */
export function createAliasClaims(isAnswered: (path: string) => boolean = isReserved): AliasClaims {
  const owners = new Map<string, string>();
  return {
    claim(aliases, owner) {
      const faults: Fault[] = [];
      const granted: string[] = [];
      for (const alias of new Set(aliases)) {
        const other = owners.get(alias);
        if (isAnswered(alias)) faults.push(ownRoute(alias));
        else if (other !== undefined) faults.push(taken(alias, other));
        else granted.push(alias);
        if (other === undefined) owners.set(alias, owner);
      }
      return { aliases: granted, faults };
    },
  };
}

/** The site with only those aliases, of its own and of its sections, that are paths, free, and not
 *  ours. */
export function claimForSite(
  site: Site,
  claims: AliasClaims,
): { readonly site: Site; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const claim = (aliases: readonly string[], field: string, owner: string): readonly string[] => {
    const granted = aliases.flatMap((alias) => {
      const path = toAlias(alias);
      const claimed = isRejection(path)
        ? { aliases: [], faults: path.faults }
        : claims.claim([path], owner);
      faults.push(...claimed.faults.map((fault) => ({ ...fault, field, at: [alias] })));
      return claimed.aliases;
    });
    return [...new Set(granted)];
  };
  const inSections = (sections: readonly Section[]): readonly Section[] =>
    sections.map((section) => ({
      ...section,
      aliases: claim(
        section.aliases,
        `sections: ${section.path}: aliases`,
        `section ${section.path}`,
      ),
      children: inSections(section.children),
    }));
  const aliases = claim(site.aliases, "aliases", "the site's own feed");
  const sections = inSections(site.sections);
  if (site.redirects === undefined) return { site: { ...site, aliases, sections }, faults };
  // A pattern gives way to whatever answers.
  const redirects = Object.fromEntries(
    Object.entries(site.redirects).filter(
      ([old]) => old.includes("*") || claim([old], "redirects", "the redirects").length > 0,
    ),
  );
  return { site: { ...site, aliases, redirects, sections }, faults };
}

function ownRoute(alias: string): Fault {
  return {
    field: "aliases",
    what: `${alias} is a path that the site itself answers`,
    fix: "leave it out",
  };
}

function taken(alias: string, other: string): Fault {
  return {
    field: "aliases",
    what: `${alias} is claimed already by ${other}`,
    fix: "leave it with one of them",
  };
}
