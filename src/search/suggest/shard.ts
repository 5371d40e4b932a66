import { createOpener } from "#search/format/frame.ts";
import { bytesFromKey, MAX_KEY_BYTES } from "./key.ts";
import type { Posting } from "./posting.ts";
import { BLOCK_GROUPS, REACHES } from "./shard-writer.ts";

/** A shard whose bytes were found whole. */
export type SuggestionShard = {
  readonly payload: Uint8Array;
  /** Groups. */
  readonly count: number;
  /** Where each block begins in the payload. */
  readonly blocks: Uint32Array;
};

/** What a shard has for a key. */
export type Lookup = {
  /** In no order; a text may be there more than once. */
  readonly postings: readonly Posting[];
  /** Whether the texts' own keys begin with the whole of what was looked for. Otherwise they go on
   *  as it does only as far as keys are long. */
  readonly isSure: boolean;
};

/** Opens a shard over its bytes. O(bytes) for the checksum the first time, then O(1) for the same
 *  array of bytes. Gives the shard, or a Rejection when it is cut short, damaged or not the one
 *  whose checksum the root names. */
export const openSuggestionShard = createOpener(
  "suggestions",
  (payload): SuggestionShard | undefined => {
    const words = new Uint32Array(payload.buffer, payload.byteOffset, payload.length >>> 2);
    const [count = 0, blockCount = 0] = words;
    if (blockCount !== Math.ceil(count / BLOCK_GROUPS) || words.length < 2 + blockCount)
      return undefined;
    return { payload, count, blocks: words.subarray(2, 2 + blockCount) };
  },
);

/** The key of the group that was read last. */
const key = new Uint8Array(MAX_KEY_BYTES + 256);
let at = 0;

/** What a shard has for `sought`. O(log groups + postings found); at most MAX_SPREAD postings.
 *  @param sought  a key of at least one byte, cut to MAX_KEY_BYTES */
export function lookUp(shard: SuggestionShard, sought: string): Lookup {
  const wanted = bytesFromKey(sought);
  const postings: Posting[] = [];
  let cut: readonly Posting[] = [];
  const block = blockOf(shard, wanted);
  at = shard.blocks[block] ?? 0;
  for (let index = block * BLOCK_GROUPS; index < shard.count; index++) {
    const length = readKey(shard.payload);
    const order = compare(length, wanted);
    if (order > 0 && !begins(wanted, length)) break;
    const [reach, found] = readPostings(shard.payload);
    if (order >= 0) {
      postings.push(...found);
      if (order === 0 && reach === "common") break;
    } else if (reach === "cut" && isBegunBy(wanted, length)) cut = found;
  }
  return postings.length > 0 ? { postings, isSure: true } : { postings: cut, isSure: false };
}

/** The last block whose first key is not greater than what is sought; the first one if all are. */
function blockOf({ payload, blocks }: SuggestionShard, wanted: Uint8Array): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    at = blocks[middle]!;
    if (compare(readKey(payload), wanted) <= 0) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Reads the next key into `key`.
 *  @returns its length */
function readKey(payload: Uint8Array): number {
  const shared = payload[at++]!;
  const own = payload[at++]!;
  for (let index = 0; index < own; index++) key[shared + index] = payload[at++]!;
  return shared + own;
}

function readPostings(
  payload: Uint8Array,
): readonly [(typeof REACHES)[number], readonly Posting[]] {
  const head = readVarint(payload);
  const postings: Posting[] = [];
  let posting = 0;
  for (let left = Math.floor(head / REACHES.length); left > 0; left--) {
    posting += readVarint(payload);
    postings.push(posting);
  }
  return [REACHES[head % REACHES.length]!, postings];
}

function readVarint(payload: Uint8Array): number {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = payload[at++]!;
    if (byte < 128) return value + byte * scale;
    value += (byte - 128) * scale;
  }
}

/** Negative when `key` comes before `wanted`, 0 when they are the same. */
function compare(length: number, wanted: Uint8Array): number {
  const shorter = Math.min(length, wanted.length);
  for (let index = 0; index < shorter; index++)
    if (key[index] !== wanted[index]) return key[index]! - wanted[index]!;
  return length - wanted.length;
}

/** Whether `key` begins with `wanted`. */
function begins(wanted: Uint8Array, length: number): boolean {
  return length >= wanted.length && compare(wanted.length, wanted) === 0;
}

/** Whether `wanted` begins with `key`. */
function isBegunBy(wanted: Uint8Array, length: number): boolean {
  return length < wanted.length && compare(length, wanted.subarray(0, length)) === 0;
}
