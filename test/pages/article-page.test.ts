import { expect, test } from "vitest";
import { renderArticle } from "#pages/article-page.ts";
import { pageContext } from "#pages/page-context.ts";
import type { Article } from "#model/article.ts";
import { htmlErrors } from "./html-errors.ts";
import { article, SITE } from "./sample.ts";

const BASE = "https://news.example.org";

function page(fields: Readonly<Record<string, unknown>>, base = BASE): string {
  const found: Article = article(fields);
  return renderArticle(pageContext(SITE, base, found.section), found);
}

const FULL = {
  kicker: "对口支援",
  authors: ["陆青禾", "宋怀远"],
  source: { name: "澜川日报", url: "https://paper.example.org/" },
  summary: "两年，74个项目。",
  tags: ["对口支援", "C++ & .NET"],
  image: { url: "https://own.broadsheet.invalid/media/a.jpg", alt: "桥", width: 640, height: 360 },
  attachments: [
    { url: "/media/b.mp3", type: "audio/mpeg", size: 1_530_000 },
    { url: "/media/c.pdf", title: "全文" },
  ],
  corrections: [{ at: "2023-04-15T09:00:00+08:00", note: "桥长1286米，不是1268米。" }],
  previous: { title: "上一篇的题目", id: "87612" },
  next: { title: "没有地址的下一篇" },
  translations: { "zh-Hant": "87613-hant", en: "87613-en" },
};

test("an article with everything is a page without an HTML error", () => {
  expect(htmlErrors(page(FULL))).toEqual([]);
});

test("an article shows kicker, authors, source, day, summary, tags, corrections, and the ways on", () => {
  const shown = page(FULL);
  for (const text of [
    '<p class="kicker">对口支援</p>',
    '<a rel="author" href="/authors/%E9%99%86%E9%9D%92%E7%A6%BE">陆青禾</a>、<a',
    '<a href="https://paper.example.org/">澜川日报</a>',
    '<time datetime="2023-04-14">2023年4月14日</time>',
    "C++ &amp; .NET",
    "/tags/C%2B%2B%20%26%20.NET",
    "桥长1286米",
    '<a rel="prev" href="/articles/87612">上一篇的题目</a>',
    "没有地址的下一篇",
    '<audio controls preload="none" src="/media/b.mp3"></audio>',
    "1.5 MB",
  ])
    expect(shown).toContain(text);
});

test("an article names its translations, in the head with absolute URLs and for people by their own names", () => {
  const shown = page(FULL);
  expect(shown).toContain('hreflang="zh-Hans" href="https://news.example.org/articles/87613"');
  expect(shown).toContain('hreflang="en" href="https://news.example.org/articles/87613-en"');
  expect(shown).toMatch(/hreflang="zh-Hant"\s+lang="zh-Hant"\s+href="\/articles\/87613-hant"/);
  expect(shown).toContain("繁體中文");
});

test("the section's feeds come before the site's, RSS before Atom before JSON, with distinct titles", () => {
  const links = [
    ...page(FULL).matchAll(/<link\s+rel="alternate"\s+type="application\/(?:rss|atom|feed)[^>]*>/g),
  ].map(String);
  const feeds = links.map((link) => /href="([^"]*)"/.exec(link)?.[1]?.slice(BASE.length) ?? "");
  expect(feeds.filter((feed) => !/^\/(?:tags|authors)\//.test(feed))).toEqual([
    "/sections/news/politics/feed.xml",
    "/sections/news/politics/atom.xml",
    "/sections/news/politics/feed.json",
    "/sections/news/feed.xml",
    "/sections/news/atom.xml",
    "/sections/news/feed.json",
    "/feed.xml",
    "/atom.xml",
    "/feed.json",
  ]);
  const titles = links.map((link) => /title="([^"]*)"/.exec(link)?.[1]);
  expect(new Set(titles).size).toBe(titles.length);
});

test("the feeds of its authors and tags are named in the head too", () => {
  const shown = page(FULL);
  for (const folder of [
    "/authors/%E9%99%86%E9%9D%92%E7%A6%BE",
    "/tags/%E5%AF%B9%E5%8F%A3%E6%94%AF%E6%8F%B4",
  ])
    expect(shown).toContain(`href="${BASE}${folder}/feed.xml"`);
});

/** What a page says in JSON-LD. */
function jsonLdOf(shown: string): readonly Readonly<Record<string, unknown>>[] {
  return [...shown.matchAll(/<script type="application\/ld\+json">(.*)<\/script>/g)].map(
    ([, json = ""]) => JSON.parse(json) as Readonly<Record<string, unknown>>,
  );
}

