import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { normalFormOf } from "#search/suggest/key.ts";
import { toSuggestionQuery } from "#search/suggest/query.ts";
import { toSuggestionRoot } from "#search/suggest/root.ts";
import { openSuggestionShard } from "#search/suggest/shard.ts";
import { openSuggestionTexts } from "#search/suggest/texts.ts";
import { sharedPath } from "../../setup/shared-data.ts";
import { createRandom, pick } from "../sample.ts";
import { builtOf, readerOf, suggested, textsFor } from "../suggestions.ts";

describe("what is written", () => {
  const built = builtOf({
    names: ["党政要闻", "重庆"],
    terms: ["library", "Lanterns"],
    titles: [
      "浙江省對口支援甘孜州工作紀實",
      "Library to open on Sundays",
      "The public library moves",
      "《三体》电影定档",
      "网络安全周开幕",
    ],
    lang: "en",
  });

  test.each([
    ["from its first character on", "浙", ["浙江省對口支援甘孜州工作紀實"]],
    [
      "in Simplified for a title in Traditional characters",
      "对口",
      ["浙江省對口支援甘孜州工作紀實"],
    ],
    ["in Traditional for a title in Simplified ones", "網路", []],
    ["in Traditional for a title in Simplified ones", "網絡", ["网络安全周开幕"]],
    ["without the signs of a title", "三体电", ["《三体》电影定档"]],
    ["with signs that a title has not", "“网络", ["网络安全周开幕"]],
    [
      "in capitals, whole titles before what has it within, terms last",
      "LIB",
      ["Library to open on Sundays", "The public library moves", "library"],
    ],
    ["over several words of a title", "public library mo", ["The public library moves"]],
    ["in full width", "ｌｉｂｒａｒｙ　ｔｏ", ["Library to open on Sundays"]],
    ["not from within a word", "brary", []],
    ["not a stop word within a title", "on s", []],
    ["a tag before titles", "重", ["重庆"]],
    ["words apart, in any order", "甘孜 浙江", ["浙江省對口支援甘孜州工作紀實"]],
    [
      "words apart, of a title that begins with them",
      "library sund",
      ["Library to open on Sundays"],
    ],
    [
      "words apart, of which the first twelve letters stand together",
      "the public libr moves",
      ["The public library moves"],
    ],
    ["words apart, the last not yet whole", "moves libr", ["The public library moves"]],
    ["Chinese words without a space between them", "浙江支援", ["浙江省對口支援甘孜州工作紀實"]],
    ["words of which one is not there", "浙江 重庆", []],
    ["nothing", "", []],
    ["nothing but signs", "《》…", []],
  ])("finds a text: %s", (_, typed, expected) => {
    expect(textsFor(built, typed)).toEqual(expected);
  });

  test("is not offered a term that is the very thing that was typed", () => {
    expect(textsFor(built, "lanterns")).toEqual([]);
    expect(textsFor(built, "lantern")).toEqual(["Lanterns"]);
  });
});

test.each([
  ["c++", ["C++ in ten days", "C++20 modules"]],
  ["C#", ["C# for beginners"]],
  ["c", ["C for poets", "C++ in ten days", "C# for beginners", "C++20 modules"]],
])("the signs of a product's name are part of it: %s", (typed, expected) => {
  const titles = ["C for poets", "C++ in ten days", "C# for beginners", "C++20 modules"];
  expect(textsFor(builtOf({ titles, lang: "en" }), typed).toSorted()).toEqual(expected.toSorted());
});

