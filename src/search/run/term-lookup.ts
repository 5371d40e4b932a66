import { isRejection, ofBlob, type Rejection } from "#model/rejection.ts";
import type { IndexRoot } from "#search/format/root.ts";
import {
  blockOf,
  findPostings,
  openShard,
  type Postings,
  type Shard,
} from "#search/format/shard.ts";
import { openWords } from "#search/format/word-list.ts";
import { eachEntryFrom, type EntryVisitor } from "#search/format/shard-terms.ts";
import { type EntryCursor, termOf } from "#search/format/block-entry.ts";
import { isLive } from "./bm25.ts";
import { compareTerms } from "#search/format/term-order.ts";

/** The shards of one part that are at hand, opened. */
export type OpenShards = {
  readonly root: IndexRoot;
  readonly shards: ReadonlyMap<number, Shard>;
  /** 1 for each of its articles that was replaced or withdrawn: a term of those alone is not
   *  there. */
  readonly removed?: Uint8Array | null | undefined;
};

const encoder = new TextEncoder();

/** Opens those of the shards that hold terms; of the others, which hold lists of words, it looks
 *  whether they are whole.
 *  @returns the shards, or the Rejection of the first that is cut short, damaged or not of this
 *    index: it says which of them that is */
export function openShards(
  root: IndexRoot,
  blobs: ReadonlyMap<number, Uint8Array>,
  removed?: Uint8Array | null,
): OpenShards | Rejection {
  const shards = new Map<number, Shard>();
  for (const [number, bytes] of blobs) {
    const checksum = root.checksums[number];
    if (number < root.firstTerms.length) {
      const shard = openShard(bytes, checksum);
      if (isRejection(shard)) return ofBlob(shard, { holds: "shard", number });
      shards.set(number, shard);
    } else {
      const words = openWords(bytes, checksum);
      if (isRejection(words)) return ofBlob(words, { holds: "shard", number });
    }
  }
  return { root, shards, removed };
}

/** The shard in which `term` would lie, or -1 when it comes before the first. O(log shards). */
export function shardOf({ firstTerms }: IndexRoot, term: string): number {
  let low = 0;
  let high = firstTerms.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareTerms(firstTerms[middle]!, term) <= 0) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The shards in which terms beginning with `prefix` can lie. */
export function shardsOfPrefix(root: IndexRoot, prefix: string): number[] {
  const numbers: number[] = [];
  const from = Math.max(0, shardOf(root, prefix));
  for (let number = from; number < root.firstTerms.length; number++) {
    const first = root.firstTerms[number]!;
    if (number > from && !first.startsWith(prefix)) break;
    numbers.push(number);
  }
  return numbers;
}

/** Where the term's postings are; undefined when no article has it, or its shard is not at hand. */
export function findTerm(
  { root, shards, removed }: OpenShards,
  term: string,
): Postings | undefined {
  const shard = shards.get(shardOf(root, term));
  const found = shard === undefined ? undefined : findPostings(shard, encoder.encode(term));
  return found && removed && !isLive(found, removed) ? undefined : found;
}

/** A term and its postings. */
export type FoundTerm = readonly [term: string, postings: Postings];

/** The terms that begin with `prefix` and are longer, each once and in order, as far as their
 *  shards are at hand. O(terms).
 *  @param max  at most so many terms */
export function findPrefixed(part: OpenShards, prefix: string, max: number): readonly FoundTerm[] {
  const found: FoundTerm[] = [];
  if (max > 0)
    eachPrefixed(part, prefix, (cursor, postings) => {
      found.push([termOf(cursor), postings]);
      return found.length < max;
    });
  return found;
}

/** Gives the terms that begin with `prefix` and are longer, in order, as far as their shards are at
 *  hand. O(terms).
 *  @param visit  answers whether to go on */
export function eachPrefixed(
  { root, shards, removed }: OpenShards,
  prefix: string,
  visit: EntryVisitor,
): void {
  const wanted = encoder.encode(prefix);
  const isWrittenInDigits = WRITTEN_IN_DIGITS.test(prefix);
  let goesOn = true;
  for (const number of shardsOfPrefix(root, prefix)) {
    const shard = shards.get(number);
    if (shard === undefined) continue;
    eachEntryFrom(shard, Math.max(0, blockOf(shard, wanted)), (cursor, postings) => {
      const order = compareBeginning(cursor, wanted);
      if (order !== 0) return order < 0;
      const isLonger = cursor.length > wanted.length && isWrittenInDigits === hasCapital(cursor);
      if (isLonger && !(removed && !isLive(postings, removed))) goesOn = visit(cursor, postings);
      return goesOn;
    });
    if (!goesOn) return;
  }
}

/** Matches a term of Han, kana or hangul as the index writes it: in digits and capitals, which no
 *  other term has. */
const WRITTEN_IN_DIGITS = /[A-Z]/;

function hasCapital({ term, length }: EntryCursor): boolean {
  for (let index = 0; index < length; index++) {
    const byte = term[index]!;
    if (byte >= 0x41 && byte <= 0x5a) return true;
  }
  return false;
}

/** How the beginning of the term at hand compares with `wanted`: below 0 when it comes before, 0
 *  when it is the same. */
function compareBeginning({ term, length }: EntryCursor, wanted: Uint8Array): number {
  const shorter = Math.min(length, wanted.length);
  for (let index = 0; index < shorter; index++) {
    const difference = term[index]! - wanted[index]!;
    if (difference !== 0) return difference;
  }
  return shorter - wanted.length;
}
