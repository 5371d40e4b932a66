import { expect, test } from "vitest";
import { teaserFromArticle } from "#pages/teaser.ts";
import { type SearchResults, renderSearch } from "#pages/search-page.ts";
import { pageContext } from "#pages/page-context.ts";
import { htmlErrors } from "./html-errors.ts";
import { article, SITE } from "./sample.ts";

const SETTING = pageContext(SITE, "https://news.example.org");
const RESULTS: SearchResults = {
  query: `山海 "&<b>`,
  sort: "relevance",
  total: 23,
  page: 2,
  hasMore: true,
  degraded: false,
  suggestion: null,
  hits: [
    {
      ...teaserFromArticle(article({ lang: "zh-Hant", title: "山海<i>" })),
      partial: true,
      highlights: {
        title: [
          { text: "山海", match: true },
          { text: "<i>", match: false },
        ],
        snippet: [{ text: "</mark><script>", match: true }],
      },
    },
  ],
  sections: [{ value: "news", count: 9 }],
};

test("hits show the matched characters marked, and everything else as text", () => {
  const page = renderSearch(SETTING, RESULTS);
  expect(htmlErrors(page)).toEqual([]);
  expect(page).toContain("<mark>山海</mark>&lt;i&gt;");
  expect(page).toContain("<mark>&lt;/mark&gt;&lt;script&gt;</mark>");
  expect(page).toContain("部分匹配");
});

test("the search box holds the query, and the ways on keep it", () => {
  const page = renderSearch(SETTING, RESULTS);
  expect(page).toContain('value="山海 &quot;&amp;&lt;b&gt;"');
  const next = /rel="next" href="([^"]*)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const way = new URL(next, "https://news.example.org");
  expect(way.searchParams.get("q")).toBe(RESULTS.query);
  expect(way.searchParams.get("page")).toBe("3");
});

test("a search that finds nothing offers the suggestion", () => {
  const page = renderSearch(SETTING, {
    ...RESULTS,
    total: 0,
    page: 1,
    hasMore: false,
    hits: [],
    sections: [],
    suggestion: "山海",
  });
  expect(htmlErrors(page)).toEqual([]);
  expect(page).toContain("没有找到");
  expect(page).toMatch(/<a href="\/search\?q=[^"]*">山海<\/a>/);
});

test("without a query the page is the form alone", () => {
  const page = renderSearch(SETTING, undefined);
  expect(htmlErrors(page)).toEqual([]);
  expect(page).toContain("<h1>搜索</h1>");
});
