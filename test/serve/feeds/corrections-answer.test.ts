import { beforeAll, describe, expect, inject, test } from "vitest";
import { isPublic } from "#publish/build/visible.ts";
import { ask, costOf, feedJson, NOW, published } from "../published.ts";
import { article, BASE_URL, manyArticles } from "../sample-site.ts";

const DAY = 86_400_000;
const at = (days: number): string => new Date(NOW + days * DAY).toISOString();

describe("articles with corrections", () => {
  const articles = [
    ...manyArticles(30),
    article({
      id: "twice",
      title: "桥 & 河",
      published: "2023-01-02",
      corrections: [
        { at: at(-3), note: "桥长应为三百米。" },
        { at: at(-1), note: "河宽 < 桥长。" },
      ],
    }),
    article({ id: "once", corrections: [{ at: at(-2), note: "人名有误。" }] }),
    article({ id: "taken", status: "withdrawn", corrections: [{ at: at(-1), note: "x" }] }),
    article({ id: "later", corrections: [{ at: at(1), note: "尚未公布。" }] }),
  ];
  beforeAll(() => published(articles));

  test("the feed of corrections says what was corrected and when, newest first, under the article's title and address", async () => {
    const { text } = await ask("/corrections/feed.json");
    // The feeds' own tests look at the rest.
    const { items } = JSON.parse(text) as {
      readonly items: readonly Readonly<Record<string, string>>[];
    };
    expect(items.map(({ title, url, summary }) => [title, url, summary])).toEqual([
      ["桥 & 河", `${BASE_URL}/articles/twice`, "河宽 < 桥长。"],
      ["山海相连三千里", `${BASE_URL}/articles/once`, "人名有误。"],
      ["桥 & 河", `${BASE_URL}/articles/twice`, "桥长应为三百米。"],
    ]);
    expect(items.map((item) => Date.parse(item["date_published"] ?? ""))).toEqual(
      [-1, -2, -3].map((days) => NOW + days * DAY),
    );
    expect(new Set(items.map(({ id }) => id)).size).toBe(3);
  });

  test("it is the same in each format, costs two reads, and its 304 one", async () => {
    const ids = feedJson(await ask("/corrections/feed.json")).items.map(({ id }) => id);
    const rss = await ask("/corrections/feed.xml");
    expect([...rss.text.matchAll(/<guid[^>]*>([^<]*)/g)].map(([, id]) => id)).toEqual(ids);
    const atom = await ask("/corrections/atom.xml");
    expect([...atom.text.matchAll(/<entry[ >].*?<id>([^<]*)/gs)].map(([, id]) => id)).toEqual(ids);
    for (const page of [rss, atom]) expect(costOf(page)).toEqual({ reads: 2, ops: 2, rounds: 2 });
    const headers = { "If-None-Match": rss.headers.get("ETag") ?? "" };
    const again = await ask("/corrections/feed.xml", { headers });
    expect([again.status, costOf(again).reads]).toEqual([304, 1]);
  });

  test("a publication without a correction leaves it as it was, with its date; a correction changes both", async () => {
    const before = await ask("/corrections/feed.xml");
    await published([...articles, article({ id: "new", published: "2026-11-20" })], {
      now: NOW + 60_000,
    });
    const same = await ask("/corrections/feed.xml", { now: NOW + 120_000 });
    for (const name of ["ETag", "Last-Modified"])
      expect(same.headers.get(name)).toBe(before.headers.get(name));
    const corrected = article({ id: "new", corrections: [{ at: at(-9), note: "早年的错。" }] });
    await published([...articles, corrected], { now: NOW + 180_000 });
    const since = { "If-Modified-Since": before.headers.get("Last-Modified") ?? "" };
    const changed = await ask("/corrections/feed.xml", { now: NOW + 240_000, headers: since });
    expect(changed.status).toBe(200);
    expect(changed.text).toContain("早年的错。");
  });

  test("there is nothing else in its folder", async () => {
    for (const path of ["/corrections", "/corrections/x.xml", "/corrections/a/feed.xml"])
      expect([path, (await ask(path)).status]).toEqual([path, 404]);
  });
});

test("a site that has corrected nothing has an empty feed, to which people can subscribe", async () => {
  await published(manyArticles(5));
  const feed = await ask("/corrections/atom.xml");
  expect([feed.status, feed.text.includes("<entry")]).toEqual([200, false]);
  const headers = { "If-None-Match": feed.headers.get("ETag") ?? "" };
  expect((await ask("/corrections/atom.xml", { headers })).status).toBe(304);
});

test("an empty feed of corrections hangs on what it shows, and on no other setting", async () => {
  const { site } = inject("seed");
  const tagOf = async (more: Partial<typeof site>): Promise<string | null> => {
    await published(manyArticles(5), { site: { ...site, ...more } });
    return (await ask("/corrections/feed.xml")).headers.get("ETag");
  };
  const before = await tagOf({});
  expect(await tagOf({ synonyms: [["雾", "fog"]] })).toBe(before);
  expect(await tagOf({ footer: [{ title: "Imprint" }] })).toBe(before);
  expect(await tagOf({ title: "Another" })).not.toBe(before);
});

test("the feed of the seed has every correction of its public articles", async () => {
  const { site, articles } = inject("seed");
  await published(articles, { site });
  const notes = articles
    .filter((found) => isPublic(found, NOW))
    .flatMap(({ corrections }) => corrections);
  expect(notes.length).toBeGreaterThan(0);
  expect(feedJson(await ask("/corrections/feed.json")).items).toHaveLength(notes.length);
});
