import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { fuzzyWordsIn } from "#search/run/fuzzy-words.ts";
import { isOneEditAway } from "#search/run/fuzzy-distance.ts";
import { createWordWriter, openWords, type WordList } from "#search/format/word-list.ts";

/** Levenshtein's distance by its definition: slow, and plainly right. */
function distance(a: string, b: string): number {
  if (!a || !b) return a.length + b.length;
  const rest = distance(a.slice(1), b.slice(1));
  if (a[0] === b[0]) return rest;
  return 1 + Math.min(rest, distance(a.slice(1), b), distance(a, b.slice(1)));
}

function listsOf(words: readonly string[], listBytes: number): readonly WordList[] {
  const writer = createWordWriter(listBytes);
  for (const word of words) writer.add(word);
  return writer.finish().flatMap(({ bytes }) => {
    const lists = openWords(bytes);
    if (isRejection(lists)) throw new Error(lists.faults[0]?.what);
    return lists;
  });
}

const listed = fc.string({
  unit: fc.constantFrom("a", "b", "é", "ж", "7"),
  minLength: 3,
  maxLength: 6,
});
const typed = fc.string({ unit: fc.constantFrom("a", "b", "é", "ж"), minLength: 4, maxLength: 6 });
const listBytes = fc.integer({ min: 1, max: 80 });

test("exactly the words at Levenshtein distance one are found, for many words at once and in lists of any size", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(listed, { maxLength: 60 }),
      fc.uniqueArray(typed, { minLength: 1, maxLength: 5 }),
      listBytes,
      (words, wanted, bytes) => {
        const found = listsOf(words, bytes).map((list) => fuzzyWordsIn(list, wanted));
        for (const [place, word] of wanted.entries()) {
          const expected = words.filter((each) => distance(each, word) === 1);
          const edited = found.flatMap((near) => near[place]!.edited);
          expect(edited.toSorted()).toEqual(expected.toSorted());
        }
      },
    ),
  );
});

test("with those whose letters changed places they are what a hit marks by itself", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 4, maxLength: 10 });
  fc.assert(
    fc.property(fc.uniqueArray(letters, { maxLength: 30 }), letters, (words, wanted) => {
      const near = listsOf(words, 1_000).flatMap((list) => {
        const [{ swapped, edited } = { swapped: [], edited: [] }] = fuzzyWordsIn(list, [wanted]);
        return [...swapped, ...edited];
      });
      const expected = words.filter((word) => isOneEditAway(word, wanted));
      expect(near.toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: 1_000 },
  );
});

test("a slip at either end of a word and in its middle is found", () => {
  const [list] = listsOf(["lantern", "lantren", "lanterg", "antlern"], 1_000);
  expect(fuzzyWordsIn(list!, ["lantern", "mantern"])).toEqual([
    { swapped: ["lantren"], edited: ["lanterg"] },
    { swapped: [], edited: ["lantern"] },
  ]);
});

test.each(["tide", "river", "bridge", "museums"])(
  "any two neighbours of %s may have changed places, in the shortest words too",
  (word) => {
    for (let at = 0; at + 1 < word.length; at++) {
      const swapped = word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
      const [list] = listsOf([swapped, "z".repeat(word.length)], 1_000);
      expect([at, fuzzyWordsIn(list!, [word])]).toEqual([at, [{ swapped: [swapped], edited: [] }]]);
    }
  },
);

test("more words than a mask has bits are refused", () => {
  const [list] = listsOf(["lantern"], 1_000);
  const words = Array.from({ length: 33 }, (_, index) => `lanter${index}`);
  expect(() => fuzzyWordsIn(list!, words)).toThrow(RangeError);
});
