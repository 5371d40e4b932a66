import * as fc from "fast-check";
import { expect, test } from "vitest";
import { encodeBlock, jsonBytes, openBlock } from "#store/block.ts";
import { StoreFault } from "#store/fault.ts";

const text = new TextEncoder();
const whole = encodeBlock("PACK", [jsonBytes({ id: "一" }), text.encode("{"), new Uint8Array()]);

test("every record that is put into a block comes back from it", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 20 }), (records) => {
      const block = openBlock("PACK", encodeBlock("PACK", records), "name");
      expect(block.count).toBe(records.length);
      expect(records.map((_, index) => [...block.record(index)])).toEqual(
        records.map((record) => [...record]),
      );
    }),
  );
});

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
  ["a later layout", () => whole.map((byte, at) => (at === 4 ? 2 : byte)), "has layout 2"],
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
