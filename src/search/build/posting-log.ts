import { FIELDS } from "#search/format/options.ts";
import { addPosting, createPostings, type FieldPostings } from "#search/format/posting-list.ts";
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

/** An empty log. Articles must come one after another, with ascending numbers. */
export function createPostingLog(): PostingLog {
  /** By slot, which is a term's number and a field's: where its last posting lies, and one more. */
  let last = new Int32Array(1 << 14);
  let slots = new Int32Array(1 << 14);
  let docs = new Int32Array(1 << 14);
  let frequencies = new Int32Array(1 << 14);
  let count = 0;
  let slot = 0;
  let terms = 0;
  const append = (doc: number): void => {
    if (count === docs.length)
      [slots, docs, frequencies] = [doubled(slots), doubled(docs), doubled(frequencies)];
    slots[count] = slot;
    docs[count] = doc;
    frequencies[count++] = 1;
    last[slot] = count;
  };
  const ofField = {
    get(doc: number): number | undefined {
      const at = last[slot]! - 1;
      return at >= 0 && docs[at] === doc ? frequencies[at] : undefined;
    },
    set(doc: number, frequency: number): void {
      if (frequency === 1) append(doc);
      else frequencies[last[slot]! - 1] = frequency;
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
      while (slot + FIELDS.length > last.length) last = doubled(last);
      return ofTerm;
    },
    each(textOf, use) {
      const { places, ends } = bySlot(slots.subarray(0, count), terms * FIELDS.length);
      const numbers: number[] = [];
      const startOf = (at: number): number => (at === 0 ? 0 : ends[at - 1]!);
      for (let term = 0; term < terms; term++)
        if (startOf(term * FIELDS.length) < startOf((term + 1) * FIELDS.length)) numbers.push(term);
      const texts = numbers.map(textOf);
      const lists = FIELDS.map(() => createPostings());
      for (const at of termOrder(texts)) {
        for (let field = 0; field < FIELDS.length; field++) {
          const list = lists[field]!;
          const of = numbers[at]! * FIELDS.length + field;
          list.count = 0;
          for (let from = startOf(of); from < ends[of]!; from++) {
            const place = places[from]!;
            addPosting(list, docs[place]!, frequencies[place]!);
          }
        }
        use(texts[at]!, lists);
      }
    },
  };
}

/** The places of all postings, those of one slot behind those of the one before, and where those of
 *  each slot end. */
function bySlot(slots: Int32Array, count: number): { places: Int32Array; ends: Int32Array } {
  const ends = new Int32Array(count + 1);
  for (const slot of slots) ends[slot + 1]!++;
  for (let slot = 0; slot < count; slot++) ends[slot + 1]! += ends[slot]!;
  const places = new Int32Array(slots.length);
  for (let at = 0; at < slots.length; at++) places[ends[slots[at]!]!++] = at;
  return { places, ends };
}

function doubled(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(2 * numbers.length);
  wider.set(numbers);
  return wider;
}
