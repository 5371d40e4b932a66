import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import { createScratch } from "#search/run/bm25.ts";
import { openIndex } from "#search/run/open-index.ts";
import { type Scored, scoreQuery } from "#search/run/query-scorer.ts";
import { MAX_PREFIXED } from "#search/run/term-expansion.ts";
import { openShards } from "#search/run/term-lookup.ts";
import { anyOf, type QueryTerm, type TermQuery } from "#search/query/term-query.ts";
import { sampleDocuments } from "../sample.ts";

/** What scoring a query over articles with these texts tells; for each article the terms that it
 *  has as a mask, and its score. */
function scorerOf(texts: readonly string[]) {
  const documents = sampleDocuments("en", texts.length);
  const built = buildIndex(
    documents.map((document, place) => ({ ...document, title: "q", text: texts[place]! })),
  );
  const index = openIndex(built.root, built);
  const shards = openShards(built.root, new Map(built.shards.entries()));
  if (isRejection(index) || isRejection(shards)) throw new TypeError("the index is damaged");
  return (query: TermQuery): Scored & { masks: number[]; scores: number[]; found: number[] } => {
    const scratch = createScratch(texts.length);
    const scored = scoreQuery(query, { index, shards: [shards], near: new Map() }, scratch);
    const { masks, scores, docs, count } = scratch;
    const found = [...docs.subarray(0, count)].toSorted((a, b) => a - b);
    return { ...scored, masks: [...masks], scores: [...scores], found };
  };
}

/** So many distinct words that begin so. */
const words = (beginning: string, count: number): string =>
  Array.from({ length: count }, (_, index) => `${beginning}${index.toString(36)}x`).join(" ");

const [PRE, SUB]: readonly QueryTerm[] = [
  { term: "pre", prefix: true },
  { term: "sub", prefix: true },
];
const many = scorerOf([`${words("pre", MAX_PREFIXED - 500)} ${words("sub", 1_000)} cat`, "cat"]);
const names = (count: number): QueryTerm[] =>
  Array.from({ length: count }, (_, number) => ({ term: `name${number}` }));

test.each<[string, TermQuery, boolean]>([
  ["one that fits", anyOf([PRE!]), false],
  ["another", anyOf([SUB!]), false],
  ["two that do not fit together", anyOf([PRE!, SUB!]), true],
  ["in the other order", anyOf([SUB!, PRE!]), true],
  [
    "what is refused uses up none",
    { ...anyOf([PRE!]), terms: [PRE!, SUB!], mustNot: [0b10] },
    false,
  ],
  ["of what is refused, two", { ...anyOf([]), terms: [PRE!, SUB!], mustNot: [0b11] }, true],
  ["beside seven words as many", anyOf([PRE!, ...names(7)]), false],
  ["beside eight half of them", anyOf([PRE!, ...names(8)]), true],
  ["which is enough for a short one", anyOf([SUB!, ...names(8)]), false],
])("beginnings stand for a bounded number of words together: %s", (_, query, isCut) => {
  expect(many(query)).toMatchObject({ isCut, dropped: 0 });
});

test("what is walked is bounded: the terms that take most of it are left out, the last one never", () => {
  const [pre, sub, cat] = [0, 1, 2];
  const [first, second] = [MAX_PREFIXED / 2, MAX_PREFIXED / 4];
  const text = `${words("pre", first)} ${words("sub", second)} cat`;
  const scored = scorerOf(["cat", ...Array.from({ length: 4 }, () => text)]);
  const terms = [PRE!, SUB!, { term: "cat" }];
  const told = (...counts: readonly number[]) => {
    const sequence = counts.flatMap((times, place) => Array.from({ length: times }, () => place));
    const { dropped, isCut, masks } = scored({ ...anyOf([]), terms, sequence });
    expect(isCut).toBe(dropped !== 0);
    return { dropped, masks: [masks[1], masks[0]] };
  };
  const bits = (...places: readonly number[]) => places.reduce((mask, at) => mask | (1 << at), 0);
  // Each time that it is said counts, so that the same term is walked within the bounds or not.
  expect(told(1, 1, 1)).toEqual({ dropped: 0, masks: [bits(pre, sub, cat), bits(cat)] });
  expect(told(63, 0, 1)).toEqual({ dropped: bits(pre), masks: [bits(cat), bits(cat)] });
  expect(told(60, 1, 1)).toEqual({ dropped: bits(pre), masks: [bits(sub, cat), bits(cat)] });
  // Alone it is walked whatever it takes.
  expect(told(64)).toEqual({ dropped: 0, masks: [bits(pre), 0] });
  // Of more than 64 each is walked once.
  expect(told(64, 0, 1)).toEqual({ dropped: 0, masks: [bits(pre, cat), bits(cat)] });
});

/** Articles with some of three words. */
const few = scorerOf(["cat", "dog", "cat dog", "cow", "cat cow", "cat dog cow", "pig"]);
const THREE = [{ term: "cat" }, { term: "dog" }, { term: "cow" }];

test.each<[string, Partial<TermQuery>, readonly number[]]>([
  ["all are looked for", { sequence: [0, 1, 2] }, [1, 2, 3, 4, 5, 7, 0]],
  ["one", { sequence: [0] }, [1, 0, 1, 0, 1, 1, 0]],
  ["one, and one is refused", { sequence: [0], mustNot: [0b10] }, [1, 2, 3, 0, 1, 3, 0]],
  ["one, and two are refused together", { sequence: [0], mustNot: [0b110] }, [1, 2, 3, 4, 5, 7, 0]],
  [
    "one, and one is refused where a text says so",
    { sequence: [0], mustNotUnverified: [0b100] },
    [1, 0, 1, 4, 5, 5, 0],
  ],
  [
    "one is refused, and nothing is looked for",
    { sequence: [], mustNot: [0b10] },
    [0, 2, 2, 0, 0, 2, 0],
  ],
  ["one, and a whole title", { sequence: [1], wholeTitle: 0b100 }, [0, 2, 2, 4, 4, 6, 0]],
])("an article is known by the terms that matter to the query: %s", (_, query, masks) => {
  const told = few({ ...anyOf([]), terms: THREE, ...query });
  expect(told.masks).toEqual(masks);
  expect(told.found).toEqual([...masks.keys()].filter((doc) => masks[doc] !== 0));
  expect(told).toMatchObject({ dropped: 0, isCut: false, corrected: 0, corrections: [] });
});

test("what is refused adds nothing to a score", () => {
  const one = { ...anyOf([]), terms: THREE, sequence: [0] };
  const { scores } = few(one);
  expect(few({ ...one, mustNot: [0b10, 0b100] }).scores).toEqual(scores);
  expect(scores.map((score) => score > 0)).toEqual([true, false, true, false, true, true, false]);
});

test.each([2, 3, 60, 64, 65, 200])("a term that is said %i times weighs so much more", (times) => {
  const said = (sequence: number[]) => few({ ...anyOf([]), terms: THREE, sequence }).scores;
  const [once, often] = [said([0]), said(Array.from({ length: times }, () => 0))];
  for (const [doc, score] of once.entries()) expect(often[doc]).toBeCloseTo(score * times, 9);
});
