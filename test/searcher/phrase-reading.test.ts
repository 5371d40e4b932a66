import { beforeAll, describe, expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { MAX_TEXTS } from "#searcher/phrase-reading.ts";
import { ask, costOf, published } from "../serve/published.ts";
import { article } from "../serve/sample-site.ts";

type Answer = {
  readonly total: number;
  readonly degraded: boolean;
  readonly partial: boolean;
  readonly hits: readonly { readonly id: string; readonly title: string }[];
  readonly facets: { readonly year: readonly { value: string; count: number }[] };
};

async function search(q: string, more = ""): Promise<Answer> {
  const { status, text } = await ask(`/api/search?q=${encodeURIComponent(q)}${more}`);
  expect([q, status]).toEqual([q, 200]);
  // Each test looks at what it needs.
  return JSON.parse(text) as Answer;
}

const idsOf = ({ hits }: Answer): readonly string[] => hits.map(({ id }) => id);

function day(number: number): string {
  return new Date(Date.UTC(2020, 0, 1 + number)).toISOString().slice(0, 10);
}

function english(id: string, body: string, number: number): Article {
  return article({
    id,
    title: `Note ${id}`,
    lang: "en",
    published: day(number),
    body: `<p>${body}</p>`,
  });
}

describe("articles with the same words, and few with the phrase", () => {
  beforeAll(() =>
    published([
      english("yes", "At noon the night ferry left the quay.", 400),
      english("no", "The ferry left at night, and the quay was empty.", 401),
      english("markup", "The <em>night</em> <b>ferry</b> again.", 800),
      article({ id: "hant", title: "對口支援三年記", lang: "zh-Hant", published: day(10) }),
      article({ id: "hans", published: day(11), body: "<p>浙江省对口支援甘孜州。</p>" }),
      article({
        id: "apart",
        published: day(12),
        body: "<p>对口帮扶。口支出。支援甘孜。一口支气管。</p>",
      }),
    ]),
  );

  test("only articles that have the phrase as it stands are found, and total, facets and pages follow", async () => {
    expect(idsOf(await search("night ferry")).toSorted()).toEqual(["markup", "no", "yes"]);
    const found = await search('"Night Ferry"');
    expect(idsOf(found).toSorted()).toEqual(["markup", "yes"]);
    expect(found).toMatchObject({ total: 2, degraded: false, partial: false });
    expect(found.facets.year.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    const pages = [
      await search('"night ferry"', "&limit=1"),
      await search('"night ferry"', "&limit=1&page=2"),
    ];
    expect(pages.flatMap(idsOf).toSorted()).toEqual(["markup", "yes"]);
    expect(pages.map(({ total }) => total)).toEqual([2, 2]);
  });

  test.each(["对口支援", "對口支援"])(
    "the phrase “%s” is found in both scripts",
    async (phrase) => {
      expect(idsOf(await search(`"${phrase}"`)).toSorted()).toEqual(["hans", "hant"]);
    },
  );

  test("a phrase that no article has falls back to its words, in part, and says so", async () => {
    const found = await search('"ferry night"');
    expect(found).toMatchObject({ full: 0, partial: true, ignored: ['"ferry night"'] });
  });

  test("a refused phrase refuses those alone that have it as it stands", async () => {
    expect(idsOf(await search('ferry -"night ferry"'))).toEqual(["no"]);
    expect(idsOf(await search("甘孜 -对口支援"))).toEqual(["apart"]);
    expect(idsOf(await search('ferry "night ferry" -"the quay"'))).toEqual(["markup"]);
    expect(await search('ferry -"night ferry"')).toMatchObject({ total: 1, degraded: false });
  });

  test("a search for a phrase takes three rounds", async () => {
    for (const q of ['"night ferry"', 'ferry -"night ferry"', '"对口支援"'])
      expect(costOf(await ask(`/api/search?q=${encodeURIComponent(q)}`)).rounds).toBe(3);
  });

  test('title:"a phrase" looks in titles alone', async () => {
    expect(idsOf(await search('title:"对口支援"'))).toEqual(["hant"]);
  });
});

describe("more articles than are read for a phrase", () => {
  const count = 3 * MAX_TEXTS;
  beforeAll(() =>
    published(
      Array.from({ length: count }, (_, index) =>
        english(`n${index}`, index % 2 === 0 ? "A night ferry." : "A ferry at night.", index),
      ),
    ),
  );

  test("the best are read, and the answer is degraded", async () => {
    const found = await search('"night ferry"', "&limit=50");
    expect(found.degraded).toBe(true);
    expect(found.hits.length).toBeGreaterThan(0);
    expect(found.total).toBe(found.hits.length);
    for (const id of idsOf(found)) expect(Number(id.slice(1)) % 2).toBe(0);
  });

  test("no operations beyond a few are spent on it", async () => {
    const cost = costOf(await ask(`/api/search?q=${encodeURIComponent('"night ferry"')}`));
    expect(cost.rounds).toBe(3);
    expect(cost.reads).toBeLessThanOrEqual(2 * MAX_TEXTS + 8);
  });
});
