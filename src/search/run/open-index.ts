import { isRejection, ofBlob, type Rejection } from "#model/rejection.ts";
import { type Columns, openColumns, publishedSeconds } from "#search/format/columns.ts";
import { firstSince } from "./filter.ts";
import { type Lengths, openLengths } from "#search/format/lengths.ts";
import { BM25 } from "#search/format/options.ts";
import type { IndexRoot } from "#search/format/root.ts";
import { normOf } from "./bm25.ts";

/** The blobs of one index that were read. */
export type IndexBlobs = {
  /** By their place among the index's shards; those that the plan asked for suffice. */
  readonly shards: ReadonlyMap<number, Uint8Array>;
  readonly lengths: Uint8Array;
  readonly columns: Uint8Array;
};

/** An index of articles that changed since the base was built, and what they make void in the base.
 */
export type RecentIndex = IndexBlobs & {
  readonly root: IndexRoot;
  /** Numbers of the base's articles that were replaced or withdrawn. The same array stands for the
   *  same change. */
  readonly removed: readonly number[];
  /** For each recent article, how many of the base's are older; by default as its date says,
   *  articles of the same second being older. */
  readonly places?: readonly number[];
};

/** One part of an opened index: its articles have the numbers from `first` on. */
export type OpenPart = {
  readonly root: IndexRoot;
  readonly first: number;
  readonly columns: Columns;
  readonly lengths: Lengths;
  /** 1 for each article that was replaced or withdrawn; null when none was. */
  readonly removed: Uint8Array | null;
};

/** A base alone, or a base with what is recent: one set of articles with one set of statistics. */
export type OpenIndex = {
  readonly parts: readonly OpenPart[];
  /** Articles that count: those removed do not. */
  readonly documents: number;
  /** Numbers in use: base, removed ones included, then recent. */
  readonly numbers: number;
  /** By field number, then length of the field: how it tempers repetition. */
  readonly norms: readonly Float64Array[];
  /** The same where length counts less. */
  readonly mildNorms: readonly Float64Array[];
  /** By article number: its place in time among all; higher is newer. May be longer than there are
   *  articles. */
  readonly ranks: Int32Array;
};

/** BM25's weight of length in a search of few words: an article that has them all is no better for
 *  being short. */
const MILD_LENGTH = 0.65;

type Known = { readonly made: readonly unknown[]; readonly index: OpenIndex };

/** Articles that shared arrays are made for: a site of up to so many finds them made when its first
 *  search comes. */
export const FIRST_NUMBERS = 1 << 14;
let ascending = new Int32Array();

const known = new WeakMap<Uint8Array, Known>();

/** Opens an index over the bytes that were read. O(articles) the first time, then O(1) for the same
 *  arrays of bytes.
 *  @returns the index, or a Rejection when a blob is cut short, damaged or not of this index: it
 *    says which of them that is */
export function openIndex(
  root: IndexRoot,
  blobs: Pick<IndexBlobs, "lengths" | "columns">,
  recent?: RecentIndex,
): OpenIndex | Rejection {
  const made = [
    root,
    blobs.lengths,
    blobs.columns,
    recent?.lengths,
    recent?.columns,
    recent?.removed,
  ];
  const before = known.get(blobs.lengths);
  if (before !== undefined && made.every((part, place) => part === before.made[place]))
    return before.index;
  const parts = [openPart(root, blobs, 0, recent?.removed)];
  if (recent !== undefined) parts.push(openPart(recent.root, recent, root.documents));
  const opened: OpenPart[] = [];
  for (const part of parts) {
    if (isRejection(part)) return part;
    opened.push(part);
  }
  const index = indexOf(opened, recent?.places);
  known.set(blobs.lengths, { made, index });
  return index;
}

/** The part that article `doc` lies in. */
export function partOf({ parts }: OpenIndex, doc: number): OpenPart {
  const recent = parts[1];
  return recent !== undefined && doc >= recent.first ? recent : parts[0]!;
}

