import { beforeAll, describe, expect, inject, test } from "vitest";
import { isPublic } from "#publish/build/visible.ts";
import { contentText } from "#text/html/content.ts";
import { ask, costOf, feedJson, NOW, published } from "../published.ts";
import { article, manyArticles } from "../sample-site.ts";

const idsOf = (answer: { readonly text: string }): readonly string[] =>
  feedJson(answer)
    .items.map(({ url }) => url.slice(url.lastIndexOf("/") + 1))
    .map(decodeURIComponent);
const path = (q: string, more = "", file = "feed.json"): string =>
  `/search/${file}?q=${encodeURIComponent(q)}${more}`;

describe("the seed", () => {
  const { site, articles } = inject("seed");
  beforeAll(() => published(articles, { site }));
  const visible = articles
    .filter((found) => isPublic(found, NOW))
    .toSorted((a, b) => Date.parse(b.published) - Date.parse(a.published));
  const dateOf = new Map(
    visible.map(({ id, published: date }) => [id as string, Date.parse(date)]),
  );

  test.each(["支援", "railway", "临澜", "tea"])(
    "a search for %s as a feed holds what the search finds fully, newest first, the same in each format",
    async (q) => {
      const feed = await ask(path(q));
      const ids = idsOf(feed);
      const hits = JSON.parse(
        (await ask(`/api/search?q=${encodeURIComponent(q)}&sort=date&limit=50`)).text,
      ) as { readonly hits: readonly { readonly id: string; readonly partial: boolean }[] };
      const full = hits.hits.filter(({ partial }) => !partial).map(({ id }) => id);
      expect(ids.length).toBeGreaterThan(0);
      expect(ids).toEqual(full.slice(0, ids.length));
      const dates = ids.map((id) => dateOf.get(id) ?? Number.NaN);
      expect(dates).toEqual(dates.toSorted((a, b) => b - a));
      const rss = await ask(path(q, "", "feed.xml"));
      expect(rss.text.match(/<item>/g)).toHaveLength(ids.length);
    },
  );

  test.each([
    "支援",
    "浙江 支援 学校",
    '"对口支援"',
    "a b c d e f g h i j k",
    "临澜市政府门前的茶馆",
  ])("a search for %s costs at most 20 reads in 3 rounds, and its 304 one", async (q) => {
    const page = await ask(path(q));
    expect([page.status, costOf(page).reads <= 20, costOf(page).rounds <= 3]).toEqual([
      200,
      true,
      true,
    ]);
    const headers = { "If-None-Match": page.headers.get("ETag") ?? "" };
    const again = await ask(path(q), { headers });
    expect([again.status, costOf(again).reads]).toEqual([304, 1]);
  });

  test("the feed leads to the results, and names what is searched for", async () => {
    const { text } = await ask(path("支援", "", "atom.xml"));
    const query = `?q=${encodeURIComponent("支援")}`;
    expect(text).toContain("– “支援”</title>");
    expect(text).toContain(`href="https://news.example.org/search${query}"`);
    expect(text).toContain(`href="https://news.example.org/search/atom.xml${query}"`);
  });

  test("an article that matches in part is not in the feed, nor one that has the words and not the phrase", async () => {
    const both = idsOf(await ask(path("临澜 茶馆")));
    for (const id of both) {
      const found = visible.find((made) => made.id === id);
      const text = `${found?.title} ${found && contentText(found)}`;
      expect([id, /临[澜瀾]|臨[澜瀾]/.test(text)]).toEqual([id, true]);
    }
  });
});

