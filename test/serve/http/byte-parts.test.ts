import { expect, test } from "vitest";
import { textOfParts } from "#feeds/part.ts";
import { bytesOfParts } from "#serve/http/byte-parts.ts";

const KINDS: readonly (readonly [string, readonly string[]])[] = [
  ["nothing", []],
  ["empty texts", ["", ""]],
  ["ASCII", ["<rss>", "</rss>\n"]],
  ["characters of one to four bytes", ["aé", "甘𠮷", "😀", "", "z"]],
  ["short and long texts by turns", ["a", "b".repeat(2_047), "甘", "c".repeat(2_048), "d", "孜"]],
  ["texts longer than are joined", ["a".repeat(2_049), "甘".repeat(2_049), "b"]],
  ["three bytes for each unit", ["甘".repeat(70_000), "孜"]],
  ["more than an isolate keeps room for", ["甘".repeat(200_000), "孜".repeat(200_000)]],
];

test.each(KINDS)("the bytes of parts are those of the whole text: %s", (_, parts) => {
  expect(bytesOfParts(parts)).toEqual(new TextEncoder().encode(parts.join("")));
});

test("ready XML stands where it belongs among texts short and long, with the site's address in it", () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const origin = bytes("https://渡.example");
  const ready = { content: { xml: bytes("甘孜"), origins: [0, 3, 3, 6] }, origin };
  const plain = { content: { xml: bytes("州"), origins: [] }, origin };
  const filled = "https://渡.example甘https://渡.examplehttps://渡.example孜https://渡.example";
  const parts = ["a", ready, "b", "c", plain, ready, "长".repeat(3_000), plain, "d"];
  const whole = `a${filled}bc州${filled}${"长".repeat(3_000)}州d`;
  expect(bytesOfParts(parts)).toEqual(bytes(whole));
  expect(textOfParts(parts)).toBe(whole);
});

test("one ready part is enough: alone, before and behind a text", () => {
  const origin = new TextEncoder().encode("https://a.example");
  const ready = { content: { xml: new TextEncoder().encode("甘"), origins: [0] }, origin };
  for (const parts of [[ready], ["a", ready], [ready, "b"], ["a", ready, "b"]])
    expect(new TextDecoder().decode(bytesOfParts(parts))).toBe(textOfParts(parts));
  expect(textOfParts([ready])).toBe("https://a.example甘");
});

test("what was given stays as it is when other parts are written", () => {
  const first = bytesOfParts(["甘孜"]);
  bytesOfParts(["another text"]);
  expect(new TextDecoder().decode(first)).toBe("甘孜");
});
