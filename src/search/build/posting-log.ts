import { FIELDS } from "#search/format/options.ts";
import {
  addPosting,
  createPostings,
  type FieldPostings,
  widened,
} from "#search/format/posting-list.ts";
import { termOrder } from "./term-sort.ts";

/** What MiniSearch says of the terms of some articles, one posting behind the other as it comes: in
 *  place of its own map of terms, which spends some 500 bytes and a third of the time of a build on
 *  each posting. Terms are numbers here. */
export type PostingLog = {
  /** What MiniSearch asks of its map of terms when it adds an article: good until the next call. */
  readonly fetch: (term: number) => {
    readonly get: (field: number) => {
      readonly get: (doc: number) => number | undefined;
      readonly set: (doc: number, frequency: number) => void;
    };
  };
  /** Gives every term once, in order of its text, with its postings by field number: at hand until
   *  the next one is. O(postings + terms × log terms). */
  readonly each: (
    textOf: (term: number) => string,
    use: (text: string, lists: readonly FieldPostings[]) => void,
  ) => void;
};

/** Numbers of a posting in the log: its slot, its article, how often that has the term. */
const [SLOT, DOC, FREQUENCY, STRIDE] = [0, 1, 2, 3] as const;

/** An empty log. Articles must come one after another, with ascending numbers. */
export function createPostingLog(): PostingLog {
  let log = new Int32Array(1 << 14);
  /** Where it ends. */
  let end = 0;
  /** By slot, which is a term's number and a field's: where its last posting ends in the log. */
  let last = new Int32Array(1 << 14);
  let slot = 0;
  let terms = 0;
  const append = (doc: number): void => {
    if (end + STRIDE > log.length) log = widened(log);
    log[end + SLOT] = slot;
    log[end + DOC] = doc;
    log[end + FREQUENCY] = 1;
    last[slot] = end += STRIDE;
  };
  const ofField = {
    get(doc: number): number | undefined {
      const at = last[slot]! - STRIDE;
      return at >= 0 && log[at + DOC] === doc ? log[at + FREQUENCY] : undefined;
    },
    set(doc: number, frequency: number): void {
      if (frequency === 1) append(doc);
      else log[last[slot]! - STRIDE + FREQUENCY] = frequency;
    },
  };
  const ofTerm = {
    get(field: number) {
      slot += field;
      return ofField;
    },
  };
  return {
    fetch(term) {
      slot = term * FIELDS.length;
      if (term >= terms) terms = term + 1;
      while (slot + FIELDS.length > last.length) last = widened(last);
      return ofTerm;
    },
    each(textOf, use) {
      const { postings, ends } = bySlot(log.subarray(0, end), terms * FIELDS.length);
      const numbers: number[] = [];
      for (let term = 0; term < terms; term++)
        if (ends[term * FIELDS.length]! < ends[(term + 1) * FIELDS.length]!) numbers.push(term);
      const texts = numbers.map(textOf);
      const lists = FIELDS.map(() => createPostings());
      for (const place of termOrder(texts)) {
        const first = numbers[place]! * FIELDS.length;
        for (let field = 0; field < FIELDS.length; field++) {
          const list = lists[field]!;
          list.count = 0;
          for (let at = ends[first + field]!; at < ends[first + field + 1]!; at += 2)
            addPosting(list, postings[at]!, postings[at + 1]!);
        }
        use(texts[place]!, lists);
      }
    },
  };
}

/** The articles and frequencies of a log, those of one slot behind those of the one before, and
 *  where those before each slot end. */
function bySlot(log: Int32Array, slots: number): { postings: Int32Array; ends: Int32Array } {
  const ends = new Int32Array(slots + 1);
  for (let at = 0; at < log.length; at += STRIDE) ends[log[at + SLOT]! + 1]! += 2;
  for (let slot = 0; slot < slots; slot++) ends[slot + 1]! += ends[slot]!;
  const next = ends.slice(0, slots);
  const postings = new Int32Array((2 * log.length) / STRIDE);
  for (let from = 0; from < log.length; from += STRIDE) {
    const slot = log[from + SLOT]!;
    const to = next[slot]!;
    postings[to] = log[from + DOC]!;
    postings[to + 1] = log[from + FREQUENCY]!;
    next[slot] = to + 2;
  }
  return { postings, ends };
}
