import { beforeAll, describe, expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { MAX_CHECKED } from "#search/hits/verify-word.ts";
import { areCardsCut } from "#store/cards.ts";
import { ask, costOf, published } from "../serve/published.ts";
import { article, SITE } from "../serve/sample-site.ts";

type Answer = {
  readonly total: number;
  readonly partial: boolean;
  readonly hits: readonly { readonly id: string; readonly partial: boolean }[];
  readonly facets: { readonly year: readonly { readonly count: number }[] };
};

async function search(q: string, more = ""): Promise<Answer> {
  // The API's own tests look at the whole of it.
  return JSON.parse((await ask(`/api/search?q=${encodeURIComponent(q)}${more}`)).text) as Answer;
}

const idsOf = ({ hits }: Answer, isPartial = false): readonly string[] =>
  hits.filter(({ partial }) => partial === isPartial).map(({ id }) => id);

/** So many articles with the same text, a day apart, begun anew before a day comes that is not yet there. */
function many(name: string, count: number, body: string): readonly Article[] {
  return Array.from({ length: count }, (_, index) =>
    article({
      id: `${name}${index}`,
      title: `${name} ${index}`,
      published: new Date(Date.UTC(2020, 1, 1 + (index % 2_000))).toISOString().slice(0, 10),
      body: `<p>${body}</p>`,
    }),
  );
}

/** All pages of a search, `limit` to a page. */
async function paged(q: string, limit: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let page = 1; ; page++) {
    const { hits } = await search(q, `&limit=${limit}&page=${page}`);
    ids.push(...hits.map(({ id, partial }) => (partial ? `${id}?` : id)));
    if (hits.length < limit) return ids;
  }
}

