import * as fc from "fast-check";
import { expect, test } from "vitest";
import { memoize, memoizeGroups } from "#model/memoize.ts";

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

test("a list is cut into the very groups that it was cut into before, where the same objects are in them", () => {
  const items = Array.from({ length: 40 }, (_, at) => ({ at }));
  const isLast = ({ at }: { readonly at: number }): boolean => at % 7 === 3;
  fc.assert(
    fc.property(fc.array(fc.subarray(items), { maxLength: 8 }), (lists) => {
      const groupsOf = memoizeGroups(isLast);
      for (const list of lists) {
        const groups = groupsOf(list);
        // As one that remembers nothing cuts it.
        expect(groups).toEqual(memoizeGroups(isLast)(list));
        expect(groups.flat()).toEqual(list);
        for (const group of groups.slice(0, -1)) expect(isLast(group.at(-1)!)).toBe(true);
      }
      const last = memoizeGroups(isLast);
      const [first, again] = [last(items), last([...items])];
      for (const [at, group] of again.entries()) expect(group).toBe(first[at]);
      const changed = last(items.with(20, { at: 20 }));
      expect(changed.filter((group, at) => group !== first[at]).length).toBe(1);
    }),
  );
});