function openPart(
  root: IndexRoot,
  blobs: Pick<IndexBlobs, "lengths" | "columns">,
  first: number,
  removed: readonly number[] = [],
): OpenPart | Rejection {
  const lengths = openLengths(blobs.lengths, root.lengthsChecksum);
  if (isRejection(lengths)) return ofBlob(lengths, { holds: "lengths", number: 0 });
  const columns = openColumns(blobs.columns, root.columnsChecksum);
  if (isRejection(columns)) return ofBlob(columns, { holds: "columns", number: 0 });
  return { root, first, columns, lengths, removed: flagsOf(removed, root.documents) };
}

function flagsOf(removed: readonly number[], documents: number): Uint8Array | null {
  if (removed.length === 0) return null;
  const flags = new Uint8Array(documents);
  for (const doc of removed) flags[doc] = 1;
  return flags;
}

function indexOf(parts: readonly OpenPart[], places?: readonly number[]): OpenIndex {
  const numbers = parts.reduce((sum, { root }) => sum + root.documents, 0);
  const documents = numbers - parts.reduce((sum, part) => sum + removedOf(part).length, 0);
  const fields = parts[0]!.root.fields;
  return {
    parts,
    documents,
    numbers,
    norms: fields.map((_, field) => normsOf(parts, field, documents, BM25.b)),
    mildNorms: fields.map((_, field) => normsOf(parts, field, documents, MILD_LENGTH)),
    ranks: ranksOf(parts, numbers, places),
  };
}

function removedOf({ removed }: OpenPart): readonly number[] {
  return removed === null ? [] : [...removed.keys()].filter((doc) => removed[doc] === 1);
}

/** A table by length rather than by article: lengths are few, and articles many. */
function normsOf(
  parts: readonly OpenPart[],
  field: number,
  documents: number,
  b: number,
): Float64Array {
  const average = averageOf(parts, field, documents);
  const longest = Math.max(...parts.map(({ root }) => root.longestLengths[field]!));
  const norms = new Float64Array(longest + 1);
  for (let length = 0; length <= longest; length++) norms[length] = normOf(length, average, b);
  return norms;
}

/** A base alone keeps MiniSearch's own running average to the last bit; of two parts the sums are
 *  added up. */
function averageOf(parts: readonly OpenPart[], field: number, documents: number): number {
  if (parts.length === 1) return parts[0]!.root.averageLengths[field]!;
  let total = 0;
  for (const part of parts) {
    total += part.root.totalLengths[field]!;
    for (const doc of removedOf(part)) total -= part.lengths[field]![doc]!;
  }
  return total / documents;
}

function ranksOf(
  parts: readonly OpenPart[],
  numbers: number,
  places?: readonly number[],
): Int32Array {
  const [base, recent] = parts;
  if (recent === undefined) return inOrder(numbers);
  const ranks = new Int32Array(numbers);
  const before = places ?? placesOf(base!.columns, recent.columns);
  let rank = 0;
  let next = 0;
  for (let doc = 0; doc < base!.root.documents; doc++) {
    while (next < before.length && before[next]! <= doc)
      ranks[base!.root.documents + next++] = rank++;
    ranks[doc] = rank++;
  }
  while (next < before.length) ranks[base!.root.documents + next++] = rank++;
  return ranks;
}

/** The ranks of a base alone are its numbers. One array serves every index. */
function inOrder(numbers: number): Int32Array {
  if (ascending.length < numbers) {
    ascending = new Int32Array(Math.max(numbers, FIRST_NUMBERS));
    for (let doc = 0; doc < ascending.length; doc++) ascending[doc] = doc;
  }
  return ascending;
}

/** How many articles of the base are older than each recent one, or of the same second. */
function placesOf(base: Columns, recent: Columns): number[] {
  return Array.from({ length: recent.count }, (_, place) =>
    firstSince(base, publishedSeconds(recent, place) + 1),
  );
}
