import { expect, test } from "vitest";
import { quoted } from "#model/quoted.ts";

test.each([
  ["soon", '"soon"'],
  ['a "b"\n', '"a \\"b\\"\\n"'],
  [7, "7"],
  [true, "true"],
  [null, "nothing"],
  [undefined, "nothing"],
  [[1], "a list"],
  [{ toString: 1 }, "an object"],
])("%j is quoted as %s", (value, expected) => {
  expect(quoted(value)).toBe(expected);
});

test("a long text is cut short", () => {
  expect(quoted("a".repeat(3_000_000))).toHaveLength(82);
});
