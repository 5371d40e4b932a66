import { expect, test } from "vitest";
import { phraseMatcherOf } from "#search/query/phrase-match.ts";
import { parseQuery } from "#search/query/query-parser.ts";

const ARTICLE = {
  title: "Night ferry to the north",
  text: "浙江省對口支援甘孜。The last boat leaves at ten.",
};

test.each([
  ['"night ferry"', true],
  ['"ferry night"', false],
  ['"last boat" "对口支援"', true],
  ['"last boat" "boat last"', false],
  ['"boat last" OR "night ferry"', true],
  ['title:"night ferry"', true],
  ['title:"last boat"', false],
  ['"last boat" -"boat last"', true],
  ['"last boat" -"night ferry"', false],
  ['boat -"night ferry"', false],
  ["boat -对口支援", false],
  ["boat -支援对口", true],
])("whether the article has what %s asks for as a phrase: %s", (q, expected) => {
  expect(phraseMatcherOf(parseQuery(q))?.matches(ARTICLE)).toBe(expected);
});

test.each([
  "night ferry",
  '"boat last" OR ferry',
  '"支援"',
  "-支援",
  "",
  "tag:a",
  'night OR "a b"',
])("%j asks for no phrase that the index does not know", (q) => {
  expect(phraseMatcherOf(parseQuery(q))).toBeUndefined();
});
