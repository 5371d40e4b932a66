import { expect, test } from "vitest";
import {
  inOrder,
  keptOf,
  keptRows,
  readyArticle,
  readyArticles,
} from "#publish/build/ready-article.ts";
import type { Workshop } from "#search/build/workshop.ts";
import { madeArticle, madeArticles } from "../../store/made-articles.ts";

const ALL = await Promise.all(madeArticles(70).map(readyArticle));

/** What is kept of each article: its id, as often as it was made. */
function keeper() {
  const kept = new Map<string, Uint8Array>();
  const made: string[] = [];
  const workshop: Workshop = {
    recall: (key) => kept.get(key),
    keep: (key, bytes) => void kept.set(key, bytes),
  };
  const of = (articles: typeof ALL): readonly string[] => [
    ...keptOf(articles, {
      workshop,
      key: "ids",
      make({ article: { id } }) {
        made.push(id);
        return id as string;
      },
      encode: (ids) => new TextEncoder().encode(ids.join(" ")),
      decode: (bytes) => new TextDecoder().decode(bytes).split(" "),
    }),
  ];
  return { of, made };
}

const idsOf = (articles: typeof ALL): readonly string[] =>
  articles.map(({ article }) => article.id);

test("what is kept is of every article, however many there are", () => {
  for (let count = 0; count <= ALL.length; count++) {
    const { of } = keeper();
    const some = ALL.slice(0, count);
    expect(of(some), `${count}, the first time`).toEqual(idsOf(some));
    expect(of(some), `${count}, the second time`).toEqual(idsOf(some));
  }
});

test("what was made once is not made again, and an article more makes few anew", () => {
  const { of, made } = keeper();
  of(ALL);
  expect(made).toEqual(idsOf(ALL));
  of(ALL);
  expect(made.length).toBe(ALL.length);
  of([...ALL.slice(0, 30), ...ALL.slice(31)]);
  expect(made.length - ALL.length).toBeLessThan(ALL.length);
});

test.each([
  ["the one changed later", { published: "2023-01-01" }, { published: "2023-01-02" }, 1],
  [
    "the one updated later",
    { published: "2023-01-02" },
    { published: "2023-01-01", updated: "2023-01-03" },
    1,
  ],
  [
    "the one changed later, though it comes first",
    { published: "2023-01-02" },
    { published: "2023-01-01" },
    0,
  ],
])("of two articles with one id %s stays", async (_, first, second, place) => {
  const both = await Promise.all(
    [first, second].map((fields) => readyArticle(madeArticle({ id: "a", ...fields }))),
  );
  const { ordered, repeated } = inOrder(both);
  expect(ordered).toEqual([both[place]]);
  expect(repeated).toEqual(["a"]);
  expect(inOrder(both.toReversed()).ordered).toEqual([both[place]]);
});

/** A workshop with tables, of which each row went through JSON. */
function tableWorkshop(originOf?: Workshop["originOf"]) {
  const tables = new Map<string, Map<string, string>>();
  let got = 0;
  const workshop: Workshop = {
    recall: () => undefined,
    keep: () => undefined,
    rowsOf(table) {
      const rows = tables.get(table) ?? new Map<string, string>();
      tables.set(table, rows);
      return {
        get(key) {
          const row = rows.get(key);
          if (row !== undefined) got += 1;
          return row === undefined ? undefined : JSON.parse(row);
        },
        put: (key, row) => void rows.set(key, JSON.stringify(row)),
      };
    },
    ...(originOf && { originOf }),
  };
  return { workshop, got: () => got };
}

test("articles that were hashed by an earlier publication are as they would be hashed now", async () => {
  const picture = "/media/3fK9a_Qz1bXy0Tq7LmNp.jpg";
  const fresh = () => [
    ...madeArticles(9),
    madeArticle({ id: "pic", body: `<img src="${picture}">`, format: "html" }),
  ];
  const { workshop, got } = tableWorkshop(({ id }) => (id === "m3" ? undefined : `o-${id}`));
  const right = await readyArticles(fresh());
  expect(right.some(({ media }) => media.length > 0)).toBe(true);
  expect(await readyArticles(fresh(), workshop)).toEqual(right);
  expect(got()).toBe(0);
  expect(await readyArticles(fresh(), workshop)).toEqual(right);
  expect(got()).toBeGreaterThanOrEqual(9);
});

test("a row is made once for an article, and of another one it is another", () => {
  const { workshop } = tableWorkshop();
  const made: string[] = [];
  const rowsOf = (articles: typeof ALL) => [
    ...keptRows(articles, {
      workshop,
      table: "titles",
      make({ article: { id, title } }) {
        made.push(id);
        return [title];
      },
    }),
  ];
  const titles = (articles: typeof ALL) => articles.map(({ article: { title } }) => [title]);
  expect(rowsOf(ALL)).toEqual(titles(ALL));
  expect(rowsOf(ALL.toReversed())).toEqual(titles(ALL.toReversed()));
  expect(made).toEqual(idsOf(ALL));
});