describe("what is read", () => {
  const readingsOf = readerOf(
    "重庆 chong qing/zhong qing",
    "中秋 zhong qiu",
    "女子 nv zi",
    "侵略 qin lve",
    "大飞机 da fei ji",
    "首航 shou hang",
  );
  const built = builtOf(
    {
      names: ["重庆"],
      titles: [
        "中秋夜，重庆灯火通明",
        "女子足球",
        "C919大飞机首航",
        "Chongqing by night",
        "反侵略",
      ],
    },
    { readingsOf },
  );

  test.each([
    [
      "full pinyin, as its word is read",
      "chongqing",
      ["重庆", "Chongqing by night", "中秋夜，重庆灯火通明"],
    ],
    ["pinyin not yet whole", "chongq", ["重庆", "Chongqing by night", "中秋夜，重庆灯火通明"]],
    ["initials", "cq", ["重庆", "中秋夜，重庆灯火通明"]],
    [
      "the reading of a character alone, which others come before",
      "zhongq",
      ["重庆", "中秋夜，重庆灯火通明"],
    ],
    ["syllables set apart", "chong qing", ["重庆", "Chongqing by night", "中秋夜，重庆灯火通明"]],
    ["tone marks", "zhōngqiū", ["中秋夜，重庆灯火通明"]],
    [
      "an apostrophe between syllables",
      "chong'qing",
      ["重庆", "Chongqing by night", "中秋夜，重庆灯火通明"],
    ],
    ["ü as v", "nvzi", ["女子足球"]],
    ["ü as u", "nuzi", ["女子足球"]],
    ["ü as it is", "nüzi", ["女子足球"]],
    ["üe as ue", "qinlue", ["反侵略"]],
    ["letters and Chinese together", "c919dafei", ["C919大飞机首航"]],
    ["letters and initials together", "c919dfj", ["C919大飞机首航"]],
    ["capitals", "CQ", ["重庆", "中秋夜，重庆灯火通明"]],
    ["a character written, the next in pinyin", "重qing", ["重庆", "中秋夜，重庆灯火通明"]],
    ["a character written, the next by its initial", "重q", ["重庆", "中秋夜，重庆灯火通明"]],
    ["in Traditional characters too", "大飛j", ["C919大飞机首航"]],
    ["letters, digits and characters, then pinyin", "C919大f", ["C919大飞机首航"]],
    ["a character written from the beginning, then pinyin", "中qiu", ["中秋夜，重庆灯火通明"]],
    ["a syllable whole, then initials", "dafj", ["C919大飞机首航"]],
    ["an initial, then a syllable whole", "nzi", ["女子足球"]],
    ["not pinyin that the next character has not", "重h", []],
    ["not characters that are not there", "浙q", []],
    ["pinyin of which no title has the rest", "chongqingx", []],
    ["pinyin with a word that no title has", "chongqing lanterns", []],
  ])("finds a text: %s", (_, typed, expected) => {
    expect(textsFor(built, typed)).toEqual(expected);
  });

  test("is not found without somebody who reads, and what is written is", () => {
    const unread = builtOf({ names: ["重庆"], titles: ["重庆灯火通明"] });
    expect(textsFor(unread, "chongqing")).toEqual([]);
    expect(textsFor(unread, "重庆")).toEqual(["重庆", "重庆灯火通明"]);
  });
});

