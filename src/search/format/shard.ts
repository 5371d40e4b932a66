import { createOpener } from "./frame.ts";
import { type ByteCursor, readVarint } from "./posting-list.ts";
import { lengthFrom } from "./block-entry.ts";

/** One shard, opened: sorted terms in blocks, each with its postings. Nothing of it is decoded
 *  until it is asked for. */
export type Shard = {
  readonly bytes: Uint8Array;
  /** Where each block begins in `bytes`. */
  readonly blocks: Uint32Array;
  /** Terms in the shard. */
  readonly terms: number;
};

/** Terms in a block: the first is written whole, each further one without what it shares with the
 *  one before. */
export const BLOCK_TERMS = 16;

/** Opens a shard. O(bytes) for the checksum the first time, then O(1) for the same array of bytes.
 *  Gives the shard, or a Rejection when it is cut short, damaged or not the one whose checksum the
 *  root names. */
export const openShard = createOpener("shard", (payload): Shard | undefined => {
  const [terms = 0, count = 0] = new Uint32Array(payload.buffer, payload.byteOffset, 2);
  if (8 + count * 4 > payload.length) return undefined;
  const blocks = new Uint32Array(payload.buffer, payload.byteOffset + 8, count);
  return { bytes: payload, blocks, terms };
});

/** The postings of one term in the bytes of a shard. */
export type Postings = {
  readonly bytes: Uint8Array;
  /** Where they begin. */
  readonly at: number;
  /** How many bytes they take. */
  readonly size: number;
};

/** The postings of `term`, or undefined when the shard has no such term. O(log blocks +
 *  BLOCK_TERMS).
 *  @param term  UTF-8 of the written term */
export function findPostings(shard: Shard, term: Uint8Array): Postings | undefined {
  const block = blockOf(shard, term);
  return block < 0 ? undefined : scanBlock(shard, block, term);
}

/** The last block whose first term is not after `term`; -1 when all are after it. */
export function blockOf({ bytes, blocks }: Shard, term: Uint8Array): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareFirst(bytes, blocks[middle]!, term) <= 0) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Compares a block's first term, which stands there whole, with `term`: below 0 when it comes
 *  before. */
function compareFirst(bytes: Uint8Array, block: number, term: Uint8Array): number {
  const cursor: ByteCursor = { at: block + 1, value: 0 };
  const length = lengthFrom(bytes, cursor, bytes[block]! & 15);
  const shorter = Math.min(length, term.length);
  for (let index = 0; index < shorter; index++) {
    const difference = bytes[cursor.at + index]! - term[index]!;
    if (difference !== 0) return difference;
  }
  return length - term.length;
}

/** Walks a block without rebuilding its terms: what an entry shares with the one before tells how
 *  it compares with `term`. */
function scanBlock(
  { bytes, blocks, terms }: Shard,
  block: number,
  term: Uint8Array,
): Postings | undefined {
  const cursor: ByteCursor = { at: blocks[block]!, value: 0 };
  const count = Math.min(BLOCK_TERMS, terms - block * BLOCK_TERMS);
  let matched = 0;
  for (let entry = 0; entry < count; entry++) {
    const head = bytes[cursor.at++]!;
    const shared = lengthFrom(bytes, cursor, head >>> 4);
    const added = lengthFrom(bytes, cursor, head & 15);
    if (shared < matched) return undefined;
    if (shared === matched) {
      const end = cursor.at + added;
      let at = cursor.at;
      while (at < end && matched < term.length && bytes[at] === term[matched]) {
        at++;
        matched++;
      }
      if (matched === term.length && at === end) {
        cursor.at = end;
        readVarint(bytes, cursor);
        return { bytes, at: cursor.at, size: cursor.value };
      }
      if (matched === term.length || (at < end && bytes[at]! > term[matched]!)) return undefined;
    }
    cursor.at += added;
    readVarint(bytes, cursor);
    cursor.at += cursor.value;
  }
  return undefined;
}