test("an article tells programs what it is: NewsArticle and BreadcrumbList, and Open Graph", () => {
  const shown = page(FULL);
  const [article, crumbs] = jsonLdOf(shown);
  expect(article).toMatchObject({
    "@type": "NewsArticle",
    headline: "山海相连三千里",
    datePublished: "2023-04-14",
    inLanguage: "zh-Hans",
    author: [
      { "@type": "Person", name: "陆青禾" },
      { "@type": "Person", name: "宋怀远" },
    ],
    publisher: { "@type": "Organization", name: "澜川新闻网" },
    image: [`${BASE}/media/a.jpg`],
    mainEntityOfPage: `${BASE}/articles/87613`,
    correction: [{ "@type": "CorrectionComment", text: "桥长1286米，不是1268米。" }],
  });
  expect(crumbs).toMatchObject({
    "@type": "BreadcrumbList",
    itemListElement: [
      { position: 1, name: "澜川新闻网" },
      { position: 2, name: "新闻", item: `${BASE}/sections/news` },
      { position: 3, name: "党政要闻" },
    ],
  });
  expect(shown).toMatch(/property="og:image:width"\s+content="640"/);
  expect(shown).toContain('content="summary_large_image"');
});

test.each([
  ["nothing", {}, "2023-04-14"],
  ["an update", { updated: "2023-05-01T08:00:00+08:00" }, "2023-05-01T08:00:00+08:00"],
  [
    "a correction",
    { corrections: [{ at: "2023-06-01T00:00:00+08:00", note: "桥长1286米。" }] },
    "2023-06-01T00:00:00+08:00",
  ],
  [
    "an update behind a correction",
    {
      corrections: [{ at: "2023-06-01T00:00:00+08:00", note: "桥长1286米。" }],
      updated: "2023-07-01T08:00:00+08:00",
    },
    "2023-07-01T08:00:00+08:00",
  ],
])("an article was changed last by %s", (_, fields, expected) => {
  const unchanged = { ...FULL, updated: undefined, corrections: [] };
  const shown = page({ ...unchanged, ...fields } as typeof FULL);
  expect(jsonLdOf(shown)[0]).toMatchObject({ dateModified: expected });
  const told = /property="article:modified_time" content="([^"]*)"/.exec(shown)?.[1];
  expect(told).toBe(expected === "2023-04-14" ? undefined : expected);
});

test("no text of an article ends the element that holds its JSON-LD", () => {
  const title = "</script><script>alert(1)</script>";
  const shown = page({ title, summary: "<!--<script>" });
  expect(jsonLdOf(shown)[0]?.["headline"]).toBe(title);
  expect(shown).not.toContain("<script>alert");
});

test("an article leads to others about the same and to its neighbours, unless the publisher named them", () => {
  const link = (id: string, title: string) => {
    const { published, precision, ...other } = article({ id, title });
    return { id: other.id, title, published, precision };
  };
  const related = {
    similar: [link("1", "同题的一篇")],
    previous: link("2", "栏目里的前一篇"),
    next: link("3", "栏目里的后一篇"),
  };
  const plain = article({});
  const context = pageContext(SITE, BASE, plain.section);
  const shown = renderArticle(context, plain, related);
  expect(shown).toContain("相关文章");
  expect(shown).toContain('href="/articles/1"');
  expect(shown).toContain('<a rel="prev" href="/articles/2">栏目里的前一篇</a>');
  expect(shown).toContain('<a rel="next" href="/articles/3">栏目里的后一篇</a>');
  const named = renderArticle(context, article(FULL), related);
  expect(named).toContain("上一篇的题目");
  expect(named).not.toContain("栏目里的前一篇");
  expect(htmlErrors(shown)).toEqual([]);
});

test("a picture in several sizes is given to browsers in all of them", () => {
  const srcset = "https://own.broadsheet.invalid/media/s.jpg 480w, https://x.example/l.jpg 1600w";
  const shown = page({ image: { ...FULL.image, srcset } });
  expect(shown).toContain('srcset="/media/s.jpg 480w, https://x.example/l.jpg 1600w"');
  expect(shown).toMatch(/width="640"\s+height="360"/);
});

test("links between pages are paths below the base URL's own path, and the canonical link is absolute", () => {
  const shown = page(
    { body: '<p><img src="https://own.broadsheet.invalid/media/x.jpg"></p>' },
    "https://example.org/paper",
  );
  expect(shown).toContain('href="/paper/sections/news"');
  expect(shown).toContain('src="/paper/media/x.jpg"');
  expect(shown).toMatch(
    /<link rel="canonical" href="https:\/\/example\.org\/paper\/articles\/87613"/,
  );
});

