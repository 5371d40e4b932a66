import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, inject, test } from "vitest";
import type { Facets } from "#search/run/facets.ts";
import type { Hit } from "#search/hits/hits.ts";
import { ask, costOf, NOW, published } from "../published.ts";
import { article, manyArticles } from "../sample-site.ts";

type Answer = {
  readonly query: string;
  readonly total: number;
  readonly page: number;
  readonly limit: number;
  readonly degraded: boolean;
  readonly partial: boolean;
  readonly suggestion: string | null;
  readonly release: string;
  readonly hits: readonly Hit[];
  readonly facets: Facets;
};

async function search(query: string): Promise<Answer> {
  const { status, text } = await ask(`/api/search?${query}`);
  expect([query, status]).toEqual([query, 200]);
  // The first test below looks at the whole shape.
  return JSON.parse(text) as Answer;
}

/** The texts that are marked in a hit. */
function marked({ highlights }: Hit): readonly string[] {
  return [...highlights.title, ...highlights.snippet]
    .filter(({ match }) => match)
    .map(({ text }) => text);
}

describe("the seed", () => {
  const { site, articles } = inject("seed");
  beforeAll(() => published(articles, { site }));

  test("an answer has exactly the fields that the contract names", async () => {
    const { text, headers } = await ask("/api/search?q=%E7%81%AF%E6%88%8F");
    const answer: Answer = JSON.parse(text);
    expect(headers.get("Content-Type")).toBe("application/json; charset=utf-8");
    expect(Object.keys(answer)).toEqual([
      "query",
      "total",
      "full",
      "page",
      "limit",
      "degraded",
      "partial",
      "corrected",
      "ignored",
      "suggestion",
      "release",
      "hits",
      "facets",
    ]);
    expect(answer).toMatchObject({
      query: "灯戏",
      page: 1,
      limit: 10,
      degraded: false,
      partial: false,
      suggestion: null,
    });
    expect(answer.release).toBe(headers.get("X-Release"));
    const hit = answer.hits[0];
    expect(Object.keys(hit ?? {}).sort()).toEqual(
      [
        "id",
        "url",
        "title",
        "section",
        "published",
        "authors",
        "tags",
        "lang",
        "image",
        "kicker",
        "precision",
        "source",
        "summary",
        "score",
        "partial",
        "highlights",
      ].sort(),
    );
    expect(hit?.url).toMatch(/^https:\/\/news\.example\.org\/articles\//);
    expect(Object.keys(hit?.section ?? {})).toEqual(["path", "title"]);
    expect(Object.keys(answer.facets).sort()).toEqual(["author", "lang", "section", "tag", "year"]);
    expect(answer.facets.section[0]).toMatchObject({
      value: expect.any(String),
      count: expect.any(Number),
    });
  });

  test("the segments of a highlight put together are the article's own title", async () => {
    for (const { title, highlights } of (await search("q=燈")).hits)
      expect(highlights.title.map(({ text }) => text).join("")).toBe(title);
  });

  test.each([
    ["灯戏", "燈戲"],
    ["燈戲", "灯戏"],
    ["软件", "軟體"],
  ])(
    "a search for %s finds articles with %s too, and marks their own characters",
    async (typed, other) => {
      const { hits } = await search(`q=${encodeURIComponent(typed)}&limit=50`);
      const found = hits.flatMap(marked);
      expect(found.some((text) => text.includes(typed))).toBe(true);
      expect(found.some((text) => text.includes(other))).toBe(true);
    },
  );

  test("a search in either script finds the same articles", async () => {
    // Of those with the same score the ones in the script of the search come first.
    const ids = async (q: string) =>
      (await search(`q=${q}&limit=50`)).hits.map(({ id }) => id).toSorted();
    expect(await ids("临澜")).toEqual(await ids("臨瀾"));
    expect((await ids("临澜")).length).toBeGreaterThan(3);
  });

  test("drafts, withdrawn and future articles are found by no search", async () => {
    for (const q of ["cable car", "停水", "城东片区", "二〇三五", "2035"]) {
      const { hits } = await search(`q=${encodeURIComponent(q)}&limit=50`);
      expect(
        hits
          .map(({ id }) => id)
          .filter((id) => ["cable-car-plan", "112790", "letter-to-2035"].includes(id)),
      ).toEqual([]);
    }
  });

  test("filters leave only what passes them", async () => {
    const { hits, total } = await search("q=&section=culture&limit=50");
    expect(total).toBe(hits.length);
    expect(hits.length).toBeGreaterThan(3);
    for (const { id } of hits) {
      const { section, also = [] } = articles.find((one) => one.id === id) ?? {};
      expect([section, ...also].join(" ")).toMatch(/(?:^| )culture(?:\/| |$)/);
    }
    const english = await search("q=bridge&lang=en&limit=50");
    for (const { lang } of english.hits) expect(lang).toBe("en");
    const tagged = await search(`q=&tag=${encodeURIComponent("燈戲")}&limit=50`);
    expect(tagged.total).toBeGreaterThan(1);
    const early = await search("q=&before=2022-01-01&limit=50");
    for (const { published: at } of early.hits) expect(at < "2022-01-01").toBe(true);
  });

  test("facets count what was found", async () => {
    const { facets, total } = await search("q=&section=english");
    expect(facets.section.find(({ value }) => value === "english")?.count).toBe(total);
    expect(facets.lang.length).toBeGreaterThan(1);
    for (const { value, count } of facets.lang)
      expect((await search(`q=&section=english&lang=${value}`)).total).toBe(count);
  });

  test("date order is newest first", async () => {
    const { hits } = await search("q=%E6%B8%A1&sort=date&limit=50");
    const moments = hits
      .filter(({ partial }) => !partial)
      .map(({ published: at }) => Date.parse(at));
    expect(moments.length).toBeGreaterThan(2);
    expect(moments).toEqual(moments.toSorted((a, b) => b - a));
  });

  test("a search page shows hits with their characters marked, keeps the query in the box, and needs no script", async () => {
    const { status, text, headers } = await ask("/search?q=%E7%87%88%E6%88%B2");
    expect([status, headers.get("Content-Type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(text).toContain("<mark>燈戲</mark>");
    expect(text).toContain("<mark>灯戏</mark>");
    expect(text).toContain('value="燈戲"');
    expect(text).not.toContain("<script");
    expect(text).toContain('<meta name="robots" content="noindex"');
    expect((await ask("/search")).text).toContain("<h1>搜索</h1>");
    expect((await ask("/search?q=zzzzqqq")).text).toContain("没有找到");
  });

  test("the search page's ways on lead to all results", async () => {
    const seen = new Set<string>();
    let path: string | undefined = "/search?q=%E4%B8%B4%E6%BE%9C";
    while (path !== undefined) {
      const { text } = await ask(path);
      for (const [, id] of text.matchAll(/<h2>\s*<a href="\/articles\/([^"]+)"/g))
        seen.add(id ?? "");
      path = /rel="next" href="([^"]*)"/.exec(text)?.[1]?.replaceAll("&amp;", "&");
    }
    const { total } = await search("q=临澜");
    expect(seen.size).toBeGreaterThanOrEqual(total);
  });

  test.each([
    "q=%s".replace("%s", "x".repeat(9_000)),
    "q=a&limit=0",
    "q=a&limit=51",
    "q=a&page=0",
    "q=a&page=101",
    "q=a&page=one",
    "q=a&sort=random",
    "q=a&lang=_",
    "q=a&after=soon",
  ])("%.40s is a 400 that names the parameter", async (query) => {
    for (const path of ["/api/search", "/search"]) {
      const { status, text, headers } = await ask(`${path}?${query}`);
      expect([path, status]).toEqual([path, 400]);
      expect(headers.get("Content-Type")).toBe("application/problem+json");
      expect(JSON.parse(text)).toMatchObject({
        type: "https://news.example.org/problems/bad-parameter",
      });
    }
  });

  test.each(["nix", "%20"])(
    "a search in section %s, which is not there, is an empty answer that says so",
    async (section) => {
      const { status, text } = await ask(`/api/search?q=lantern&section=${section}`);
      expect(status).toBe(200);
      const answer: Answer = JSON.parse(text);
      expect([answer.total, answer.hits]).toEqual([0, []]);
      expect(text).toContain('"ignored"');
    },
  );

  test("a search is confirmed by its entity tag for one read, whatever stood beside its parameters", async () => {
    const { headers } = await ask("/api/search?q=lantern");
    const condition = { "If-None-Match": headers.get("ETag") ?? "" };
    const again = await ask("/api/search?utm_source=x&q=lantern&page=", { headers: condition });
    expect([again.status, costOf(again)]).toEqual([304, { reads: 1, ops: 1, rounds: 1 }]);
    expect((await ask("/api/search?q=lanterns", { headers: condition })).status).toBe(200);
  });
});

describe("300 articles", () => {
  beforeAll(() =>
    published([
      ...manyArticles(300),
      article({
        id: "words",
        lang: "en",
        title: "River bridge",
        body: "<p>Four words stand here together.</p>",
      }),
    ]),
  );

  test.each(["q=%E6%AD%A3%E6%96%87%20%E6%A1%A5", "q=river+bridge", "q=%E6%96%87%E7%AB%A0"])(
    "a search of two terms, %s, costs at most 3 rounds and 6 operations on a cold isolate",
    async (query) => {
      const asked = await ask(`/api/search?${query}`);
      const { rounds, ops } = costOf(asked);
      expect(JSON.parse(asked.text).total).toBeGreaterThan(0);
      expect(rounds).toBe(3);
      expect(ops).toBeLessThanOrEqual(6);
      expect(costOf(await ask(`/search?${query}`)).rounds).toBe(3);
    },
  );

  test("a search of four terms costs at most 3 rounds", async () => {
    const asked = await ask("/api/search?q=four+words+stand+together");
    expect(costOf(asked).rounds).toBe(3);
    expect(JSON.parse(asked.text).hits[0].id).toBe("words");
  });

  test("all pages of a search together are all articles that it found, each once", async () => {
    const ids: string[] = [];
    for (let page = 1; page <= 10; page++)
      ids.push(
        ...(await search(`q=%E6%AD%A3%E6%96%87&limit=37&page=${page}`)).hits.map(({ id }) => id),
      );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(300);
  });

  test("an index of another version is a 503 that says what to do, and nothing but search fails", async () => {
    const text = (await env.KV.get("current")) ?? "";
    const manifest = JSON.parse(text);
    manifest.index.root.analysis = "older";
    // Such a release has no sum of its own.
    manifest.sum = undefined;
    await env.KV.put("current", JSON.stringify(manifest));
    const { status, text: problem } = await ask("/api/search?q=a");
    expect([status, JSON.parse(problem).type]).toEqual([
      503,
      "https://news.example.org/problems/index-outdated",
    ]);
    expect((await ask("/search?q=a")).status).toBe(503);
    for (const path of ["/feed.xml", "/", "/articles/words", "/api/articles"])
      expect([path, (await ask(path)).status]).toEqual([path, 200]);
    await env.KV.put("current", text);
    expect((await ask("/api/search?q=a", { now: NOW + 60_000 })).status).toBe(200);
  });
});
