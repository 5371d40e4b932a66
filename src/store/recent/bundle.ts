import type { BlobName } from "#model/release.ts";
import { BLOB_NAME_LENGTH } from "#store/blob-name.ts";
import { encodeBlock, openBlock } from "#store/block.ts";
import { StoreFault } from "#store/fault.ts";

/** A stretch of a blob: where it is copied from. */
export type BlobPiece = {
  /** Of the bundle's own bytes, or of the blob that it is written against. */
  readonly from: "own" | "base";
  readonly at: number;
  readonly length: number;
};

/** A blob as a bundle holds it. */
export type WrittenBlob = { readonly name: BlobName; readonly pieces: readonly BlobPiece[] };

/** Bytes of a piece: where it begins, doubled, and one more in the base; its length. */
const PIECE_BYTES = 8;
const ASCII = new TextDecoder("latin1");

/** The bytes of a bundle: names, what is its own, then the pieces of each blob.
 *  @param own  bytes that pieces are copied from */
export function encodeBundle(blobs: readonly WrittenBlob[], own: Uint8Array): Uint8Array {
  const names = new TextEncoder().encode(blobs.map(({ name }) => name).join(""));
  const pieces = blobs.map((blob) => {
    const view = new DataView(new ArrayBuffer(PIECE_BYTES * blob.pieces.length));
    for (const [index, { from, at, length }] of blob.pieces.entries()) {
      view.setUint32(PIECE_BYTES * index, 2 * at + (from === "base" ? 1 : 0), true);
      view.setUint32(PIECE_BYTES * index + 4, length, true);
    }
    return new Uint8Array(view.buffer);
  });
  return encodeBlock("RCNT", [names, own, ...pieces]);
}

/** One blob of a bundle. O(bytes).
 *  @param bundle  its bytes and its name, for faults
 *  @param base  the blob that it is written against; empty where it needs none
 *  @throws {StoreFault} when the bundle is damaged, or has no such blob */
export function blobInBundle(
  { bytes, name }: { readonly bytes: Uint8Array; readonly name: BlobName },
  wanted: BlobName,
  base: Uint8Array,
): Uint8Array {
  const block = openBlock("RCNT", bytes, name);
  const at = ASCII.decode(block.record(0)).indexOf(wanted);
  if (at < 0 || at % BLOB_NAME_LENGTH !== 0)
    throw new StoreFault("corrupt", name, `has no blob ${wanted}`);
  const own = block.record(1);
  const record = block.record(2 + at / BLOB_NAME_LENGTH);
  const view = new DataView(record.buffer, record.byteOffset, record.length);
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let offset = 0; offset < record.length; offset += PIECE_BYTES) {
    const place = view.getUint32(offset, true);
    const size = view.getUint32(offset + 4, true);
    const source = place % 2 === 1 ? base : own;
    const start = place >>> 1;
    if (start + size > source.length)
      throw new StoreFault("corrupt", name, `has no whole blob ${wanted}`);
    parts.push(source.subarray(start, start + size));
    length += size;
  }
  const whole = new Uint8Array(length);
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return whole;
}
