import * as fc from "fast-check";
import { expect, test } from "vitest";
import { toLanguageTag } from "#model/language-tag.ts";
import { isRejection } from "#model/rejection.ts";
import { refused } from "./accepted.ts";

test.each([
  ["zh-hant", "zh-Hant"],
  ["ZH_tw", "zh-TW"],
  [" en ", "en"],
  ["en-gb-oxendict", "en-GB-oxendict"],
  ["und", "und"],
  ["sr-Latn-RS", "sr-Latn-RS"],
])("%j is the language tag %j", (value, tag) => {
  expect(toLanguageTag(value)).toBe(tag);
});

test.each(["", " ", "chinese language", "z", "zh-", "-zh", "中文", "kind", null, 5, {}, ["zh"]])(
  "%j is not a language tag",
  (value) => {
    expect(refused(toLanguageTag(value))).toHaveLength(1);
  },
);

test("a tag beyond any length that a language needs is refused at once", () => {
  expect(refused(toLanguageTag(`en-x-${"abcdefgh-".repeat(100_000)}z`))[0]?.length).toBeLessThan(
    200,
  );
});

test("a tag that was accepted is accepted again unchanged", () => {
  const tag = fc.stringMatching(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}$/);
  fc.assert(
    fc.property(tag, (text) => {
      const first = toLanguageTag(text);
      if (!isRejection(first)) expect(toLanguageTag(first)).toBe(first);
    }),
  );
});
