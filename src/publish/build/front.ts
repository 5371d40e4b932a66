import { entryFrom } from "#feeds/entry-content.ts";
import { newestFeed } from "#feeds/newest-feed.ts";
import type { Feed } from "#feeds/feed.ts";
import { type Heading, sectionHeading, siteHeading } from "#feeds/heading.ts";
import { shownSettings } from "#feeds/shown-settings.ts";
import type { Instant } from "#model/instant.ts";
import { lazily, memoizeRecent } from "#model/memoize.ts";
import type { ArticleId } from "#model/name.ts";
import { type BlobName, frontAt, type FrontRef, type Manifest } from "#model/release.ts";
import { allSections, sectionAt } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { contentHash } from "#store/blob-name.ts";
import { encodeFront } from "#store/front.ts";
import type { Entry, Tombstone } from "#model/entry.ts";
import { type GoneEntry, tombstonesAt } from "#store/history/gone.ts";
import type { Member } from "#store/pack-place.ts";
import { archiveList, placesIn } from "./archive.ts";
import type { BlobSet } from "./blob-set.ts";
import { datedAfter, datedFirst, hashedFeeds, newestChange } from "./modified.ts";
import type { LaidOver } from "./base-part.ts";
import { divideWithLate } from "./newest-page.ts";
import type { ReadyArticle } from "./ready-article.ts";
import { sectionsAround } from "./section-tree.ts";
import { remade, type Workshop } from "#search/build/workshop.ts";

/** What the fronts are made from. */
type FrontInput = {
  readonly site: Site;
  /** Oldest first. */
  readonly articles: readonly ReadyArticle[];
  readonly members: ReadonlyMap<ArticleId, Member>;
  /** The release that readers saw before this one. */
  readonly previous: Manifest | null;
  /** When this release takes effect. */
  readonly at: Instant;
  /** Articles that are gone. */
  readonly gone: readonly GoneEntry[];
  /** Since when articles are late. */
  readonly late: ReadonlyMap<ArticleId, Instant>;
  readonly workshop?: Workshop | undefined;
  /** The release that it is laid over; all is made anew when absent. */
  readonly over?: LaidOver | undefined;
};

/** The fronts, and the articles that are on any of them only because they are late, with since
 *  when. */
type BuiltFronts = {
  readonly fronts: readonly FrontRef[];
  readonly late: ReadonlyMap<ArticleId, Instant>;
};

/** Builds the front and the archive list of the site and of every section, parents before children.
 *  A parent has its descendants' articles, and those that name it or a descendant in `also`, each
 *  once. */
export async function buildFronts(input: FrontInput, set: BlobSet): Promise<BuiltFronts> {
  const { carried, own } = articlesBySection(input);
  const keptAt = input.over === undefined ? () => undefined : keptFronts(input, input.over);
  const fronts: FrontRef[] = [];
  const late = new Set<ArticleId>();
  for (const [path, articles] of carried) {
    const built = keptAt(path, articles) ?? (await buildFront({ ...input, path, articles }, set));
    for (const { article } of built.late) late.add(article.id);
    const gone = await goneTag(tombstonesAt(input.gone, path));
    const front = {
      ...built.front,
      ...(built.late.length > 0 && { late: built.late.length }),
      ...(gone !== undefined && { gone }),
    };
    fronts.push({ ...(await dated(front, built, input)), own: own.get(path) ?? 0 });
  }
  return { fronts, late: new Map([...input.late].filter(([id]) => late.has(id))) };
}

/** A front, with what its feeds show of the site and when they changed. */
async function dated<T extends BuiltFront["front"] & Pick<FrontRef, "gone">>(
  front: T,
  { newest, entries }: Pick<BuiltFront, "newest" | "entries">,
  { site, previous, at, workshop }: Pick<FrontInput, "site" | "previous" | "at" | "workshop">,
): Promise<T & Pick<FrontRef, "settings" | "modified" | "feeds">> {
  const heading = headingAt(site, front.path);
  const settings =
    front.settings ??
    (await remade(workshop, `settings ${front.path}`, [site, ...newest()], () =>
      contentHash(
        shownSettings(
          site,
          heading,
          newest().map(({ article }) => article),
        ),
      ),
    ));
  const before = previous === null ? undefined : frontAt(previous, front.path);
  const undated = { ...front, settings };
  const { path, archive } = front;
  const feed = (): Feed =>
    newestFeed({ site, heading, path, newest: archive.newest, entries: entries(), modified: at });
  const now = { ...undated, feeds: await hashedFeeds(feed, undated, before) };
  const dates =
    before === undefined
      ? datedFirst(now, newestChange(newest(), at))
      : datedAfter(before, now, at);
  return { ...undated, ...dates };
}

/** An article is on the fronts of several sections, and in one publication after another: those of
 *  the site, and of some sections with those around them. About 5 MB. */
