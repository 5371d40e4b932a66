import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadReadings } from "#cli/folder/readings.ts";
import { sharedPath } from "../../setup/shared-data.ts";

const readingsOf = await loadReadings();

function read(text: string): string {
  return readingsOf(text)
    .flatMap(({ syllables }) => syllables)
    .join(" ");
}

test.each([
  ["重庆", "chong qing"],
  ["重慶", "chong qing"],
  ["音樂", "yin yue"],
  ["快樂", "kuai le"],
  ["銀行行長", "yin hang hang zhang"],
  ["長江大橋", "chang jiang da qiao"],
  ["会计", "kuai ji"],
  ["乾隆", "qian long"],
  ["著名作家", "zhu ming zuo jia"],
  ["沈阳", "shen yang"],
  ["女子侵略", "nv zi qin lve"],
  ["不一样", "bu yi yang"],
  ["都江堰", "du jiang yan"],
  ["重慶市長江大橋", "chong qing shi chang jiang da qiao"],
  ["着力推进着陆", "zhuo li tui jin zhuo lu"],
])("%s is read %s", (text, expected) => {
  expect(read(text)).toBe(expected);
});

test("a word whose characters are read otherwise alone says so", () => {
  expect(readingsOf("重庆")).toEqual([
    { text: "重庆", syllables: ["chong", "qing"], alone: ["zhong", "qing"] },
  ]);
  expect(readingsOf("甘")).toEqual([{ text: "甘", syllables: ["gan"] }]);
});

test("letters, numbers and signs have no syllables", () => {
  expect(readingsOf("C919，起飞！").filter(({ syllables }) => syllables.length > 0)).toEqual([
    { text: "起飞", syllables: ["qi", "fei"] },
  ]);
  expect(readingsOf("Hello, world")).toEqual([{ text: "Hello, world", syllables: [] }]);
});

describe("whatever the text is", () => {
  const character = fc.constantFrom(
    "重",
    "慶",
    "𠮷",
    "〇",
    "々",
    "ー",
    "a",
    "é",
    "1",
    " ",
    "，",
    "👨‍👩‍👧",
    "\ud800",
    "가",
    "に",
    "ü",
  );
  const anyText = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: character }),
    fc.string({ unit: "binary" }),
  );

  test("its words, joined, are the text, and a word of Han characters has a syllable for each", () => {
    fc.assert(fc.property(anyText, (text) => expectWhole(text)));
  });

  test("what stands behind it is read as it is", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(read(`${text}。\n重庆`)).toMatch(/chong qing$/);
      }),
    );
  });

  const path = sharedPath("data/hostile/blns.json");
  test.skipIf(path === undefined)("the naughty strings too", () => {
    for (const text of JSON.parse(readFileSync(path ?? "", "utf8"))) expectWhole(text);
  });
});

function expectWhole(text: string): void {
  const words = readingsOf(text);
  expect(words.map((word) => word.text).join("")).toBe(text);
  for (const word of words) {
    if (word.syllables.length === 0) continue;
    expect(word.syllables).toHaveLength(Array.from(word.text).length);
    expect(word.syllables.every((syllable) => /^[a-z]*$/.test(syllable))).toBe(true);
  }
}
