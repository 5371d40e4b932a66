import { expect, test } from "vitest";
import { acronymTest, hasPoints, isTypedAcronym } from "#text/analysis/acronym.ts";
import { fold } from "#text/fold/fold.ts";

test.each(["US", "AIDS", "U.S", "U.S.A", "UNESCO"])("%s is typed as an acronym", (typed) => {
  expect(isTypedAcronym(typed)).toBe(true);
});

test.each(["Us", "us", "I", "C919", "GOVERNMENT", "u.s", "U S", "", "美国"])(
  "%s is typed as none",
  (typed) => {
    expect(isTypedAcronym(typed)).toBe(false);
  },
);

test.each(["u.s", "u.s.", "U.S.", "p.m", "e.g.", "д.м."])("%s has points", (typed) => {
  expect(hasPoints(typed)).toBe(true);
});

test.each(["us", "us.", "node.js", "1.2", "u..s", ".u.s", "u", "u.", "a.bc", "u. s."])(
  "%s is no abbreviation with points",
  (typed) => {
    expect(hasPoints(typed)).toBe(false);
  },
);

test.each([
  ["the US came", "US", true],
  ["told us so", "us", false],
  ["ALL OF US CAME HOME", "US", false],
  ["ALL OF US CAME HOME\nthe US stayed", "US", false],
  ["US", "US", true],
  ["US 和 NATO", "NATO", true],
])("in %j the first %s is an acronym: %s", (text, word, expected) => {
  const start = text.indexOf(word);
  expect(acronymTest(text, fold(text))(start, start + word.length)).toBe(expected);
});
