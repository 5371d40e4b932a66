import { beforeAll, expect, test } from "vitest";
import { ask, published } from "../published.ts";
import { article, manyArticles } from "../sample-site.ts";

const MANY = manyArticles(130);

beforeAll(() =>
  published([
    ...MANY,
    article({
      id: "elsewhere",
      title: "住在别处",
      url: "https://elsewhere.example/1",
      published: "2026-11-01",
    }),
  ]),
);

test.each(["/", "/sections/news", "/sections/english"])(
  "a person who follows the older articles from %s comes past every article once",
  async (start) => {
    const seen: string[] = [];
    let path: string | undefined = start;
    while (path !== undefined) {
      const { status, text } = await ask(path);
      expect([path, status]).toEqual([path, 200]);
      // The bands of the home page show again what the older pages have.
      const [stream = ""] = text.split('<section class="band">');
      seen.push(
        ...[...stream.matchAll(/<h[23]>\s*<a href="\/articles\/(a\d+)"/g)].map(
          ([, id]) => id ?? "",
        ),
      );
      path = /rel="next" href="([^"]*)"/.exec(text)?.[1];
    }
    const isHere = (section: string): boolean =>
      start === "/" || `/sections/${section}`.startsWith(start);
    const expected = MANY.filter(({ section, also }) =>
      [section, ...also].some(isHere),
    ).toReversed();
    expect(seen).toEqual(expected.map(({ id }) => id));
  },
);

test("an article that lives elsewhere is listed with the address where it lives", async () => {
  expect((await ask("/")).text).toContain('<a href="https://elsewhere.example/1">住在别处</a>');
});

test("a page is confirmed by its entity tag and by its date, for one read", async () => {
  for (const path of ["/", "/sections/news"]) {
    const { headers } = await ask(path);
    for (const condition of [
      { "If-None-Match": headers.get("ETag") ?? "" },
      { "If-Modified-Since": headers.get("Last-Modified") ?? "" },
    ]) {
      const again = await ask(path, { headers: condition });
      expect([again.status, again.headers.get("Server-Timing")]).toEqual([
        304,
        'kv;desc="reads=1 ops=1 rounds=1"',
      ]);
    }
  }
});

test("an empty section has a page, and so has one whose slug is Chinese", async () => {
  const page = await ask("/sections/%E6%96%B0%E4%B9%A6");
  expect(page.status).toBe(200);
  expect(page.text).toContain("这里还没有文章。");
  expect((await ask("/sections/新书/feed.xml")).status).toBe(200);
});

test("pages link to the feeds of their place, RSS first", async () => {
  const { text } = await ask("/sections/news/society");
  const hrefs = [
    ...text.matchAll(/<link\s+rel="alternate"\s+type="application\/[^>]*href="([^"]*)"/g),
  ].map(([, href]) => href);
  expect(hrefs.slice(0, 3)).toEqual(
    ["feed.xml", "atom.xml", "feed.json"].map(
      (file) => `https://news.example.org/sections/news/society/${file}`,
    ),
  );
});
