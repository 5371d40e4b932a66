import { isRecord } from "#model/field.ts";
import type { Instant } from "#model/instant.ts";
import { hash32 } from "#model/hash.ts";
import { rejection, type Rejection } from "#model/rejection.ts";
import type {
  BlobName,
  FeedsRef,
  FrontRef,
  IndexRef,
  Manifest,
  PackRef,
  RecentRef,
} from "#model/release.ts";
import { parsedJson } from "#model/json.ts";
import { BLOB_NAME_LENGTH } from "./blob-name.ts";
import { storedCount } from "./numbering.ts";

/** A manifest as KV keeps it. Lists of blob names are one string each, and packs say how many
 *  articles they have: at 100,000 articles 209 KB in place of 304, which every isolate reads twice
 *  a minute. */
export type StoredManifest = Omit<
  Manifest,
  "packs" | "cards" | "directory" | "index" | "fronts" | "related" | "recent"
> & {
  readonly recent?: Omit<RecentRef, "written"> & {
    /** Names of blobs that lie in the bundle alone. */
    readonly alone: string;
    /** Names of those that are written against one of the base, each with that. */
    readonly against: string;
  };
  readonly related?: string;
  readonly packs: string;
  readonly packSizes: readonly number[];
  readonly cards: string;
  readonly directory: string;
  readonly index: Omit<IndexRef, "shards"> & { readonly shards: string };
  readonly fronts: readonly (Omit<FrontRef, "archive" | "feeds"> & {
    readonly archive: { readonly newest: string | null; readonly chunks: string };
    readonly feeds?: StoredFeeds;
  })[];
};

/** The revision; the hashes of RSS, Atom and JSON Feed as one string; when each changed, once if
 *  all did so at one time. */
type StoredFeeds = readonly [revision: number, bytes: string, ...modified: readonly Instant[]];

/** What a manifest may weigh: every cold request reads it. Bytes. */
export const MAX_MANIFEST_BYTES = 256 * 1024;

/** A manifest as the text that KV keeps. */
export function textFromManifest(manifest: Manifest): string {
  const json = JSON.stringify(storedFrom(manifest));
  return `${json.slice(0, -1)},"sum":"${sumOf(json)}"}`;
}

/** A manifest in the form that KV keeps. */
export function storedFrom(manifest: Manifest): StoredManifest {
  const { packs, count, cards, directory, index, fronts, related, recent, ...rest } = manifest;
  const end = storedCount(manifest);
  return {
    ...rest,
    count,
    fronts: fronts.map(({ feeds, ...front }) => ({
      ...front,
      archive: { ...front.archive, chunks: front.archive.chunks.join("") },
      ...(feeds && { feeds: storedFeeds(feeds) }),
    })),
    packs: packs.map(({ blob }) => blob).join(""),
    packSizes: packs.map(({ first }, at) => (packs[at + 1]?.first ?? end) - first),
    cards: cards.join(""),
    directory: directory.join(""),
    index: { ...index, shards: index.shards.join("") },
    ...(related !== undefined && { related: related.join("") }),
    ...(recent !== undefined && { recent: storedRecent(recent) }),
  };
}

function storedFeeds({ revision, bytes, modified }: FeedsRef): StoredFeeds {
  const { rss, atom, json } = modified;
  const times = rss === atom && atom === json ? [rss] : [rss, atom, json];
  return [revision, bytes.rss + bytes.atom + bytes.json, ...times];
}

function feedsFrom([revision, hashes, ...times]: StoredFeeds): FeedsRef {
  const hash = (at: number): string => hashes.slice(16 * at, 16 * (at + 1));
  // There are one or three.
  const [rss, atom = rss, json = rss] = times as [Instant, ...Instant[]];
  return {
    revision,
    bytes: { rss: hash(0), atom: hash(1), json: hash(2) },
    modified: { rss, atom, json },
  };
}

function storedRecent({ written, ...recent }: RecentRef): NonNullable<StoredManifest["recent"]> {
  const pairs = [...written];
  return {
    ...recent,
    alone: pairs.flatMap(([name, base]) => (base === null ? [name] : [])).join(""),
    against: pairs.flatMap(([name, base]) => (base === null ? [] : [name, base])).join(""),
  };
}

function recentFrom({
  alone,
  against,
  ...recent
}: NonNullable<StoredManifest["recent"]>): RecentRef {
  const pairs = namesFrom(against);
  return {
    ...recent,
    written: new Map<BlobName, BlobName | null>([
      ...namesFrom(alone).map((name) => [name, null] as const),
      ...pairs.flatMap((name, at) =>
        at % 2 === 0 ? [[name, pairs[at + 1] ?? null] as const] : [],
      ),
    ]),
  };
}

/** The formats that this version reads. */
const FORMATS: readonly unknown[] = [1, 2];

/** Matches what a manifest ends with: `,"sum":"00k2v8z"}`; refuses `,"sum":7}`. */
const SUM = /,"sum":"([0-9a-z]{7})"\}$/;

/** A hash of the rest of the text: `current` is the one value that no name can vouch for. */
function sumOf(json: string): string {
  return hash32(json).toString(36).padStart(7, "0");
}

/** Checks what KV gave as a manifest: JSON of this format version. Its inside was written by
 *  `publish` and is trusted.
 *  @param key  where it was read, for the Rejection
 *  @returns the manifest, or a Rejection when it is truncated, foreign or of another format */
export function manifestFromText(text: string, key: string): Manifest | Rejection {
  const place = { file: key };
  const [end, sum] = SUM.exec(text) ?? [];
  // Releases of versions that wrote no sum have none.
  const json = end === undefined ? text : `${text.slice(0, -end.length)}}`;
  if (sum !== undefined && sum !== sumOf(json))
    return rejection(place, { what: "is damaged: its sum differs" });
  const value = parsedJson(json);
  if (!isRecord(value))
    return rejection(place, { what: "is not a manifest: not JSON, or cut short" });
  if (!FORMATS.includes(value["format"])) {
    return rejection(place, {
      what: `has format ${JSON.stringify(value["format"]) ?? "none"}, not ${FORMATS.join(" or ")}`,
      fix: "publish again with this version",
    });
  }
  // `textFromManifest` alone writes manifests, and these formats are this shape.
  return manifestFrom(value as unknown as StoredManifest);
}

/** The manifest of such a form. */
export function manifestFrom(stored: StoredManifest): Manifest {
  const { packSizes, related, recent, ...written } = stored;
  const { fronts, index } = written;
  return {
    ...written,
    fronts: fronts.map(({ feeds, ...front }) => ({
      ...front,
      archive: { ...front.archive, chunks: namesFrom(front.archive.chunks) },
      ...(feeds && { feeds: feedsFrom(feeds) }),
    })),
    packs: packsFrom(namesFrom(written.packs), packSizes),
    cards: namesFrom(written.cards),
    directory: namesFrom(written.directory),
    index: { ...index, shards: namesFrom(index.shards) },
    ...(related !== undefined && { related: namesFrom(related) }),
    ...(recent !== undefined && { recent: recentFrom(recent) }),
  };
}

function packsFrom(blobs: readonly BlobName[], sizes: readonly number[]): readonly PackRef[] {
  let first = 0;
  return blobs.map((blob, at) => {
    const pack = { blob, first };
    first += sizes[at] ?? 0;
    return pack;
  });
}

function namesFrom(joined: string): readonly BlobName[] {
  return Array.from({ length: joined.length / BLOB_NAME_LENGTH }, (_, at) =>
    joined.slice(at * BLOB_NAME_LENGTH, (at + 1) * BLOB_NAME_LENGTH),
  );
}
