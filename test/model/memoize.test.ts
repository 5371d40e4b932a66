import { expect, test } from "vitest";
import { memoize } from "#model/memoize.ts";

test("a key is asked for once, also when nothing was found for it", () => {
  const asked: string[] = [];
  const find = memoize((key: string) => {
    asked.push(key);
    return key === "a" ? 1 : undefined;
  });
  expect([find("a"), find("b"), find("a"), find("b")]).toEqual([1, undefined, 1, undefined]);
  expect(asked).toEqual(["a", "b"]);
});
