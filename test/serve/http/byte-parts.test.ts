import { describe, expect, test, vi } from "vitest";
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
  ["as much as an isolate keeps room for", ["甘".repeat(175_000), "孜".repeat(175_000)]],
  ["more than it keeps room for", ["甘".repeat(175_000), "孜".repeat(175_001)]],
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

describe("the encoder, which costs more to call than two short texts to join,", () => {
  /** The lengths of the texts that it gets, and the room that it writes each into, in bytes. */
  function calls(parts: Parameters<typeof bytesOfParts>[0]) {
    const encodeInto = vi.spyOn(TextEncoder.prototype, "encodeInto");
    bytesOfParts(parts);
    const given = encodeInto.mock.calls.filter(([text]) => text !== "");
    encodeInto.mockRestore();
    return given.map(([text, { buffer }]) => ({ length: text.length, room: buffer.byteLength }));
  }
  const lengths = (...parts: readonly number[]) =>
    calls(parts.map((length) => "a".repeat(length))).map(({ length }) => length);

  test("gets texts that are joined up to 2,048 units, and longer ones as they are", () => {
    expect(lengths(1, 2_047)).toEqual([2_048]);
    expect(lengths(1, 2_048)).toEqual([1, 2_048]);
    expect(lengths(2_047, 1, 1)).toEqual([2_048, 1]);
    expect(lengths(2_049, 1)).toEqual([2_049, 1]);
  });

  test("gets no text from before a ready part joined with one from behind it", () => {
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    const ready = { content: { xml: bytes("甘"), origins: [] }, origin: bytes("") };
    expect(calls(["a", "b", ready, "cde"]).map(({ length }) => length)).toEqual([2, 3]);
  });

  test("writes into room that is kept, up to 350,000 units of three bytes, and else into its own", () => {
    const rooms = [1, 350_000, 350_001, 400_000, 2].map((units) => calls(["a".repeat(units)]));
    expect(rooms.flat().map(({ room }) => room)).toEqual([
      1_050_000, 1_050_000, 1_050_003, 1_200_000, 1_050_000,
    ]);
  });
});
