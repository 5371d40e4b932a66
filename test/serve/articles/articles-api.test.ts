import { beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { epochMs } from "#model/instant.ts";
import { isPublic } from "#publish/build/visible.ts";
import { ask, listJson, NOW, published } from "../published.ts";
import { article, manyArticles } from "../sample-site.ts";

const MANY = manyArticles(130);

/** The ids of all pages of a list, newest first. */
async function listed(
  query: string,
  then?: (page: number) => Promise<void>,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  let page = 0;
  do {
    const at: string = cursor === null ? "" : `&cursor=${cursor}`;
    const asked = await ask(`/api/articles?${query}${at}`);
    expect([query, asked.status]).toEqual([query, 200]);
    const { articles, next } = listJson(asked);
    ids.push(...articles.map(({ id }) => String(id)));
    cursor = next;
    page += 1;
    await then?.(page);
  } while (cursor !== null && page < 50);
  return ids;
}

describe("a list that nobody changes", () => {
  beforeAll(() => published(MANY));

  test.each(["limit=1", "limit=7", "limit=100", "limit=50&", ""])(
    "all pages of %j together are all articles, newest first, each once",
    async (query) => {
      const wanted = query === "limit=1" ? 50 : 130;
      const ids = await listed(query);
      expect(ids).toEqual(
        MANY.toReversed()
          .slice(0, wanted)
          .map(({ id }) => id),
      );
    },
  );

  test.each<[string, (one: (typeof MANY)[number]) => boolean]>([
    ["section=news", ({ section }) => section === "news" || section.startsWith("news/")],
    ["section=news/society", ({ section }) => section.startsWith("news/society")],
    ["section=english", ({ section, also }) => section === "english" || also.length > 0],
    ["tag=%E9%9B%99", ({ tags }) => tags.includes("双")],
    ["tag=c%2B%2B", ({ tags }) => tags.includes("C++")],
    ["author=陆青禾", ({ authors }) => authors.includes("陆青禾")],
    ["author=陸青禾", ({ authors }) => authors.includes("陆青禾")],
    ["lang=zh-hant", ({ lang }) => lang === "zh-Hant"],
    ["lang=zh", () => true],
    ["after=2023-01-20", ({ published: at }) => at.slice(0, 10) >= "2023-01-20"],
    ["before=2023-01-20", ({ published: at }) => at.slice(0, 10) <= "2023-01-20"],
    [
      "after=2023-01-20&before=2023-01-22T00:00:00%2B08:00",
      ({ published: at }) => ["2023-01-20", "2023-01-21"].includes(at.slice(0, 10)),
    ],
    [
      "section=news&tag=双&lang=zh-Hant",
      ({ section, tags, lang }) =>
        section.startsWith("news") && tags.includes("双") && lang === "zh-Hant",
    ],
    ["tag=nobody", () => false],
  ])("%s gives exactly the articles that it says, over all pages", async (query, passes) => {
    expect(await listed(`${query}&limit=9`)).toEqual(
      MANY.filter(passes)
        .toReversed()
        .map(({ id }) => id),
    );
  });

  test("empty and unknown parameters are as if they were not there", async () => {
    const plain = await ask("/api/articles");
    const junk = await ask("/api/articles?section=&tag=&limit=&cursor=&utm_source=x&null");
    expect(junk.text).toBe(plain.text);
    expect(junk.headers.get("ETag")).toBe(plain.headers.get("ETag"));
  });

  test("a list may be kept for a minute and asked for again by its entity tag, for one read", async () => {
    const first = await ask("/api/articles?tag=双");
    expect(first.headers.get("Cache-Control")).toMatch(/^public, max-age=60/);
    const again = await ask("/api/articles?tag=双", {
      headers: { "If-None-Match": first.headers.get("ETag") ?? "" },
    });
    expect([again.status, again.headers.get("Server-Timing")]).toEqual([
      304,
      'kv;desc="reads=1 ops=1 rounds=1"',
    ]);
    const other = await ask("/api/articles?tag=单", {
      headers: { "If-None-Match": first.headers.get("ETag") ?? "" },
    });
    expect(other.status).toBe(200);
  });
});

describe("a list that changes while it is read", () => {
  beforeEach(() => published(MANY));

  test("articles published meanwhile repeat and hide nothing behind the cursor", async () => {
    const newer = [
      article({ id: "n1", published: "2026-11-20" }),
      article({ id: "n2", published: MANY.at(-1)?.published, sequence: 999 }),
    ];
    const ids = await listed("limit=20", async (page) => {
      if (page === 1) await published([...MANY, ...newer]);
    });
    expect(ids).toEqual(MANY.toReversed().map(({ id }) => id));
  });

  test("the article at the cursor may be withdrawn, and the list goes on where it was", async () => {
    const last = MANY.toReversed()[19];
    const ids = await listed("limit=20", async (page) => {
      if (page === 1) await published(MANY.filter((one) => one !== last));
    });
    expect(ids).toEqual(MANY.toReversed().map(({ id }) => id));
  });

  test("the article at the cursor may move to another date, and the list goes on where it was", async () => {
    const last = MANY.toReversed()[19];
    const moved = MANY.map((one) =>
      one === last ? article({ ...one, published: "2020-01-01" }) : one,
    );
    const ids = await listed("limit=20", async (page) => {
      if (page === 1) await published(moved);
    });
    const all = MANY.toReversed().map(({ id }) => id);
    // It was seen where it was, and is seen again where it went.
    expect(ids).toEqual([...all, last?.id]);
  });
});

describe("the seed", () => {
  const { site, articles } = inject("seed");
  beforeAll(() => published(articles, { site }));

  test("a summary says what a list needs, with absolute URLs and the section by its title", async () => {
    const { articles: found } = listJson(
      await ask("/api/articles?section=news/politics&limit=100"),
    );
    const visible = articles.filter(
      (one) =>
        isPublic(one, NOW) && [one.section, ...one.also].some((at) => at === "news/politics"),
    );
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(visible.map(({ id }) => id)));
    const summary = found.find(({ id }) => id === "87613");
    const given = articles.find(({ id }) => id === "87613");
    expect(summary).toMatchObject({
      url: "https://news.example.org/articles/87613",
      title: given?.title,
      section: { path: "news/politics", title: "党政要闻" },
      published: given?.published,
      authors: given?.authors,
      tags: given?.tags,
      lang: "zh-Hans",
    });
    expect(Object.keys(summary ?? {})).not.toContain("text");
    for (const one of found) if (one["image"]) expect(one["image"]).toMatch(/^https:/);
  });

  test("articles come in the order of their moments, whatever zone they were written in", async () => {
    const { articles: found } = listJson(await ask("/api/articles?limit=100"));
    const moments = found.map(({ published: at }) => epochMs(at as never));
    expect(moments).toEqual(moments.toSorted((a, b) => b - a));
  });
});
