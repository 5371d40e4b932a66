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
  rarityOf,
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

/** What a term's postings are written as: the title's and the text's, of which either may be none. */
function termOf(...fields: readonly (readonly Posting[])[]): Uint8Array {
  const present = fields.reduce(
    (mask, { length }, at) => (length > 0 ? mask | (1 << at) : mask),
    0,
  );
  const [first = [], ...others] = fields.filter(({ length }) => length > 0);
  return Uint8Array.from([
    // The count of the first field lies beside which fields there are.
    ...varint((first.length << FIELDS.length) | present),
    ...listOf(first),
    ...others.flatMap((list) => [...varint(list.length), ...listOf(list)]),
    // What lies behind belongs to others.
    ...varint(1),
    ...listOf([{ gap: 9, frequency: 1 }]),
  ]);
}

const once = (...gaps: readonly number[]): readonly Posting[] =>
  gaps.map((gap) => ({ gap, frequency: 1 }));

test.each<[string, readonly Posting[], readonly Posting[], readonly (readonly number[])[]]>([
  ["both", [{ gap: 1, frequency: 3 }], [...once(0), { gap: 4, frequency: 200 }], [[1], [0, 5]]],
  ["the title", once(2), [], [[2]]],
  ["the title of two", once(2, 0), [], [[2, 3]]],
  ["the text", [], once(2), [[2]]],
  ["the text of two", [], once(2, 1), [[2, 4]]],
  ["the text of four", [], once(0, 0, 0, 0), [[0, 1, 2, 3]]],
  ["both of one article", once(6), once(6), [[6]]],
])(
  "a term is alive where any of its fields has an article that is still there: %s",
  (_, title, text, groups) => {
    const bytes = termOf(title, text);
    const docs = groups.flat();
    const isLeft = (gone: readonly number[]): boolean =>
      isLive(
        { bytes, at: 0 },
        Uint8Array.from({ length: 10 }, (__, doc) => Number(gone.includes(doc))),
      );
    expect(isLeft([])).toBe(true);
    expect(isLeft(docs)).toBe(false);
    for (const doc of docs) {
      expect(isLeft(docs.filter((other) => other !== doc))).toBe(true);
      expect(isLeft([doc])).toBe(docs.length > 1);
    }
  },
);

test.each([
  [0, 0, 2],
  [1, 1, 4 / 3],
  [1, 10, 22 / 3],
  [5, 10, 2],
  [10, 10, 22 / 21],
  [1, 10_000, 20_002 / 3],
])(
  "a term that %i of %i articles have is as rare as MiniSearch has it",
  (matching, total, odds) => {
    expect(rarityOf(matching, total)).toBeCloseTo(Math.log(odds), 12);
  },
);

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
