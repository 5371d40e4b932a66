import { sectionFolder } from "#model/address.ts";
import { toAlias } from "#model/article-part.ts";
import { type ArticleId, lineOf, type SectionPath } from "#model/name.ts";
import { oldSection } from "#model/old-section.ts";
import { isRejection } from "#model/rejection.ts";
import { allSections } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { apart, type Apart } from "./comparison.ts";
import { compareTexts } from "./ready-article.ts";
import type { LedgerEntry } from "#store/history/ledger.ts";

/** Addresses that answered before a publication and would not after it, and those that would
 *  answer with something else. */
export type AddressLoss = {
  readonly sections: readonly LostSection[];
  /** Old paths that led to the site's or a section's feed. */
  readonly aliases: readonly string[];
  /** Articles of which an address would answer no more. */
  readonly articles: readonly LostArticle[];
  /** Sections whose path another one had before: its subscribers would get this one's items. */
  readonly reused: readonly SectionPath[];
  /** Sections that kept their path, and whose articles are mostly those of others now: its
   *  subscribers would get them. */
  readonly exchanged: readonly ExchangedSection[];
  /** Sections that had ended, so that their feeds answered 410, and are answered again. */
  readonly revived: readonly SectionPath[];
};

/** A section whose articles went elsewhere, while others took their place. */
export type ExchangedSection = {
  readonly path: SectionPath;
  /** Where most of its articles are now. */
  readonly heir: SectionPath;
  /** Where most of those that it has came from. */
  readonly origin: SectionPath;
};

/** An article that readers saw, and that has lost old paths, or its page. */
type LostArticle = {
  readonly id: ArticleId;
  /** Whether readers see it still: then only old paths are lost, and by an oversight. */
  readonly isHere: boolean;
  /** Whether it had old paths that nobody claims now. */
  readonly hadAliases: boolean;
};

/** A section whose feeds and page would not answer any more. */
export type LostSection = {
  readonly path: SectionPath;
  /** Articles that it had, with those below it. */
  readonly count: number;
  /** The section that most of them lie in now. */
  readonly heir?: { readonly path: SectionPath; readonly count: number };
};

/** What is compared. */
type Addresses = {
  readonly before: Site;
  readonly after: Site;
  /** What subscribers saw, and what they will see. */
  readonly seen: readonly LedgerEntry[];
  readonly entries: readonly LedgerEntry[];
  /** Old paths that articles claim now. */
  readonly claimed: () => ReadonlySet<string>;
};

/** Compares the addresses of two releases. A section that is gone is looked for where most of its
 *  articles went. O(sections × articles of those that are gone). */
export function compareAddresses(input: Addresses): AddressLoss {
  const { before, after, claimed } = input;
  const aliases = new Set(aliasesOf(after));
  const present = new Set(allSections(after.sections).map(({ path }) => path));
  return {
    sections: lostSections(input),
    aliases: aliasesOf(before).filter((alias) => !aliases.has(alias) && !claimed().has(alias)),
    articles: lostArticles(input),
    reused: allSections(before.sections)
      .flatMap(({ was = [] }) => was)
      .filter((path) => present.has(path)),
    exchanged: exchangedSections(input, present),
    revived: (before.gone ?? []).filter(
      (path) => !hasSection(before, path) && (present.has(path) || isMoved(after, path)),
    ),
  };
}

function hasSection(site: Site, path: SectionPath): boolean {
  return allSections(site.sections).some((section) => section.path === path);
}

function isMoved(site: Site, path: SectionPath): boolean {
  return oldSection(site, path)?.kind === "moved";
}

/** One article that is sorted anew says nothing of its section. */
const LEAST_MOVED = 2;

/** Sections that are there before and after, more than half of whose articles went elsewhere, and
 *  more than half of whose articles came from elsewhere. What moves into a section inside it, or
 *  out of one, is in its feed as before. */
function exchangedSections(
  { before, seen, entries }: Addresses,
  present: ReadonlySet<SectionPath>,
): readonly ExchangedSection[] {
  if (countMoved(apart(seen, entries)) < LEAST_MOVED) return [];
  const old = new Map(seen.map(({ id, sections: [place] }) => [id, place]));
  const now = new Map(entries.map(({ id, sections: [place] }) => [id, place]));
  const moved = (from: typeof old, to: typeof old, path: SectionPath): SectionPath | undefined => {
    const inside = [...from].filter(([, place]) => place !== undefined && isIn(place, path));
    const elsewhere = inside.flatMap(([id]) => {
      const place = to.get(id);
      return place === undefined || isIn(place, path) ? [] : [place];
    });
    const isMuch = elsewhere.length >= LEAST_MOVED && elsewhere.length * 2 > inside.length;
    return isMuch ? commonest(elsewhere) : undefined;
  };
  return allSections(before.sections)
    .map(({ path }) => path)
    .filter((path) => present.has(path))
    .flatMap((path) => {
      const heir = moved(old, now, path);
      const origin = heir && moved(now, old, path);
      return heir === undefined || origin === undefined ? [] : [{ path, heir, origin }];
    });
}

