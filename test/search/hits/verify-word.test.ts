import { describe, expect, test } from "vitest";
import type { Card } from "#model/card.ts";
import { buildTrigramFilter } from "#search/format/trigram-filter.ts";
import {
  candidateFromArticle,
  candidateFromCard,
  type WordCandidate,
  MAX_CHECKED,
  cardWithFilter,
  type WordFound,
  verificationPlan,
  wordVerdict,
} from "#search/hits/verify-word.ts";

const found = (adjacent: number, total = adjacent): WordFound => ({
  total,
  adjacent,
  isOneWord: adjacent === total,
  partial: false,
});
const WORD = "民主主义";
const looked = (text: string): Omit<WordCandidate, "doc"> => ({ text, beyond: "" });
/** An article of which a card shows the beginning alone, and tells what stands beyond. */
const cut = (text: string, rest: string): Omit<WordCandidate, "doc"> => ({
  text,
  beyond: buildTrigramFilter(`${text}\n${rest}`, text),
});
const [HAS, LACKS] = [looked(WORD), looked("民主，主主，主义")];
const numbered = (...some: readonly Omit<WordCandidate, "doc">[]): readonly WordCandidate[] =>
  some.map((one, doc) => ({ ...one, doc }));

describe("what is read", () => {
  test.each([
    ["all that have the pairs, when they are few", found(7), false, { cards: 7, texts: 0 }],
    ["the best of those, when they are many", found(90), false, { cards: MAX_CHECKED, texts: 0 }],
    ["those among many with the characters", found(7, 300), false, { cards: 7, texts: 0 }],
    ["some whole, where cards are cut", found(7, 300), true, { cards: 7, texts: 3 }],
    ["fewer, where cards are cut", found(90), true, { cards: 16, texts: 0 }],
    ["one whole, where one has the pairs", found(1, 9), true, { cards: 1, texts: 1 }],
    ["none whole, where it is a word anyway", found(7), true, { cards: 7, texts: 0 }],
    ["nothing, where none has the pairs", found(0, 30), true, { cards: 0, texts: 0 }],
    ["nothing, where too many may", found(41, 300), true, { cards: 0, texts: 0 }],
  ])("%s", (_, what, areCut, plan) => {
    expect(verificationPlan(what, areCut)).toEqual(plan);
  });

  test("nothing is read when no article matches fully", () => {
    expect(verificationPlan({ ...found(0, 9), partial: true }, false)).toEqual({
      cards: 0,
      texts: 0,
    });
  });
});

describe("how the search is read then", () => {
  test("as a word, when one article has it, however many have its characters; those that lack it match in part", () => {
    const reading = wordVerdict(WORD, found(3, 1_200), numbered(LACKS, HAS, LACKS));
    expect(reading).toEqual({ asOneWord: true, demoted: new Set([0, 2]) });
  });

  test("as it was found, when none has it", () => {
    expect(wordVerdict(WORD, found(1, 2), numbered(LACKS))).toBeUndefined();
    expect(wordVerdict(WORD, found(2), numbered(LACKS, LACKS))).toBeUndefined();
    expect(wordVerdict(WORD, found(2, 9), [])).toBeUndefined();
  });

  test("as it was found, when all that were found have it", () => {
    expect(wordVerdict(WORD, found(2), numbered(HAS, HAS))).toBeUndefined();
    expect(wordVerdict(WORD, found(2), numbered(HAS, LACKS))?.demoted).toEqual(new Set([1]));
  });

  test("a card that shows a beginning tells what cannot stand beyond it, and what may", () => {
    const lacks = cut("他说了。", "民主的，主主的，社会主义");
    expect(wordVerdict(WORD, found(2), numbered(HAS, lacks))?.demoted).toEqual(new Set([1]));
    const has = cut("他说了。", "他们说民主主义。");
    expect(wordVerdict(WORD, found(2), numbered(HAS, has))).toBeUndefined();
    // That one may have it is enough where the index takes it for a word, and not where it may be two.
    expect(wordVerdict(WORD, found(2), numbered(has, lacks))?.demoted).toEqual(new Set([1]));
    expect(wordVerdict(WORD, found(2, 60), numbered(has, lacks))).toBeUndefined();
    expect(wordVerdict(WORD, found(2), numbered(lacks, lacks))).toBeUndefined();
  });

  test("what was not looked at lacks it when three in four of those that were do", () => {
    const most = wordVerdict(WORD, found(9), numbered(HAS, LACKS, LACKS));
    expect([0, 2, 5].map((doc) => most?.demoted.has(doc))).toEqual([false, true, false]);
    const few = wordVerdict(WORD, found(9), numbered(HAS, LACKS, LACKS, LACKS));
    expect([0, 2, 5].map((doc) => few?.demoted.has(doc))).toEqual([false, true, true]);
    const all = wordVerdict(WORD, found(4), numbered(HAS, LACKS, LACKS, LACKS));
    expect([0, 2].map((doc) => all?.demoted.has(doc))).toEqual([false, true]);
  });

  test("the beginning of a text that lacks it tells nothing", () => {
    const beginning = { text: "民主，主主，主义", beyond: undefined };
    expect(wordVerdict(WORD, found(2), numbered(HAS, beginning))).toBeUndefined();
  });
});

test("a card tells all of an article unless its text was cut", () => {
  const card = {
    title: "題",
    summary: "民主",
    text: "民主。",
    tags: ["主義"],
    authors: ["陸青禾"],
  } as unknown as Card;
  expect(candidateFromCard(7, card)).toMatchObject({ doc: 7, beyond: "" });
  expect(candidateFromCard(7, { ...card, text: "民主…" })).toMatchObject({ beyond: undefined });
  const told = cardWithFilter({ ...card, text: "民主…" }, "民主在那里。主義");
  expect(told.beyond).toMatch(/^[\w-]+$/);
  expect(candidateFromCard(7, told)).toMatchObject({ beyond: told.beyond });
  expect(cardWithFilter(card, "民主。")).toBe(card);
  const { text } = candidateFromArticle(7, { title: "題", text: "民主主義" });
  expect(wordVerdict(WORD, found(1, 9), [{ doc: 7, text, beyond: "" }])).toBeDefined();
});
