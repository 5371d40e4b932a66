import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { allSections } from "#model/section.ts";
import { ask, costOf, NOW, published } from "../published.ts";
import { faultyKv } from "../faulty-kv.ts";
import { article, BASE_URL, manyArticles, SITE } from "../sample-site.ts";

function locationsIn({ text }: { readonly text: string }): readonly string[] {
  return [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url = ""]) => url);
}

const HOUR = 3_600_000;
const ago = (hours: number): string => new Date(NOW - hours * HOUR).toISOString();

describe("1,300 articles", () => {
  const articles = [
    ...manyArticles(1_297).map((made) => ({ ...made, body: "<p>短。</p>" })),
    article({ id: "elsewhere", url: "https://elsewhere.example/1", published: ago(3) }),
    article({ id: "fresh", title: "A & B", published: ago(1), updated: ago(0.5), lang: "zh-Hant" }),
    article({ id: "stale", published: ago(49) }),
  ];
  beforeAll(() => published(articles), 120_000);

  test("the sitemap leads to parts in which every article and every section is named once", async () => {
    const index = await ask("/sitemap.xml");
    expect([index.status, index.headers.get("Content-Type")]).toEqual([
      200,
      "application/xml; charset=utf-8",
    ]);
    const parts = locationsIn(index);
    expect(parts).toHaveLength(1 + Math.ceil(1_300 / 128));
    const urls: string[] = [];
    for (const part of parts) {
      const answer = await ask(part);
      expect([part, answer.status]).toEqual([part, 200]);
      urls.push(...locationsIn(answer));
    }
    const expected = [
      `${BASE_URL}/`,
      `${BASE_URL}/feeds`,
      ...allSections(SITE.sections).map(
        ({ path }) => `${BASE_URL}/sections/${path.split("/").map(encodeURIComponent).join("/")}`,
      ),
      ...articles.filter(({ url }) => !url).map(({ id }) => `${BASE_URL}/articles/${id}`),
    ];
    expect(urls.toSorted()).toEqual(expected.toSorted());
  });

  test("an article's last change is its update, or else its publication", async () => {
    const last = locationsIn(await ask("/sitemap.xml")).at(-1) ?? "";
    const { text } = await ask(last);
    const dateOf = (id: string) =>
      new RegExp(`/articles/${id}</loc>\\s*<lastmod>([^<]*)`).exec(text)?.[1] ?? "";
    expect(Date.parse(dateOf("fresh"))).toBe(NOW - 0.5 * HOUR);
    expect(Date.parse(dateOf("stale"))).toBe(NOW - 49 * HOUR);
  });

  test("the index costs one read, a part nine in two rounds, and their 304s one", async () => {
    for (const [path, reads] of [
      ["/sitemap.xml", 1],
      ["/sitemaps/pages.xml", 1],
      ["/sitemaps/1.xml", 9],
    ] as const) {
      const page = await ask(path);
      expect([path, page.status, costOf(page).reads]).toEqual([path, 200, reads]);
      expect(costOf(page).rounds).toBeLessThanOrEqual(2);
      const headers = { "If-None-Match": page.headers.get("ETag") ?? "" };
      const again = await ask(path, { headers });
      expect([again.status, costOf(again).reads]).toEqual([304, 1]);
    }
  });

  test("parts that are not there are not found", async () => {
    for (const name of ["0.xml", "12.xml", "01.xml", "x.xml", "1", "1.xml/x", "999999.xml"])
      expect([name, (await ask(`/sitemaps/${name}`)).status]).toEqual([name, 404]);
  });

  test("the news sitemap has what was published here in the last 48 hours, newest first", async () => {
    const news = await ask("/news-sitemap.xml");
    expect(news.status).toBe(200);
    expect(locationsIn(news)).toEqual([`${BASE_URL}/articles/fresh`]);
    expect(news.text).toContain("<news:title>A &amp; B</news:title>");
    expect(news.text).toContain("<news:language>zh-tw</news:language>");
    expect(news.text).toContain("<news:name>澜川新闻网</news:name>");
    const { reads, rounds } = costOf(news);
    expect(reads).toBeLessThanOrEqual(4);
    expect(rounds).toBeLessThanOrEqual(3);
  });

  test("what the news sitemap no longer shows changes its entity tag, and nothing else does", async () => {
    const headers = { "If-None-Match": (await ask("/news-sitemap.xml")).headers.get("ETag") ?? "" };
    const soon = await ask("/news-sitemap.xml", { headers, now: NOW + 2 * HOUR });
    expect(soon.status).toBe(304);
    const late = await ask("/news-sitemap.xml", { headers, now: NOW + 48 * HOUR });
    expect([late.status, locationsIn(late)]).toEqual([200, []]);
  });

  test("robots.txt names both sitemaps, and keeps crawlers from searches but not from scripts", async () => {
    const robots = await ask("/robots.txt");
    expect(robots.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
    expect(robots.text).toBe(`User-agent: *
Disallow: /search?
Disallow: /search/
Disallow: /api/search

Sitemap: ${BASE_URL}/sitemap.xml
Sitemap: ${BASE_URL}/news-sitemap.xml
`);
    expect(costOf(robots).reads).toBe(1);
    const elsewhere = await ask("/robots.txt", { bindings: { BASE_URL: "https://m.example" } });
    expect(elsewhere.text).toContain("Sitemap: https://m.example/sitemap.xml");
    // The terms that programs have to heed are settings.
    expect(costOf(elsewhere).reads).toBe(1);
  });

  test("robots.txt answers when KV does not: an error would keep crawlers away", async () => {
    const kv = faultyKv(env.KV, () => "error");
    const robots = await ask("/robots.txt", { bindings: { KV: kv } });
    expect([robots.status, robots.text.includes("Sitemap")]).toEqual([200, false]);
    expect(robots.text).toContain("User-agent: *");
  });
});
