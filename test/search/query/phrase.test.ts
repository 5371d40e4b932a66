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
  ["地铁9号线", "地铁 9 号线"],
  ["地铁 9 号线", "地铁9号线"],
  ["占总额的50%左右", "50%"],
  ["新款iPhone 15手机", "iPhone 15"],
  ["ラジオ3番組", "3"],
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
  ["占总额的150%", "50%"],
  ["占总额的50.5%左右", "50.6%"],
  ["新款MyiPhone 15手机", "iPhone 15"],
  ["iPhone 150手机", "iPhone 15"],
  ["地铁19号线", "地铁 9 号线"],
  ["停，课两天", "停课 两天"],
  ["停课十两天", "停课 两天"],
  ["nightferry", "night ferry"],
  // Whoever typed no blank asked for what stands together.
  ["停课 两天", "停课两天"],
])("%s does not have the phrase %s", (text, phrase) => {
  expect(hasPhrase(phraseFormOf(text), phraseFormOf(phrase))).toBe(false);
});
