import * as fc from "fast-check";
import { expect, test } from "vitest";
import { excerpt } from "#text/analysis/excerpt.ts";

const clusters = (text: string): number =>
  [...new Intl.Segmenter("und", { granularity: "grapheme" }).segment(text)].length;

test.each([
  ["a text that fits stays whole", "黨政要聞", 5, "黨政要聞"],
  ["a sentence end in the last quarter is where it is cut", "黨政要聞。詳情", 5, "黨政要聞。"],
  ["without one it is cut inside, with an ellipsis", "黨政要聞詳情", 5, "黨政要聞…"],
  ["an alphabetic text is cut between words", "the quick brown fox jumps", 18, "the quick brown…"],
  ["a decimal point ends no sentence", "costs about 14.2979 wan in all", 16, "costs about 14.…"],
  [
    "the closing quotation mark belongs to its sentence",
    "他說：“好。”然後走了很遠",
    7,
    "他說：“好。”",
  ],
  ["a family of emoji is one cluster", "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 2, "👨‍👩‍👧‍👦…"],
  ["line ends become spaces", "a\n\nb", 9, "a b"],
  ["none follow where the punctuation is full width", "甲。\n\n乙\n丙", 9, "甲。乙 丙"],
  ["of one cluster only the ellipsis has room", "ab", 1, "…"],
])("%s", (_title, text, max, expected) => {
  expect(excerpt(text, max)).toBe(expected);
});

test("an excerpt is never longer than asked", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 50 }), (text, max) => {
      expect(clusters(excerpt(text, max))).toBeLessThanOrEqual(max);
    }),
  );
});

test.each([0, 1_001, Number.NaN])("a length of %s is refused", (max) => {
  expect(() => excerpt("a", max)).toThrow(RangeError);
});
