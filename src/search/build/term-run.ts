import MiniSearch, { type Options } from "minisearch";
import { createByteWriter } from "#search/format/byte-writer.ts";
import {
  BUILD_OPTIONS,
  fieldOf,
  FIELDS,
  type IndexedFields,
  indexTokens,
} from "#search/format/options.ts";
import { writePostings } from "#search/format/posting-list.ts";
import {
  type EntryCursor,
  openEntries,
  sharedLength,
  writeEntry,
} from "#search/format/block-entry.ts";
import { createPostingLog, type PostingLog } from "./posting-log.ts";
import { createTokenNumbers, type TokenNumbers } from "./token-numbers.ts";

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

/** Lets MiniSearch index some articles, and writes down what it made in a hundredth of the
 *  memory. */
export function buildRun(documents: readonly IndexedFields[]): TermRun {
  const [numbers, log] = [createTokenNumbers(), createPostingLog()];
  const index = new LoggingMiniSearch(numbers, log);
  index.addAll(documents);
  const [writer, postings] = [createByteWriter(1 << 16), createByteWriter()];
  const entry = openEntries(postings.room(), 0);
  let before: Uint8Array = new Uint8Array(entry.term.length);
  let [beforeLength, count] = [0, 0];
  log.each(numbers.textOf, (term, lists) => {
    postings.clear();
    writePostings(postings, lists);
    entry.bytes = postings.room();
    entry.postingsSize = postings.length();
    [entry.term, before] = [before, entry.term];
    writeTerm(term, entry);
    const most = Math.min(beforeLength, entry.length);
    writeEntry(writer, entry, sharedLength(before, entry.term, most));
    beforeLength = entry.length;
    count++;
  });
  return {
    count,
    bytes: writer.finish(),
    lengths: FIELDS.map((_, field) => index.lengths(field, documents.length)),
  };
}

const encoder = new TextEncoder();

/** Writes a term's UTF-8 into an entry. Most are ASCII, for Han is written in digits, and the
 *  encoder costs ten times as much. */
function writeTerm(term: string, entry: EntryCursor): void {
  if (3 * term.length > entry.term.length) entry.term = new Uint8Array(6 * term.length);
  entry.length = term.length;
  for (let index = 0; index < term.length; index++) {
    const unit = term.charCodeAt(index);
    if (unit > 127) {
      entry.length = encoder.encodeInto(term, entry.term).written;
      return;
    }
    entry.term[index] = unit;
  }
}

/** A MiniSearch whose tokens are numbers, and that tells a log of them. Its own map of terms would
 *  be a radix tree, which walks a list of letters at each step of each word. */
class LoggingMiniSearch extends MiniSearch<IndexedFields> {
  constructor(numbers: TokenNumbers, log: PostingLog) {
    super({
      ...BUILD_OPTIONS,
      ...asTokens({
        tokenize: (text, field) => indexTokens(fieldOf(text, field), numbers),
        processTerm: numbers.termsOf,
      }),
    });
    // Adding articles asks for nothing but `fetch` of MiniSearch's own map of terms.
    // oxlint-disable-next-line no-underscore-dangle -- MiniSearch's own name
    this._index = log as unknown as typeof this._index;
  }

  lengths(field: number, documents: number): number[] {
    // oxlint-disable-next-line no-underscore-dangle -- MiniSearch's own name
    return Array.from({ length: documents }, (_, doc) => this._fieldLength.get(doc)?.[field] ?? 0);
  }
}

/** How numbers are MiniSearch's tokens: it only ever compares them, and hands them on to its map of
 *  terms. */
function asTokens(options: {
  readonly tokenize: (text: string, field?: string) => number[];
  readonly processTerm: (token: number) => number | number[];
}): Pick<Options<IndexedFields>, "tokenize" | "processTerm"> {
  return options as unknown as Pick<Options<IndexedFields>, "tokenize" | "processTerm">;
}