describe("of many", () => {
  test("ten are suggested: sections and tags first, titles, and two terms last", () => {
    const built = builtOf({
      names: Array.from({ length: 9 }, (_, index) => `ab tag ${index}`),
      terms: ["abacus", "abbey", "abbot"],
      titles: Array.from({ length: 300 }, (_, index) => `Ab ovo ${index}`),
    });
    expect(textsFor(built, "ab")).toEqual([
      "ab tag 0",
      "ab tag 1",
      "ab tag 2",
      "ab tag 3",
      "ab tag 4",
      "Ab ovo 0",
      "Ab ovo 1",
      "Ab ovo 2",
      "abacus",
      "abbey",
    ]);
  });

  test("names fill the places that nothing else needs", () => {
    const names = Array.from({ length: 12 }, (_, index) => `ab tag ${index}`);
    expect(textsFor(builtOf({ names, titles: ["Ab ovo"] }), "ab")).toEqual([
      ...names.slice(0, 9),
      "Ab ovo",
    ]);
  });

  test("texts that are the same but for case and signs are suggested once, as the best is written", () => {
    const built = builtOf({ names: ["Café"], titles: ["《网络》", "网络", "Net", "NET!", "cafe"] });
    expect(textsFor(built, "网")).toEqual(["《网络》"]);
    expect(textsFor(built, "net")).toEqual(["Net"]);
    expect(textsFor(built, "CAFE")).toEqual(["Café"]);
  });

  test("a word that is a tag or a title too is suggested as that, also to who has typed all of it", () => {
    const built = builtOf({ names: ["river"], terms: ["river", "library"], titles: ["Library"] });
    expect(textsFor(built, "river")).toEqual(["river"]);
    expect(textsFor(built, "library")).toEqual(["Library"]);
  });

  test("of texts in both scripts one is suggested, in the script that was typed", () => {
    const readingsOf = readerOf("網絡 wang luo", "网络 wang luo", "安全 an quan");
    const built = builtOf(
      { names: ["網絡"], titles: ["网络", "网络安全", "網絡安全"] },
      { readingsOf },
    );
    expect(textsFor(built, "網")).toEqual(["網絡", "網絡安全"]);
    expect(textsFor(built, "网")).toEqual(["网络", "网络安全"]);
    expect(textsFor(built, "wangluo")).toEqual(["網絡", "网络安全"]);
    expect(textsFor(built, "安")).toEqual(["网络安全"]);
  });

  test("a title is found by its far end among hundreds that begin alike", () => {
    const titles = Array.from(
      { length: 400 },
      (_, index) => `甘孜州新型冠状病毒疫情防控公告第${1000 + index}号`,
    );
    const built = builtOf({ titles }, { shardBytes: 2_000 });
    expect(textsFor(built, "甘孜州新型冠状病毒疫情防控公告第1399")).toEqual([titles[399]]);
    expect(textsFor(built, "甘孜州新型")).toEqual(titles.slice(0, 10));
    expect(textsFor(built, "1399")).toEqual([titles[399]]);
  });

  test("the oldest of thirty titles that begin alike is found by what comes behind", () => {
    const titles = Array.from({ length: 30 }, (_, index) => `甘孜州新闻第${100 + index}期`);
    expect(textsFor(builtOf({ titles }), "甘孜州新闻第129")).toEqual([titles[29]]);
  });

  test("a title is found by all of it among forty that differ only far behind", () => {
    const beginning = "关于进一步加强和改进全州城乡基层治理体系和治理能力现代化建设工作的通知";
    const titles = Array.from({ length: 40 }, (_, index) => `${beginning}之${100 + index}`);
    const built = builtOf({ titles });
    expect(textsFor(built, `${beginning}之107`)).toEqual([titles[7]]);
    expect(textsFor(built, `${beginning}之9`)).toEqual([]);
  });

  test("texts of a blob that is not at hand are named as missing, and come when it is", () => {
    const titles = Array.from({ length: 40 }, (_, index) => `Ab ovo ${index}`);
    const built = builtOf({ titles }, { textBytes: 100 });
    expect(built.texts.length).toBeGreaterThan(3);
    const first = suggested(built, "ab ovo 3", [0]);
    expect(first).toMatchObject({ suggestions: ["Ab ovo 3"] });
    expect(first.missing.length).toBeGreaterThan(0);
    expect(suggested(built, "ab ovo 3", [0, ...first.missing])).toMatchObject({
      suggestions: ["Ab ovo 3", ...titles.slice(30, 39)],
      missing: [],
    });
  });

  test("of older titles only the beginning is looked at", () => {
    const titles = ["甘孜的春天", "康定的春天"];
    const built = builtOf({ titles }, { fullTitles: 1 });
    expect(textsFor(built, "春天")).toEqual(["甘孜的春天"]);
    expect(textsFor(built, "康定的")).toEqual(["康定的春天"]);
  });
});

/** What is expected of titles alone, by comparing what was typed with each place of each title. */
function expectedTitles(titles: readonly string[], typed: string): readonly string[] {
  const { text: wanted } = normalFormOf(typed);
  const forms = new Map(
    titles.toReversed().map((title): [string, string] => [normalFormOf(title).text, title]),
  );
  const distinct = titles.filter((title) => forms.get(normalFormOf(title).text) === title);
  const begin = new Set<string>();
  const within = new Set<string>();
  for (const title of new Set(distinct)) {
    const { text, starts } = normalFormOf(title);
    for (const [index, { at, word }] of starts.entries()) {
      const isLast = word === undefined && index === starts.length - 1;
      if (text.startsWith(wanted, at) && (index === 0 || !isLast))
        (index === 0 ? begin : within).add(title);
    }
  }
  return [...begin, ...[...within].filter((title) => !begin.has(title))].slice(0, 10);
}

