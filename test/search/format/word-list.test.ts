import { expect, test } from "vitest";
import { isFuzzyWord } from "#search/format/word-list.ts";

test("alphabetic words of four letters or more may be misspelt", () => {
  expect(["rust", "straße", "слово"].every(isFuzzyWord)).toBe(true);
  expect(
    ["rus", "rust2", "2024", "浙江大學", "HKPHJ3", "c++ed", "a".repeat(64)].some(isFuzzyWord),
  ).toBe(false);
});
