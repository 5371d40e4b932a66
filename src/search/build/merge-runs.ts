import { createByteWriter } from "#search/format/byte-writer.ts";
import { createPostings, readPostings, writePostings } from "#search/format/posting-list.ts";
import {
  compareEntries,
  type EntryCursor,
  entryOf,
  nextEntry,
  openEntries,
  termOf,
} from "#search/format/block-entry.ts";
import { type TermKind, termKind } from "./term-kind.ts";
import type { TermRun } from "./term-run.ts";

/** One term of merged runs, at hand until the next one is. */
export type MergedTerm = {
  readonly text: string;
  readonly kind: TermKind;
  /** Stands at the term and at its postings, as `writePostings` writes them. */
  readonly entry: EntryCursor;
  /** Postings over all fields: an article counts once for each field that has the term. */
  readonly count: number;
};

/** A run that is being read: the cursor stands on its next term. */
type RunReader = {
  readonly cursor: EntryCursor;
  readonly order: number;
  /** The number of the run's first article. */
  readonly first: number;
  left: number;
};

/** Gives every term of all runs once, in order, with its postings over all of them. O(terms of the
 *  runs × log runs + postings).
 *  @param runs  of consecutive articles, the first ones first
 *  @param fields  count of fields */
export function mergeRuns(
  runs: readonly TermRun[],
  fields: number,
  take: (term: MergedTerm) => void,
): void {
  let articles = 0;
  const heap = runs.flatMap(({ bytes, count, lengths }, order) => {
    const reader = { cursor: openEntries(bytes, 0), order, first: articles, left: count };
    articles += lengths[0]?.length ?? 0;
    return advance(reader) ? [reader] : [];
  });
  for (let at = heap.length - 1; at >= 0; at--) siftDown(heap, at);
  const lists = Array.from({ length: fields }, () => createPostings());
  const writer = createByteWriter(1 << 16);
  while (heap.length > 0) {
    const { cursor } = heap[0]!;
    const bytes = cursor.term.slice(0, cursor.length);
    const text = termOf(cursor);
    for (const list of lists) list.count = 0;
    takeEqual(heap, bytes, ({ bytes, postingsAt }, first) =>
      readPostings(bytes, postingsAt, lists, first),
    );
    writer.clear();
    writePostings(writer, lists);
    const count = lists.reduce((sum, list) => sum + list.count, 0);
    const entry = entryOf(bytes, writer.room(), writer.length());
    take({ text, kind: termKind(text), entry, count });
  }
}

/** Gives the entries of one term from all runs that have it, the first articles first, and moves
 *  those runs on. */
function takeEqual(
  heap: RunReader[],
  term: Uint8Array,
  use: (cursor: EntryCursor, first: number) => unknown,
): void {
  while (heap.length > 0 && isTerm(heap[0]!.cursor, term)) {
    const reader = heap[0]!;
    use(reader.cursor, reader.first);
    if (!advance(reader)) {
      const last = heap.pop()!;
      if (heap.length === 0) return;
      if (last !== reader) heap[0] = last;
    }
    siftDown(heap, 0);
  }
}

function advance(reader: RunReader): boolean {
  if (reader.left === 0) return false;
  reader.left--;
  nextEntry(reader.cursor);
  return true;
}

function isTerm({ term, length }: EntryCursor, wanted: Uint8Array): boolean {
  if (length !== wanted.length) return false;
  for (let index = 0; index < length; index++) if (term[index] !== wanted[index]) return false;
  return true;
}

function isBefore(a: RunReader, b: RunReader): boolean {
  const difference = compareEntries(a.cursor, b.cursor);
  return difference < 0 || (difference === 0 && a.order < b.order);
}

function siftDown(heap: RunReader[], from: number): void {
  let at = from;
  for (;;) {
    let child = at * 2 + 1;
    if (child >= heap.length) return;
    if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
    if (!isBefore(heap[child]!, heap[at]!)) return;
    const kept = heap[at]!;
    heap[at] = heap[child]!;
    heap[child] = kept;
    at = child;
  }
}
