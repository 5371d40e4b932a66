import { expect, test } from "vitest";
import type { Instant } from "#model/instant.ts";
import { instantFromShort, shortInstant } from "#store/short/short-instant.ts";

test.each([
  "2016-02-02T04:00:00Z",
  "2023-04-14T00:00:00+08:00",
  "2023-04-14T23:59:59-03:30",
  "2023-04-14T12:00:00.125Z",
  "1970-01-01T00:00:00Z",
  "1949-10-01T15:00:00+08:00",
  "0001-01-01T00:00:00Z",
  "9999-12-31T23:59:59Z",
] as Instant[])("%s is written shorter, and read as it was", (instant) => {
  const short = shortInstant(instant);
  expect(short.length).toBeLessThan(instant.length);
  expect(instantFromShort(short)).toBe(instant);
});

test("what is no moment to the second stays as it is", () => {
  const odd = "today" as Instant;
  expect(instantFromShort(shortInstant(odd))).toBe(odd);
});

test.each(["", "Z", "kz3x2o", "zzzzzzzzzzzzZ", "KZ3X2OZ"])("%j is none", (short) => {
  expect(instantFromShort(short)).toBeUndefined();
});
