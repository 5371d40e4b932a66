import { createByteWriter } from "#search/format/byte-writer.ts";
import { nextEntry, openEntries, termOf } from "#search/format/block-entry.ts";
import { FIELDS } from "#search/format/options.ts";
import {
  addPosting,
  createPostings,
  type FieldPostings,
  readPostings,
  writePostings,
} from "#search/format/posting-list.ts";
import { compareTerms } from "#search/format/term-order.ts";
import type { MergedTerm } from "./merge-runs.ts";
import { type TermKind, termKind } from "./term-kind.ts";
import type { TermRun } from "./term-run.ts";

/** Merges runs of one article each, and keeps which terms there are and in what order: of runs that
 *  it has met before none is read again. */
export type TermTable = {
  /** Gives every term of all runs once, in order, with its postings over all of them: what
   *  `mergeRuns` gives. O(terms + postings), and O(log terms) for each term of a run that is
   *  new. */
  readonly merge: (runs: readonly TermRun[], take: (term: MergedTerm) => void) => void;
};

/** What the table keeps of a run: the number of each of its terms, and behind that how often the
 *  article has it in each field. */
type Entries = Int32Array;

const STRIDE = 1 + FIELDS.length;
/** Terms that no run has any more may be so many beside as many as there are. */
const MOST_IDLE = 4_096;

const encoder = new TextEncoder();

/** A table of no terms. */
export function createTermTable(): TermTable {
  let known = new WeakMap<TermRun, Entries>();
  let texts: string[] = [];
  let kinds: TermKind[] = [];
  let ordered: OrderedTerms = NO_TERMS;
  const lists = FIELDS.map(() => createPostings());
  const writer = createByteWriter(1 << 12);
  const note = (run: TermRun): Entries => {
    const found = entriesOf(run, lists);
    const entries = new Int32Array(found.length * STRIDE);
    const fresh: FreshTerm[] = [];
    let at = 0;
    for (const [index, { text, frequencies }] of found.entries()) {
      at = placeOf(text, { texts, order: ordered.order, from: at });
      let term = ordered.order[at];
      if (term === undefined || texts[term] !== text) {
        term = texts.push(text) - 1;
        kinds.push(termKind(text));
        fresh.push({ before: at, term, bytes: encoder.encode(text) });
      }
      entries.set([term, ...frequencies], index * STRIDE);
    }
    ordered = withTerms(ordered, fresh);
    known.set(run, entries);
    return entries;
  };
  const forget = (): void => {
    known = new WeakMap();
    [texts, kinds, ordered] = [[], [], NO_TERMS];
  };
  return {
    merge(runs, take) {
      const all = runs.map((run) => known.get(run) ?? note(run));
      const { ends, docs, frequencies } = byTerm(all, texts.length);
      const { order, bytes, ends: termEnds } = ordered;
      const given = { text: "", kind: "other" as TermKind, entry: openEntries(bytes, 0), count: 0 };
      const { entry } = given;
      let terms = 0;
      for (let index = 0; index < order.length; index++) {
        const term = order[index]!;
        const [from, to] = [term === 0 ? 0 : ends[term - 1]!, ends[term]!];
        if (from === to) continue;
        terms++;
        const start = index === 0 ? 0 : termEnds[index - 1]!;
        entry.length = termEnds[index]! - start;
        if (entry.length > entry.term.length) entry.term = new Uint8Array(2 * entry.length);
        for (let at = 0; at < entry.length; at++) entry.term[at] = bytes[start + at]!;
        given.count = 0;
        for (const list of lists) list.count = 0;
        for (let at = from; at < to; at++)
          for (let field = 0; field < FIELDS.length; field++) {
            const frequency = frequencies[at * FIELDS.length + field]!;
            if (frequency === 0) continue;
            addPosting(lists[field]!, docs[at]!, frequency);
            given.count++;
          }
        writer.clear();
        writePostings(writer, lists);
        entry.bytes = writer.room();
        entry.postingsSize = writer.length();
        given.text = texts[term]!;
        given.kind = kinds[term]!;
        take(given);
      }
      if (order.length > 2 * terms + MOST_IDLE) forget();
    },
  };
}

