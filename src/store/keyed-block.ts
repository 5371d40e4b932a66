import { hash32 } from "#model/hash.ts";
import { memoizeObjects } from "#model/memoize.ts";
import type { BlobName } from "#model/release.ts";
import {
  blockBytes,
  type BlockKind,
  encodeBlock,
  jsonBytes,
  jsonInRecord,
  openBlock,
  recordsInBlock,
} from "./block.ts";
import { StoreFault } from "./fault.ts";

/** A record that is found by its key: JSON, the key first. */
export type KeyedRecord = readonly [key: string, ...rest: unknown[]];

/** Blobs of keyed records grow to this size, then their number doubles: one is read for one record.
 *  Bytes. */
const MAX_CHUNK_BYTES = 64 * 1024;

/** Gives what it was asked for before by the same name and of the very same things, or else has it
 *  made. */
export type Remake = <T>(place: string, from: readonly unknown[], make: () => T) => T;

/** How keyed records are laid out. */
type KeyedOptions = {
  /** Bytes that a blob grows to. */
  readonly maxChunkBytes?: number;
  /** Gives blobs again of which no record changed. */
  readonly remake?: Remake | undefined;
};

/** Keyed records as blobs: a record lies in blob `hash32(key) % blobs.length`. Their number is the
 *  smallest power of two that keeps each under 64 KB, so that it seldom changes, and then all do.
 *  @param records  no two with the same key, in any order; a record that was encoded before is not
 *    encoded again
 *  @returns at least one blob */
export function encodeKeyed(
  kind: BlockKind,
  records: readonly KeyedRecord[],
  { maxChunkBytes = MAX_CHUNK_BYTES, remake = (_place, _from, make) => make() }: KeyedOptions = {},
): readonly Uint8Array[] {
  const hashed = records.map(hashedRecord);
  const count = countFor(hashed, maxChunkBytes);
  const chunks = Array.from({ length: count }, (): HashedRecord[] => []);
  for (const record of hashed) chunks[record.hash % count]!.push(record);
  return chunks.map((chunk, at) =>
    remake(`${kind} ${at} of ${count}`, chunk, () => encodeChunk(kind, chunk.toSorted(byHash))),
  );
}

/** A record as it is written, and where. */
export type HashedRecord = {
  readonly hash: number;
  readonly key: string;
  readonly bytes: Uint8Array;
};

/** A record as it is written; each record once. */
export const hashedRecord = /* @__PURE__ */ memoizeObjects((record: KeyedRecord): HashedRecord => ({
  hash: hash32(record[0]),
  key: record[0],
  bytes: jsonBytes(record),
}));

/** The order of records in a blob. */
export function byHash(a: HashedRecord, b: HashedRecord): number {
  return a.hash - b.hash || (a.key < b.key ? -1 : 1);
}

/** How many blobs keep each small enough, or with one record. */
function countFor(records: readonly HashedRecord[], maxChunkBytes: number): number {
  for (let count = 1; ; count *= 2) {
    const sizes = new Float64Array(count).fill(blockBytes(1));
    const counts = new Uint32Array(count);
    for (const { hash, bytes } of records) {
      // The record, its hash and its border.
      sizes[hash % count]! += bytes.length + 8;
      counts[hash % count]! += 1;
    }
    if (sizes.every((size, at) => size <= maxChunkBytes || counts[at]! <= 1)) return count;
  }
}

/** Which of the blobs that `encodeKeyed` made may hold `key`. */
export function blobFor(blobs: readonly BlobName[], key: string): BlobName | undefined {
  return blobs[hash32(key) % blobs.length];
}

/** The record of `key` in one blob of keyed records, or undefined. O(log records); decodes only
 *  records of the same hash.
 *  @throws {StoreFault} when the bytes are not such a blob, or the record is damaged */
