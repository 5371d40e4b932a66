import { expect, test } from "vitest";
import { memoize } from "#model/memoize.ts";

test("a value is computed once for each key", () => {
  const asked: string[] = [];
  const lengthOf = memoize((word: string) => asked.push(word) && word.length);

  const lengths = ["river", "sea", "river", "sea"].map(lengthOf);

  expect(lengths).toEqual([5, 3, 5, 3]);
  expect(asked).toEqual(["river", "sea"]);
});

test("behind the most values that are kept each is computed anew", () => {
  const asked: number[] = [];
  const doubled = memoize((number: number) => {
    asked.push(number);
    return number * 2;
  }, 1);

  const values = [1, 2, 1, 2].map(doubled);

  expect(values).toEqual([2, 4, 2, 4]);
  expect(asked).toEqual([1, 2, 2]);
});
