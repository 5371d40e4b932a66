import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import { createScratch } from "#search/run/bm25.ts";
import { partition } from "#search/run/match-level.ts";
import { openIndex } from "#search/run/open-index.ts";
import { anyOf, type TermQuery } from "#search/query/term-query.ts";
import { sampleDocuments } from "../sample.ts";

const documents = sampleDocuments("zh", 16);
const built = buildIndex(documents);
const opened = openIndex(built.root, built);
if (isRejection(opened)) throw new Error(opened.faults[0]?.what);
const index = opened;

type Told = { readonly dropped?: number; readonly corrected?: number };

/** How articles with these terms are parted, each by its place. */
function parted(
  masks: readonly number[],
  query: Partial<TermQuery>,
  { dropped = 0, corrected = 0 }: Told = {},
) {
  const scratch = createScratch(documents.length);
  for (const [doc, mask] of masks.entries()) {
    scratch.masks[doc] = mask;
    scratch.docs[scratch.count++] = doc;
  }
  const whole = { ...anyOf([]), sequence: [0, 1], ...query };
  const matches = partition(index, whole, { dropped, corrected }, scratch);
  const upTo = (end: number) => [...matches.docs.subarray(0, end)].toSorted((a, b) => a - b);
  const { titled, direct, full, near, all, adjacent, isOneWord } = matches;
  expect([...matches.docs].toSorted((a, b) => a - b)).toEqual([...masks.keys()]);
  expect(all).toBe(masks.length);
  return {
    titled: upTo(titled),
    direct: upTo(direct),
    full: upTo(full),
    near: upTo(near),
    adjacent,
    isOneWord,
  };
}

/** Two characters of a run, and the pair that they make. */
const RUN = { required: [0b001, 0b010], requiredPairs: [0b100], sequence: [0, 1, 2] };
const [APART, PAIR, ONE_CHARACTER] = [0b011, 0b111, 0b001];

test.each<[number, number, boolean]>([
  [0, 1, false],
  [0, 4, false],
  [1, 1, true],
  [1, 2, false],
  [1, 5, false],
  [2, 2, true],
  [2, 3, true],
  [2, 10, true],
  [2, 11, false],
  [3, 14, true],
])(
  "a run that %i articles have as it was typed, of %i with its characters: one word %j",
  (adjacent, loose, isOneWord) => {
    const masks = [
      ONE_CHARACTER,
      ...Array.from({ length: loose }, (_, place) => (place < adjacent ? PAIR : APART)),
    ];
    const found = parted(masks, RUN);
    expect([found.adjacent, found.isOneWord]).toEqual([adjacent, isOneWord]);
    const places = [...masks.keys()];
    expect(found.full).toEqual(places.slice(1, 1 + (isOneWord ? adjacent : loose)));
    // What reads texts may say that it is one, however few have it.
    const said = parted(masks, { ...RUN, asOneWord: true });
    expect([said.full, said.isOneWord]).toEqual([places.slice(1, 1 + adjacent), true]);
  },
);

/** Articles with the first term, the second, both, the third, the first and third, and all. */
const MASKS = [0b001, 0b010, 0b011, 0b100, 0b101, 0b111] as const;
const BOTH = { required: [0b001, 0b010] };

test.each<[string, Partial<TermQuery>, Told, readonly number[]]>([
  ["nothing is asked for", {}, {}, [0, 1, 2, 3, 4, 5]],
  ["one term", { required: [0b001] }, {}, [0, 2, 4, 5]],
  ["two", BOTH, {}, [2, 5]],
  ["either of two", { required: [0b011] }, {}, [0, 1, 2, 4, 5]],
  ["either of two, and a third", { required: [0b011, 0b100] }, {}, [4, 5]],
  ["what none has", { required: [0b1000] }, {}, []],
  ["what was too common to be walked is not asked for", BOTH, { dropped: 0b010 }, [0, 2, 4, 5]],
  [
    "nor any need that it is a part of",
    { required: [0b011] },
    { dropped: 0b001 },
    [0, 1, 2, 3, 4, 5],
  ],
  [
    "with one slip among what is looked for, what has another word",
    {},
    { corrected: 0b010 },
    [0, 2, 4, 5],
  ],
  ["a slip of what is asked for anyway", BOTH, { corrected: 0b010 }, [2, 5]],
])("what matches fully: %s", (_, query, told, full) => {
  expect(parted(MASKS, query, told)).toMatchObject({
    full,
    near: full,
    direct: full,
    titled: [],
    adjacent: full.length,
    isOneWord: true,
  });
});

test.each<[string, number, readonly number[]]>([
  ["the third is typed itself", 0, [0, 2, 3, 4, 5]],
  ["the third stands for the first", 0b100, [0, 2, 4, 5]],
  ["both only stand for it, so that none is better", 0b101, [0, 2, 3, 4, 5]],
])("the words themselves come before what stands for them: %s", (_, indirect, direct) => {
  const found = parted(MASKS, { required: [0b101], indirect });
  expect([found.direct, found.full]).toEqual([direct, [0, 2, 3, 4, 5]]);
});

test.each<[string, Partial<TermQuery>, readonly number[], readonly number[]]>([
  ["a title", { wholeTitle: 0b100 }, [5], [2, 5]],
  ["no title", { wholeTitle: 0b1000 }, [], [2, 5]],
  ["none is asked for", {}, [], [2, 5]],
])(
  "first of what matches fully is that whose whole title was typed: %s",
  (_, query, titled, full) => {
    expect(parted(MASKS, { ...BOTH, ...query })).toMatchObject({ titled, full, near: full });
  },
);

test.each<[string, readonly number[], readonly number[]]>([
  ["one", [5], [2]],
  ["all", [2, 5], []],
  ["none", [], [2, 5]],
  ["one that does not match anyway", [0], [2, 5]],
])(
  "what its card tells to match in part follows what matches fully, before the others: %s",
  (_, demoted, full) => {
    const found = parted(MASKS, { ...BOTH, demoted: new Set(demoted) });
    expect([found.full, found.near]).toEqual([full, [2, 5]]);
  },
);

test("what was published on the date that is named stands behind what says it", () => {
  const published = { after: 0, before: 1 };
  const dated = { terms: [{ term: "a" }, { term: "b" }, { term: "", published }] };
  // The first term, and the second or the date.
  const query = { ...dated, required: [0b001, 0b110], sequence: [0, 1, 2] };
  const found = parted(MASKS, query);
  expect([found.full, found.near]).toEqual([
    [2, 5],
    [2, 4, 5],
  ]);
  const run = { ...query, requiredPairs: [0b001, 0b110] };
  expect(parted(MASKS, run)).toMatchObject({ full: [2, 5], near: [2, 4, 5], isOneWord: true });
});

test("where any of the terms will do, a date that is named is none of them for what says it", () => {
  const published = { after: 0, before: 1 };
  const dated = { terms: [{ term: "a" }, { term: "b" }, { term: "", published }] };
  const query = { ...dated, required: [], sequence: [0, 1, 2] };
  expect(parted([0b010, 0b100, 0b001], query, { corrected: 0b001 }).full).toEqual([0]);
});
