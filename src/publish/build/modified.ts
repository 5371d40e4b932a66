import { epochMs, type Instant, instantFromEpoch, laterOf } from "#model/instant.ts";
import { FEEDS_REVISION, type Feed } from "#feeds/feed.ts";
import { feedItemWriter, feedParts } from "#feeds/feed-parts.ts";
import { textOfParts } from "#feeds/part.ts";
import {
  type FeedFormat,
  feedModified,
  type FeedsRef,
  type FrontRef,
  type PerFormat,
} from "#model/release.ts";
import { contentHash } from "#store/blob-name.ts";
import type { ReadyArticle } from "./ready-article.ts";

/** Stands for no moment. The brand's form is kept. */
const NO_DATE = "1970-01-01T00:00:00Z" as Instant;

/** A front, or the feed of corrections, before it is told when it changed. */
export type UndatedFeeds = Pick<FrontRef, "blob" | "gone" | "settings"> & {
  readonly archive?: { readonly newest: string | null };
  readonly feeds?: Omit<FeedsRef, "modified">;
};

/** The same as it was in the release that readers saw before. */
export type DatedFeeds = Omit<UndatedFeeds, "feeds"> & Pick<FrontRef, "modified" | "feeds">;

/** Tells when a front or the feed of corrections changed, and when each of its feeds did, given
 *  what readers saw before: what is as it was keeps its date; what differs changed at `at`, when
 *  the new release takes effect, and not when its articles say: a reader that asks
 *  If-Modified-Since with the time of its last visit must learn of an article that is published
 *  with an older date. Always at least a second later than before. */
export function datedAfter(
  before: DatedFeeds,
  now: UndatedFeeds,
  at: Instant,
): Pick<FrontRef, "modified" | "feeds"> {
  const since = (old: Instant, isSame: boolean): Instant =>
    isSame ? old : laterOf(instantFromEpoch(epochMs(old) + 1_000), at);
  const modified = since(before.modified, isSameFront(before, now));
  if (now.feeds === undefined) return { modified };
  const dateOf = (format: FeedFormat): Instant =>
    since(feedModified(before, format), isSameFeed(before, now, format));
  return { modified, feeds: { ...now.feeds, modified: perFormat(dateOf) } };
}

/** Dates what has no past. */
export function datedFirst(
  { feeds }: UndatedFeeds,
  at: Instant,
): Pick<FrontRef, "modified" | "feeds"> {
  return { modified: at, ...(feeds && { feeds: { ...feeds, modified: perFormat(() => at) } }) };
}

/** Whether two fronts of one section hold the same: in entries, archive, tombstones, and what their
 *  feeds show of the site. What no feed shows counts too. */
function isSameFront(a: UndatedFeeds, b: UndatedFeeds): boolean {
  return (
    a.blob === b.blob &&
    a.archive?.newest === b.archive?.newest &&
    a.gone === b.gone &&
    a.settings === b.settings
  );
}

/** Whether two feeds of one place have the same bytes, but for when they changed. RSS says nothing
 *  of articles that are gone. */
export function isSameFeed(a: UndatedFeeds, b: UndatedFeeds, format: FeedFormat): boolean {
  if (a.feeds === undefined || b.feeds === undefined) return isSameFront(a, b);
  return (
    a.feeds.revision === b.feeds.revision &&
    a.feeds.bytes[format] === b.feeds.bytes[format] &&
    (format === "rss" || a.gone === b.gone)
  );
}

/** Something of each format. */
function perFormat<T>(of: (format: FeedFormat) => T): PerFormat<T> {
  return { rss: of("rss"), atom: of("atom"), json: of("json") };
}

/** The feeds of a place: what its feed is in each format, but for when it changed and which
 *  articles are gone. O(length), of all formats, but for items that were hashed before.
 *  @param before  as they were in the release before: where the place is as it was, so are they */
export async function hashedFeeds(
  feed: () => Feed,
  now: UndatedFeeds,
  before: DatedFeeds | undefined,
): Promise<Omit<FeedsRef, "modified">> {
  const known = before?.feeds;
  if (known?.revision === FEEDS_REVISION && isSameFront(before!, now))
    return { revision: known.revision, bytes: known.bytes };
  const undated = { ...feed(), modified: NO_DATE, tombstones: [] };
  const [rss, atom, json] = await Promise.all([
    hashOfFeed(undated, "rss"),
    hashOfFeed(undated, "atom"),
    hashOfFeed(undated, "json"),
  ]);
  return { revision: FEEDS_REVISION, bytes: { rss, atom, json } };
}

/** A hash of a feed: of what is around its items, and of those of the items. */
async function hashOfFeed(feed: Feed, format: FeedFormat): Promise<string> {
  const write = feedItemWriter(feed, format);
  const place: ItemPlace = { site: feed.site, by: `${feed.baseUrl} ${feed.lang}` };
  const items = await Promise.all(
    feed.entries.map((entry) =>
      lastHash[format](entry, place, () => contentHash(textOfParts(write(entry)))),
    ),
  );
  const around = textOfParts(feedParts({ ...feed, entries: [] }, format));
  return contentHash([around, ...items].join("\n"));
}

/** What the bytes of an item hang on beside its entry. */
type ItemPlace = { readonly site: Feed["site"]; readonly by: string };

/** Hashes of items: an entry is in several feeds, and in one publication after another. */
const lastHash: PerFormat<ReturnType<typeof createItemHashes>> = {
  rss: createItemHashes(),
  atom: createItemHashes(),
  json: createItemHashes(),
};

function createItemHashes() {
  const known = new WeakMap<object, ItemPlace & { readonly hash: Promise<string> }>();
  return (entry: object, { site, by }: ItemPlace, make: () => Promise<string>): Promise<string> => {
    let found = known.get(entry);
    if (found?.site !== site || found.by !== by)
      known.set(entry, (found = { site, by, hash: make() }));
    return found.hash;
  };
}

/** When articles last changed by what they say themselves, to the second; never later than `at`,
 *  and `at` when they say nothing. */
export function newestChange(articles: readonly ReadyArticle[], at: Instant): Instant {
  const changes = articles
    .flatMap(({ article: { published, updated, embargo, corrections } }) => [
      published,
      ...[updated, embargo].filter((moment) => moment !== undefined),
      ...corrections.map((correction) => correction.at),
    ])
    .map(epochMs)
    .filter((ms) => ms <= epochMs(at));
  return changes.length === 0 ? at : instantFromEpoch(Math.max(...changes));
}
