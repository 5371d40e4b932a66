import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createDelta } from "#publish/recent/delta.ts";
import { blobInBundle } from "#store/recent/bundle.ts";
import { StoreFault } from "#store/fault.ts";

const NAMES = ["a", "b", "c"].map((letter) => letter.repeat(20));
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test("what was written against another blob, and after others, comes back byte for byte", () => {
  const piece = fc.constantFrom("", "x", "abc".repeat(30), "一二三四五六七八九十".repeat(4));
  const text = fc.array(fc.oneof(piece, fc.string({ maxLength: 90 })), { maxLength: 8 });
  fc.assert(
    fc.property(text, fc.array(text, { minLength: 1, maxLength: 3 }), (base, texts) => {
      const delta = createDelta();
      const other = bytesOf(base.join(""));
      const blobs = texts.map((each) => bytesOf(each.join("")));
      for (const [at, blob] of blobs.entries())
        delta.add(NAMES[at]!, blob, at === 1 ? undefined : other);
      const bundle = { bytes: delta.finish(), name: "bundle" };
      for (const [at, blob] of blobs.entries())
        expect(blobInBundle(bundle, NAMES[at]!, at === 1 ? new Uint8Array() : other)).toEqual(blob);
    }),
  );
});

test("what two blobs share is written once", () => {
  const shared = bytesOf(Array.from({ length: 500 }, (_, at) => `${at * at} `).join(""));
  const delta = createDelta();
  delta.add(NAMES[0]!, bytesOf(`before ${new TextDecoder().decode(shared)}`), shared);
  delta.add(NAMES[1]!, shared, shared);
  expect(delta.finish().length).toBeLessThan(200);
});

test("a bundle that was cut short, or has no such blob, is a fault that names it", () => {
  const delta = createDelta();
  delta.add(NAMES[0]!, bytesOf("some text"));
  const bytes = delta.finish();
  const read = (given: Uint8Array, name: string) => (): Uint8Array =>
    blobInBundle({ bytes: given, name: "bundle" }, name, new Uint8Array());
  expect(read(bytes, NAMES[1]!)).toThrow(StoreFault);
  expect(read(bytes.subarray(0, -1), NAMES[0]!)).toThrow(StoreFault);
});
