import { expect, test } from "vitest";
import { beyondFree } from "#publish/write/cost.ts";

test("what the free plan allows is not spoken of", () => {
  expect(beyondFree({ writes: 1_000, bytes: 1e9 })).toEqual([]);
});

test("more writes than a day has are told with the days that they take", () => {
  expect(beyondFree({ writes: 10_497, bytes: 1_000 }).map(({ what, fix }) => [what, fix])).toEqual([
    [
      "this takes 10,497 KV writes; the free plan allows 1,000 a day",
      "on the free plan run it again on each of 11 days: it goes on where it stopped, and readers see nothing of it before it is whole",
    ],
  ]);
});

test("more bytes than the plan stores are told", () => {
  expect(beyondFree({ writes: 10, bytes: 1.25e9 }).map(({ what }) => what)).toEqual([
    "this stores 1.3 GB; the free plan has 1 GB, for all releases that are kept",
  ]);
});