const entryOf = memoizeRecent(entryFrom, 800);

/** Which articles each section shows, and how many are its own. */
function articlesBySection({ site, articles }: Pick<FrontInput, "site" | "articles">): {
  readonly carried: ReadonlyMap<string, readonly ReadyArticle[]>;
  readonly own: ReadonlyMap<string, number>;
} {
  const sections = allSections(site.sections).map(({ path }) => path);
  const carried = new Map<string, ReadyArticle[]>([["", []]]);
  for (const path of sections) carried.set(path, []);
  const own = new Map<string, number>();
  for (const ready of articles) {
    const { section, also } = ready.article;
    for (const path of also.length === 0 ? [section] : new Set([section, ...also]))
      own.set(path, (own.get(path) ?? 0) + 1);
    carried.get("")?.push(ready);
    for (const path of sectionsAround(ready.article)) carried.get(path)?.push(ready);
  }
  return { carried, own };
}

type BuiltFront = {
  readonly front: Pick<FrontRef, "path" | "blob" | "count" | "archive" | "settings">;
  /** Oldest first. */
  readonly newest: () => readonly ReadyArticle[];
  /** Newest first. */
  readonly entries: () => readonly Entry[];
  readonly late: readonly ReadyArticle[];
};

/** Gives the front of a section as it is in the release that another is laid over, where the
 *  section has the same articles, and none that is late shows there: what stays of the stored ones
 *  stays where it lies, in its order, so that they are the same as soon as they are as many. */
function keptFronts(
  { articles, late }: Pick<FrontInput, "articles" | "late">,
  { manifest, own }: LaidOver,
): (path: string, articles: readonly ReadyArticle[]) => BuiltFront | undefined {
  const before = new Map(manifest.late);
  const isChanged = ({ article: { id } }: ReadyArticle): boolean =>
    own.has(id) || late.get(id) !== before.get(id);
  const touched = new Set<string>([""]);
  for (const ready of articles)
    if (isChanged(ready)) for (const path of sectionsAround(ready.article)) touched.add(path);
  const fronts = new Map(manifest.fronts.map((front) => [front.path, front]));
  return (path, some) => {
    const known = fronts.get(path);
    if (touched.has(path) || known?.count !== some.length) return undefined;
    if (known.settings === undefined || known.late !== undefined) return undefined;
    const { blob, count, archive, settings } = known;
    const division = lazily(() => divideWithLate(some, late));
    return {
      front: { path, blob, count, archive, settings },
      newest: () => division().newest,
      entries: () => entriesOf(division().newest),
      late: [],
    };
  };
}

function entriesOf(newest: readonly ReadyArticle[]): readonly Entry[] {
  return newest.toReversed().map(({ article }) => entryOf(article));
}

async function buildFront(
  { path, articles, members, late, workshop }: FrontInput & { path: string },
  set: BlobSet,
): Promise<BuiltFront> {
  const since = late.size === 0 ? [] : articles.map(({ article }) => late.get(article.id));
  const division = remade(workshop, `division ${path}`, [...articles, ...since], () =>
    divideWithLate(articles, late),
  );
  const { newest } = division;
  const entries = (): readonly Entry[] => entriesOf(newest);
  const kept = remade(workshop, `entries ${path}`, newest, (): KeptFront => ({}));
  const archive = await remade(
    workshop,
    `archive ${path}`,
    [division, ...placesIn(division.archived, members)],
    () => archiveList(division.archived, members),
  );
  const front = {
    path,
    blob: await addFront(kept, entries, set),
    count: articles.length,
    archive: { newest: archive.newest, chunks: await set.addAll(archive.chunks) },
  };
  return { front, newest: () => newest, entries, late: division.late };
}

/** A front that was made before: its bytes where they are not stored, else its name. */
type KeptFront = { name?: BlobName; bytes?: Uint8Array };

async function addFront(
  kept: KeptFront,
  entries: () => readonly Entry[],
  set: BlobSet,
): Promise<BlobName> {
  if (kept.name !== undefined && set.isStored(kept.name)) return kept.name;
  kept.bytes ??= encodeFront(entries());
  kept.name = await set.add(kept.bytes);
  // All fronts together are some times as large as the articles.
  if (set.isStored(kept.name)) delete kept.bytes;
  return kept.name;
}

/** The heading of the feed of a section, or of the site for "". */
function headingAt(site: Site, path: string): Heading {
  const section = sectionAt(site.sections, path);
  return section === undefined ? siteHeading(site) : sectionHeading(site, section);
}

/** Hash of the tombstones of a front; undefined for none. */
export async function goneTag(tombstones: readonly Tombstone[]): Promise<string | undefined> {
  return tombstones.length === 0 ? undefined : contentHash(JSON.stringify(tombstones));
}
