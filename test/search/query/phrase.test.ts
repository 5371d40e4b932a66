import { expect, test } from "vitest";
import { hasPhrase, phraseFormOf } from "#search/query/phrase.ts";

test.each([
  ["浙江省對口支援甘孜州", "对口支援"],
  ["浙江省對口，支援甘孜州", "对口 支援"],
  ["The quick, brown fox", "QUICK BROWN"],
  ["see C++ and .NET", "c++ and"],
  ["甘孜 2023 年", "甘孜2023年".replace("2023", " 2023 ")],
  ["anything", '""'],
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
])("%s does not have the phrase %s", (text, phrase) => {
  expect(hasPhrase(phraseFormOf(text), phraseFormOf(phrase))).toBe(false);
});