export function findKeyed(
  { kind, bytes, name }: { kind: BlockKind; bytes: Uint8Array; name: BlobName },
  key: string,
): KeyedRecord | undefined {
  const block = openBlock(kind, bytes, name);
  const table = block.count > 0 ? block.record(0) : new Uint8Array();
  if (table.length !== 4 * (block.count - 1))
    throw new StoreFault("corrupt", name, "has a damaged hash table");
  const hashes = new DataView(table.buffer, table.byteOffset, table.length);
  const wanted = hash32(key);
  for (let at = lowerBound(hashes, wanted); 4 * at < table.length; at++) {
    if (hashes.getUint32(4 * at, true) !== wanted) return undefined;
    const record = keyedFrom(block.json(at + 1), name);
    if (record[0] === key) return record;
  }
  return undefined;
}

/** All records of one blob of keyed records. O(records).
 *  @throws {StoreFault} as `findKeyed` */
export function allKeyed(
  kind: BlockKind,
  bytes: Uint8Array,
  name: BlobName,
): readonly KeyedRecord[] {
  const block = openBlock(kind, bytes, name);
  const count = Math.max(0, block.count - 1);
  const records = Array.from({ length: count }, (_, index) => block.record(index + 1));
  const found = listOf(records);
  return Array.from({ length: count }, (_, at) =>
    keyedFrom(found === undefined ? block.json(at + 1) : found[at], name),
  );
}

/** Records as one list of JSON, which takes a third of the time; undefined where one is damaged. */
function listOf(records: readonly Uint8Array[]): readonly unknown[] | undefined {
  const bytes = new Uint8Array(records.reduce((sum, { length }) => sum + length + 1, 2));
  let at = 1;
  for (const record of records) {
    bytes.set(record, at);
    at += record.length;
    bytes[at++] = COMMA;
  }
  at = Math.max(1, at - 1);
  bytes[0] = LIST;
  bytes[at] = LIST_END;
  try {
    const list = jsonInRecord(bytes.subarray(0, at + 1));
    return Array.isArray(list) && list.length === records.length ? list : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** `[`, `,` and `]`. */
const [LIST, COMMA, LIST_END] = [0x5b, 0x2c, 0x5d];

/** The records of each of two blobs that the other has not: those that are in both as the very same
 *  bytes, as where both were encoded here, are not decoded. O(records).
 *  @throws {StoreFault} as `findKeyed` */
export function keyedApart(
  kind: BlockKind,
  before: Uint8Array,
  after: Uint8Array,
): { readonly was: readonly KeyedRecord[]; readonly is: readonly KeyedRecord[] } {
  const [old, now] = [recordsOf(kind, before), recordsOf(kind, after)];
  const [inOld, inNow] = [new Set(old), new Set(now)];
  return {
    was: old.filter((bytes) => !inNow.has(bytes)).map(keyedIn),
    is: now.filter((bytes) => !inOld.has(bytes)).map(keyedIn),
  };
}

/** The records behind the table of hashes. */
function recordsOf(kind: BlockKind, bytes: Uint8Array): readonly Uint8Array[] {
  return recordsInBlock(kind, bytes).slice(1);
}

function keyedIn(bytes: Uint8Array): KeyedRecord {
  return keyedFrom(jsonInRecord(bytes), "");
}

/** `encodeKeyed` alone writes blocks of this kind and version: lists with their keys first. */
function keyedFrom(record: unknown, name: BlobName): KeyedRecord {
  if (!Array.isArray(record)) throw new StoreFault("corrupt", name, "has a record without a key");
  return record as unknown as KeyedRecord;
}

/** One blob of records, which are in the order of their hashes. Record 0 is the table of those; the
 *  records follow. */
export function encodeChunk(
  kind: BlockKind,
  chunk: readonly { readonly hash: number; readonly bytes: Uint8Array }[],
): Uint8Array {
  const table = new Uint8Array(4 * chunk.length);
  const view = new DataView(table.buffer);
  for (const [index, { hash }] of chunk.entries()) view.setUint32(4 * index, hash, true);
  return encodeBlock(kind, [table, ...chunk.map(({ bytes }) => bytes)]);
}

/** Index of the first hash that is not smaller than `wanted`. */
function lowerBound(hashes: DataView, wanted: number): number {
  let low = 0;
  let high = hashes.byteLength / 4;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (hashes.getUint32(4 * middle, true) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
