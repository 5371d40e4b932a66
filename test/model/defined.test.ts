import { expect, test } from "vitest";
import { withoutUndefined } from "#model/defined.ts";

test("fields that are undefined go, and those that are empty, null or false stay", () => {
  const value = withoutUndefined({ a: undefined, b: null, c: false, d: "", e: 0, f: [] });
  expect(Object.keys(value)).toEqual(["b", "c", "d", "e", "f"]);
});
