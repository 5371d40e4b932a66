import { expect, test } from "vitest";
import { sectionAt } from "#model/section.ts";
import { type Front, renderOlder, renderSection } from "#pages/front-page.ts";
import { teaserFromArticle } from "#model/teaser.ts";
import { pageContext } from "#pages/page-context.ts";
import { htmlErrors } from "./html-errors.ts";
import { article, SITE, sure } from "./sample.ts";
import { toSectionPath } from "#model/name.ts";

const BASE = "https://news.example.org";
const NEWS = sure(toSectionPath("news"));
const FRONT: Front = {
  articles: [
    article({ excerpt: "第一句。", kicker: "专题", image: { url: "/media/a.jpg" } }),
    article({ id: "2", section: "english", lang: "en", title: "A & B", summary: "One <b>." }),
    article({ id: "3", url: "https://elsewhere.example/3" }),
  ].map(teaserFromArticle),
  counts: new Map([
    ["", 3],
    ["news", 2],
    ["news/politics", 2],
    ["english", 1],
  ]),
  older: "?cursor=abc",
  isNewest: true,
};

test("a section's page shows the way to it, what lies below it, and its own feeds", () => {
  const section = sectionAt(SITE.sections, NEWS);
  if (section === undefined) throw new TypeError("the sample has no news");
  const page = renderSection(pageContext(SITE, BASE, NEWS), section, FRONT);
  expect(htmlErrors(page)).toEqual([]);
  expect(page).toContain('<h1 lang="zh-Hans">新闻</h1>');
  expect(page).toContain('href="/sections/news/feed.xml"');
  expect(page).toContain('href="/sections/news?cursor=abc"');
  expect(page).toMatch(/<link rel="canonical" href="https:\/\/news\.example\.org\/sections\/news"/);
});

test("a page of older articles keeps out of search engines and leads back to the newest", () => {
  const page = renderOlder(pageContext(SITE, BASE), { ...FRONT, isNewest: false });
  expect(page).toContain('<meta name="robots" content="noindex"');
  expect(page).toContain("回到最新");
});

test("a section without articles says so", () => {
  const section = sectionAt(SITE.sections, NEWS);
  if (section === undefined) throw new TypeError("the sample has no news");
  const page = renderSection(pageContext(SITE, BASE, NEWS), section, { ...FRONT, articles: [] });
  expect(page).toContain("这里还没有文章。");
  expect(htmlErrors(page)).toEqual([]);
});
