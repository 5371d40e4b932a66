import { expect, test } from "vitest";
import { inTime, TimedOut } from "#store/in-time.ts";

test("work that ends in time gives what it gives, or its own failure", async () => {
  expect(await inTime(Promise.resolve(7), 1_000)).toBe(7);
  await expect(inTime(Promise.reject(new Error("own")), 1_000)).rejects.toThrow("own");
});

test("work that never ends is given up", async () => {
  await expect(inTime(Promise.withResolvers().promise, 10)).rejects.toThrow(TimedOut);
});