describe("made-up articles", () => {
  beforeAll(() =>
    published([
      ...manyArticles(60),
      article({
        id: "p1",
        title: "Night ferry",
        body: "<p>It leaves at ten.</p>",
        lang: "en",
        tags: ["黨政"],
        published: "2023-05-01",
      }),
      article({
        id: "p2",
        title: "Ferry at night",
        body: "<p>It leaves at nine.</p>",
        lang: "en",
        published: "2023-05-02",
      }),
      article({
        id: "p3",
        title: "Rope",
        body: "<p>The ferry is moored at noon.</p>",
        lang: "en",
        published: "2023-05-03",
      }),
    ]),
  );

  test("a phrase must stand as it is, a word somewhere, and what only resembles it is not found", async () => {
    expect(idsOf(await ask(path('"night ferry"')))).toEqual(["p1"]);
    expect(idsOf(await ask(path("night ferry")))).toEqual(["p2", "p1"]);
    expect(idsOf(await ask(path("ferry -night")))).toEqual(["p3"]);
    const none = await ask(path("nihgt ferry"));
    expect([none.status, idsOf(none)]).toEqual([200, []]);
  });

  test("one search has one address, however it was asked for", async () => {
    const canonical = "/search/atom.xml?lang=en&q=ferry&section=news%2Fpolitics";
    const page = await ask(canonical);
    for (const query of [
      "?q=ferry&section=news/politics&lang=en",
      "?sort=relevance&limit=x&page=9999&q=ferry&lang=en&utm_source=a&section=news/politics",
    ]) {
      const same = await ask(`/search/atom.xml${query}`);
      expect([query, same.status]).toEqual([query, 200]);
      expect(same.text).toBe(page.text);
      expect(same.headers.get("ETag")).toBe(page.headers.get("ETag"));
    }
    expect(page.text).toContain(canonical.replaceAll("&", "&amp;"));
    const tagged = (tag: string): string => path("ferry", `&tag=${encodeURIComponent(tag)}`);
    expect(idsOf(await ask(tagged("党政")))).toEqual(["p1"]);
    const moved = await ask(tagged("黨政"));
    expect([moved.status, moved.headers.get("Location")]).toEqual([
      301,
      `https://news.example.org${tagged("党政")}`,
    ]);
  });

  test("a search for nothing, one that is too long, and one with a filter that is none are refused", async () => {
    for (const refused of [
      "/search/feed.xml",
      "/search/feed.xml?q=+",
      path("a".repeat(201)),
      path("甲乙丙丁戊己庚辛壬癸子丑寅卯"),
      path("a", "&after=tomorrow"),
    ])
      expect([refused, (await ask(refused)).status]).toEqual([refused, 400]);
    for (const missing of ["/search/feed.html?q=a", "/search/x/feed.xml?q=a", "/search/y/"])
      expect([missing, (await ask(missing)).status]).toEqual([missing, 404]);
  });

  test("a person who opens the feed of a search sees a page", async () => {
    const page = await ask(path("ferry"), { headers: { "Sec-Fetch-Dest": "document" } });
    expect(page.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(page.text).toContain("<code>https://news.example.org/search/feed.json?q=ferry</code>");
  });
});

describe("words that may be two", () => {
  const made = (name: string, count: number, body: string) =>
    Array.from({ length: count }, (_, index) =>
      article({
        id: `${name}${index}`,
        title: `${name} ${index}`,
        published: new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10),
        body: `<p>${body}</p>`,
      }),
    );
  beforeAll(() =>
    published([
      ...made("apart", 55, "民主的好处，社会主义的学校，甘孜。"),
      ...made("has", 3, "他说民主主义。"),
      ...made("pairs", 1, "民主，主主，主义。"),
      ...made("joined", 3, "浙江的人来支援。"),
      ...made("town", 4, "他去了甘孜州。"),
      ...made("country", 2, "甘孜，孜州。"),
    ]),
  );

  test.each(["民主主义", "甘孜州", "浙江支援", "学校甘孜"])(
    "the feed of %s holds what the search finds fully, within 20 reads and 3 rounds",
    async (q) => {
      const asked = await ask(`/api/search?q=${encodeURIComponent(q)}&sort=date&limit=50`);
      const { hits } = JSON.parse(asked.text) as {
        readonly hits: readonly { readonly id: string; readonly partial: boolean }[];
      };
      const full = hits.filter(({ partial }) => !partial).map(({ id }) => id);
      const feed = await ask(path(q));
      expect(full.length).toBeGreaterThan(0);
      expect(idsOf(feed)).toEqual(full.slice(0, 20));
      expect([costOf(feed).reads <= 20, costOf(feed).rounds]).toEqual([true, 3]);
    },
  );
});
