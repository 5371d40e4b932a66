import type { BlobName } from "#model/release.ts";
import { segmentsOf } from "#store/block.ts";
import { type BlobPiece, encodeBundle, type WrittenBlob } from "#store/recent/bundle.ts";
import { type Chunk, type ChunkOf, segmentParts, type SegmentPart } from "./segment.ts";
import { type Stretches, stretchesOf } from "./stretches.ts";

/** Blobs, written as far as they can be as pieces of others. */
export type Delta = {
  /** Writes a blob: as pieces of another and of what was written before, and what is new. O(bytes)
   *  of what the memory does not know. */
  readonly add: (name: BlobName, bytes: Uint8Array, against?: Against) => Promise<void>;
  /** Writes a blob as it is: one that has nothing in common with others. */
  readonly addWhole: (name: BlobName, bytes: Uint8Array) => void;
  /** All of them as a bundle. */
  readonly finish: () => Uint8Array;
};

/** A blob that another is written against; it is read where something is to be compared. */
type Against = { readonly name: BlobName; readonly read: () => Promise<Uint8Array> };

/** What is known of blobs that were written before. */
export type DeltaMemory = {
  /** The parts of segments, by the name of the blob that they were written against. */
  readonly parts: WeakMap<Uint8Array, Map<BlobName, readonly SegmentPart[]>>;
  readonly chunkOf: ChunkOf;
  /** What blobs are that others are written against. */
  readonly stretchesOf: (against: Against) => Promise<Stretches>;
  /** Begins a bundle, and gives its number. */
  readonly begin: () => number;
  /** Forgets what neither the last bundle nor the one before it was made with. */
  readonly forgetUnused: () => void;
};

/** A memory of nothing. */
export function createDeltaMemory(): DeltaMemory {
  const chunks = new Map<string, Chunk>();
  const bases = new Map<BlobName, { readonly stretches: Stretches; writing: number }>();
  let writings = 0;
  return {
    parts: new WeakMap(),
    chunkOf(text) {
      const chunk = chunks.get(text) ?? { text, at: 0, writing: writings - 1 };
      chunks.set(text, chunk);
      return chunk;
    },
    async stretchesOf({ name, read }) {
      const base = bases.get(name) ?? { stretches: stretchesOf(await read()), writing: writings };
      bases.set(name, base);
      base.writing = writings;
      return base.stretches;
    },
    begin: () => ++writings,
    forgetUnused() {
      for (const some of [chunks, bases])
        for (const [key, { writing }] of some) if (writing < writings - 1) some.delete(key);
    },
  };
}

/** A writer of nothing yet. What it writes hangs on the blobs and their order alone, and not on
 *  what the memory knows. */
export function createDelta(memory: DeltaMemory = createDeltaMemory()): Delta {
  const writing = memory.begin();
  const blobs: WrittenBlob[] = [];
  const own: (Uint8Array | string)[] = [];
  let length = 0;
  const placeOf = (given: Chunk): number => {
    // One that may have been forgotten meanwhile is not to be there twice.
    const chunk = given.writing < writing - 1 ? memory.chunkOf(given.text) : given;
    if (chunk.writing === writing) return chunk.at;
    own.push(chunk.text);
    chunk.writing = writing;
    chunk.at = length;
    length += chunk.text.length;
    return chunk.at;
  };
  return {
    async add(name, bytes, against) {
      const pieces: BlobPiece[] = [];
      for (const part of await partsOf(segmentsOf(bytes), against, memory)) {
        const piece = "from" in part ? part : pieceOf(placeOf(part), part);
        const last = pieces.at(-1);
        if (last?.from === piece.from && last.at + last.length === piece.at)
          pieces[pieces.length - 1] = { ...last, length: last.length + piece.length };
        else pieces.push(piece);
      }
      blobs.push({ name, pieces });
    },
    addWhole(name, bytes) {
      own.push(bytes);
      blobs.push({ name, pieces: [{ from: "own", at: length, length: bytes.length }] });
      length += bytes.length;
    },
    finish() {
      const bytes = new Uint8Array(length);
      let at = 0;
      for (const some of own) {
        if (typeof some !== "string") bytes.set(some, at);
        else
          for (let index = 0; index < some.length; index++)
            bytes[at + index] = some.charCodeAt(index);
        at += some.length;
      }
      return encodeBundle(blobs, bytes);
    },
  };
}

function pieceOf(at: number, { text: { length } }: Chunk): BlobPiece {
  return { from: "own", at, length };
}

/** The parts of all segments of a blob. */
async function partsOf(
  segments: readonly Uint8Array[],
  against: Against | undefined,
  { parts, chunkOf, stretchesOf }: DeltaMemory,
): Promise<readonly SegmentPart[]> {
  let base: Stretches | undefined;
  const all: SegmentPart[] = [];
  for (const segment of segments) {
    const known = parts.get(segment) ?? new Map<BlobName, readonly SegmentPart[]>();
    let found = known.get(against?.name ?? "");
    if (found === undefined) {
      if (against !== undefined) base ??= await stretchesOf(against);
      found = segmentParts(segment, base, chunkOf);
      known.set(against?.name ?? "", found);
      parts.set(segment, known);
    }
    for (const part of found) all.push(part);
  }
  return all;
}
