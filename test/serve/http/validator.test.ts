import { expect, test } from "vitest";
import type { Site } from "#model/site.ts";
import { etagOf, isFresh, isRefused, siteTag, validatorHeaders } from "#serve/http/validator.ts";

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

test.each([
  ["Mon, 23 Nov 2026 08:00:00 GMT", true],
  ["Mon, 23 Nov 2026 08:00:01 GMT", false],
  ["Mon, 23 Nov 2026 08:00:59 GMT", false],
  ["Mon, 23 Nov 2026 08:01:00 GMT", true],
  ["Mon, 23 Nov 2026 08:01:01 GMT", true],
])(
  "a copy between a change and when it was settled is not known to be right: %s",
  (since, right) => {
    const settled = MODIFIED + 60_000;
    const headers = new Headers({ "If-Modified-Since": since });
    expect(isFresh(headers, { ...VALIDATORS, settled })).toBe(right);
  },
);

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

test.each([
  ["Mon, 23 Nov 2026 07:59:59 GMT", true],
  // The second in which it was made.
  ["Mon, 23 Nov 2026 08:00:00 GMT", false],
  ["Mon, 23 Nov 2026 08:00:01 GMT", true],
  ["Mon, 23 Nov 2026 08:00:59 GMT", true],
  ["Mon, 23 Nov 2026 08:01:00 GMT", false],
])(
  "to who has a copy from between a change and when it was settled, 412 is given: %s",
  (since, right) => {
    const headers = new Headers({ "If-Unmodified-Since": since });
    expect(isRefused(headers, { ...VALIDATORS, settled: MODIFIED + 60_000 })).toBe(right);
  },
);

test.each([
  ['"3fK9a_Qz.rest"', true],
  ['W/"3fK9a_Qz.rest"', true],
  ['"other", "3fK9a_Qz.rest"', true],
  ['"3fK9a_Qz."', true],
  ['"3fK9a_Qz"', false],
  ['"3fK9a_Qzz.rest"', false],
  ['"x3fK9a_Qz.rest"', false],
  ['"rest.3fK9a_Qz"', false],
])(
  "of bytes that have a tag of their own, If-None-Match: %s — a 304 is right: %s",
  (tags, right) => {
    const headers = new Headers({ "If-None-Match": tags });
    const etag = "3fK9a_Qz.now";
    expect(isFresh(headers, { etag, content: "3fK9a_Qz" })).toBe(right);
    // Without one, only the whole tag counts.
    expect(isFresh(headers, { etag })).toBe(false);
  },
);

test("no tag stands for bytes that have none", () => {
  const headers = new Headers({ "If-None-Match": '"undefined.rest"' });
  expect(isFresh(headers, { etag: "3fK9a_Qz" })).toBe(false);
});

test.each([undefined, "Mon, 23 Nov 2026 08:00:00 GMT", "Mon, 23 Nov 1970 08:00:00 GMT"])(
  "what has no date of its own is neither newer nor older than %s",
  (date) => {
    const asked = (name: string): Headers =>
      new Headers(date === undefined ? {} : { [name]: date });
    expect(isFresh(asked("If-Modified-Since"), { etag: "a" })).toBe(false);
    expect(isRefused(asked("If-Unmodified-Since"), { etag: "a" })).toBe(false);
    expect(validatorHeaders({ etag: "a" })).toEqual({ ETag: '"a"' });
  },
);

test("an answer without a date has a tag for each of its parts", async () => {
  const tags = await Promise.all([
    etagOf("a", "b"),
    etagOf("a", "b"),
    etagOf("ab"),
    etagOf("b", "a"),
    etagOf("a", null),
    etagOf("a", "null"),
    etagOf("a", 1),
    etagOf("a", "1"),
  ]);
  expect(tags[0]).toBe(tags[1]);
  expect(new Set(tags).size).toBe(7);
});

test("the settings of a site are read once for each release that an isolate holds", async () => {
  let reads = 0;
  // A tag is made of what JSON says of a site, which is looked at alone.
  const site = { toJSON: () => (reads++, { title: "Tide" }) } as unknown as Site;
  const other = { title: "Ebb" } as unknown as Site;
  const tag = await siteTag(site);
  expect([await siteTag(site), reads]).toEqual([tag, 1]);
  expect(await siteTag({ title: "Tide" } as unknown as Site)).toBe(tag);
  expect(await siteTag(other)).not.toBe(tag);
});
