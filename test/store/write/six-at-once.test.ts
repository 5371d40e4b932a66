import { expect, test } from "vitest";
import { sixAtOnce } from "#store/write/six-at-once.ts";

test("every item is worked on once, six at a time", async () => {
  let underWay = 0;
  let most = 0;
  const worked: number[] = [];
  await sixAtOnce([...Array(40).keys()], async (item) => {
    most = Math.max(most, ++underWay);
    await Promise.resolve();
    worked.push(item);
    underWay -= 1;
  });
  expect(worked.sort((a, b) => a - b)).toEqual([...Array(40).keys()]);
  expect(most).toBe(6);
});

test("after a failure nothing new is begun, what is under way ends first, and the failure is told", async () => {
  const ended: number[] = [];
  const working = sixAtOnce([...Array(40).keys()], async (item) => {
    if (item === 2) throw new Error("no");
    await new Promise((resolve) => setImmediate(resolve));
    ended.push(item);
  });
  await expect(working).rejects.toThrow("no");
  expect(ended.sort((a, b) => a - b)).toEqual([0, 1, 3, 4, 5]);
});
