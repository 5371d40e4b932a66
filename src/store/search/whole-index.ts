import type { BlobName } from "#model/release.ts";
import { encodeBlock, jsonBytes, openBlock } from "#store/block.ts";
import { StoreFault } from "#store/fault.ts";
import type { Reader } from "#store/reader.ts";

/** The index of a release as MiniSearch's own JSON, in UTF-8, ready but for the site's address. */
export type WholeIndex = {
  readonly json: Uint8Array;
  /** Where in `json` the site's address belongs, ascending. */
  readonly origins: readonly number[];
};

/** The bytes of a whole index's blob. */
export function encodeWholeIndex({ json, origins }: WholeIndex): Uint8Array {
  return encodeBlock("WIDX", [jsonBytes(origins), json]);
}

/** The whole index of a release, of whose name its manifest speaks. 1 KV read.
 *  @throws {StoreFault} when the blob is missing or damaged */
export async function readWholeIndex(reader: Reader, name: BlobName): Promise<WholeIndex> {
  const [bytes = new Uint8Array()] = await reader.blobs([name]);
  const block = openBlock("WIDX", bytes, name);
  const origins = block.json(0);
  if (!Array.isArray(origins)) throw new StoreFault("corrupt", name, "has no list of places");
  // `encodeWholeIndex` alone writes blocks of this kind: numbers, ascending.
  return { json: block.record(1), origins: origins as readonly number[] };
}
