import { hash32 } from "#model/hash.ts";
import { memoizeLast } from "#model/memoize.ts";
import type { BlobName } from "#model/release.ts";
import { type BlockKind, jsonInRecord, recordsInBlock } from "#store/block.ts";
import {
  byHash,
  encodeChunk,
  type HashedRecord,
  hashedRecord,
  type KeyedRecord,
  type Remake,
} from "#store/keyed-block.ts";

/** A blob of keyed records that is stored. */
export type StoredKeyed = { readonly name: BlobName; readonly bytes: Uint8Array };

/** What is other than in stored records: the record of a key, or undefined where it has none. */
export type KeyedChanges = Iterable<readonly [key: string, record: KeyedRecord | undefined]>;

/** Stored blobs of keyed records with some records changed: as many blobs, for their readers find a
 *  key by their number. Records that do not change keep their bytes, and are not decoded.
 *  O(changes), and O(records) of the blobs in which some are.
 *  @param changes  each key once; those that change nothing make no difference
 *  @returns for each blob its bytes, or its name where all is as it was
 *  @throws {StoreFault} when a stored blob is damaged */
export function keyedOver(
  kind: BlockKind,
  stored: readonly StoredKeyed[],
  changes: KeyedChanges,
  remake: Remake = (_place, _from, make) => make(),
): readonly (BlobName | Uint8Array)[] {
  const count = stored.length;
  const byBlob = stored.map(() => new Map<string, HashedRecord | undefined>());
  for (const [key, record] of changes)
    byBlob[hash32(key) % count]!.set(key, record && hashedRecord(record));
  return stored.map((blob, at) => {
    const records = byBlob[at]!.size === 0 ? undefined : changed(kind, blob, byBlob[at]!);
    if (records === undefined) return blob.name;
    return remake(`${kind} ${at} of ${count}`, records, () => encodeChunk(kind, records));
  });
}

/** The records of a blob after some changes; undefined where they are as they were. */
function changed(
  kind: BlockKind,
  { bytes }: StoredKeyed,
  changes: ReadonlyMap<string, HashedRecord | undefined>,
): readonly HashedRecord[] | undefined {
  const hashes = new Set(Array.from(changes.keys(), hash32));
  const left = new Map(changes);
  const records: HashedRecord[] = [];
  let isSame = true;
  for (const record of storedRecords(bytes, kind, () => recordsOf(kind, bytes))) {
    const key = hashes.has(record.hash) ? record.key : undefined;
    if (key === undefined || !changes.has(key)) {
      records.push(record);
      continue;
    }
    left.delete(key);
    const now = changes.get(key);
    if (now === undefined || !isEqual(now.bytes, record.bytes)) isSame = false;
    if (now !== undefined) records.push(now);
  }
  for (const added of left.values())
    if (added !== undefined) {
      records.push(added);
      isSame = false;
    }
  return isSame ? undefined : records.sort(byHash);
}

const storedRecords = /* @__PURE__ */ memoizeLast<Uint8Array, readonly HashedRecord[]>();

/** The records behind the table of hashes; their keys are decoded when they are asked for. */
function recordsOf(kind: BlockKind, bytes: Uint8Array): readonly HashedRecord[] {
  const [table = new Uint8Array(), ...records] = recordsInBlock(kind, bytes);
  const hashes = new DataView(table.buffer, table.byteOffset, table.length);
  return records.map((record, at) => ({
    hash: hashes.getUint32(4 * at, true),
    bytes: record,
    get key() {
      // `encodeKeyed` alone writes such records: lists with their keys first.
      return (jsonInRecord(record) as KeyedRecord)[0];
    },
  }));
}

function isEqual(some: Uint8Array, others: Uint8Array): boolean {
  if (some === others) return true;
  return some.length === others.length && some.every((byte, at) => byte === others[at]);
}
