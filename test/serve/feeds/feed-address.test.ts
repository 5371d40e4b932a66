import { expect, test } from "vitest";
import { toFeedAddress } from "#serve/feeds/feed-address.ts";

test.each([
  [[""], { section: "" }],
  [["feed.xml"], { section: "", format: "rss" }],
  [["news", "politics"], { section: "news/politics" }],
  [["news", "politics", "feed.json"], { section: "news/politics", format: "json" }],
  [
    ["archive", "甘~3fK9a_Qz1b", "atom.xml"],
    { section: "", archive: "甘~3fK9a_Qz1b", format: "atom" },
  ],
  [
    ["a", "archive", "b~3fK9a_Qz1b", "feed.xml"],
    { section: "a", archive: "b~3fK9a_Qz1b", format: "rss" },
  ],
  [["a", "archive", "b~3fK9a_Qz1b"], undefined],
  [["a", "archive"], { section: "a/archive" }],
])("%j is %j", (segments, address) => {
  expect(toFeedAddress(segments)).toEqual(address);
});
