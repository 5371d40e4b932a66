import MiniSearch from "minisearch";
import { createByteWriter } from "#search/format/byte-writer.ts";
import { BUILD_OPTIONS, FIELDS, type IndexedFields } from "#search/format/options.ts";
import {
  addPosting,
  createPostings,
  type FieldPostings,
  writePostings,
} from "#search/format/posting-list.ts";
import { entryOf, sharedLength, writeEntry } from "#search/format/block-entry.ts";
import { WITH } from "#text/analysis/tokens.ts";
import { compareTerms } from "#search/format/term-order.ts";

/** What MiniSearch made of some consecutive articles: their terms in order, and how long their
 *  fields are. */
export type TermRun = {
  /** Terms. */
  readonly count: number;
  /** The terms and their postings, as `writeEntry` writes them; articles are numbered from 0, so
   *  that a run is the same wherever they stand. */
  readonly bytes: Uint8Array;
  /** Distinct terms by field number, then index among these articles. */
  readonly lengths: readonly number[][];
};

const encoder = new TextEncoder();

/** Lets MiniSearch index some articles, and writes down what it made in a hundredth of the
 *  memory. */
export function buildRun(documents: readonly IndexedFields[]): TermRun {
  const index = new ReadableMiniSearch();
  index.addAll(documents);
  const entries = [...termsApart(index.terms())].sort(([a], [b]) => compareTerms(a, b));
  const lists = FIELDS.map(() => createPostings());
  const [writer, postingWriter] = [createByteWriter(1 << 16), createByteWriter()];
  let before: Uint8Array = new Uint8Array();
  for (const [term, postings] of entries) {
    for (const [field, list] of lists.entries()) fill(list, postings.get(field));
    postingWriter.clear();
    writePostings(postingWriter, lists);
    const bytes = encoder.encode(term);
    const entry = entryOf(bytes, postingWriter.finish());
    writeEntry(writer, entry, sharedLength(before, bytes));
    before = bytes;
  }
  return {
    count: entries.length,
    bytes: writer.finish(),
    lengths: FIELDS.map((_, field) => index.lengths(field, documents.length)),
  };
}

/** For each field number how often each article has the term there. */
type TermPostings = ReadonlyMap<number, ReadonlyMap<number, number>>;

/** The terms of tokens: those of a word come to MiniSearch as one, so that it keeps half as many
 *  postings, and a term of several words has the postings of all. O(postings). */
function termsApart(
  tokens: Iterable<readonly [token: string, postings: TermPostings]>,
): ReadonlyMap<string, TermPostings> {
  const terms = new Map<string, TermPostings | TermPostings[]>();
  for (const [token, postings] of tokens) {
    for (const term of token.includes(WITH) ? token.split(WITH) : [token]) {
      const before = terms.get(term);
      if (before === undefined) terms.set(term, postings);
      else if (Array.isArray(before)) before.push(postings);
      else terms.set(term, [before, postings]);
    }
  }
  for (const [term, postings] of terms)
    if (Array.isArray(postings)) terms.set(term, allPostings(postings));
  // No list is left.
  return terms as Map<string, TermPostings>;
}

function allPostings(some: readonly TermPostings[]): TermPostings {
  return new Map(
    FIELDS.map((_, field) => {
      const frequencies = new Map<number, number>();
      for (const postings of some) {
        for (const [doc, frequency] of postings.get(field) ?? [])
          frequencies.set(doc, (frequencies.get(doc) ?? 0) + frequency);
      }
      return [field, new Map([...frequencies].sort(([a], [b]) => a - b))];
    }),
  );
}

/** The terms by hash: MiniSearch's radix tree walks a list of letters at each step of each word,
 *  which was half the time of a build. */
class TermMap<T> extends Map<string, T> {
  fetch(term: string, initial: () => T): T {
    const known = this.get(term);
    if (known !== undefined) return known;
    const value = initial();
    this.set(term, value);
    return value;
  }
}

/** A MiniSearch whose index can be read where it lies. `toJSON` would give the same as plain
 *  objects, for twice the memory and the time. */
class ReadableMiniSearch extends MiniSearch<IndexedFields> {
  constructor() {
    super({ ...BUILD_OPTIONS, processTerm: (token) => token });
    // Adding articles asks for nothing but `fetch` of MiniSearch's own map of terms.
    // oxlint-disable-next-line no-underscore-dangle -- MiniSearch's own name
    this._index = new TermMap() as unknown as typeof this._index;
  }

  terms(): Iterable<readonly [term: string, postings: TermPostings]> {
    // oxlint-disable-next-line no-underscore-dangle -- MiniSearch's own name
    return this._index.entries();
  }

  lengths(field: number, documents: number): number[] {
    // oxlint-disable-next-line no-underscore-dangle -- MiniSearch's own name
    return Array.from({ length: documents }, (_, doc) => this._fieldLength.get(doc)?.[field] ?? 0);
  }
}

/** MiniSearch adds articles one after another, so its maps give their numbers in ascending
 *  order. */
function fill(list: FieldPostings, postings: ReadonlyMap<number, number> | undefined): void {
  list.count = 0;
  if (postings === undefined) return;
  for (const [doc, frequency] of postings) addPosting(list, doc, frequency);
}
