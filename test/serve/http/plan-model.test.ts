import { expect, test } from "vitest";
import { FREE_PLAN, readersInPlan } from "#serve/http/plan-model.ts";

test("the free plan gives as many requests as reads in a day", () => {
  expect(FREE_PLAN).toEqual({ requests: 100_000, reads: 100_000 });
});

test.each([
  // Without reads of cold isolates both would end at once, and requests are named.
  [0, 1_041, "requests"],
  [1, 1_039, "reads"],
  [2, 1_037, "reads"],
  // 192 isolates begin cold: one more of them, and a reader less would have room.
  [32, 977, "reads"],
  [500, 41, "reads"],
])("with %i reads of a cold isolate it is enough for %i readers, and %3$s end", (cold, ...plan) => {
  const [readers, ends] = plan;
  expect(readersInPlan(cold)).toEqual({ readers, ends });
});

test("a cold isolate reads current and the feed, unless it is said otherwise", () => {
  expect(readersInPlan()).toEqual(readersInPlan(2));
});
