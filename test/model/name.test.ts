import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isSlug, lineOf, toArticleId, toSectionPath } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";
import { accepted, refused } from "./accepted.ts";

test.each([
  ["87613", "87613"],
  [87613, "87613"],
  [0, "0"],
  ["鹿坪黑陶-2024", "鹿坪黑陶-2024"],
  ["a.b_c~d-e", "a.b_c~d-e"],
  ["é", "é"],
  ["constructor", "constructor"],
  ["a".repeat(200), "a".repeat(200)],
  ["𠮷".repeat(200), "𠮷".repeat(200)],
  ["report.json.bak", "report.json.bak"],
])("%j is the id %j", (value, id) => {
  expect(toArticleId(value)).toBe(id);
});

test.each([
  "",
  " 1",
  "1 ",
  "a/b",
  "a b",
  "-a",
  ".a",
  "__proto__",
  "a?b",
  "a%2Fb",
  "a\u0000",
  "a\n",
  "\ud800",
  "😀",
  "a".repeat(201),
  "87613.html",
  "a.JSON",
  "甘孜.md",
  "feed.xml",
  null,
  true,
  [],
  {},
  -1,
  1.5,
  Number.NaN,
  Infinity,
  2 ** 53,
])("%j is not an id", (value) => {
  expect(refused(toArticleId(value))).toHaveLength(1);
});

test("a number too long to be exact is refused, and the Rejection says to put it in quotes", () => {
  const outcome = toArticleId(2e19);
  expect(isRejection(outcome) && outcome.faults[0]?.fix).toMatch(/quotes/);
});

test.each([
  ["news", "news"],
  ["/news/politics/", "news/politics"],
  ["culture/读书", "culture/读书"],
  ["a/b/c/d/e/f/g/h", "a/b/c/d/e/f/g/h"],
  ["archives", "archives"],
])("%j is the section path %j", (value, path) => {
  expect(toSectionPath(value)).toBe(path);
});

test.each([
  "",
  "/",
  "news//politics",
  "news/ politics",
  "news/archive",
  "news/Archive",
  "../etc",
  "news_politics",
  "a/b/c/d/e/f/g/h/i",
  "a".repeat(101),
  7,
  ["news"],
])("%j is not a section path", (value) => {
  expect(refused(toSectionPath(value))).toHaveLength(1);
});

test("a path of nothing but slashes is refused at once, however long it is", () => {
  for (const text of [`a${"/".repeat(1_000_000)}b`, "/".repeat(1_000_000)])
    expect(refused(toSectionPath(text))[0]?.length).toBeLessThan(200);
});

test("a name in two Unicode forms is one name", () => {
  expect(toArticleId("cafe\u0301")).toBe("caf\u00e9");
  expect(toSectionPath("cafe\u0301/x")).toBe("caf\u00e9/x");
});

test("the line to a section begins with the outermost and ends with the section", () => {
  expect(lineOf(accepted(toSectionPath("a/b/c")))).toEqual(["a", "a/b", "a/b/c"]);
});

test("whatever is accepted as a name is accepted again unchanged and survives a URL", () => {
  const part = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: "binary" }),
    fc.webPath(),
  );
  fc.assert(
    fc.property(part, (text) => {
      for (const check of [toArticleId, toSectionPath]) {
        const name: unknown = check(text);
        if (isRejection(name)) continue;
        expect(check(name)).toBe(name);
        const url = new URL(`https://x.example/articles/${encodeURIComponent(String(name))}/`);
        expect(decodeURIComponent(url.pathname)).toBe(`/articles/${String(name)}/`);
      }
    }),
  );
});

test("a slug has no slash, no dot and is not the archive's", () => {
  expect(["news", "a-1", "读书"].filter(isSlug)).toEqual(["news", "a-1", "读书"]);
  expect(["", "a/b", "a.b", "archive", "ARCHIVE", "-"].filter(isSlug)).toEqual([]);
});
