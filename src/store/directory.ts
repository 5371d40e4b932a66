import type { ArticleId } from "#model/name.ts";
import { memoizeObjects } from "#model/memoize.ts";
import type { BlobName } from "#model/release.ts";
import { StoreFault } from "./fault.ts";
import { allKeyed, encodeKeyed, findKeyed, type KeyedRecord, type Remake } from "./keyed-block.ts";
import type { Member, PlaceOf } from "./pack-place.ts";
import { keyedOver, type StoredKeyed } from "#store/recent/keyed-over.ts";

/** Where an article lies, and which version it is. */
export type PublishedEntry = Member & {
  readonly withdrawn: false;
  readonly id: ArticleId;
  /** Hash of the article's content, 16 characters. */
  readonly etag: string;
};

/** An article that was there once: 410. */
type WithdrawnEntry = { readonly withdrawn: true; readonly id: ArticleId };

/** What the directory says of an id. */
export type DirectoryEntry = PublishedEntry | WithdrawnEntry;

/** What the directory says of an alias: whose it is, and not where that lies, so that an article
 *  that changes is written into one blob, however many aliases it has. */
export type AliasEntry = { readonly withdrawn: boolean; readonly id: ArticleId };

/** A directory entry and the key it is found by: an article's id, or one of its aliases, which
 *  begin with `/`. */
export type KeyedEntry = { readonly key: string; readonly entry: DirectoryEntry | AliasEntry };

/** The directory as blobs of at most 64 KB; the entry of `key` lies in blob `hash32(key) %
 *  blobs.length`.
 *  @param entries  no two with the same key, in any order */
export function encodeDirectory(
  entries: readonly KeyedEntry[],
  remake?: Remake,
): readonly Uint8Array[] {
  return encodeKeyed("DIRY", entries.map(recordOf), { remake });
}

const recordOf = /* @__PURE__ */ memoizeObjects(recordFrom);

/** A directory that is stored, as one that is laid over it needs it. */
export type StoredDirectory = {
  readonly blobs: readonly StoredKeyed[];
  /** Where each article lies that is not withdrawn. */
  readonly entries: ReadonlyMap<ArticleId, PublishedEntry>;
  /** What it says of all other keys: aliases, and what was withdrawn. */
  readonly others: ReadonlyMap<string, DirectoryEntry | AliasEntry>;
};

/** Opens a directory. O(entries).
 *  @throws {StoreFault} as `findEntry` */
export function openDirectory(blobs: readonly StoredKeyed[], placeOf: PlaceOf): StoredDirectory {
  const entries = new Map<ArticleId, PublishedEntry>();
  const others = new Map<string, DirectoryEntry | AliasEntry>();
  for (const { bytes, name } of blobs)
    for (const record of allKeyed("DIRY", bytes, name)) {
      const [key] = record;
      if (isAlias(key)) {
        others.set(key, aliasEntryFrom(record, name));
        continue;
      }
      const entry = entryFrom(record, { id: key as ArticleId, name, placeOf });
      if (entry.withdrawn) others.set(key, entry);
      else entries.set(entry.id, entry);
    }
  return { blobs, entries, others };
}

/** Aliases begin with a slash, and ids never do. */
function isAlias(key: string): boolean {
  return key.startsWith("/");
}

/** A stored directory with other entries for some keys, or none where undefined; in as many blobs.
 *  @returns for each blob its bytes, or its name where all is as it was
 *  @throws {StoreFault} as `findEntry` */
export function directoryOver(
  { blobs }: Pick<StoredDirectory, "blobs">,
  changes: ReadonlyMap<string, KeyedEntry | undefined>,
  remake?: Remake,
): readonly (BlobName | Uint8Array)[] {
  const records = Array.from(changes, ([key, one]) => [key, one && recordOf(one)] as const);
  return keyedOver("DIRY", blobs, records, remake);
}

/** The entry of an id in one directory blob, or undefined. O(log entries).
 *  @param name  the blob's name, for faults
 *  @throws {StoreFault} when the bytes are not a directory blob */
export function findEntry(
  { bytes, name }: DirectoryBlob,
  id: ArticleId,
  placeOf: PlaceOf,
): DirectoryEntry | undefined {
  const record = findKeyed({ kind: "DIRY", bytes, name }, id);
  return record && entryFrom(record, { id, name, placeOf });
}

function entryFrom(
  [, , pack, slot, etag]: KeyedRecord,
  {
    id,
    name,
    placeOf,
  }: { readonly id: ArticleId; readonly name: BlobName; readonly placeOf: PlaceOf },
): DirectoryEntry {
  if (pack === undefined) return { withdrawn: true, id };
  const place = placeOf(pack);
  if (place === undefined || typeof slot !== "number" || typeof etag !== "string")
    throw new StoreFault("corrupt", name, "has an entry without a place");
  return { withdrawn: false, id, pack: place, slot, etag };
}

/** The entry of an alias in one directory blob, or undefined. O(log entries).
 *  @throws {StoreFault} as `findEntry` */
export function findAliasEntry(
  { bytes, name }: DirectoryBlob,
  alias: string,
): AliasEntry | undefined {
  const record = findKeyed({ kind: "DIRY", bytes, name }, alias);
  return record && aliasEntryFrom(record, name);
}

function aliasEntryFrom([, id, isPublished]: KeyedRecord, name: BlobName): AliasEntry {
  if (typeof id !== "string" || id === "")
    throw new StoreFault("corrupt", name, "has an alias that leads nowhere");
  // An id of our own directory was checked when the article was. Layout 1 names a pack here.
  return { withdrawn: isPublished === undefined, id: id as ArticleId };
}

/** The ids and aliases of withdrawn articles in one directory blob, each with the id that it leads
 *  to. O(entries).
 *  @throws {StoreFault} as `findEntry` */
export function withdrawnKeys({
  bytes,
  name,
}: DirectoryBlob): readonly { readonly key: string; readonly id: ArticleId }[] {
  return allKeyed("DIRY", bytes, name).flatMap(([key, id, rest]) =>
    // An id of our own directory was checked when the article was.
    rest === undefined ? [{ key, id: (id === "" ? key : id) as ArticleId }] : [],
  );
}

/** One blob of the directory. */
type DirectoryBlob = { readonly bytes: Uint8Array; readonly name: BlobName };

/** `[id, "", pack, slot, etag]`, `[alias, id, 1]`; a withdrawn article's record ends after the
 *  second. */
function recordFrom({ key, entry }: KeyedEntry): KeyedRecord {
  const head = [key, entry.id === key ? "" : entry.id] as const;
  if (entry.withdrawn) return head;
  return "etag" in entry ? [...head, entry.pack, entry.slot, entry.etag] : [...head, 1];
}
