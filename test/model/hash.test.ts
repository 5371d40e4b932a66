import * as fc from "fast-check";
import { expect, test } from "vitest";
import { hash32 } from "#model/hash.ts";

// Written once: packs and archive documents of every site that was ever published end where these say.
test.each([
  ["", 2_872_998_923],
  ["87613", 449_194_844],
  ["鹿坪黑陶-2024", 3_963_438_358],
])("the hash of %j stays %d for ever", (text, expected) => {
  expect(hash32(text)).toBe(expected);
});

test("a hash is an integer of 32 bits, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const hash = hash32(text);
      expect(Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32).toBe(true);
    }),
  );
});

test("the low bits of the hashes of running numbers are spread evenly", () => {
  const counts = Array.from({ length: 32 }, () => 0);
  for (let id = 60_000; id < 92_000; id++) {
    const slot = hash32(String(id)) % 32;
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  // 1,000 expected in each of 32 slots; five standard deviations are 156.
  expect(Math.min(...counts)).toBeGreaterThan(844);
  expect(Math.max(...counts)).toBeLessThan(1_156);
});
