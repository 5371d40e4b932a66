import { expect, test } from "vitest";
import { teaserFromArticle } from "#model/teaser.ts";
import type { Help } from "#pages/help.ts";
import { renderSearch } from "#pages/search/search-page.ts";
import type { SearchResults } from "#pages/search/search-results.ts";
import { pageContext } from "#pages/page-context.ts";
import { htmlErrors } from "../html-errors.ts";
import { article, SITE } from "../sample.ts";

const SETTING = pageContext(SITE, "https://news.example.org");
const RESULTS: SearchResults = {
  query: `山海 "&<b>`,
  filters: { section: "news" },
  sort: "relevance",
  total: 23,
  page: 2,
  hasMore: true,
  degraded: false,
  partial: false,
  corrected: [],
  ignored: [],
  suggestion: null,
  canFollow: true,
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
  facets: {
    section: [
      { value: "news", count: 23 },
      { value: "news/politics", count: 9 },
    ],
    tag: [{ value: "茶 & 马", count: 3 }],
    author: [],
    year: [{ value: "2023", count: 7 }],
    lang: [{ value: "zh-Hant", count: 4 }],
  },
};
const HELP: Help = { newest: [teaserFromArticle(article({ title: "最近的一篇" }))] };
const NO_FACETS = { section: [], tag: [], author: [], year: [], lang: [] };

/** The links of a page as URLs. */
function linksOf(page: string): readonly URL[] {
  const hrefs = [...page.matchAll(/<a[^>]*href="([^"]*)"/g)];
  return hrefs.map(([, href = ""]) => new URL(href.replaceAll("&amp;", "&"), "https://x.example"));
}

test.each([
  ["en", "published", "Published then"],
  ["en", "tag", "Found by its tags"],
  ["zh-Hans", "published", "当时发表"],
  ["zh-Hans", "author", "作者符合"],
  ["zh-Hant", "published", "當時發表"],
  ["zh-Hant", "tag", "標籤符合"],
] as const)("a page in %s says of a hit by %s: %s", (lang, matched, note) => {
  const setting = pageContext({ ...SITE, lang }, "https://news.example.org");
  const hits = RESULTS.hits.map((hit) => ({ ...hit, matched }));
  const page = renderSearch(setting, { ...RESULTS, hits }, HELP);
  expect(htmlErrors(page)).toEqual([]);
  expect(page).toContain(`>${note}</p>`);
  expect(renderSearch(setting, RESULTS, HELP)).not.toContain(note);
});

test("hits show the matched characters marked, and everything else as text", () => {
  const page = renderSearch(SETTING, RESULTS, HELP);
  expect(htmlErrors(page)).toEqual([]);
  expect(page).toContain("<mark>山海</mark>&lt;i&gt;");
  expect(page).toContain("<mark>&lt;/mark&gt;&lt;script&gt;</mark>");
  expect(page).toContain("只符合一部分的文章");
});

test("the search box holds the query, and the ways on keep it", () => {
  const page = renderSearch(SETTING, RESULTS, HELP);
  expect(page).toContain('value="山海 &quot;&amp;&lt;b&gt;"');
  const next = /rel="next" href="([^"]*)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const way = new URL(next, "https://news.example.org");
  expect(way.searchParams.get("q")).toBe(RESULTS.query);
  expect(way.searchParams.get("page")).toBe("3");
});

test("a search that finds nothing offers the suggestion", () => {
  const page = renderSearch(
    SETTING,
    {
      ...RESULTS,
      total: 0,
      page: 1,
      hasMore: false,
      hits: [],
      filters: {},
      facets: NO_FACETS,
      suggestion: "山海",
    },
    HELP,
  );
  expect(htmlErrors(page)).toEqual([]);
  expect(page).toContain("没有找到");
  expect(page).toMatch(/<a href="\/search\?q=[^"]*"><b>山海<\/b><\/a>/);
});

test("without a query the page helps to ask: form, tips, sections, newest", () => {
  const page = renderSearch(SETTING, undefined, HELP);
  expect(htmlErrors(page)).toEqual([]);
  expect(page).toContain("<h1>搜索</h1>");
  for (const text of ["搜索小提示", "党政要闻", "最近的一篇", 'role="search"'])
    expect(page).toContain(text);
});

test("a page without hits offers tips, sections and the newest", () => {
  const nothing = { ...RESULTS, total: 0, hits: [], facets: NO_FACETS };
  const page = renderSearch(SETTING, nothing, HELP);
  for (const text of ["没有找到", "搜索小提示", "党政要闻", "最近的一篇"])
    expect(page).toContain(text);
});

test("each facet value leads to the same search narrowed by it, and a filter that holds can be taken away", () => {
  const page = renderSearch(SETTING, RESULTS, HELP);
  const found = linksOf(page).filter(({ pathname }) => pathname === "/search");
  const queries = found.map(({ searchParams }) => Object.fromEntries(searchParams));
  const q = RESULTS.query;
  expect(queries).toContainEqual({ q, section: "news/politics" });
  expect(queries).toContainEqual({ q, section: "news", tag: "茶 & 马" });
  expect(queries).toContainEqual({ q, section: "news", after: "2023", before: "2024" });
  expect(queries).toContainEqual({ q, section: "news", lang: "zh-Hant" });
  expect(queries).toContainEqual({ q, section: "news", sort: "date" });
  expect(queries).toContainEqual({ q });
  expect(page).toContain("取消“新闻”");
  // What every hit has narrows nothing.
  expect(page).not.toContain('<span class="count">23</span>');
});

test("a search in a year says so, and other words are looked for in the same year", () => {
  const filters = { after: "2023", before: "2024" };
  const page = renderSearch(SETTING, { ...RESULTS, filters }, HELP);
  expect(page).toContain("取消“2023年”");
  expect(page).toMatch(/type="hidden"\s+name="after"\s+value="2023"/);
});

test("the feed of the search is named in the head and for people, with its filters", () => {
  const page = renderSearch(SETTING, RESULTS, HELP);
  expect(page).toMatch(
    /<link\s+rel="alternate"\s+type="application\/rss\+xml"[^>]*search\/feed\.xml\?q=/,
  );
  const feed = linksOf(page).find(({ pathname }) => pathname === "/search/feed.xml");
  expect(Object.fromEntries(feed?.searchParams ?? [])).toEqual({
    q: RESULTS.query,
    section: "news",
  });
  expect(page).toContain("订阅这个搜索");
});

test("what was looked for instead, and what counted for nothing, is said", () => {
  const corrected = [{ from: "山害", to: "山海" }];
  const page = renderSearch(SETTING, { ...RESULTS, corrected, ignored: ["section:x"] }, HELP);
  expect(page).toContain("没有找到“山害”，以下是“山海”的结果。");
  expect(page).toContain("section:x");
});

test("hits with all of the words stand apart from those with some", () => {
  const [hit] = RESULTS.hits;
  const hits = hit === undefined ? [] : [{ ...hit, partial: false }, hit];
  const page = renderSearch(SETTING, { ...RESULTS, hits }, HELP);
  expect(page.match(/<ol class="hits">/g)).toHaveLength(2);
  const none = renderSearch(SETTING, { ...RESULTS, partial: true, total: 1 }, HELP);
  expect(none).toContain("没有一篇文章完全符合");
  expect(none).not.toContain("找到 1 篇");
});

test("a search that no feed can look for is not offered to follow", () => {
  const page = renderSearch(SETTING, { ...RESULTS, canFollow: false }, HELP);
  expect(page).not.toContain("订阅这个搜索");
  expect(page).not.toContain("/search/feed.xml");
});
