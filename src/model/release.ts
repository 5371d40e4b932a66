import type { Instant } from "./instant.ts";
import type { ArticleId } from "./name.ts";
import type { Site } from "./site.ts";

/** Names a release: the second of its publication and a hash, such as `20261123T190149Z-3fK9a_Qz`;
 *  sorts by time. */
export type ReleaseId = string;

/** Names a blob by the hash of its bytes: 20 characters of base64url, 120 bits of SHA-256. */
export type BlobName = string;

/** The way to a section's archive documents. */
type ArchiveRef = {
  /** The archive document just before the newest page; null when the newest page holds
   *  everything. */
  readonly newest: string | null;
  /** Chunks of the archive list; a document's entry lies in chunk `hash32(name) %
   *  chunks.length`. */
  readonly chunks: readonly BlobName[];
};

/** The three ways to write a feed. */
export type FeedFormat = "rss" | "atom" | "json";

/** Something of each of them. */
export type PerFormat<T> = Readonly<Record<FeedFormat, T>>;

/** The feeds of one place, as far as one tells from another. */
export type FeedsRef = {
  /** FEEDS_REVISION of the version that wrote them. */
  readonly revision: number;
  /** Hash of the bytes, but for when they changed and which articles are gone: 16 characters. */
  readonly bytes: PerFormat<string>;
  /** When the bytes last changed: Last-Modified, and what the feed says of itself. */
  readonly modified: PerFormat<Instant>;
};

/** What the manifest says of one section, or of the whole site (path ""). */
export type FrontRef = {
  readonly path: string;
  /** The pack of the newest page, oldest first. */
  readonly blob: BlobName;
  /** How many articles at its beginning are older than all others, and only there because they were
   *  published late; absent for none. */
  readonly late?: number;
  /** Published articles here and below. */
  readonly count: number;
  /** Published articles of this section alone. */
  readonly own: number;
  /** When anything here last changed, be it shown in a feed or not. Never runs backwards from one
   *  release to the next. */
  readonly modified: Instant;
  readonly archive: ArchiveRef;
  /** Hash of the tombstones that its feed shows; absent when it shows none. */
  readonly gone?: string;
  /** Hash of the site's settings that its feed shows; absent in releases of versions that took all
   *  settings for shown. */
  readonly settings?: string;
  /** Absent in releases of versions that dated all feeds of a place alike. History, not content. */
  readonly feeds?: FeedsRef;
};

/** One pack: its blob, and the number of its first article. Articles are numbered from 0, oldest
 *  first. */
export type PackRef = { readonly blob: BlobName; readonly first: number };

/** The prebuilt index: its root, which search/ alone reads, and the blobs that it speaks of. */
export type IndexRef = {
  readonly root: unknown;
  readonly shards: readonly BlobName[];
  readonly lengths: BlobName;
  readonly columns: BlobName;
  /** The index as MiniSearch's own JSON; null when it is too large to be given whole. Absent in
   *  releases of versions that made it when it was asked for. */
  readonly whole?: BlobName | null;
};

/** What an index may weigh as MiniSearch's JSON to be given whole, in bytes: what a browser may be
 *  asked to load. */
export const MAX_INDEX_BYTES = 5 * 1024 * 1024;

/** What is suggested as one types: its root, which search/ alone reads, and the blobs that it
 *  speaks of. */
export type SuggestionsRef = {
  readonly root: unknown;
  readonly shards: readonly BlobName[];
  readonly texts: readonly BlobName[];
};

/** The articles with corrections, of which the feed of corrections is made: a pack of those
 *  corrected last, without their bodies, and when it last changed. */
export type CorrectionsRef = {
  readonly blob: BlobName;
  readonly modified: Instant;
  /** As those of a front. */
  readonly settings?: string;
  readonly feeds?: FeedsRef;
};

/** The articles that are gone: a blob that names them, the latest gone first, and when how many of
 *  them went. No moment stands in the blob, so that a publication that is run again writes it only
 *  once. */
export type GoneRef = {
  readonly blob: BlobName;
  readonly moments: readonly (readonly [when: Instant, count: number])[];
};

/** The log of changes: a blob, and between which moments it tells everything. Milliseconds since
 *  1970. */
export type LogRef = { readonly blob: BlobName; readonly since: number; readonly last: number };

/** What a recent part may weigh: each request that touches it reads all of it. Bytes. */
export const MAX_RECENT_BYTES = 1_000_000;

/** What changed since the base was published: blobs that are written against those of the base, and
 *  lie together in one. With it a release is as it would be had all of it been published anew, but
 *  for where its articles lie: the base's stay in their packs, and those that were added or edited
 *  lie behind them. */
