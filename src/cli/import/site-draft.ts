import { sectionsFromTitles } from "#ingest/folder/feed-content.ts";
import { toLanguageTag } from "#model/language-tag.ts";
import type { SectionPath } from "#model/name.ts";
import { isReserved } from "#model/own-route.ts";
import { isRejection } from "#model/rejection.ts";
import { allSections, type Section, withSections } from "#model/section.ts";
import { type Site, SITE_DEFAULTS } from "#model/site.ts";

/** What a source says of its site as a whole. */
type SiteMetadata = {
  readonly title?: string;
  readonly description?: string;
  readonly lang?: string;
  /** Its page for people, absolute. */
  readonly home?: string;
  /** IANA name, where nobody told another. */
  readonly timeZone?: string;
};

/** A site as it is learnt from its sources. What was said first holds. */
export type SiteDraft = {
  say(words: SiteMetadata): void;
  /** Titles of sections by path. */
  nameSections(titles: Iterable<readonly [string, string]>): void;
  /** Old addresses of a section's feeds, for those who are subscribed. */
  addAliases(section: string | undefined, aliases: readonly string[]): void;
  /** Old paths of other pages, and where they lead here. */
  addRedirects(pairs: Iterable<readonly [string, string]>): void;
  addSections(paths: readonly SectionPath[]): void;
  addLanguage(lang: string): void;
  /** The host that the site lives at, where a source says so. */
  readonly host: string;
  /** @param known  the settings that the folder has already, which hold */
  site(options: {
    readonly known: Site | undefined;
    readonly timeZone: string;
    readonly idAuthority: string | undefined;
    readonly isMigration: boolean;
  }): Site;
};

/** Opens a draft of a site. */
export function createSiteDraft(): SiteDraft {
  let words: SiteMetadata = {};
  const titles = new Map<string, string>();
  const sectionPaths = new Set<SectionPath>();
  const languages = new Map<string, number>();
  const aliases = new Map<string, Set<string>>();
  const redirects = new Map<string, string>();
  const home = (): URL | null => URL.parse(words.home ?? "");
  return {
    say(said) {
      const filled = Object.entries(said).filter(([, value]) => value);
      words = { ...Object.fromEntries(filled), ...words };
    },
    nameSections(named) {
      for (const [path, title] of named) if (!titles.has(path)) titles.set(path, title);
    },
    addAliases(section = "", paths) {
      const there = aliases.get(section) ?? new Set();
      aliases.set(section, there);
      for (const path of paths) if (path !== "/" && !isReserved(path)) there.add(path);
    },
    addRedirects(pairs) {
      for (const [from, to] of pairs) if (!redirects.has(from)) redirects.set(from, to);
    },
    addSections(paths) {
      for (const path of paths) sectionPaths.add(path);
    },
    addLanguage(lang) {
      languages.set(lang, (languages.get(lang) ?? 0) + 1);
    },
    get host() {
      return home()?.hostname ?? "";
    },
    site({ known, timeZone, idAuthority, isMigration }) {
      const fresh = withAliases(named(sectionPaths, titles), aliases);
      const told = redirectsOf(redirects, known);
      if (known !== undefined) return { ...known, ...told, sections: grown(known.sections, fresh) };
      const { title = "", description = "" } = words;
      const origin = home()?.origin;
      return {
        ...SITE_DEFAULTS,
        title: title.slice(0, 200) || SITE_DEFAULTS.title,
        ...(description && { description: description.slice(0, 2_000) }),
        ...(isMigration && origin !== undefined && { url: origin }),
        lang: languageOfSite(words.lang, languages),
        timeZone: words.timeZone ?? timeZone,
        ...(idAuthority !== undefined && { idAuthority }),
        aliases: [...(aliases.get("") ?? [])],
        ...told,
        sections: fresh,
      };
    },
  };
}

/** The redirects as a field of a site; those that it has already hold. */
function redirectsOf(
  found: ReadonlyMap<string, string>,
  known: Site | undefined,
): Pick<Site, "redirects"> {
  const redirects = { ...Object.fromEntries(found), ...known?.redirects };
  return Object.keys(redirects).length > 0 ? { redirects } : {};
}

/** The sections that articles lie in, with the titles that sources give them; a section without
 *  articles has no use. */
function named(
  sectionPaths: ReadonlySet<SectionPath>,
  titles: ReadonlyMap<string, string>,
): readonly Section[] {
  const tree = withSections([], [...sectionPaths].sort());
  const needed = allSections(tree).map(({ path }): [string, string] => {
    const slug = path.slice(path.lastIndexOf("/") + 1);
    return [path, titles.get(path)?.trim().slice(0, 200) || slug];
  });
  return sectionsFromTitles(new Map(needed));
}

function withAliases(
  tree: readonly Section[],
  aliases: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Section[] {
  return tree.map((section) => ({
    ...section,
    aliases: [...section.aliases, ...(aliases.get(section.path) ?? [])],
    children: withAliases(section.children, aliases),
  }));
}

/** The known tree with those of the fresh one that it lacks. */
function grown(known: readonly Section[], fresh: readonly Section[]): readonly Section[] {
  const merged = known.map((section) => {
    const other = fresh.find(({ path }) => path === section.path);
    return other === undefined
      ? section
      : { ...section, children: grown(section.children, other.children) };
  });
  const paths = new Set<string>(known.map(({ path }) => path));
  return [...merged, ...fresh.filter(({ path }) => !paths.has(path))];
}

function languageOfSite(said: string | undefined, counts: ReadonlyMap<string, number>): string {
  const tag = toLanguageTag(said);
  if (said && !isRejection(tag)) return tag;
  const [best] = [...counts]
    .filter(([lang]) => lang !== "und")
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  return best?.[0] ?? SITE_DEFAULTS.lang;
}
