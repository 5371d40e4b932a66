import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold, foldText } from "#text/fold/fold.ts";
import { withoutJoints } from "#text/analysis/joined-runs.ts";
import { termsOf, tokensOf } from "#text/analysis/tokens.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom(
      ..."浙江省。，カなㇰ한국ไทยཀ་ab'-.+#&@ 0123459年月日亿/,，１é\u0301\u200d😀\ud800𠮷".split(
        "",
      ),
      "2023年",
      "04月14日",
      "2023-04-14",
      "C++",
      "a@b.cc",
      ..."零一二两十百千万亿点时分半刻%‰/:⁄壹叁圆".split(""),
      "百分之",
      "9:30pm",
      "3 million",
      "$3bn",
      "five percent",
    ),
    maxLength: 40,
  }),
);

describe("termsOf", () => {
  test.each([
    [
      "Han runs are bigrams and the last character of each run",
      "浙江省，甘孜",
      "浙江 江省 省 甘孜 孜",
    ],
    ["either script gives the same", "對口支援", "对口 口支 支援 援"],
    ["a single character is a term", "的", "的"],
    ["kana and Han are one run", "食べる", "食べ べる る"],
    ["hangul runs are bigrams too", "한국은", "한국 국은 은"],
    ["Thai runs are bigrams of letters with their marks", "ที่นี่", "ที่นี่ นี่"],
    ["Tibetan words are the syllables between its marks", "བོད་ཡིག", "བོད ཡིག"],
    ["a rare character beyond 65,536 is one character", "𠀋野家", "𠀋野 野家 家"],
    [
      "words are stemmed, stop words dropped",
      "The relational readers were reading",
      "relat reader read",
    ],
    ["accents and case do not count", "CAFÉ Zürich", "cafe zurich"],
    ["a possessive is the word itself", "O'Reilly's readers’ don't", "oreilli reilli reader"],
    [
      "short halves join into one word",
      "e-mail Wi-Fi F-16 R&D U.S.A.",
      "email mail wifi f16 f 16 r&d usa",
    ],
    [
      "a word and a number are found in one and in two",
      "COVID-19 iPhone15",
      "covid19 covid 19 iphone15 iphon 15",
    ],
    [
      "signs belong to the names of products",
      "C++ C# .NET Node.js Notepad++",
      "c++ c# .net net nodej node js notepad++ notepad",
    ],
    ["a version is found by its release", "v1.12.1 Python3.11", "v 1.12.1 1.12 python 3.11"],
    ["an address is one term, and its words", "a.li@example.com", "a.li@example.com li exampl com"],
    [
      "numbers keep their points and lose their commas",
      "14.2979 1,234,567 5·12",
      "14.2979 1234567 5.12 512",
    ],
    ["a list of numbers is not one number", "2021,300 1,22", "2021 300 1 22"],
    ["an amount is found with its measure", "1.8亿 300人", "1.8 1.8亿 180000000 亿 300 300人 人"],
    ["a sum is one term", "2+1+2模式", "2+1+2 模式 式"],
    ["a letter is found with the character beside it", "A股 维生素C", "a股 股 维生 生素 素 c 素c"],
    ["invisible characters are no terms, and an emoji is one", "a\u200bb 😀 \ufe0f", "😀 ab"],
  ])("%s", (_, text, expected) => {
    expect(termsOf(text).join(" ")).toBe(expected);
  });

  test.each([
    "2023年04月14日",
    "2023年4月14日",
    "２０２３年４月１４日",
    "2023 年 4 月 14 日",
    "2023-04-14",
    "2023/4/14",
    "2023.4.14",
  ])("the date %s is found by year, month, day and all of them", (date) => {
    expect(termsOf(date)).toEqual(
      expect.arrayContaining(["2023", "2023年", "4月", "14日", "2023-4", "4-14", "2023-4-14"]),
    );
  });

  test.each(["2023年13月", "4月32日", "2023-13-01", "2023-04", "1.2.3"])(
    "%s is no date",
    (text) => {
      expect(termsOf(text).filter((term) => /^\d+-\d+/.test(term))).toEqual([]);
    },
  );

  test("other languages have stems and stop words of their own, the rest have no stop words", () => {
    expect(termsOf("les élections nationales", { lang: "fr" })).toEqual(
      termsOf("élection nationale", { lang: "fr" }),
    );
    expect(termsOf("die Häuser der Länder", { lang: "de-AT" })).toEqual(["haus", "land"]);
    expect(termsOf("las elecciones", { lang: "es" })).toEqual(["eleccion"]);
    expect(termsOf("IT 行业", { lang: "zh-Hans" })).toContain("it");
  });

  test("a title keeps its stop words when asked to", () => {
    expect(termsOf("The Who", { keepStopWords: true })).toEqual(["the", "who"]);
    expect(termsOf("The Who")).toEqual([]);
  });

  test("no term is longer than 64 units, and none is cut inside a character", () => {
    const long = `${"a".repeat(63)}𐐷${"b".repeat(5_000)}`;
    expect(termsOf(long)).toEqual(["a".repeat(63)]);
  });

  test("every single Han character of a text begins one of its terms", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const terms = termsOf(text);
        for (const character of foldText(text).match(/\p{Script=Han}/gu) ?? [])
          expect(terms.some((term) => term.startsWith(character))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each(["九时", "1万", "百分之一点五", "九点半", "第一", "一九九八年四月"])(
    "a text without any sign is read in linear time: %s",
    (unit) => {
      const start = performance.now();
      termsOf(unit.repeat(131_072 / unit.length));
      // In quadratic time it takes minutes.
      expect(performance.now() - start).toBeLessThan(5_000);
    },
  );

  test("terms have no space, no capital and no more than 64 units", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const term of termsOf(text)) {
          expect(term).toMatch(/^\S+$/u);
          expect(term.length).toBeLessThanOrEqual(64);
          expect(term).toBe(term.toLowerCase());
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("tokensOf", () => {
  test("gives the terms of termsOf with where they stand in the original", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tokens = tokensOf(text);
        expect(tokens.map(({ term }) => term)).toEqual(termsOf(text));
        for (const { start, end } of tokens) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test("what stands at a bigram's place folds to the bigram", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { term, start, end } of tokensOf(text))
          if (/^\p{Script=Han}{2}$/u.test(term))
            expect(withoutJoints(fold(text.slice(start, end)).text).text).toContain(term);
      }),
      { numRuns: 2_000 },
    );
  });

  test("the place of a term across scripts, widths and accents is the original's", () => {
    const text = "對口支援Ｎｅｗｓ cafe\u0301s";
    const places = tokensOf(text).map(({ term, start, end }) => [term, text.slice(start, end)]);
    expect(places).toEqual([
      ["对口", "對口"],
      ["口支", "口支"],
      ["支援", "支援"],
      ["援", "援"],
      ["new", "Ｎｅｗｓ"],
      ["cafe", "cafe\u0301s"],
    ]);
  });
});
