import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isRejection } from "../../src/model/rejection.ts";
import {
  createWordWriter,
  isFuzzyWord,
  openWords,
  wordsOneEditAway,
} from "../../src/search/word-list.ts";

/** Levenshtein's distance by its definition: slow, and plainly right. */
function distance(a: string, b: string): number {
  if (!a || !b) return a.length + b.length;
  const rest = distance(a.slice(1), b.slice(1));
  if (a[0] === b[0]) return rest;
  return 1 + Math.min(rest, distance(a.slice(1), b), distance(a, b.slice(1)));
}

function near(words: readonly string[], word: string, listBytes = 1 << 16): string[] {
  const writer = createWordWriter(listBytes);
  for (const each of words) writer.add(each);
  return writer.finish().flatMap(({ bytes }) => {
    const lists = openWords(bytes);
    if (isRejection(lists)) throw new Error(lists.faults[0]?.what);
    return lists.flatMap((list) => wordsOneEditAway(list, word));
  });
}

const letters = fc.string({
  unit: fc.constantFrom("a", "b", "é", "ж", "7"),
  minLength: 3,
  maxLength: 6,
});

test("exactly the words at Levenshtein distance one are found, in lists of any size", () => {
  const wanted = fc.string({
    unit: fc.constantFrom("a", "b", "é", "ж"),
    minLength: 4,
    maxLength: 6,
  });
  const lists = fc.tuple(
    fc.uniqueArray(letters, { maxLength: 60 }),
    fc.integer({ min: 1, max: 80 }),
  );
  fc.assert(
    fc.property(lists, wanted, ([words, listBytes], word) => {
      const expected = words.filter((each) => distance(each, word) === 1);
      expect(near(words, word, listBytes).sort()).toEqual(expected.sort());
    }),
  );
});

test("alphabetic words of four letters or more may be misspelt", () => {
  expect(["rust", "straße", "слово"].every(isFuzzyWord)).toBe(true);
  expect(
    ["rus", "rust2", "2024", "浙江大學", "HKPHJ3", "c++ed", "a".repeat(64)].some(isFuzzyWord),
  ).toBe(false);
});
