import { expect, test } from "vitest";
import { warmUp } from "#search/warm/warm-up.ts";

test("warming up runs real searches, finds the same every time, and leaves nothing behind", () => {
  const found = warmUp();
  expect(found).toBeGreaterThan(5_000);
  expect(warmUp()).toBe(found);
});
