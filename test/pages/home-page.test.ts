import { expect, test } from "vitest";
import type { Home } from "#model/home.ts";
import { toSectionPath } from "#model/name.ts";
import { teaserFromArticle } from "#model/teaser.ts";
import { renderHome } from "#pages/home-page.ts";
import { pageContext } from "#pages/page-context.ts";
import { htmlErrors } from "./html-errors.ts";
import { article, SITE, sure } from "./sample.ts";

const BASE = "https://news.example.org";
const NEWS = sure(toSectionPath("news"));
const ENGLISH = sure(toSectionPath("english"));

const teaser = (id: string, fields: Readonly<Record<string, unknown>> = {}) =>
  teaserFromArticle(article({ id, title: `第${id}篇`, ...fields }));

const NEWEST = Array.from({ length: 20 }, (_, index) => teaser(`n${index}`));
const HOME: Home = {
  newest: NEWEST,
  sections: [
    { path: ENGLISH, teasers: [teaser("e1", { lang: "en", title: "A & B", section: "english" })] },
    { path: NEWS, teasers: [...NEWEST.slice(0, 2), teaser("s1", { summary: "One <b>." })] },
  ],
};
const COUNTS = new Map([
  ["", 1234],
  ["news", 1200],
  ["english", 34],
]);

function home(shown: Home, site = SITE): string {
  return renderHome(pageContext(site, BASE), {
    home: shown,
    counts: COUNTS,
    olderThan: ({ id }) => `?cursor=${id}`,
  });
}

test("the home page has the newest, every section with its count, feeds, and the search box", () => {
  const page = home(HOME);
  expect(htmlErrors(page)).toEqual([]);
  for (const text of [
    '<a href="/articles/n0">第n0篇</a>',
    "A &amp; B",
    "One &lt;b&gt;.",
    'href="/sections/news/politics"',
    '<form class="search" action="/search" role="search">',
    'href="/feed.json"',
  ])
    expect(page).toContain(text);
  expect(page).toMatch(/新闻<\/a>\s*<span class="count">1,200<\/span>/);
});

test("sections stand in the order that they are given in, and no article stands there twice", () => {
  const page = home(HOME);
  const bands = [...page.matchAll(/<section class="band">/g)];
  expect(bands).toHaveLength(2);
  expect(page.indexOf("A &amp; B")).toBeLessThan(page.indexOf("第s1篇"));
  const links = [...page.matchAll(/<h[23]><a href="([^"]*)"/g)].map(([, href]) => href);
  expect(new Set(links).size).toBe(links.length);
});

test("the lead is the newest with a picture in the page's language, and its picture is not loaded late", () => {
  const image = { url: "/media/a.jpg", width: 640, height: 400 };
  const newest = [
    teaser("1"),
    teaser("2", { lang: "en", image }),
    teaser("3", { image }),
    teaser("4", { image }),
  ];
  const page = home({ ...HOME, newest });
  const lead = /<article class="lead pictured"[\s\S]*?<\/article>/.exec(page)?.[0] ?? "";
  expect(lead).toContain("第3篇");
  expect(lead).toMatch(/width="640"\s+height="400"/);
  expect(lead).not.toContain('loading="lazy"');
});

test("a site without a picture has a lead too, and the way to older articles begins where the page ends", () => {
  const page = home(HOME);
  expect(page).toMatch(/<article class="lead"/);
  expect(page).toContain('href="/?cursor=n9"');
});

test("a site without sections has all its newest articles on the page", () => {
  const page = home({ newest: NEWEST, sections: [] }, { ...SITE, sections: [] });
  for (const { id } of NEWEST) expect(page).toContain(`/articles/${id}`);
  expect(page).toContain('href="/?cursor=n19"');
});

test("a site without articles says so", () => {
  const page = home({ newest: [], sections: [] });
  expect(page).toContain("这里还没有文章。");
  expect(htmlErrors(page)).toEqual([]);
});

test("each teaser says which language it is in", () => {
  expect(home(HOME)).toMatch(/<article class="plain"\s+lang="en"/);
});

test("what the publisher names for the masthead stands there in its order, words alone where they lead nowhere", () => {
  const navigation = [{ title: "关于 <我们>" }, { title: "订阅", url: "/feeds" }];
  const page = home(HOME, { ...SITE, navigation });
  expect(htmlErrors(page)).toEqual([]);
  const [menu = ""] = /<nav [^]*?<\/nav>/.exec(page) ?? [];
  expect(menu).toMatch(/<span[^>]*>关于 &lt;我们&gt;<\/span>\s*<a href="\/feeds"[^>]*>订阅<\/a>/);
});
