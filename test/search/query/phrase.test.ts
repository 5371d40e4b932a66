import { expect, test } from "vitest";
import { hasPhrase, phraseFormOf } from "#search/query/phrase.ts";

test.each([
  ["浙江省對口支援甘孜州", "对口支援"],
  ["浙江省對口，支援甘孜州", "对口 支援"],
  ["The quick, brown fox", "QUICK BROWN"],
  ["see C++ and .NET", "c++ and"],
  ["甘孜 2023 年", "甘孜2023年".replace("2023", " 2023 ")],
  ["anything", '""'],
  ["受台風影響停課兩天", "停课 两天"],
  ["全市停课两天，停工一天", "停课 两天 停工"],
  ["地铁 9 号线", "地铁 9 号线"],
])("%s has the phrase %s", (text, phrase) => {
  expect(hasPhrase(phraseFormOf(text), phraseFormOf(phrase))).toBe(true);
});

test.each([
  ["支援对口", "对口支援"],
  ["对口和支援", "对口支援"],
  ["The quick brownish fox", "quick brown"],
  ["unquick brown fox", "quick brown"],
  ["brown quick", "quick brown"],
  ["", "a"],
  ["停，课两天", "停课 两天"],
  ["停课十两天", "停课 两天"],
  ["nightferry", "night ferry"],
  // Whoever typed no blank asked for what stands together.
  ["停课 两天", "停课两天"],
])("%s does not have the phrase %s", (text, phrase) => {
  expect(hasPhrase(phraseFormOf(text), phraseFormOf(phrase))).toBe(false);
});
