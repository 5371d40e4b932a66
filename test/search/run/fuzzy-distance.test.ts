import { expect, test } from "vitest";
import { isOneEditAway } from "#search/run/fuzzy-distance.ts";

test.each([
  ["kubernetes", "kubernetees"],
  ["rust", "rest"],
  ["rust", "rut"],
  ["rust", "rsut"],
  ["tools", "tolos"],
])("%s is one slip away from %s", (a, b) => {
  expect([isOneEditAway(a, b), isOneEditAway(b, a)]).toEqual([true, true]);
});

test.each([
  ["rust", "rust"],
  ["rust", "tsur"],
  ["rust", "rasp"],
  ["abcd", "badc"],
  ["a", "abc"],
])("%s is not one slip away from %s", (a, b) => {
  expect([isOneEditAway(a, b), isOneEditAway(b, a)]).toEqual([false, false]);
});
