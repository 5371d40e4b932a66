import { sectionFolder } from "#model/address.ts";
import { toAlias } from "#model/article-part.ts";
import type { ArticleId, SectionPath } from "#model/name.ts";
import { oldSection } from "#model/old-section.ts";
import { isRejection } from "#model/rejection.ts";
import { allSections } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { answeredBy } from "#feeds/old-path.ts";
import { apart, type Apart } from "./comparison.ts";
import { compareTexts } from "./ready-article.ts";
import type { LedgerEntry } from "#store/history/ledger.ts";
import { type LostSection, lostSections } from "#feeds/lost-section.ts";

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
  /** Old addresses of a feed that lead to another one now: whoever follows them would get its
   *  articles. */
  readonly turned: readonly TurnedAddress[];
  /** Sections that had ended, so that their feeds answered 410, and are answered again. */
  readonly revived: readonly SectionPath[];
};

/** An old address that is written for another feed or section than before. */
export type TurnedAddress = {
  readonly path: string;
  /** Where it led, by the present name; "" for the whole site. */
  readonly from: string;
  readonly to: string;
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
 *  articles went. An address is lost where nothing answers it in any way: neither itself, nor
 *  another alias, nor a redirect with `*`. O(sections × articles of those that are gone). */
export function compareAddresses(input: Addresses): AddressLoss {
  const { before, after, claimed } = input;
  const present = new Set(allSections(after.sections).map(({ path }) => path));
  const answer = answerer(after, input.entries);
  const written = new Set(aliasesOf(after));
  const isAnswered = (path: string): boolean =>
    written.has(path) || answer(path) !== undefined || claimed().has(path);
  return {
    sections: lostSections({ ...input, isAnswered }),
    aliases: aliasesOf(before).filter((alias) => !isAnswered(alias)),
    articles: lostArticles(input),
    reused: allSections(before.sections)
      .flatMap(({ was = [] }) => was)
      .filter((path) => present.has(path)),
    exchanged: exchangedSections(input, present),
    turned: turnedAddresses(input, answer),
    revived: (before.gone ?? []).filter(
      (path) => !hasSection(before, path) && (present.has(path) || isMoved(after, path)),
    ),
  };
}

/** What answers a path of a site with these articles. */
function answerer(
  site: Site,
  entries: readonly LedgerEntry[],
): (path: string) => string | undefined {
  let ids: ReadonlySet<ArticleId> | undefined;
  const present = {
    // Few paths are those of articles.
    get ids() {
      return (ids ??= new Set(entries.map(({ id }) => id)));
    },
    sections: new Set(allSections(site.sections).map(({ path }) => path)),
  };
  return (path) => answeredBy(path, site, present);
}

/** Old addresses of a feed that lead to another one now, while the feed that they led to is still
 *  there. What stands in the table of redirects, and leads to no feed, is a page's. */
function turnedAddresses(
  { before, after, seen }: Addresses,
  answer: (path: string) => string | undefined,
): readonly TurnedAddress[] {
  const formerly = answerer(before, seen);
  const feeds = Object.entries(before.redirects ?? {})
    .filter(([, to]) => /\/(?:feed\.xml|atom\.xml|feed\.json)$/.test(to))
    .map(([from]) => from);
  const old = allSections(before.sections).flatMap(({ was = [] }) => was);
  const paths = [
    ...ownAliasesOf(before),
    ...feeds,
    ...old
      .filter((path) => !hasSection(after, path))
      .map((path) => `${sectionFolder(path)}/feed.xml`),
  ];
  return paths.flatMap((path) => {
    const [from, to] = [formerly(path), answer(path)];
    const kept = from === undefined ? undefined : answer(from);
    if (from === undefined || kept === undefined || to === undefined) return [];
    const isTurned = [kept, to].every((one) => one !== "gone") && folderOf(kept) !== folderOf(to);
    return isTurned ? [{ path, from: folderOf(kept), to: folderOf(to) }] : [];
  });
}

function folderOf(path: string): string {
  return path.replace(/\/(?:feed\.xml|atom\.xml|feed\.json)?(?:\?.*)?$/s, "");
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

function aliasesOf(site: Site): readonly string[] {
  return [...ownAliasesOf(site), ...Object.keys(site.redirects ?? {})].map(normal);
}

/** The old paths of the site's feed and of sections, as they are compared. */
function ownAliasesOf(site: Site): readonly string[] {
  const written = [site.aliases, ...allSections(site.sections).map(({ aliases }) => aliases)];
  return written.flat().map(normal);
}

function normal(alias: string): string {
  const path = toAlias(alias);
  return isRejection(path) ? alias : path;
}
