import type { ArticleId } from "#model/name.ts";
import type { BlobName } from "#model/release.ts";
import { StoreFault } from "./fault.ts";
import { encodeKeyed, findKeyed, type KeyedRecord } from "./keyed-block.ts";

/** Where an article lies, and which version it is. */
export type PublishedEntry = {
  readonly withdrawn: false;
  readonly id: ArticleId;
  readonly pack: BlobName;
  /** Its place in the pack, counted from 0. */
  readonly slot: number;
  /** Hash of the article's content, 16 characters. */
  readonly etag: string;
};

/** An article that was there once: 410. */
type WithdrawnEntry = { readonly withdrawn: true; readonly id: ArticleId };

/** What the directory says of an id or of an alias. */
export type DirectoryEntry = PublishedEntry | WithdrawnEntry;

/** A directory entry and the key it is found by: an article's id, or one of its aliases, which
 *  begin with `/`. */
export type KeyedEntry = { readonly key: string; readonly entry: DirectoryEntry };

/** The directory as blobs of at most 64 KB; the entry of `key` lies in blob `hash32(key) %
 *  blobs.length`.
 *  @param entries  no two with the same key, in any order */
export function encodeDirectory(entries: readonly KeyedEntry[]): readonly Uint8Array[] {
  return encodeKeyed("DIRY", entries.map(recordFrom));
}

/** The entry of an id or alias in one directory blob, or undefined. O(log entries).
 *  @param name  the blob's name, for faults
 *  @throws {StoreFault} when the bytes are not a directory blob */
export function findEntry(
  bytes: Uint8Array,
  name: BlobName,
  key: string,
): DirectoryEntry | undefined {
  const record = findKeyed({ kind: "DIRY", bytes, name }, key);
  if (record === undefined) return undefined;
  const [, id, pack, slot, etag] = record;
  if (typeof id !== "string") throw new StoreFault("corrupt", name, "has an entry without an id");
  // An id of our own directory was checked when the article was.
  const articleId = (id || key) as ArticleId;
  if (pack === undefined) return { withdrawn: true, id: articleId };
  if (typeof pack !== "string" || typeof slot !== "number" || typeof etag !== "string")
    throw new StoreFault("corrupt", name, "has an entry without a place");
  return { withdrawn: false, id: articleId, pack, slot, etag };
}

/** `[key, id or "" when it is the key, pack, slot, etag]`; a withdrawn article's record ends after
 *  the id. */
function recordFrom({ key, entry }: KeyedEntry): KeyedRecord {
  const head = [key, entry.id === key ? "" : entry.id] as const;
  return entry.withdrawn ? head : [...head, entry.pack, entry.slot, entry.etag];
}
