import { expect, test } from "vitest";
import { candidatesOf, srcsetFrom } from "#text/html/srcset.ts";

test.each([
  ["a.png", "a.png"],
  ["a.png 1x, b.png 2x", "a.png 1x, b.png 2x"],
  ["a.png 1x,b.png 1.5x", "a.png 1x, b.png 1.5x"],
  ["a.png,b.png 2x", "a.png,b.png 2x"],
  ["a.png, b.png", "a.png, b.png"],
  [" ,, a.png\n 640w 480h ,", "a.png 640w 480h"],
  ["a.png 1q, b.png 2x", "b.png 2x"],
  ["a.png 1x 2x, b.png", "b.png"],
  ["https://h.example/c_fill,w_10/a.png 1x", "https://h.example/c_fill,w_10/a.png 1x"],
  ["", ""],
])("the srcset %j is read as %j", (written, expected) => {
  expect(srcsetFrom(candidatesOf(written))).toBe(expected);
  expect(srcsetFrom(candidatesOf(expected))).toBe(expected);
});
