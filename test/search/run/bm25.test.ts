import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  addList,
  countLive,
  createScratch,
  endTerm,
  isLive,
  type ListPlace,
  markList,
  skipList,
  weighByTerms,
} from "#search/run/bm25.ts";
import { BM25, FIELDS } from "#search/format/options.ts";

/** An article of a list, and how often it has the term. */
type Posting = { readonly gap: number; readonly frequency: number };

function varint(value: number): number[] {
  return value < 128 ? [value] : [128 | (value & 127), ...varint(value >>> 7)];
}

/** A list as the specification of the index writes it: the gap to the article before, doubled, and
 *  one more where a frequency follows. */
function listOf(postings: readonly Posting[]): number[] {
  return postings.flatMap(({ gap, frequency }) =>
    frequency === 1 ? varint(2 * gap) : [...varint(2 * gap + 1), ...varint(frequency)],
  );
}

function docsOf(postings: readonly Posting[]): number[] {
  let doc = -1;
  return postings.map(({ gap }) => (doc += gap + 1));
}

const postingLists = fc.array(
  fc.record({
    gap: fc.oneof(fc.nat(3), fc.nat(300), fc.nat(20_000)),
    frequency: fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 20_000 })),
  }),
  { minLength: 1, maxLength: 20 },
);

test("a list is passed over, marked and counted to the same byte, whatever its gaps and frequencies", () => {
  fc.assert(
    fc.property(postingLists, fc.array(fc.boolean(), { maxLength: 20 }), (postings, gone) => {
      const written = listOf(postings);
      // What lies before and behind belongs to others.
      const bytes = Uint8Array.from([255, 1, ...written, 7, 255, 3]);
      const list: ListPlace = { bytes, at: 2, count: postings.length };
      const docs = docsOf(postings);
      const scratch = createScratch(docs.at(-1)! + 3);
      expect(skipList(list)).toBe(2 + written.length);
      expect(markList(list, 2, 4, scratch)).toBe(2 + written.length);
      expect([...scratch.docs.subarray(0, scratch.count)]).toEqual(docs.map((doc) => doc + 2));
      const removed = new Uint8Array(docs.at(-1)! + 1);
      for (const [at, doc] of docs.entries()) removed[doc] = gone[at] === true ? 1 : 0;
      const live = docs.filter((doc) => removed[doc] === 0).length;
      expect(countLive(list, removed)).toBe(live);
    }),
  );
});

test("each article of a list counts as MiniSearch counts it, by its frequency and the length of its field", () => {
  fc.assert(
    fc.property(postingLists, fc.nat(5), (postings, first) => {
      const bytes = Uint8Array.from([255, ...listOf(postings), 7]);
      const docs = docsOf(postings);
      const most = docs.at(-1)! + 1;
      const [weight, rarity, norms] = [2, 1.5, [0.25, 1, 3]] as const;
      const lengths = Uint16Array.from({ length: most }, (_, doc) => doc % 3);
      const pass = { weight, rarity, norms: Float64Array.from(norms), lengths, first };
      const scratch = createScratch(first + most);
      scratch.added[first + docs[0]!] = 10;
      scratch.addedDocs[scratch.addedCount++] = first + docs[0]!;
      const list = { bytes, at: 1, count: postings.length };
      expect(addList(list, pass, scratch)).toBe(bytes.length - 1);
      expect([...scratch.addedDocs.subarray(0, scratch.addedCount)]).toEqual(
        docs.map((doc) => first + doc),
      );
      for (const [at, { frequency }] of postings.entries()) {
        // One of more than one is written less two.
        const times = frequency === 1 ? 1 : frequency + 2;
        const norm = norms[docs[at]! % 3]!;
        const score = weight * rarity * (BM25.d + (times * (BM25.k + 1)) / (times + norm));
        expect(scratch.added[first + docs[at]!]).toBeCloseTo(score + (at === 0 ? 10 : 0), 9);
      }
    }),
  );
});

test("a term is alive where any of its fields has an article that is still there", () => {
  const title = [{ gap: 1, frequency: 3 }];
  const text = [
    { gap: 0, frequency: 1 },
    { gap: 4, frequency: 200 },
  ];
  // Both fields; the count of the first lies beside them.
  const present = 0b11;
  const bytes = Uint8Array.from([
    ...varint((title.length << FIELDS.length) | present),
    ...listOf(title),
    ...varint(text.length),
    ...listOf(text),
  ]);
  const without = (...docs: number[]): Uint8Array => {
    const removed = new Uint8Array(10);
    for (const doc of docs) removed[doc] = 1;
    return removed;
  };
  expect(isLive({ bytes, at: 0 }, without())).toBe(true);
  expect(isLive({ bytes, at: 0 }, without(1))).toBe(true);
  expect(isLive({ bytes, at: 0 }, without(1, 0))).toBe(true);
  expect(isLive({ bytes, at: 0 }, without(1, 0, 5))).toBe(false);
});

test("an article counts by the distinct terms that it has; terms that say the same are one", () => {
  const scored = (masks: readonly number[], options: Parameters<typeof weighByTerms>[2]) => {
    const scratch = createScratch(masks.length);
    for (const [doc, mask] of masks.entries()) {
      scratch.added[doc] = 10;
      scratch.addedDocs[scratch.addedCount++] = doc;
      scratch.masks[doc] = mask;
      scratch.docs[scratch.count++] = doc;
    }
    endTerm(1, scratch);
    weighByTerms(0b1111, scratch, options);
    return [...scratch.scores];
  };
  expect(scored([0b1, 0b11, 0b1111], {})).toEqual([10, 20, 40]);
  expect(scored([0b1, 0b11, 0b1111], { coverage: 2 })).toEqual([10, 40, 160]);
  expect(scored([0b10001], {})).toEqual([10]);
  // The second bit is an alias of the first, the third one of the fourth.
  const aliases = [
    [0b10, 0b1],
    [0b100, 0b1000],
  ] as const;
  expect(scored([0b11, 0b111, 0b1111], { aliases })).toEqual([10, 20, 20]);
});