describe("whatever the titles are", () => {
  const parts = ["甘", "孜", "州", "政", "府", "ab", "abc", "b ", " c", "1", "，"];
  const made = (random: () => number): string => {
    const text = Array.from({ length: 2 + Math.floor(random() * 38) }, () => pick(parts, random));
    return `${text.join("")}甘`;
  };

  test("one shard answers what is typed as comparing it with every title does", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = createRandom(seed);
      const titles = Array.from({ length: 1 + Math.floor(random() * 400) }, () => made(random));
      // A language without stop words.
      const built = builtOf({ titles, lang: "zh" }, { shardBytes: 300 });
      for (let time = 0; time < 40; time++) {
        const { text, starts } = normalFormOf(pick(titles, random));
        const { at } = pick(starts, random);
        const typed = text.slice(at, at + 1 + Math.floor(random() ** 2 * 30));
        const { suggestions, shards } = suggested(built, typed);
        expect(shards).toBeLessThanOrEqual(2);
        const expected = expectedTitles(titles, typed);
        expect([typed, suggestions.slice(0, expected.length)]).toEqual([typed, expected]);
      }
    }
  });

  test("the same texts give the same bytes", () => {
    const titles = Array.from({ length: 200 }, () => made(createRandom(1)));
    expect(builtOf({ titles })).toEqual(builtOf({ titles }));
  });
});

test("a query of 4,096 characters is answered, a longer one refused", () => {
  expect(isRejection(toSuggestionQuery("甘".repeat(4_096)))).toBe(false);
  expect(isRejection(toSuggestionQuery("a".repeat(4_097)))).toBe(true);
});

test("blobs that are damaged, or of other suggestions, are refused", () => {
  const [built, other] = [builtOf({ titles: ["甘孜"] }), builtOf({ titles: ["康定"] })];
  const [shard, texts] = [built.shards[0]!, built.texts[0]!];
  const { checksums, textChecksums } = built.root;
  expect(isRejection(openSuggestionShard(shard, checksums[0]))).toBe(false);
  expect(isRejection(openSuggestionTexts(texts, textChecksums[0]))).toBe(false);
  for (const bytes of [shard.slice(0, -4), other.shards[0]!, texts, new Uint8Array()])
    expect(isRejection(openSuggestionShard(bytes, checksums[0]))).toBe(true);
  for (const bytes of [texts.slice(0, -4), other.texts[0]!, shard, new Uint8Array()])
    expect(isRejection(openSuggestionTexts(bytes, textChecksums[0]))).toBe(true);
});

test("a root comes through JSON as it was, and what is none is refused", () => {
  const { root } = builtOf({ titles: ["甘孜", "𠮷野家", "한국어"] }, { shardBytes: 1 });
  expect(toSuggestionRoot(JSON.parse(JSON.stringify(root)))).toEqual(root);
  for (const value of [
    undefined,
    null,
    {},
    [],
    "",
    { ...root, format: 3 },
    { ...root, borders: 1 },
  ])
    expect(isRejection(toSuggestionRoot(value))).toBe(true);
});

test("a site without articles suggests nothing", () => {
  expect(textsFor(builtOf({}), "甘")).toEqual([]);
});

describe("naughty strings", () => {
  const path = sharedPath("data/hostile/blns.json");
  test.skipIf(path === undefined)(
    "are found as titles by what they begin with, and ask for nothing that fails",
    () => {
      const strings: readonly string[] = JSON.parse(readFileSync(path ?? "", "utf8"));
      const built = builtOf({ titles: strings }, { shardBytes: 2_000 });
      for (const text of strings) {
        const { suggestions, shards } = suggested(built, text);
        expect(shards).toBeLessThanOrEqual(2);
        const { text: normal } = normalFormOf(text);
        if (normal === "" || text.length > 256) expect(suggestions).toEqual([]);
        // Ten others may begin with so short a one.
        else if (suggestions.length < 10)
          expect(suggestions.map((one) => normalFormOf(one).text)).toContain(normal);
      }
    },
  );
});