/** How many articles have another section than before: none of those that are there before and
 *  after as the very same objects. */
function countMoved({ was, is }: Apart<LedgerEntry>): number {
  const old = new Map(was.map(({ id, sections: [place] }) => [id, place]));
  return is.filter(({ id, sections: [place] }) => old.has(id) && old.get(id) !== place).length;
}

function isIn(place: SectionPath, path: SectionPath): boolean {
  return place === path || place.startsWith(`${path}/`);
}

function commonest(places: readonly SectionPath[]): SectionPath | undefined {
  const counts = Map.groupBy(places, (place) => place);
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

/** By the marks that a ledger keeps of old paths. Entries that are there before and after, as the
 *  very same objects, have lost nothing. */
function lostArticles({ seen, entries }: Addresses): readonly LostArticle[] {
  const { was, is, both } = apart(seen, entries);
  const here = new Set(is.map(({ id }) => id));
  const claims = new Set(is.flatMap((entry) => entry.claims));
  if (was.some((entry) => entry.claims.some((claim) => !claims.has(claim))))
    for (const entry of both) for (const claim of entry.claims) claims.add(claim);
  return was
    .toSorted((a, b) => compareTexts(a.id, b.id))
    .map(({ id, claims: before }) => ({
      id,
      isHere: here.has(id),
      hadAliases: before.some((claim) => !claims.has(claim)),
    }))
    .filter(({ isHere, hadAliases }) => hadAliases || !isHere);
}

function lostSections({ before, after, seen, entries }: Addresses): readonly LostSection[] {
  const present = new Set<string>(allSections(after.sections).map(({ path }) => path));
  const aliases = new Set(aliasesOf(after));
  const isLost = (path: SectionPath): boolean =>
    !present.has(path) &&
    oldSection(after, path) === undefined &&
    !aliases.has(`${sectionFolder(path)}/feed.xml`);
  const answered = allSections(before.sections).flatMap(({ path, was = [] }) => [path, ...was]);
  const paths = [...new Set(answered)].filter(isLost).sort();
  if (paths.length === 0) return [];
  const now = new Map(entries.map((entry) => [entry.id, entry.sections[0]]));
  const lost: LostSection[] = [];
  for (const path of paths) {
    const found = heirOf(path, seen, now);
    // What lies below follows the section around it.
    const isCovered = lost.some(
      ({ path: outer, heir }) =>
        heir !== undefined &&
        path.startsWith(`${outer}/`) &&
        present.has(heir.path + path.slice(outer.length)),
    );
    if (!isCovered) lost.push(found);
  }
  return lost;
}

/** At least half of a section's articles make another one its heir. */
function heirOf(
  path: SectionPath,
  seen: readonly LedgerEntry[],
  now: ReadonlyMap<string, SectionPath | undefined>,
): LostSection {
  const votes = new Map<string, number>();
  let count = 0;
  for (const { id, sections } of seen) {
    const [old] = sections;
    if (old === undefined || !lineOf(old).includes(path)) continue;
    count += 1;
    const below = old.slice(path.length);
    const place = now.get(id);
    if (place === undefined || place === old) continue;
    const heir = below !== "" && place.endsWith(below) ? place.slice(0, -below.length) : place;
    votes.set(heir, (votes.get(heir) ?? 0) + 1);
  }
  const [best] = [...votes].sort(([, a], [, b]) => b - a);
  if (best === undefined || best[1] * 2 < count) return { path, count };
  // A section's path, or the front of one cut between slugs.
  return { path, count, heir: { path: best[0] as SectionPath, count: best[1] } };
}

function aliasesOf(site: Site): readonly string[] {
  const written = [
    site.aliases,
    Object.keys(site.redirects ?? {}),
    ...allSections(site.sections).map(({ aliases }) => aliases),
  ].flat();
  return written.map((alias) => {
    const path = toAlias(alias);
    return isRejection(path) ? alias : path;
  });
}
