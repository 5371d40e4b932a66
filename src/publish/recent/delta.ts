import type { BlobName } from "#model/release.ts";
import { encodeBundle, type BlobPiece, type WrittenBlob } from "#store/recent/bundle.ts";

/** Blobs, written as far as they can be as pieces of others. */
export type Delta = {
  /** Writes a blob: as pieces of `base` and of what was written before, and what is new.
   *  O(bytes). */
  readonly add: (name: BlobName, bytes: Uint8Array, base?: Uint8Array) => void;
  /** All of them as a bundle. */
  readonly finish: () => Uint8Array;
};

/** What two blobs share is looked for by stretches of so many bytes: a piece takes eight. */
const STRETCH = 24;
const FACTOR = 0x01000193;
/** The factor of the byte that leaves a stretch. */
const LEAVING = Array.from({ length: STRETCH - 1 }).reduce<number>(
  (product) => Math.imul(product, FACTOR),
  1,
);

/** A writer of nothing yet. */
export function createDelta(): Delta {
  const blobs: WrittenBlob[] = [];
  const own = createSource();
  return {
    add(name, bytes, base) {
      const sources = [own, ...(base === undefined ? [] : [sourceOf(base)])];
      const pieces: BlobPiece[] = [];
      const literal = (from: number, to: number): void => {
        if (from < to)
          pieces.push({ from: "own", at: own.append(bytes.subarray(from, to)), length: to - from });
      };
      let written = 0;
      let hash = 0;
      for (let at = 0; at + STRETCH <= bytes.length;) {
        hash = at === written ? hashAt(bytes, at) : rolled(hash, bytes, at);
        const match = longest(sources, hash, { bytes, at, least: written });
        if (match === undefined) {
          at++;
          continue;
        }
        literal(written, match.start);
        pieces.push({
          from: match.source === own ? "own" : "base",
          at: match.from,
          length: match.length,
        });
        written = match.start + match.length;
        at = written;
      }
      literal(written, bytes.length);
      blobs.push({ name, pieces });
    },
    finish: () => encodeBundle(blobs, own.bytes()),
  };
}

/** Bytes in which stretches are found by their hash. */
type IndexedBytes = {
  readonly bytes: () => Uint8Array;
  readonly find: (hash: number) => number | undefined;
  /** Adds bytes at the end, and gives where they begin. */
  readonly append: (more: Uint8Array) => number;
};

function createSource(): IndexedBytes {
  let all = new Uint8Array(1 << 16);
  let length = 0;
  let indexed = 0;
  const places = new Map<number, number>();
  return {
    bytes: () => all.subarray(0, length),
    find: (hash) => places.get(hash),
    append(more) {
      const from = length;
      if (length + more.length > all.length) {
        const wider = new Uint8Array(2 * (length + more.length));
        wider.set(all.subarray(0, length));
        all = wider;
      }
      all.set(more, from);
      length += more.length;
      for (; indexed + STRETCH <= length; indexed += STRETCH) {
        const hash = hashAt(all, indexed);
        if (!places.has(hash)) places.set(hash, indexed);
      }
      return from;
    },
  };
}

function sourceOf(bytes: Uint8Array): IndexedBytes {
  const source = createSource();
  source.append(bytes);
  return source;
}

type SharedStretch = {
  readonly source: IndexedBytes;
  readonly from: number;
  readonly start: number;
  readonly length: number;
};

/** The longest stretch of any source that agrees with the bytes around a place. */
function longest(
  sources: readonly IndexedBytes[],
  hash: number,
  place: { readonly bytes: Uint8Array; readonly at: number; readonly least: number },
): SharedStretch | undefined {
  let best: SharedStretch | undefined;
  for (const source of sources) {
    const from = source.find(hash);
    const match = from === undefined ? undefined : grown(source, from, place);
    if (match && match.length > (best?.length ?? 0)) best = match;
  }
  return best;
}

/** A match of a stretch, as far as it goes in both directions; undefined where only the hashes
 *  agree. */
function grown(
  source: IndexedBytes,
  from: number,
  { bytes, at, least }: { readonly bytes: Uint8Array; readonly at: number; readonly least: number },
): SharedStretch | undefined {
  const other = source.bytes();
  let end = 0;
  while (
    at + end < bytes.length &&
    from + end < other.length &&
    bytes[at + end] === other[from + end]
  )
    end++;
  if (end < STRETCH) return undefined;
  let before = 0;
  while (
    at - before > least &&
    from > before &&
    bytes[at - before - 1] === other[from - before - 1]
  )
    before++;
  return { source, from: from - before, start: at - before, length: end + before };
}

function hashAt(bytes: Uint8Array, at: number): number {
  let hash = 0;
  for (let index = at; index < at + STRETCH; index++)
    hash = (Math.imul(hash, FACTOR) + bytes[index]!) | 0;
  return hash;
}

/** The hash of the stretch at `at`, given that of the stretch a byte before. */
function rolled(hash: number, bytes: Uint8Array, at: number): number {
  const left = (hash - Math.imul(bytes[at - 1]!, LEAVING)) | 0;
  return (Math.imul(left, FACTOR) + bytes[at + STRETCH - 1]!) | 0;
}
