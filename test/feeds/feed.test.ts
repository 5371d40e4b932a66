import { expect, test } from "vitest";
import { FEED_FORMATS, feedUrl, folderUrl, homeUrl } from "#feeds/feed.ts";
import { asciiPath } from "#feeds/folder.ts";
import { feed } from "./sample.ts";

test("a document's URL is its folder, the format's file and its query", () => {
  expect(feedUrl(feed(), "rss")).toBe("https://dukou.example/feed.xml");
  expect(feedUrl(feed({ path: "/tags/R%26D", query: "?lang=en" }), "json")).toBe(
    "https://dukou.example/tags/R%26D/feed.json?lang=en",
  );
  expect(folderUrl("https://a.example/b", "/archive/甲~1", "atom")).toBe(
    "https://a.example/b/archive/%E7%94%B2~1/atom.xml",
  );
  expect(homeUrl(feed({ homePath: "/sections/新 闻" }))).toBe(
    "https://dukou.example/sections/%E6%96%B0%20%E9%97%BB",
  );
});

test("media types are those that readers look for, in UTF-8", () => {
  expect(Object.values(FEED_FORMATS).map(({ type }) => type)).toEqual([
    "application/rss+xml; charset=utf-8",
    "application/atom+xml; charset=utf-8",
    "application/feed+json; charset=utf-8",
  ]);
});

test("what is percent-encoded already stays as it is", () => {
  expect(asciiPath("/a%20b/é")).toBe("/a%20b/%C3%A9");
  expect(asciiPath(asciiPath("/甲 乙/\ud800"))).toBe(asciiPath("/甲 乙/\ud800"));
});
