import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { buildSuggestions } from "#search/suggest/build.ts";
import { createKeyStock } from "#search/suggest/key-stock.ts";
import { keysOf } from "#search/suggest/keys.ts";
import type { ReadWord } from "#search/suggest/source.ts";
import { createRandom, pick } from "../sample.ts";

const HAN = /^\p{Script=Han}$/u;
const SYLLABLES = ["zhong", "lv", "xi", "an", "", "shi", "qing"];

/** Reads each character as its code says; some not at all. */
function readingsOf(text: string): readonly ReadWord[] {
  return Array.from(text, (character) => {
    const code = character.codePointAt(0)!;
    const syllable = SYLLABLES[code % SYLLABLES.length]!;
    const alone = SYLLABLES[(code >> 3) % SYLLABLES.length]!;
    return HAN.test(character)
      ? { text: character, syllables: [syllable], ...(alone !== syllable && { alone: [alone] }) }
      : { text: character, syllables: [] };
  });
}

const PARTS = [
  "甘孜",
  "康定",
  "泸定",
  "州",
  "的",
  "rust ",
  "c++ ",
  "7",
  "a ",
  "カナ",
  "é ",
  "黄",
  "朔",
];

/** What is suggested of so many titles, in one hash. */
function hashOf(titles: number, isRead: boolean): string {
  const random = createRandom(titles + 1);
  const some = (count: number, length: number) =>
    Array.from({ length: count }, () => ({
      text: Array.from({ length }, () => pick(PARTS, random)).join(""),
      lang: "zh-Hans",
    }));
  const source = {
    names: some(Math.ceil(titles / 20), 2),
    terms: some(Math.ceil(titles / 10), 1),
    titles: some(titles, 7),
  };
  const { root, shards, texts } = buildSuggestions(source, {
    shardBytes: 4_000,
    fullTitles: 1_000,
    ...(isRead && { readingsOf }),
  });
  const hash = createHash("sha256").update(JSON.stringify(root));
  for (const bytes of [...shards, ...texts]) hash.update(bytes);
  return hash.digest("base64url").slice(0, 12);
}

test("keys are bytes, whatever stands behind a Chinese character", () => {
  const texts = ["康カナ甘", "康éа", "康한국", `康${"カ".repeat(300)}`];
  const keys = texts.flatMap((text) => keysOf({ text, lang: "zh" }, { readingsOf }));
  expect(keys.filter(({ key }) => /[^\0-\u00ff]/.test(key))).toEqual([]);
  const titles = texts.map((text) => ({ text, lang: "zh" }));
  const { shards } = buildSuggestions({ names: [], terms: [], titles }, { readingsOf });
  expect(shards.length).toBe(1);
});

test("what was added comes out again, by its first byte", () => {
  const stock = createKeyStock();
  const pairs = ["", "b", "\u00ff".repeat(300), "", "a", "ab"].map((key, at) => ({
    key,
    posting: at * 2 ** 26,
  }));
  for (const { key, posting } of pairs) stock.add(key, posting);
  const [nothing, nothingToo] = [pairs[0], pairs[3]];
  expect([...stock.take()]).toEqual([
    [nothing, nothingToo],
    [pairs[4], pairs[5]],
    [pairs[1]],
    [pairs[2]],
  ]);
  expect([...stock.take()]).toEqual([]);
});

// As they were when all keys lay in memory at once.
test.each([
  [0, "CKrW9llEJjL5", "CKrW9llEJjL5"],
  [1, "3fQhs84J5421", "9v_HsjhqCupj"],
  [2, "pbkV0TtFrmL4", "Qg92zb7T9AsI"],
  [5, "dVb8StQl8Rj4", "N1idehuYtwF2"],
  [30, "ILvXU1qWfjGR", "joZ_VLT7RqDY"],
  [400, "t5MaixHf7ghi", "F-ghB6LP4A46"],
  [1_200, "b2dlfUIKIH0r", "2Ru92tQBDBwy"],
])(
  "the bytes of %i titles are what they were, without readings and with them",
  (titles, ...known) => {
    expect([hashOf(titles, false), hashOf(titles, true)]).toEqual(known);
  },
);
