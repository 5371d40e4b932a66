import MiniSearch from "minisearch";
import { createByteWriter } from "./byte-writer.ts";
import { FIELDS, INDEX_OPTIONS, type IndexedFields } from "./options.ts";
import { addPosting, createPostings, type FieldPostings, writePostings } from "./posting-list.ts";
import { compareTerms } from "./term-order.ts";

/** What MiniSearch made of some consecutive articles: their terms in order, and how long their fields are. */
export type TermRun = {
  readonly terms: readonly string[];
  /** Where each term's postings end in `bytes`. */
  readonly ends: Uint32Array;
  /** Postings with the articles' final numbers, as `writePostings` makes them. */
  readonly bytes: Uint8Array;
  /** Distinct terms by field number and place among these articles. */
  readonly lengths: readonly number[][];
};

/** Lets MiniSearch index some articles, and writes down what it made in far less memory.
 *  @param first  the number of the first of them */
export function buildRun(documents: readonly IndexedFields[], first: number): TermRun {
  const index = new MiniSearch<IndexedFields>(INDEX_OPTIONS);
  index.addAll(documents);
  const built = index.toJSON();
  const entries = built.index.sort(([a], [b]) => compareTerms(a, b));
  const lists = FIELDS.map(() => createPostings());
  const writer = createByteWriter(1 << 16);
  const ends = new Uint32Array(entries.length);
  for (const [place, [, postings]] of entries.entries()) {
    for (const [field, list] of lists.entries()) fill(list, postings[field], first);
    writePostings(writer, lists);
    ends[place] = writer.length();
  }
  return {
    terms: entries.map(([term]) => term),
    ends,
    bytes: writer.finish(),
    lengths: FIELDS.map((_, field) =>
      documents.map((_, place) => built.fieldLength[String(place)]?.[field] ?? 0),
    ),
  };
}

/** MiniSearch's serialised postings are an object of frequencies by number; whole numbers as keys come in ascending order (ECMA-262, OrdinaryOwnPropertyKeys). */
function fill(
  list: FieldPostings,
  postings: Readonly<Record<string, number>> | undefined,
  first: number,
): void {
  list.count = 0;
  for (const doc in postings) addPosting(list, Number(doc) + first, postings[doc]!);
}
