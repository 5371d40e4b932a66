import { hashAt, rolledHash, STRETCH, type Stretches } from "./stretches.ts";

/** Bytes that a bundle has of its own; the same bytes are the same chunk. */
export type Chunk = {
  /** A character for each byte: many small arrays would take some times the memory. */
  readonly text: string;
  /** Where they lie in the bundle that is being written, and which that is. */
  at: number;
  writing: number;
};

/** A part of a segment: a stretch of the blob that it is written against, or a chunk. */
export type SegmentPart =
  | { readonly from: "base"; readonly at: number; readonly length: number }
  | Chunk;

/** Gives the chunk of bytes, each a character of a text. */
export type ChunkOf = (text: string) => Chunk;

/** A chunk ends where the hash of its last stretch says so: so what is written twice is cut in the
 *  same places, whatever stands around it. Bytes, on the average. */
const CHUNK = 32;
const MAX_CHUNK = 2_048;

/** Writes bytes as stretches of another blob and what is new. O(bytes). */
export function segmentParts(
  bytes: Uint8Array,
  base: Stretches | undefined,
  chunkOf: ChunkOf,
): readonly SegmentPart[] {
  const parts: SegmentPart[] = [];
  let written = 0;
  let hash = 0;
  const literal = (to: number): void => {
    for (; written < to; written += MAX_CHUNK)
      parts.push(
        chunkOf(String.fromCharCode(...bytes.subarray(written, Math.min(to, written + MAX_CHUNK)))),
      );
    written = to;
  };
  for (let at = 0; at + STRETCH <= bytes.length;) {
    hash = at === written ? hashAt(bytes, at) : rolledHash(hash, bytes, at);
    const match = base && matchAt(base, hash, { bytes, at, least: written });
    if (match !== undefined) {
      literal(match.start);
      parts.push({ from: "base", at: match.from, length: match.length });
      written = match.start + match.length;
      at = written;
      continue;
    }
    // The last stretch of the chunk.
    if ((hash >>> 8) % CHUNK === 0) literal(at + STRETCH);
    at = Math.max(at + 1, written);
  }
  literal(bytes.length);
  return parts;
}

/** The stretch of the base that agrees with the bytes around a place, as far as it does; undefined
 *  where only the hashes agree. */
function matchAt(
  base: Stretches,
  hash: number,
  { bytes, at, least }: { readonly bytes: Uint8Array; readonly at: number; readonly least: number },
): { readonly from: number; readonly start: number; readonly length: number } | undefined {
  const from = base.find(hash);
  if (from === undefined) return undefined;
  const other = base.bytes;
  // Behind its end the other has no byte that could be equal.
  const most = bytes.length - at;
  let end = 0;
  while (end < most && bytes[at + end] === other[from + end]) end++;
  if (end < STRETCH) return undefined;
  const mostBefore = Math.min(at - least, from);
  let before = 0;
  while (before < mostBefore && bytes[at - before - 1] === other[from - before - 1]) before++;
  return { from: from - before, start: at - before, length: end + before };
}
