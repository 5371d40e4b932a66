import { expect, test } from "vitest";
import { createRedirects, toRedirects } from "#model/redirect.ts";
import { isRejection } from "#model/rejection.ts";

test.each([
  ["/tag/rd/", "/tags/R%26D"],
  ["/tag/rust/", "/tags/rust"],
  ["/tag/a/b/", undefined],
  ["/tag//", undefined],
  ["/tag/rust", undefined],
  ["/?cat=2", "/sections/x"],
  ["/?cat=3", undefined],
  ["/?tag=go", "/tags/go"],
  ["/?tag=go&x=1", undefined],
  ["/甘", undefined],
])("%s leads to %s", (path, target) => {
  const table = toRedirects({
    "/tag/*/": "/tags/*",
    "/tag/rd/": "/tags/R&D".replace("&", "%26"),
    "/?cat=2": "/sections/x",
    "/?tag=*": "/tags/*",
  });
  if (isRejection(table)) throw new TypeError(JSON.stringify(table));
  expect(createRedirects(table)([path])).toBe(target);
});

test("paths are kept as browsers ask for them", () => {
  expect(toRedirects({ "/甘/": "/tags/孜" })).toEqual({ "/%E7%94%98/": "/tags/%E5%AD%9C" });
});

test.each([
  [[], "is not a table"],
  [{ "/a": "https://evil.example/" }, "no path of the site"],
  [{ "/a": "//evil.example/" }, "no path of the site"],
  [{ "/a": 7 }, "no path of the site"],
  [{ a: "/b" }, "is not a path"],
  [{ "/*/*": "/x" }, "a * too many"],
  [{ "/a": "/tags/*" }, "a * too many"],
  [Object.fromEntries(Array.from({ length: 2_001 }, (_, at) => [`/${at}`, "/"])), "2001 paths"],
])("%j is refused", (value, what) => {
  const told = toRedirects(value);
  expect(isRejection(told) && told.faults[0]?.what).toContain(what);
});
