import { expect, test } from "vitest";
import { barePath, otherSpellings, withoutTracking } from "#feeds/old-spelling.ts";

test.each([
  ["/", ""],
  ["/index.php", ""],
  ["/a/", "/a"],
  ["//a///b//", "/a/b"],
  ["/index.php/a/b/", "/a/b"],
  ["/a/index.shtml", "/a"],
  ["/a/default.aspx", "/a"],
  ["/a/index.html/", "/a/index.html"],
  ["/a.html", "/a.html"],
  ["/myindex.php", "/myindex.php"],
  ["/index.phps/a", "/index.phps/a"],
])("%s without what means nothing is %j", (path, bare) => {
  expect(barePath(path)).toBe(bare);
});

test.each([
  ["/a", ["/a/", "/a/index.html", "/index.php/a/"]],
  ["/a/", ["/a", "/a/index.html", "/index.php/a/"]],
  ["/a/amp/", ["/a", "/a/", "/a/index.html", "/index.php/a/"]],
  ["/a/comment-page-3/", ["/a", "/a/", "/a/index.html", "/index.php/a/"]],
  ["/a.html", []],
  ["/a.html/", ["/a.html"]],
  ["/", []],
])("%s may be written %j", (path, others) => {
  expect(otherSpellings(path)).toEqual(others);
});

test.each([
  ["?p=12&utm_source=rss", "?p=12"],
  ["?utm_source=rss&utm_medium=feed", ""],
  ["?id=7&from=timeline&isappinstalled=0", "?id=7"],
  ["?fbclid=x&p=12", "?p=12"],
  ["?p=12", "?p=12"],
  ["?q=%E7%94%98+b", "?q=%E7%94%98+b"],
  ["?utmost=1", "?utmost=1"],
  ["?p=12&page=2", "?p=12&page=2"],
  ["", ""],
])("%s without tracking is %j", (search, bare) => {
  expect(withoutTracking(search)).toBe(bare);
});
