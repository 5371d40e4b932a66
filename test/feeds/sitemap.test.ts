import { expect, test } from "vitest";
import { renderSitemap, renderSitemapIndex, SITEMAP_MAX_URLS } from "#feeds/sitemap.ts";
import { all, only, readXml, texts } from "./read-xml.ts";
import { instant } from "./sample.ts";

test("a sitemap gives each page's address and last change", () => {
  const root = readXml(
    renderSitemap([
      { url: "https://a.example/?b=1&c='2'", modified: instant("2026-03-01T08:00:00+08:00") },
      { url: "https://a.example/" },
    ]),
  );
  expect(root.name).toBe("sm:urlset");
  expect(
    all(root, "sm:url").map((url) => [only(url, "sm:loc").text, texts(url, "sm:lastmod")]),
  ).toEqual([
    ["https://a.example/?b=1&c='2'", ["2026-03-01T08:00:00+08:00"]],
    ["https://a.example/", []],
  ]);
});

test("an index gives each sitemap's address", () => {
  const root = readXml(renderSitemapIndex([{ url: "https://a.example/sitemap.xml?page=1" }]));
  expect(root.name).toBe("sm:sitemapindex");
  expect(texts(only(root, "sm:sitemap"), "sm:loc")).toEqual([
    "https://a.example/sitemap.xml?page=1",
  ]);
});

test("more pages than the protocol allows are refused", () => {
  const page = { url: "https://a.example/" };
  expect(() => renderSitemap(Array.from({ length: SITEMAP_MAX_URLS + 1 }, () => page))).toThrow(
    RangeError,
  );
});
