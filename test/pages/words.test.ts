import { expect, test } from "vitest";
import { SIMPLIFIED, TRADITIONAL } from "#pages/words-chinese.ts";
import { ENGLISH } from "#pages/words-english.ts";
import { wordsFor } from "#pages/words.ts";

test.each([
  ["zh", "zh-Hans"],
  ["zh-CN", "zh-Hans"],
  ["zh-Hans-HK", "zh-Hans"],
  ["zh-Hant", "zh-Hant"],
  ["zh-TW", "zh-Hant"],
  ["zh-Hant-CN", "zh-Hant"],
  ["zh-HK", "zh-Hant"],
  ["en-GB", "en"],
  ["fr", "en"],
  ["zha", "en"],
  ["und", "en"],
])("a site in %s speaks %s", (lang, words) => {
  expect(wordsFor(lang).lang).toBe(words);
});

test("every language has every word, and none is empty", () => {
  for (const words of [ENGLISH, SIMPLIFIED, TRADITIONAL]) {
    expect(Object.keys(words).sort()).toEqual(Object.keys(ENGLISH).sort());
    expect(words.results(1_234, "茶")).toMatch(/1,234.*茶|茶.*1,234/);
    expect(JSON.stringify(words)).not.toContain('""');
  }
});
