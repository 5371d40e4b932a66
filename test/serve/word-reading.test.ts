import { beforeAll, expect, test } from "vitest";
import { ask, costOf, published } from "./published.ts";
import { article } from "./sample-site.ts";

type Answer = {
  readonly total: number;
  readonly partial: boolean;
  readonly hits: readonly { readonly id: string; readonly partial: boolean }[];
};

async function search(q: string, more = ""): Promise<Answer> {
  // The API's own tests look at the whole of it.
  return JSON.parse((await ask(`/api/search?q=${encodeURIComponent(q)}${more}`)).text) as Answer;
}

beforeAll(() =>
  published([
    article({ id: "has", published: "2020-01-01", body: "<p>他去了甘孜州。</p>" }),
    article({ id: "pairs", published: "2020-01-02", body: "<p>甘孜和孜州，甘孜，孜州。</p>" }),
    article({ id: "tag", published: "2020-01-03", body: "<p>甘孜，孜州。</p>", tags: ["甘孜州"] }),
    article({ id: "hant", published: "2020-01-04", lang: "zh-Hant", body: "<p>學校圖書館</p>" }),
    article({ id: "apart", published: "2020-01-05", body: "<p>浙江人来支援。</p>" }),
    article({ id: "both", published: "2020-01-06", body: "<p>支援浙江。</p>" }),
    article({
      id: "long",
      published: "2020-01-07",
      body: `<p>甘孜，孜州。${"他说了很多话。".repeat(400)}</p>`,
    }),
  ]),
);

test("an article that has a word's pairs alone matches in part; one whose card is cut may have it", async () => {
  const { total, hits } = await search("甘孜州");
  const full = hits.filter(({ partial }) => !partial).map(({ id }) => id);
  expect(full.toSorted()).toEqual(["has", "long", "tag"]);
  expect(total).toBe(3);
  expect(hits.find(({ id }) => id === "pairs")?.partial).toBe(true);
});

test("pages and date order follow", async () => {
  const pages = await Promise.all(
    [1, 2, 3, 4].map((page) => search("甘孜州", `&limit=1&page=${page}`)),
  );
  expect(new Set(pages.flatMap(({ hits }) => hits.map(({ id }) => id))).size).toBe(4);
  const { hits } = await search("甘孜州", "&sort=date");
  expect(hits.map(({ id }) => id)).toEqual(["long", "tag", "has"]);
});

test("two words typed together find articles that have both, where none has them so", async () => {
  const { total, partial, hits } = await search("浙江支援");
  expect([total, partial]).toEqual([2, false]);
  expect(hits.map(({ id }) => id).toSorted()).toEqual(["apart", "both"]);
});

test("a word is found in the other script, and costs as much as any search", async () => {
  expect((await search("图书馆")).hits.map(({ id }) => id)).toEqual(["hant"]);
  const { rounds, ops } = costOf(await ask(`/api/search?q=${encodeURIComponent("甘孜州")}`));
  expect(rounds).toBe(3);
  expect(ops).toBeLessThanOrEqual(6);
});