test("the canonical link of an article that lives elsewhere leads there", () => {
  const shown = page({ url: "https://elsewhere.example/1" });
  expect(shown).toMatch(/<link rel="canonical" href="https:\/\/elsewhere\.example\/1"/);
});

test("an address that is neither http nor a path of the site is never linked to", () => {
  const shown = page({
    image: { url: "javascript:alert(1)" },
    attachments: [
      { url: "javascript:alert(2)", title: "a" },
      { url: "//evil.example/x", title: "b" },
      { url: "data:text/html,x", type: "video/mp4" },
    ],
  });
  expect(shown).not.toMatch(/(?:href|src)="(?:javascript|data|\/\/)/);
});

test("markup in any text of an article is shown as text", () => {
  const evil = `"><img src=x onerror=alert(1)>`;
  const shown = page({
    title: evil,
    kicker: evil,
    authors: [evil],
    summary: evil,
    tags: [evil],
    source: { name: evil },
    corrections: [{ at: "2023-04-15", note: evil }],
    previous: { title: evil },
    next: { title: evil },
    attachments: [{ url: "/a", title: evil }],
  });
  expect(shown).not.toContain("<img src=x");
  expect(htmlErrors(shown)).toEqual([]);
});

test("a picture that the body shows is not shown twice", () => {
  const image = { url: "https://own.broadsheet.invalid/media/x.jpg" };
  const body = '<p><img src="https://own.broadsheet.invalid/media/x.jpg" alt=""></p>';
  expect(page({ image, body }).match(/<img/g)).toHaveLength(1);
  expect(page({ image, body: "<p>无图</p>" }).match(/<img/g)).toHaveLength(1);
});

test("a sound that the body plays has no second player among the attachments", () => {
  const attachments = [{ url: "/media/b.mp3", type: "audio/mpeg", title: "钟声" }];
  const body = '<p><audio controls src="https://own.broadsheet.invalid/media/b.mp3"></audio></p>';
  expect(page({ attachments, body }).match(/<audio/g)).toHaveLength(1);
  expect(page({ attachments, body })).toContain('<a href="/media/b.mp3">钟声</a>');
});

test.each([
  [59.6, "1:00"],
  [5, "0:05"],
  [754, "12:34"],
  [4_205.4, "1:10:05"],
])("a recording of %d seconds says that it takes %s", (duration, text) => {
  const attachments = [{ url: "/media/b.mp3", type: "audio/mpeg", title: "钟声", duration }];
  expect(page({ attachments })).toContain(`钟声</a> <span class="small">${text}</span>`);
});

test("the names of authors are parted as the article's language parts them", () => {
  const authors = ["Tom Ashdown", "Yin Xiaoman"];
  expect(page({ authors, lang: "en" })).toMatch(/Tom Ashdown<\/a>, <a[^>]*>Yin Xiaoman</);
});

test("the page speaks the language of its section, and each part says which language it is in", () => {
  const english = page({ section: "english", lang: "en", title: "A bridge", authors: ["Lin"] });
  expect(english).toContain('<html lang="en">');
  expect(english).toMatch(/By <span[^>]*><a rel="author" href="\/authors\/Lin">Lin<\/a>/);
  expect(english).toContain("14 April 2023");
  expect(english).toMatch(/<p class="name"\s+lang="zh-Hans">/);
  expect(page({ section: "overseas", lang: "zh-Hant" })).toContain("搜尋");
});

const BY = "https://creativecommons.org/licenses/by/4.0/";
const NC = "https://creativecommons.org/licenses/by-nc/4.0/";

test.each([
  ["of the site's own", {}, [BY, BY], [BY]],
  ["with a licence of its own", { license: NC }, [NC, NC], [NC]],
  ["from a foreign source", { source: "新华社" }, [], []],
  ["from a foreign source, licensed", { source: "Reuters", license: NC }, [NC, NC], [NC]],
])("an article %s names its licence, and no other, to programs", (_, fields, links, data) => {
  const html = page(fields);
  const found = (pattern: RegExp): readonly string[] =>
    [...html.matchAll(pattern)].map(([, url = ""]) => url);
  expect(found(/rel="license"[^>]* href="([^"]*)"/g)).toEqual(links);
  expect(found(/"license":"([^"]*)"/g)).toEqual(data);
});
