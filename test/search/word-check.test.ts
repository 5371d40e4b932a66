import { describe, expect, test } from "vitest";
import type { Card } from "../../src/model/card.ts";
import {
  articleLookedAt,
  cardLookedAt,
  type LookedAt,
  MAX_CHECKED,
  type WordFound,
  wordPlan,
  wordReading,
} from "../../src/search/word-check.ts";

const found = (strict: number, total = strict): WordFound => ({
  total,
  strict,
  isStrict: strict === total,
  partial: false,
});
const WORD = "民主主义";
const looked = (text: string, extent: LookedAt["extent"] = "card"): Omit<LookedAt, "doc"> => ({
  text,
  extent,
});
const [HAS, LACKS] = [looked(WORD), looked("民主，主主，主义")];
const numbered = (...some: readonly Omit<LookedAt, "doc">[]): readonly LookedAt[] =>
  some.map((one, doc) => ({ ...one, doc }));

describe("what is read", () => {
  test.each([
    ["all that have the pairs, when they are few", found(7), false, { cards: 7, texts: 0 }],
    ["the best of those, when they are many", found(90), false, { cards: MAX_CHECKED, texts: 0 }],
    ["those among many with the characters", found(7, 300), false, { cards: 7, texts: 0 }],
    ["some whole, where cards are cut", found(7, 300), true, { cards: 7, texts: 3 }],
    ["one whole, where one has the pairs", found(1, 9), true, { cards: 1, texts: 1 }],
    ["none whole, where it is a word anyway", found(7), true, { cards: 7, texts: 0 }],
    ["nothing, where none has the pairs", found(0, 30), true, { cards: 0, texts: 0 }],
    ["nothing, where too many may", found(41, 300), true, { cards: 0, texts: 0 }],
  ])("%s", (_, what, areCut, plan) => {
    expect(wordPlan(what, areCut)).toEqual(plan);
  });

  test("nothing is read when no article matches fully", () => {
    expect(wordPlan({ ...found(0, 9), partial: true }, false)).toEqual({ cards: 0, texts: 0 });
  });
});

describe("how the search is read then", () => {
  test("as a word, when it is one in enough articles; those that lack it match in part", () => {
    const reading = wordReading(WORD, found(3, 60), numbered(HAS, LACKS, HAS));
    expect(reading).toEqual({ strictly: true, partly: new Set([1]) });
  });

  test("as it was found, when too few of those with its characters have it, or none", () => {
    expect(wordReading(WORD, found(3, 61), numbered(HAS, LACKS, HAS))).toBeUndefined();
    expect(wordReading(WORD, found(1, 30), numbered(HAS))).toBeDefined();
    expect(wordReading(WORD, found(1, 31), numbered(HAS))).toBeUndefined();
    expect(wordReading(WORD, found(1, 2), numbered(LACKS))).toBeUndefined();
    expect(wordReading(WORD, found(2), numbered(LACKS, LACKS))).toBeUndefined();
  });

  test("as it was found, when all that were found have it", () => {
    expect(wordReading(WORD, found(2), numbered(HAS, HAS))).toBeUndefined();
    expect(wordReading(WORD, found(2), numbered(HAS, LACKS))?.partly).toEqual(new Set([1]));
  });

  test("the beginning of a text that lacks it tells nothing", () => {
    const beginning = looked("民主，主主，主义", "part");
    expect(wordReading(WORD, found(2), numbered(HAS, beginning))).toBeUndefined();
  });

  test("of articles that were read whole a part has it, and so may the others", () => {
    const read = [looked(WORD, "article"), looked("民主", "article"), looked(WORD, "article")];
    const unread = Array.from({ length: 27 }, () => looked("民主", "part"));
    expect(wordReading(WORD, found(30, 600), numbered(...read, ...unread))?.partly).toEqual(
      new Set([1]),
    );
    expect(wordReading(WORD, found(30, 601), numbered(...read, ...unread))).toBeUndefined();
  });
});

test("a card tells all of an article unless its text was cut", () => {
  const card = { title: "題", summary: "民主", text: "民主。", tags: ["主義"] } as unknown as Card;
  expect(cardLookedAt(7, card)).toMatchObject({ doc: 7, extent: "card" });
  expect(cardLookedAt(7, { ...card, text: "民主…" })).toMatchObject({ extent: "part" });
  const { text } = articleLookedAt(7, { title: "題", text: "民主主義" });
  expect(wordReading(WORD, found(1, 9), [{ doc: 7, text, extent: "article" }])).toBeDefined();
});
