import { describe, expect, test } from "vitest";
import { type FeedPage, renderFeedPage } from "#pages/feed-page.ts";
import { teaserFromArticle } from "#model/teaser.ts";
import { pageContext } from "#pages/page-context.ts";
import { wordsFor } from "#pages/words.ts";
import { htmlErrors } from "./html-errors.ts";
import { article, SITE } from "./sample.ts";

const BASE = "https://news.example.org/paper";

function page(parts: Partial<FeedPage> = {}): string {
  const lang = parts.lang ?? "zh-Hans";
  const context = { ...pageContext(SITE, BASE), words: wordsFor(lang) };
  const folder = `${BASE}/sections/news`;
  return renderFeedPage(context, {
    title: "澜川新闻网 – 新闻",
    description: "州内要闻",
    lang,
    format: "rss",
    urls: {
      rss: `${folder}/feed.xml`,
      atom: `${folder}/atom.xml`,
      json: `${folder}/feed.json`,
    },
    homePath: "/sections/news",
    articles: [teaserFromArticle(article({ title: "<b>山海</b> & 相连", summary: "从明屿港起" }))],
    ...parts,
  });
}

describe.each([
  ["zh-Hans", "这是一个订阅源"],
  ["zh-Hant", "這是一個訂閱源"],
  ["en", "This is a feed"],
  ["de", "This is a feed"],
])("a feed in %s for people", (lang, words) => {
  test("is right HTML, says in their language what it is, and shows its address and its articles", () => {
    const html = page({ lang });
    expect(htmlErrors(html)).toEqual([]);
    expect(html).toContain(words);
    expect(html).toContain(`<code>${BASE}/sections/news/feed.xml</code>`);
    expect(html).toContain("&lt;b&gt;山海&lt;/b&gt; &amp; 相连");
    expect(html).not.toMatch(/<script|xml-stylesheet|\son\w+=/);
  });
});

test("its links stay where the page is, and lead to the other formats and to the page of the section", () => {
  const html = page({ format: "json" });
  expect(html).toContain(`<code>${BASE}/sections/news/feed.json</code>`);
  for (const href of ["feed.xml", "atom.xml"])
    expect(html).toContain(`<a href="/paper/sections/news/${href}">`);
  expect(html).toContain('<b aria-current="true">JSON Feed</b>');
  expect(html).toContain('<a href="/paper/sections/news">');
  expect(html).toContain('<a href="/paper/feeds">');
});

test("search engines are asked to leave it out: the section's own page says the same", () => {
  expect(page()).toContain('<meta name="robots" content="noindex"');
});

test("an archive document is not to be subscribed to: it leads to the feed, and to the document before", () => {
  const html = page({
    newest: `${BASE}/sections/news/feed.xml`,
    older: `${BASE}/sections/news/archive/a~0123456789/feed.xml`,
  });
  expect(htmlErrors(html)).toEqual([]);
  expect(html).not.toContain("<code>");
  expect(html).toContain('<a href="/paper/sections/news/feed.xml">');
  expect(html).toContain('rel="next" href="/paper/sections/news/archive/a~0123456789/feed.xml"');
});

test("a feed without articles says so", () => {
  expect(page({ articles: [] })).toContain("这里还没有文章。");
});
