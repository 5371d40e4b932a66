import { isRecord } from "#model/field.ts";
import { parsedJson } from "#model/json.ts";
import type { BlobName, RecentRef } from "#model/release.ts";
import { jsonBytes } from "#store/block.ts";
import { StoreFault } from "#store/fault.ts";
import type { Reader } from "#store/reader.ts";

/** What is searched beside the base: an index and suggestions of the recent articles alone. */
export type RecentSearch = {
  readonly index: {
    /** As that of the base, which search/ alone reads. */
    readonly root: unknown;
    readonly shards: readonly BlobName[];
    /** Columns, with the lengths behind them. */
    readonly columns: BlobName;
  };
  readonly suggest: {
    readonly root: unknown;
    readonly shards: readonly BlobName[];
    readonly texts: readonly BlobName[];
    /** Numbers of the base's texts that no article has any more, ascending. */
    readonly removed: readonly number[];
  };
};

/** What is searched beside the base as a blob: JSON. */
export function encodeRecentSearch(search: RecentSearch): Uint8Array {
  return jsonBytes(search);
}

const known = new WeakMap<Uint8Array, RecentSearch>();

/** What is searched beside the base. 1 KV read at most, of the bundle.
 *  @throws {StoreFault} when its blob is damaged */
export async function readRecentSearch(
  reader: Reader,
  { search }: Pick<RecentRef, "search">,
): Promise<RecentSearch> {
  const [bytes = new Uint8Array()] = await reader.blobs([search]);
  const before = known.get(bytes);
  if (before !== undefined) return before;
  const value = parsedJson(new TextDecoder().decode(bytes));
  if (!isRecord(value) || !isRecord(value["index"]) || !isRecord(value["suggest"]))
    throw new StoreFault("corrupt", search, "is not what a search reads beside the base");
  // `encodeRecentSearch` alone makes such blobs.
  const found = value as unknown as RecentSearch;
  known.set(bytes, found);
  return found;
}
