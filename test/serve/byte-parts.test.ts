import { expect, test } from "vitest";
import { bytesOfParts } from "../../src/serve/byte-parts.ts";

const KINDS: readonly (readonly [string, readonly string[]])[] = [
  ["nothing", []],
  ["empty texts", ["", ""]],
  ["ASCII", ["<rss>", "</rss>\n"]],
  ["characters of one to four bytes", ["aé", "甘𠮷", "😀", "", "z"]],
  ["three bytes for each unit", ["甘".repeat(70_000), "孜"]],
  ["more than an isolate keeps room for", ["甘".repeat(200_000), "孜".repeat(200_000)]],
];

test.each(KINDS)("the bytes of parts are those of the whole text: %s", (_, parts) => {
  expect(bytesOfParts(parts)).toEqual(new TextEncoder().encode(parts.join("")));
});

test("what was given stays as it is when other parts are written", () => {
  const first = bytesOfParts(["甘孜"]);
  bytesOfParts(["another text"]);
  expect(new TextDecoder().decode(first)).toBe("甘孜");
});
