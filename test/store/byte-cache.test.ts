import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createByteCache } from "#store/byte-cache.ts";

const NAMES = ["a", "b", "c", "d", "e", "f"];
const weigh = (value: string): number => value.length;

test("what was not used for longest goes first", () => {
  const cache = createByteCache(12, weigh);
  for (const name of ["a", "b", "c"]) cache.set(name, "xxx");
  cache.get("a");
  cache.set("d", "xxx");
  cache.set("e", "xxx");
  expect(["a", "b", "c", "d", "e"].map((name) => cache.get(name) !== undefined)).toEqual([
    true,
    false,
    true,
    true,
    true,
  ]);
});

test("it never holds more bytes than allowed, and always knows how many it holds", () => {
  const steps = fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.nat(40)), { maxLength: 60 });
  fc.assert(
    fc.property(steps, (sets) => {
      const cache = createByteCache(100, weigh);
      for (const [name, length] of sets) {
        if (length === 0) cache.delete(name);
        else cache.set(name, "x".repeat(length));
        const held = NAMES.map((each) => cache.get(each)?.length ?? 0);
        expect(cache.bytes).toBe(held.reduce((sum, bytes) => sum + bytes, 0));
        expect(cache.bytes).toBeLessThanOrEqual(100);
      }
    }),
  );
});

test("a value so heavy that it would drive out the rest is not kept, and an older one of its name is gone", () => {
  const cache = createByteCache(100, weigh);
  cache.set("a", "x");
  cache.set("a", "x".repeat(26));
  expect(cache.get("a")).toBeUndefined();
  expect(cache.bytes).toBe(0);
});
