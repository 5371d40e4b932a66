import * as fc from "fast-check";
import { expect, test } from "vitest";
import { excerpt } from "#text/analysis/excerpt.ts";
import { onOneLine, SENTENCE_END } from "#text/analysis/sentence-end.ts";

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
  ["the blank after ” stays in English", "“Fine,” she said.", 40, "“Fine,” she said."],
  ["and after ’", "The readers’ river rose", 40, "The readers’ river rose"],
  ["and after an ellipsis", "Wait… what is it", 40, "Wait… what is it"],
  ["and after ) and »", "(see note) and so on", 40, "(see note) and so on"],
  [
    "an English word after a Chinese mark keeps its blank",
    "他說：\nRust 很好",
    40,
    "他說： Rust 很好",
  ],
  ["a number after one too", "好。 2023年", 40, "好。 2023年"],
  [
    "a closed quotation joins what follows in Chinese",
    "他說：“好。”\n走了",
    40,
    "他說：“好。”走了",
  ],
  ["a new quotation too", "“好。”\n“不好。”", 40, "“好。”“不好。”"],
  ["a Chinese ellipsis too", "等等……\n後來", 40, "等等……後來"],
  ["a title in brackets too", "《三體》\n《流浪地球》", 40, "《三體》《流浪地球》"],
  [
    "two lines of a poem without marks keep a blank",
    "春眠不覺曉\n處處聞啼鳥",
    40,
    "春眠不覺曉 處處聞啼鳥",
  ],
  [
    "a Chinese word in English text keeps its blanks",
    "the “甘孜” prefecture",
    40,
    "the “甘孜” prefecture",
  ],
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

test("a text is cut between clusters, whatever its characters are", () => {
  const clusters = new Intl.Segmenter("und", { granularity: "grapheme" });
  const parts = [
    "报",
    "，",
    "a",
    " ",
    "の",
    "ガ",
    "か\u3099",
    "e\u0301",
    "👩‍👧",
    "🇨🇳",
    "ｶﾞ",
    "한",
    "\u200d",
    "　",
  ];
  const texts = fc.array(fc.constantFrom(...parts), { minLength: 5, maxLength: 40 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 30 }), (some, max) => {
      const text = some.join("");
      const cut = excerpt(text, max).replace(/…$/, "");
      const ends = Array.from(clusters.segment(onOneLine(text)), ({ index }) => index);
      expect([...ends, onOneLine(text).length]).toContain(cut.length);
      const count = Array.from(clusters.segment(excerpt(text, max))).length;
      expect(count).toBeLessThanOrEqual(max);
    }),
  );
});

test("the beginning of a text tells its excerpt, wherever blanks, marks and clusters lie", () => {
  const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
  // As it is defined: the whole text on one line, cut into clusters from its beginning.
  const defined = (text: string, max: number): string => {
    const line = onOneLine(text);
    const ends = Array.from(
      segmenter.segment(line),
      ({ index, segment }) => index + segment.length,
    );
    if (ends.length <= max) return line;
    const least = ends[Math.ceil(max * 0.75) - 1] ?? 0;
    const sentence = [...line.slice(0, ends[max]).matchAll(SENTENCE_END)]
      .map((found) => found.index + found[0].length)
      .findLast((end) => end >= least && end <= ends[max - 1]!);
    if (sentence !== undefined) return line.slice(0, sentence);
    const room = line.slice(0, ends[max - 2] ?? 0);
    const space = room.lastIndexOf(" ");
    return `${(space >= least ? room.slice(0, space) : room).trimEnd()}…`;
  };
  const parts = [..."报 。 ， “ ‘ … ” a . \n \u3000 𠀀 \u0301 👩‍👧 \u0600 \r の".split(" "), " "];
  const texts = fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 12 }), (some, max) => {
      expect(excerpt(some.join(""), max)).toBe(defined(some.join(""), max));
    }),
    { numRuns: 3_000 },
  );
});