/** The postings of all terms, one term behind the other by their numbers, and the first article
 *  first. */
type SortedPostings = {
  /** Where those of each term end. */
  readonly ends: Int32Array;
  readonly docs: Int32Array;
  /** Of all fields of a posting, then those of the next. */
  readonly frequencies: Int32Array;
};

function byTerm(all: readonly Entries[], terms: number): SortedPostings {
  const ends = new Int32Array(terms + 1);
  for (const entries of all)
    for (let at = 0; at < entries.length; at += STRIDE) ends[entries[at]! + 1]!++;
  for (let term = 0; term < terms; term++) ends[term + 1]! += ends[term]!;
  const count = ends[terms]!;
  const docs = new Int32Array(count);
  const frequencies = new Int32Array(count * FIELDS.length);
  for (let doc = 0; doc < all.length; doc++) {
    const entries = all[doc]!;
    for (let at = 0; at < entries.length; at += STRIDE) {
      const to = ends[entries[at]!]!++;
      docs[to] = doc;
      for (let field = 0; field < FIELDS.length; field++)
        frequencies[to * FIELDS.length + field] = entries[at + 1 + field]!;
    }
  }
  return { ends, docs, frequencies };
}

function entriesOf(
  { bytes, count }: TermRun,
  lists: readonly FieldPostings[],
): readonly { readonly text: string; readonly frequencies: readonly number[] }[] {
  const cursor = openEntries(bytes, 0);
  return Array.from({ length: count }, () => {
    nextEntry(cursor);
    for (const list of lists) list.count = 0;
    readPostings(bytes, cursor.postingsAt, lists);
    const frequencies = lists.map((list) => (list.count === 0 ? 0 : list.frequencies[0]!));
    return { text: termOf(cursor), frequencies };
  });
}

/** Where a term stands in the order, or would stand. O(log terms). */
function placeOf(
  text: string,
  {
    texts,
    order,
    from,
  }: { readonly texts: readonly string[]; readonly order: Int32Array; readonly from: number },
): number {
  let low = from;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareTerms(texts[order[middle]!]!, text) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Terms in their order: their numbers, and their UTF-8, one behind the other. */
type OrderedTerms = {
  readonly order: Int32Array;
  readonly bytes: Uint8Array;
  /** Where the bytes of each end. */
  readonly ends: Int32Array;
};

/** A term that comes before the one at a place. */
type FreshTerm = { readonly before: number; readonly term: number; readonly bytes: Uint8Array };

const NO_TERMS: OrderedTerms = {
  order: new Int32Array(),
  bytes: new Uint8Array(),
  ends: new Int32Array(),
};

/** The terms with those that come between them. O(terms). */
function withTerms(before: OrderedTerms, fresh: readonly FreshTerm[]): OrderedTerms {
  if (fresh.length === 0) return before;
  const count = before.order.length + fresh.length;
  const length = fresh.reduce((sum, { bytes }) => sum + bytes.length, before.bytes.length);
  const all = { order: new Int32Array(count), bytes: new Uint8Array(length) };
  const ends = new Int32Array(count);
  let [from, to, fromByte, toByte] = [0, 0, 0, 0];
  const copyUntil = (end: number): void => {
    const endByte = end === 0 ? 0 : before.ends[end - 1]!;
    all.order.set(before.order.subarray(from, end), to);
    all.bytes.set(before.bytes.subarray(fromByte, endByte), toByte);
    for (; from < end; from++) ends[to++] = before.ends[from]! + toByte - fromByte;
    toByte += endByte - fromByte;
    fromByte = endByte;
  };
  for (const { before: end, term, bytes } of fresh) {
    copyUntil(end);
    all.order[to] = term;
    all.bytes.set(bytes, toByte);
    toByte += bytes.length;
    ends[to++] = toByte;
  }
  copyUntil(before.order.length);
  return { ...all, ends };
}
