import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isOneEditAway } from "../../src/search/one-edit.ts";
import {
  createWordWriter,
  openWords,
  wordsOneEditAway,
  wordsOneSwapAway,
} from "../../src/search/word-list.ts";
import { isRejection } from "../../src/model/rejection.ts";

test.each([
  ["kubernetes", "kubernetees"],
  ["rust", "rest"],
  ["rust", "rut"],
  ["rust", "rsut"],
  ["tools", "tolos"],
])("%s is one slip away from %s", (a, b) => {
  expect([isOneEditAway(a, b), isOneEditAway(b, a)]).toEqual([true, true]);
});

test.each([
  ["rust", "rust"],
  ["rust", "tsur"],
  ["rust", "rasp"],
  ["abcd", "badc"],
  ["a", "abc"],
])("%s is not one slip away from %s", (a, b) => {
  expect([isOneEditAway(a, b), isOneEditAway(b, a)]).toEqual([false, false]);
});

test("a word in the lists of an index is near by the same rule", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 4, maxLength: 6 });
  fc.assert(
    fc.property(
      fc.uniqueArray(letters, { minLength: 1, maxLength: 8 }),
      letters,
      (words, wanted) => {
        const writer = createWordWriter(1_000);
        for (const word of words.toSorted()) writer.add(word);
        const lists = writer.finish().flatMap(({ bytes }) => {
          const opened = openWords(bytes);
          return isRejection(opened) ? [] : opened;
        });
        const near = new Set(
          lists.flatMap((list) => [
            ...wordsOneEditAway(list, wanted),
            ...wordsOneSwapAway(list, wanted),
          ]),
        );
        expect(near).toEqual(new Set(words.filter((word) => isOneEditAway(word, wanted))));
      },
    ),
    { numRuns: 1_000 },
  );
});
