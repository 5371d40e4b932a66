import { expect, test } from "vitest";
import { inOrder, keptOf, readyArticle } from "#publish/build/ready-article.ts";
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
