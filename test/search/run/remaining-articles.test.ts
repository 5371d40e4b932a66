import { describe, expect, test } from "vitest";
import { buildIndex } from "#search/build/build.ts";
import { isRejection } from "#model/rejection.ts";
import { createScratch } from "#search/run/bm25.ts";
import { openIndex } from "#search/run/open-index.ts";
import { remaining } from "#search/run/remaining-articles.ts";
import { anyOf, type TermQuery } from "#search/query/term-query.ts";
import { sampleDocuments } from "../sample.ts";

const documents = sampleDocuments("zh", 8);
const built = buildIndex(documents);
const opened = openIndex(built.root, built);
if (isRejection(opened)) throw new Error(opened.faults[0]?.what);
const index = opened;

/** Which of articles with these terms are left, each by its place. */
function left(masks: readonly number[], query: Partial<TermQuery>): readonly number[] {
  const scratch = createScratch(documents.length);
  for (const [doc, mask] of masks.entries()) {
    scratch.masks[doc] = mask;
    scratch.docs[scratch.count++] = doc;
  }
  return [...remaining(index, { ...anyOf([]), sequence: [0, 1], ...query }, scratch)];
}

/** Articles with the first term, the second, both, and with those and a third. */
const MASKS = [0b001, 0b010, 0b011, 0b101, 0b111, 0b100] as const;

test.each<[string, Partial<TermQuery>, readonly number[]]>([
  ["nothing is refused", {}, [0, 1, 2, 3, 4, 5]],
  ["what has a term, and what has none that is asked for", { mustNot: [0b100] }, [0, 1, 2]],
  ["what has both of two", { mustNot: [0b011] }, [0, 1, 3]],
  ["what has either", { mustNot: [0b100, 0b010] }, [0]],
  ["with nothing else asked for, what has it alone", { mustNot: [0b100], sequence: [] }, [0, 1, 2]],
  ["none", { mustNot: [0b1000] }, [0, 1, 2, 3, 4]],
])("a term that must not be there refuses %s", (_, query, docs) => {
  expect(left(MASKS, query)).toEqual(docs);
});

test.each<[string, number, readonly number[]]>([
  ["none is one", 0, [0, 1, 2, 3, 4, 5]],
  ["the third", 0b100, [0, 1, 2, 3, 4]],
  ["the first two", 0b011, [2, 3, 4, 5]],
  ["all", 0b111, [2, 3, 4]],
])("of terms that are slips one alone finds nothing: %s", (_, slips, docs) => {
  expect(left(MASKS, { slips })).toEqual(docs);
});

describe("as far as texts must be known", () => {
  const doubt = { mustNotUnverified: [0b011] };
  const confirmed = new Set([0, 2]);
  test.each<[string, Partial<TermQuery>, readonly number[]]>([
    ["a phrase that is refused and was not looked for refuses what may have it", doubt, [0, 1, 3]],
    [
      "to look for it, just what may have it is read",
      { ...doubt, texts: { isAsked: false } },
      [2, 4],
    ],
    [
      "what was proved to be without it is found beside what cannot have it",
      { ...doubt, texts: { isAsked: false, confirmed } },
      [0, 1, 2, 3],
    ],
    [
      "to look for a phrase that is asked for, all are read",
      { texts: { isAsked: true } },
      [0, 1, 2, 3, 4, 5],
    ],
    ["then just those that have it are found", { texts: { isAsked: true, confirmed } }, [0, 2]],
    ["none", { texts: { isAsked: true, confirmed: new Set() } }, []],
  ])("%s", (_, query, docs) => {
    const isPhraseRefused = query.mustNotUnverified !== undefined;
    expect(left(MASKS, query)).toEqual(docs);
    // What has nothing that is asked for is refused with the phrase.
    if (isPhraseRefused) expect(docs).not.toContain(5);
  });
});

test("filters leave what passes all of them", () => {
  for (const section of ["news", "culture", "economy"]) {
    const wanted = [...MASKS.keys()].filter((doc) =>
      [documents[doc]!.section, ...documents[doc]!.also].some((path) => path.startsWith(section)),
    );
    expect(left(MASKS, { filters: [{ section }] })).toEqual(wanted);
  }
});
