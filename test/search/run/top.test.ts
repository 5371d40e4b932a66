import * as fc from "fast-check";
import { expect, test } from "vitest";
import { firstOf } from "#search/run/top.ts";

const larger = (a: number, b: number): boolean => a > b;

test("the first so many come in order, whatever order they lie in, and the rest is left out", () => {
  const distinct = fc.uniqueArray(fc.integer({ min: 0, max: 1_000 }), { maxLength: 60 });
  fc.assert(
    fc.property(distinct, fc.nat({ max: 70 }), (docs, count) => {
      const found = firstOf(Int32Array.from(docs), docs.length, count, larger);
      expect([...found]).toEqual(docs.toSorted((a, b) => b - a).slice(0, count));
    }),
  );
});

test("only the beginning of the array is looked at, and it stays as it is", () => {
  const docs = Int32Array.from([3, 1, 4, 1_000, 9]);
  expect([...firstOf(docs, 3, 2, larger)]).toEqual([4, 3]);
  expect([...docs]).toEqual([3, 1, 4, 1_000, 9]);
});

test("of many articles a few are found with a few comparisons each", () => {
  let asked = 0;
  const docs = Int32Array.from({ length: 10_000 }, (_, index) => (index * 7_919) % 10_007);
  const found = firstOf(docs, docs.length, 10, (a, b) => {
    asked += 1;
    return a > b;
  });
  expect([...found]).toEqual([...docs].sort((a, b) => b - a).slice(0, 10));
  // One for each article, and some for each that enters: O(articles × log count), no sorting of all.
  expect(asked).toBeLessThan(docs.length * 1.2);
});

test("none of none, and none when none are wanted", () => {
  expect([...firstOf(new Int32Array(), 0, 5, larger)]).toEqual([]);
  expect([...firstOf(Int32Array.from([1, 2]), 2, 0, larger)]).toEqual([]);
});
