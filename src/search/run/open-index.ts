import { isRejection, ofBlob, type Rejection } from "#model/rejection.ts";
import { type Columns, openColumns, publishedSeconds } from "#search/format/columns.ts";
import { firstSince } from "./filter.ts";
import { mergeColumns } from "./merged-columns.ts";
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
  /** Of its own articles, those removed among them. */
  readonly columns: Columns;
  readonly lengths: Lengths;
  /** 1 for each article that was replaced or withdrawn; null when none was. */
  readonly removed: Uint8Array | null;
};

/** A base alone, or a base with what is recent: one set of articles with one set of statistics. */
export type OpenIndex = {
  readonly parts: readonly OpenPart[];
  /** Of all articles that count, by their place in time. */
  readonly columns: Columns;
  /** Articles that count: those removed do not. */
  readonly documents: number;
  /** Numbers in use: base, removed ones included, then recent. */
  readonly numbers: number;
  /** By field number, then length of the field: how it tempers repetition. */
  readonly norms: readonly Float64Array[];
  /** The same where length counts less. */
  readonly mildNorms: readonly Float64Array[];
  /** By article number: its place in time among all that count; higher is newer. Of one that was
   *  removed it means nothing. May be longer than there are articles. */
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
  const removed = removedFlags(recent?.removed ?? [], root.documents);
  const base = openPart(root, blobs, 0, removed);
  if (isRejection(base)) return base;
  const over = recent && openPart(recent.root, recent, root.documents, null);
  if (isRejection(over)) return over;
  const index = indexOf(base, over, recent);
  known.set(blobs.lengths, { made, index });
  return index;
}

function openPart(
  root: IndexRoot,
  blobs: Pick<IndexBlobs, "lengths" | "columns">,
  first: number,
  removed: Uint8Array | null,
): OpenPart | Rejection {
  const lengths = openLengths(blobs.lengths, root.lengthsChecksum);
  if (isRejection(lengths)) return ofBlob(lengths, { holds: "lengths", number: 0 });
  const columns = openColumns(blobs.columns, root.columnsChecksum);
  if (isRejection(columns)) return ofBlob(columns, { holds: "columns", number: 0 });
  return { root, first, columns, lengths, removed };
}

const flags = new WeakMap<readonly number[], Uint8Array>();

/** 1 for each of a base's articles that was replaced or withdrawn; null when none was. O(articles)
 *  the first time, then O(1) for the same list. */
export function removedFlags(removed: readonly number[], documents: number): Uint8Array | null {
  if (removed.length === 0) return null;
  const before = flags.get(removed);
  if (before?.length === documents) return before;
  const made = new Uint8Array(documents);
  for (const doc of removed) made[doc] = 1;
  flags.set(removed, made);
  return made;
}

function indexOf(
  base: OpenPart,
  over: OpenPart | undefined,
  recent: RecentIndex | undefined,
): OpenIndex {
  const parts = over === undefined ? [base] : [base, over];
  const numbers = parts.reduce((sum, { root }) => sum + root.documents, 0);
  const removed = recent?.removed ?? [];
  const documents = numbers - removed.length;
  const places = over && (recent?.places ?? placesOf(base.columns, over.columns));
  const { columns } = base;
  return {
    parts,
    columns: over && places ? mergeColumns(columns, over.columns, { removed, places }) : columns,
    documents,
    numbers,
    norms: base.root.fields.map((_, field) => normsOf(parts, field, documents, BM25.b)),
    mildNorms: base.root.fields.map((_, field) => normsOf(parts, field, documents, MILD_LENGTH)),
    ranks: places ? ranksOf(base, numbers, places) : inOrder(numbers),
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
  { root: { documents }, removed }: OpenPart,
  numbers: number,
  places: readonly number[],
): Int32Array {
  const ranks = new Int32Array(numbers);
  let rank = 0;
  let next = 0;
  for (let doc = 0; doc < documents; doc++) {
    while (next < places.length && places[next]! <= doc) ranks[documents + next++] = rank++;
    ranks[doc] = rank;
    if (removed?.[doc] !== 1) rank++;
  }
  while (next < places.length) ranks[documents + next++] = rank++;
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
