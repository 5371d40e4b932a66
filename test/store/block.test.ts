import * as fc from "fast-check";
import { expect, test } from "vitest";
import { encodeBlock, jsonBytes, openBlock } from "#store/block.ts";
import { StoreFault } from "#store/fault.ts";

const text = new TextEncoder();
const records = [jsonBytes({ id: "一" }), text.encode("{"), new Uint8Array()];
const whole = encodeBlock("PACK", records);

test.each(["PACK", "FRNT"] as const)(
  "every record that is put into a block of kind %s comes back from it",
  (kind) => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 200 }), (records) => {
        const block = openBlock(kind, encodeBlock(kind, records), "name");
        expect(block.count).toBe(records.length);
        expect(records.map((_, index) => [...block.record(index)])).toEqual(
          records.map((record) => [...record]),
        );
      }),
    );
  },
);

test("a block that is cut short anywhere, or has anything behind it, is refused and never read wrongly", () => {
  for (let length = 0; length < whole.length; length++) {
    expect(() => openBlock("PACK", whole.slice(0, length), "b")).toThrow(StoreFault);
  }
  const longer = new Uint8Array([...whole, 0]);
  expect(() => openBlock("PACK", longer, "b")).toThrow("bytes long");
});

test("a block lies anywhere in a larger buffer", () => {
  const buffer = new Uint8Array(whole.length + 7);
  buffer.set(whole, 5);
  const block = openBlock("PACK", buffer.subarray(5, 5 + whole.length), "b");
  expect(block.json(0)).toEqual({ id: "一" });
});

test.each([
  ["another kind", () => encodeBlock("DIRY", []), "is not a block of kind PACK"],
  ["text", () => text.encode('{"format":1,"release":"x"}'), "is not a block of kind PACK"],
  ["a later layout", () => whole.map((byte, at) => (at === 4 ? 4 : byte)), "has layout 4"],
  ["a count beyond its bytes", () => whole.map((byte, at) => (at === 9 ? 255 : byte)), "long"],
])("bytes of %s are refused with a clear fault that names the blob", (_, bytes, what) => {
  expect(() => openBlock("PACK", bytes(), "3fK9")).toThrow(what);
  expect(() => openBlock("PACK", bytes(), "3fK9")).toThrow("blob 3fK9");
});

test("a damaged offset is found when its record is read, and harms no other", () => {
  const damaged = whole.slice();
  new DataView(damaged.buffer).setUint32(16 + 8, 0xffffffff, true);
  const block = openBlock("PACK", damaged, "b");
  expect(block.json(0)).toEqual({ id: "一" });
  expect(() => block.record(1)).toThrow("damaged offset table");
});

test("a record that is not JSON, or not UTF-8, is a fault; one that is not there is a mistake of the caller", () => {
  const block = openBlock("PACK", encodeBlock("PACK", [text.encode("{"), Uint8Array.of(255)]), "b");
  expect(() => block.json(0)).toThrow(StoreFault);
  expect(() => block.json(1)).toThrow(StoreFault);
  expect(() => block.record(2)).toThrow(RangeError);
  expect(() => block.record(-1)).toThrow(RangeError);
});

test("a pack of articles is a text in UTF-8, whatever its numbers are", () => {
  const long = [text.encode("新".repeat(70_000)), text.encode("x".repeat(200)), text.encode("😀")];
  const bytes = encodeBlock("PACK", [...long, ...Array.from({ length: 300 }, () => long[2]!)]);
  const read = text.encode(
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes),
  );
  expect(Buffer.compare(read, bytes)).toBe(0);
  expect(openBlock("PACK", read, "b").record(1)).toEqual(long[1]);
});

test("a pack whose numbers have eight bits a byte, as older releases have them, is read", () => {
  const front = encodeBlock("WIDX", [...records, text.encode("y".repeat(200))]);
  front.set(text.encode("PACK"));
  const block = openBlock("PACK", front, "b");
  expect(block.count).toBe(4);
  expect(block.record(3)).toEqual(text.encode("y".repeat(200)));
});
