import { beforeAll, expect, test } from "vitest";
import { ask, costOf, published } from "../serve/published.ts";
import { article } from "../serve/sample-site.ts";

type Answer = {
  readonly total: number;
  readonly full: number;
  readonly partial: boolean;
  readonly suggestion: string | null;
  readonly hits: readonly {
    readonly id: string;
    readonly highlights: { readonly title: readonly { text: string; match: boolean }[] };
  }[];
};

async function search(q: string): Promise<Answer> {
  // The API's own tests look at the whole of it.
  return JSON.parse((await ask(`/api/search?q=${encodeURIComponent(q)}`)).text) as Answer;
}

beforeAll(() =>
  published([
    article({ id: "pottery", title: "鹿坪黑陶", body: "<p>老窑重新点火。</p>" }),
    article({ id: "village", title: "雁回乡", body: "<p>山里的小乡。</p>" }),
    article({ id: "market", title: "南門菜市場", lang: "zh-Hant", body: "<p>凌晨四點。</p>" }),
    article({
      id: "names-june",
      title: "旧账",
      body: "<p>那是2021年6月的事。</p>",
      published: "2022-01-02",
    }),
    article({ id: "in-june", title: "夏收", body: "<p>麦子熟了。</p>", published: "2021-06-15" }),
    article({ id: "market-night", title: "菜市夜话", body: "<p>南门的摊贩。</p>" }),
  ]),
);

test.each([
  ["鹿黑坪陶", "pottery", "鹿坪黑陶"],
  ["雁乡回", "village", "雁回乡"],
  ["雁会乡", "village", "雁回乡"],
  ["南门莱市场", "market", "南門菜市場"],
])("%s finds %s in part, and suggests %s", async (q, id, suggestion) => {
  const { total, full, partial, hits, ...answer } = await search(q);
  expect(hits[0]?.id).toBe(id);
  expect({ partial, full, suggestion: answer.suggestion }).toEqual({
    partial: true,
    full: 0,
    suggestion,
  });
  expect(total).toBe(hits.length);
  expect(hits[0]?.highlights.title.some(({ match }) => match)).toBe(true);
});

test("what has the words as they were typed is found alone, without a further round", async () => {
  const asked = await ask(`/api/search?q=${encodeURIComponent("鹿坪黑陶")}`);
  expect(JSON.parse(asked.text)).toMatchObject({ total: 1, full: 1, partial: false });
  expect(costOf(asked).rounds).toBe(3);
});

test("a slip costs one round at most", async () => {
  const asked = await ask(`/api/search?q=${encodeURIComponent("鹿黑坪陶")}`);
  expect(costOf(asked).rounds).toBeLessThanOrEqual(4);
});

test("what was published in a month that is asked for comes behind what names it, and says so", async () => {
  const ids = async (q: string): Promise<readonly unknown[]> => {
    const { text } = await ask(`/api/search?q=${encodeURIComponent(q)}`);
    const { hits } = JSON.parse(text) as { hits: readonly { id: string; matched?: string }[] };
    return hits.map(({ id, matched = "" }) => [id, matched]);
  };
  for (const q of ["2021年6月", "June 2021", "二〇二一年六月"])
    expect([q, (await ids(q)).slice(0, 2)]).toEqual([
      q,
      [
        ["names-june", ""],
        ["in-june", "published"],
      ],
    ]);
  expect((await ids("June 15, 2021"))[0]).toEqual(["in-june", "published"]);
  const { text: page } = await ask(`/search?q=${encodeURIComponent("2021年6月")}`);
  expect(page.match(/Published then|当时发表|當時發表/g)).toHaveLength(1);
  const { text: feed } = await ask(`/search/feed.json?q=${encodeURIComponent("2021年6月")}`);
  expect(JSON.parse(feed).items.map(({ id }: { id: string }) => id)).toEqual([
    expect.stringContaining("names-june"),
  ]);
});

test("a feed of a search takes nothing that only a slip explains", async () => {
  const { text } = await ask(`/search/feed.json?q=${encodeURIComponent("鹿黑坪陶")}`);
  expect(JSON.parse(text)).toMatchObject({ items: [] });
});
