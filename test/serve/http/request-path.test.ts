import { expect, test } from "vitest";
import {
  BROKEN_PATH,
  canonicalPath,
  isWrittenAs,
  pathBelow,
  queryWith,
  segmentsOf,
} from "#serve/http/request-path.ts";

test.each([
  ["/", "/"],
  ["/sections/news/feed.xml", "/sections/news/feed.xml"],
  ["/%61rticles/87613", "/articles/87613"],
  ["/articles/%E7%94%98", "/articles/%E7%94%98"],
  ["/articles/e%CC%81", "/articles/%C3%A9"],
  ["/articles/a%2Fb", "/articles/a%2Fb"],
  ["/articles/a%252Fb", "/articles/a%252Fb"],
  ["/articles/a:b", "/articles/a%3Ab"],
  ["/articles/%", BROKEN_PATH],
  ["/articles/%FF", BROKEN_PATH],
  ["/articles/%C0%AF", BROKEN_PATH],
  ["/articles/%ED%A0%80", BROKEN_PATH],
])("%s is to the router %s", (pathname, canonical) => {
  expect(canonicalPath(pathname)).toBe(canonical);
  expect(canonicalPath(canonical)).toBe(canonical);
});

test("a segment is decoded once, however often it was encoded", () => {
  expect(segmentsOf("/articles/a%252Fb")).toEqual(["articles", "a%2Fb"]);
});

test("a site below a path of its domain answers there, and only whole segments count", () => {
  const base = "https://example.org/paper/";
  expect(pathBelow("/paper/feed.xml", base)).toBe("/feed.xml");
  expect(pathBelow("/paper", base)).toBe("/");
  expect(pathBelow("/paperback/feed.xml", base)).toBe("/paperback/feed.xml");
  // As long as the site's own path, and another.
  expect(pathBelow("/other/feed.xml", base)).toBe("/other/feed.xml");
  expect(pathBelow("/feed.xml", base)).toBe("/feed.xml");
  expect(pathBelow("/feed.xml", "https://example.org")).toBe("/feed.xml");
  expect(pathBelow("/feed.xml", undefined)).toBe("/feed.xml");
});

test.each<[string, string, string | undefined, boolean]>([
  ["/sections/%E7%94%98", "/sections/%E7%94%98", undefined, true],
  ["/sections/甘", "/sections/%E7%94%98", undefined, true],
  ["/%73ections/news", "/sections/news", undefined, true],
  ["/paper/sections/news", "/sections/news", "https://example.org/paper", true],
  // The same to the router, written otherwise.
  ["/tags/caf%65%CC%81", "/tags/caf%C3%A9", undefined, false],
  // Written alike, and another path to the router.
  ["/tags/a/b", "/tags/a%2Fb", undefined, false],
  ["/tags/a%2Fb", "/tags/a/b", undefined, false],
  ["/tags/a", "/tags/b", undefined, false],
  ["/sections/news", "/sections/news", "https://example.org/paper", true],
  ["/paper/sections/news", "/sections/news", undefined, false],
])("%s is %s as we write it, at %s: %s", (asked, path, base, isSame) => {
  expect(isWrittenAs(`https://example.org${asked}`, path, base)).toBe(isSame);
});

test.each([
  ["", {}, ""],
  ["", { page: "2" }, "?page=2"],
  ["q=a&lang=en", { q: "b" }, "?q=b&lang=en"],
  ["q=a&lang=en", { lang: "" }, "?q=a"],
  ["q=a", { q: "" }, ""],
  ["q=a", { page: "" }, "?q=a"],
  ["q=a&q=b&lang=en", { q: "c" }, "?q=c&lang=en"],
])("the query %j with %j written anew is %j", (query, changes, written) => {
  const parameters = new URLSearchParams(query);
  expect(queryWith(parameters, changes)).toBe(written);
  expect(parameters.toString()).toBe(query);
});