describe("a few articles", () => {
  beforeAll(() =>
    published([
      article({ id: "has", published: "2020-01-01", body: "<p>他去了甘孜州。</p>" }),
      article({ id: "pairs", published: "2020-01-02", body: "<p>甘孜和孜州，甘孜，孜州。</p>" }),
      article({
        id: "tag",
        published: "2020-01-03",
        body: "<p>甘孜，孜州。</p>",
        tags: ["甘孜州"],
      }),
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

  test("an article that has a word's pairs alone matches in part; so does one whose card, cut, tells that it cannot stand beyond", async () => {
    const { total, hits } = await search("甘孜州");
    const full = hits.filter(({ partial }) => !partial).map(({ id }) => id);
    expect(full.toSorted()).toEqual(["has", "tag"]);
    expect(total).toBe(2);
    expect(hits.find(({ id }) => id === "pairs")?.partial).toBe(true);
  });

  test("pages and date order follow", async () => {
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => search("甘孜州", `&limit=1&page=${page}`)),
    );
    expect(new Set(pages.flatMap(({ hits }) => hits.map(({ id }) => id))).size).toBe(4);
    const { hits } = await search("甘孜州", "&sort=date");
    expect(hits.map(({ id }) => id)).toEqual(["tag", "has"]);
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
});

describe("a word in a few of the many articles that have its characters", () => {
  beforeAll(() =>
    published([
      ...many("apart", 55, "民主的好处，社会主义的学校。"),
      ...many("has", 2, "他说民主主义。"),
      article({ id: "pairs", published: "2021-01-01", body: "<p>民主，主主，主义。</p>" }),
      ...many("joined", 60, "学校在东边，工厂在西边，学校，工厂。"),
      article({ id: "chance", published: "2021-01-02", body: "<p>学校工厂都在。</p>" }),
    ]),
  );

  test("is found in those alone; what has its pairs follows, then what has its characters", async () => {
    const found = await search("民主主义", "&limit=50");
    expect(idsOf(found).toSorted()).toEqual(["has0", "has1"]);
    expect([found.total, found.partial]).toEqual([2, false]);
    expect(found.hits[2]).toMatchObject({ id: "pairs", partial: true });
    expect(found.hits).toHaveLength(50);
    expect(found.facets.year.reduce((sum, { count }) => sum + count, 0)).toBe(2);
  });

  test("is found so in date order and on every page", async () => {
    const dated = await search("民主主义", "&sort=date");
    expect([idsOf(dated), dated.total]).toEqual([["has1", "has0"], 2]);
    const whole = await paged("民主主义", 50);
    expect([whole.length, new Set(whole).size]).toEqual([58, 58]);
    for (const limit of [1, 7]) expect(await paged("民主主义", limit)).toEqual(whole);
  });

  test("costs as many rounds and operations as any search", async () => {
    for (const more of ["", "&limit=50", "&limit=50&page=2", "&sort=date"]) {
      const asked = await ask(`/api/search?q=${encodeURIComponent("民主主义")}${more}`);
      const { rounds, ops } = costOf(asked);
      expect([more, rounds, ops <= 6]).toEqual([more, 3, true]);
    }
  });

  test("is one when an article has it, however many have the two apart; these follow", async () => {
    const found = await search("学校工厂", "&limit=50");
    expect([found.total, idsOf(found)]).toEqual([1, ["chance"]]);
    expect(idsOf(found, true)).toHaveLength(49);
  });
});

describe("a word whose pairs are in more articles than are looked at", () => {
  beforeAll(() =>
    published([
      ...many("has", MAX_CHECKED + 5, "甘孜州的人都说甘孜州很大，他们去过很多地方，也看过很多桥。"),
      ...many("pairs", 5, "甘孜，孜州，甘孜，孜州。"),
    ]),
  );

  test("the best of them are, and those that lack it match in part", async () => {
    const found = await search("甘孜州", "&limit=50");
    expect([found.total, idsOf(found).length]).toEqual([MAX_CHECKED + 5, MAX_CHECKED + 5]);
    expect(idsOf(found, true).toSorted()).toEqual([0, 1, 2, 3, 4].map((index) => `pairs${index}`));
    for (const limit of [3, 10])
      expect((await search("甘孜州", `&limit=${limit}`)).total).toBe(MAX_CHECKED + 5);
    const whole = await paged("甘孜州", 50);
    for (const limit of [9, 20]) expect(await paged("甘孜州", limit)).toEqual(whole);
    const dated = await search("甘孜州", "&sort=date&limit=50");
    expect([dated.total, new Set(idsOf(dated))]).toEqual([MAX_CHECKED + 5, new Set(idsOf(found))]);
  });
});

describe("a word whose pairs most articles have apart", () => {
  beforeAll(() =>
    published([
      ...many("has", 3, "甘孜州的人都说甘孜州很大。"),
      ...many("pairs", MAX_CHECKED + 20, "甘孜，孜州，他们去过很多地方。"),
    ]),
  );

  test("is not found in those that were not looked at either, on any page and in date order", async () => {
    const found = await search("甘孜州", "&limit=50");
    expect([found.total, idsOf(found).toSorted()]).toEqual([3, ["has0", "has1", "has2"]]);
    const whole = await paged("甘孜州", 50);
    expect([whole.length, new Set(whole).size]).toEqual([MAX_CHECKED + 23, MAX_CHECKED + 23]);
    for (const limit of [4, 20]) expect(await paged("甘孜州", limit)).toEqual(whole);
    expect(idsOf(await search("甘孜州", "&sort=date&limit=50")).toSorted()).toEqual(
      idsOf(found).toSorted(),
    );
  });
});

describe("a site whose cards hold only the beginning of an article", () => {
  const filler = "他说了很多话。".repeat(100);
  const places = (id: string): readonly Article[] =>
    many(id, 1, `${filler}他说民主主义，又说共和国家。`);
  beforeAll(() =>
    published([
      ...many("other", 2_520, "没有什么可说的。"),
      ...many("apart", 45, `${filler}民主的好处，社会主义，共和与国家。`),
      ...places("one"),
      ...places("two"),
      ...many("lacks", 1, `${filler}民主，主主，主义。`),
      ...many("州", 2, `${filler}他去了甘孜州。`),
      ...many("pairs", 3, `${filler}甘孜，孜州。`),
    ]),
  );

  test("is as large as that", async () => {
    expect(areCardsCut((await search("说")).total)).toBe(true);
  });

  // Of each search a fourth round may read the texts of hits whose cards do not show it.
  test("some articles are read whole to tell a word from two, in the round of its cards", async () => {
    const asked = await ask(`/api/search?q=${encodeURIComponent("民主主义")}`);
    const found = JSON.parse(asked.text) as Answer;
    expect([found.total, idsOf(found).toSorted()]).toEqual([2, ["one0", "two0"]]);
    const { rounds, ops } = costOf(asked);
    expect([rounds <= 4, ops <= 9 + 6]).toEqual([true, true]);
  });

  test("a card tells that a word cannot stand in what it does not show", async () => {
    const asked = await ask(`/api/search?q=${encodeURIComponent("甘孜州")}`);
    const found = JSON.parse(asked.text) as Answer;
    expect([found.total, idsOf(found).toSorted()]).toEqual([2, ["州0", "州1"]]);
    expect(idsOf(found, true).slice(0, 3).toSorted()).toEqual(["pairs0", "pairs1", "pairs2"]);
    const { rounds, ops } = costOf(asked);
    expect([rounds <= 4, ops <= 6 + 6]).toEqual([true, true]);
    expect(asked.text).toMatch(/"text":\s*"甘孜州",\s*"match":\s*true/);
  });

  test("what cards tell of Chinese beyond them stays in the house", async () => {
    for (const path of ["/api/articles?before=2020-02-03", "/api/search?q=甘孜州"]) {
      const { text } = await ask(path);
      expect(text).toContain('"州');
      expect(text).not.toContain("beyond");
    }
  });

  test("none is read for a word that is one by the index alone", async () => {
    const { ops } = costOf(await ask(`/api/search?q=${encodeURIComponent("很多话")}`));
    expect(ops).toBeLessThanOrEqual(6);
  });
});

describe("a word that has synonyms", () => {
  beforeAll(() =>
    published(
      [
        article({
          id: "word",
          title: "其一",
          published: "2020-01-01",
          body: "<p>新的计算机。</p>",
        }),
        article({
          id: "synonym",
          title: "其二",
          published: "2020-01-02",
          body: "<p>新的电脑。</p>",
        }),
      ],
      { site: { ...SITE, synonyms: [["计算机", "电脑"]] } },
    ),
  );

  test("is found fully in articles that have one of them alone, whatever their cards lack", async () => {
    for (const q of ["计算机", "新的计算机"]) {
      const { total, hits } = await search(q);
      expect([q, total, hits.some(({ partial }) => partial)]).toEqual([q, 2, false]);
    }
  });
});
