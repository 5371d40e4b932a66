import { expect, test } from "vitest";
import { isFresh, isRefused, validatorHeaders } from "#serve/http/validator.ts";

const MODIFIED = Date.parse("2026-11-23T08:00:00.500Z");
const VALIDATORS = { etag: "3fK9a_Qz1bXy0Tq7", modified: MODIFIED };

function fresh(headers: Record<string, string>): boolean {
  return isFresh(new Headers(headers), VALIDATORS);
}

test.each([
  ['"3fK9a_Qz1bXy0Tq7"', true],
  ['W/"3fK9a_Qz1bXy0Tq7"', true],
  ['"a", W/"3fK9a_Qz1bXy0Tq7" , "b"', true],
  ["3fK9a_Qz1bXy0Tq7", true],
  ["*", true],
  // In quotes it is a tag like any other.
  ['"*"', false],
  ['W/"*"', false],
  // What proxies make of the tag of what they compressed.
  ['"3fK9a_Qz1bXy0Tq7-gzip"', true],
  ['W/"3fK9a_Qz1bXy0Tq7;gzip"', true],
  ['"3fK9a_Qz1bXy0Tq7-br"', true],
  ['"3fK9a_Qz1bXy0Tq7"-gzip', true],
  ['"3fK9a_Qz1bXy0Tq7-x"', false],
  ['"3fK9a_Qz1bXy0Tq"', false],
  ['"other"', false],
  ["", false],
  [",,", false],
])("If-None-Match: %s — a 304 is right: %s", (tags, right) => {
  expect(fresh({ "If-None-Match": tags })).toBe(right);
});

test.each([
  ["Mon, 23 Nov 2026 08:00:00 GMT", true],
  ["Tue, 24 Nov 2026 08:00:00 GMT", true],
  ["Monday, 23-Nov-26 08:00:00 GMT", true],
  ["Mon Nov 23 08:00:00 2026", true],
  ["Mon, 23 Nov 2026 07:59:59 GMT", false],
  ["2027-01-01", false],
  ["9", false],
  ["Mon, nonsense", false],
])("If-Modified-Since: %s — a 304 is right: %s", (since, right) => {
  expect(fresh({ "If-Modified-Since": since })).toBe(right);
});

test("If-None-Match decides alone where there is one", () => {
  const later = "Tue, 24 Nov 2026 08:00:00 GMT";
  expect(fresh({ "If-None-Match": '"other"', "If-Modified-Since": later })).toBe(false);
  const earlier = "Mon, 23 Nov 2020 08:00:00 GMT";
  const tag = '"3fK9a_Qz1bXy0Tq7"';
  expect(fresh({ "If-None-Match": tag, "If-Modified-Since": earlier })).toBe(true);
});

test("without conditions an answer is always given whole", () => {
  expect(fresh({})).toBe(false);
});

test("what an answer says of itself makes the next request a 304", () => {
  const headers = validatorHeaders(VALIDATORS);
  expect(headers["Last-Modified"]).toBe("Mon, 23 Nov 2026 08:00:00 GMT");
  expect(fresh({ "If-None-Match": headers["ETag"] ?? "" })).toBe(true);
  expect(fresh({ "If-Modified-Since": headers["Last-Modified"] ?? "" })).toBe(true);
});

test("a tag of ours that ends like what a proxy adds is still ours", () => {
  const headers = new Headers({ "If-None-Match": '"3fK9a_Qz1bXy0-br"' });
  expect(isFresh(headers, { etag: "3fK9a_Qz1bXy0-br" })).toBe(true);
});

test.each([
  ['"3fK9a_Qz1bXy0Tq7"', false],
  ['"other", "3fK9a_Qz1bXy0Tq7-gzip"', false],
  ["*", false],
  ['"*"', true],
  ['"other"', true],
  ['W/"3fK9a_Qz1bXy0Tq7"', true],
])("If-Match: %s — 412 is right: %s", (tags, right) => {
  expect(isRefused(new Headers({ "If-Match": tags }), VALIDATORS)).toBe(right);
});

test.each([
  ["Mon, 23 Nov 2026 08:00:00 GMT", false],
  ["Tue, 24 Nov 2026 08:00:00 GMT", false],
  ["Mon, 23 Nov 2026 07:59:59 GMT", true],
  ["nonsense", false],
])("If-Unmodified-Since: %s — 412 is right: %s", (since, right) => {
  expect(isRefused(new Headers({ "If-Unmodified-Since": since }), VALIDATORS)).toBe(right);
});
