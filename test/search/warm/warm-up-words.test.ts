import { expect, test } from "vitest";
import { warmUpWords } from "#search/warm/warm-up-words.ts";

test("warming up marks what it looks for, and the same each time", () => {
  const marked = warmUpWords();
  expect(marked).toBeGreaterThan(100);
  expect(warmUpWords()).toBe(marked);
});