export type RecentRef = {
  /** The bundle that holds it all. */
  readonly blob: BlobName;
  /** What the bundle weighs. */
  readonly bytes: number;
  /** The release whose base it is laid over. */
  readonly base: ReleaseId;
  /** Articles of the base. In `packs` and `cards` theirs come first, then its own. */
  readonly documents: number;
  /** Which of the base's articles are withdrawn or replaced, ascending. */
  readonly removed: readonly number[];
  /** For each of its own articles, oldest first, how many of the base's are older. */
  readonly places: readonly number[];
  /** What its search reads: a blob of JSON, which searcher/ reads. */
  readonly search: BlobName;
  /** The blobs that lie in the bundle, each with the blob of the base that it is written against;
   *  null for one that needs none. */
  readonly written: ReadonlyMap<BlobName, BlobName | null>;
  /** Manifests of upcoming releases that lie in the bundle. */
  readonly upcoming: Readonly<Record<ReleaseId, BlobName>>;
};

/** What a cache in front of the Worker lets go of when readers go on from one edition to the next:
 *  the tags of answers that differ. */
export type EdgeChange = readonly [since: string, ...tags: readonly string[]];

/** A complete, immutable snapshot of the site: the names of everything that any answer needs. At
 *  most 256 KB as JSON. */
export type Manifest = {
  /** 2 where there is a recent part, which older versions would not lay over the base. */
  readonly format: 1 | 2;
  readonly release: ReleaseId;
  /** When readers began to see it: its publication, its time if it was an upcoming one, or the
   *  rollback to it. */
  readonly created: Instant;
  readonly previous: ReleaseId | null;
  /** Hash of all fields below but what hangs on earlier releases (`modified`, `gone`, `late`) and
   *  `upcoming`: the same content gives the same, whenever it is published. Only articles that come
   *  late make a difference, while they show on newest pages. */
  readonly content: string;
  /** Hash of what it tells, wherever that lies: by it two releases are compared of which one is
   *  laid over the other. Absent in releases of versions that laid nothing over another. */
  readonly told?: string;
  readonly site: Site;
  /** Published articles. */
  readonly count: number;
  /** The whole site first, then every section, parents before children. */
  readonly fronts: readonly FrontRef[];
  readonly packs: readonly PackRef[];
  /** Cards in the order of article numbers, `cardsPerBlob` to a blob. */
  readonly cards: readonly BlobName[];
  readonly cardsPerBlob: number;
  /** The directory: an id's or alias's entry lies in shard `hash32(key) % directory.length`. */
  readonly directory: readonly BlobName[];
  readonly index: IndexRef;
  /** Absent in releases of versions that suggested nothing. */
  readonly suggest?: SuggestionsRef;
  /** What the home page shows; absent in releases of versions that read fronts for it. */
  readonly home?: BlobName;
  /** What the pages of articles lead to: an article's lies in blob `hash32(id) % related.length`.
   *  Absent in releases of versions that did not say. */
  readonly related?: readonly BlobName[];
  /** Absent when no article has a correction. */
  readonly corrections?: CorrectionsRef;
  /** What subscribers see in it, read by the next publication; absent in releases of versions that
   *  kept none. */
  readonly ledger?: readonly BlobName[];
  /** Articles that went in the last 30 days, for Atom and for the next publication; absent when
   *  there are none. */
  readonly gone?: GoneRef;
  /** Articles that show on a newest page only because they came late, and when they came; absent
   *  when there are none. */
  readonly late?: readonly (readonly [id: ArticleId, since: Instant])[];
  /** What changed in the eyes of readers, release after release; absent in releases of versions
   *  that kept no log. History, not content. */
  readonly log?: LogRef;
  /** The tags and authors that have a feed or had one before, of which no feed ever ends; absent
   *  when there never were any. History, not content. */
  readonly topics?: BlobName;
  /** The articles that were withdrawn and purged, of which a rollback brings none back; absent when
   *  there are none. History, not content. */
  readonly takedowns?: BlobName;
  /** Names of the media files that its articles use, a JSON list; null when they use none. Read
   *  when garbage is collected. */
  readonly media: BlobName | null;
  /** What changed since the base was published; absent in a release that was published in full. */
  readonly recent?: RecentRef;
  /** By what tags a cache in front of the Worker lets go of what differs, the newest change first;
   *  absent where nobody knows. History, not content. */
  readonly edge?: readonly EdgeChange[];
  /** Releases that take over when their time comes, earliest first. Not part of `content`. */
  readonly upcoming: readonly UpcomingRef[];
};

/** A release that takes over when its time comes. */
type UpcomingRef = {
  readonly from: Instant;
  readonly release: ReleaseId;
  /** As that of its manifest. */
  readonly told?: string;
};

/** What the manifest says of a section, or of the site for "". */
export function frontAt(manifest: Manifest, path: string): FrontRef | undefined {
  return manifest.fronts.find((front) => front.path === path);
}

/** When a feed of a place last changed. */
export function feedModified(
  { modified, feeds }: Pick<FrontRef, "modified" | "feeds">,
  format: FeedFormat,
): Instant {
  return feeds?.modified[format] ?? modified;
}
