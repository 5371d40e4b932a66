import { expect, test } from "vitest";
import { keptOf, readyArticle } from "#publish/build/ready-article.ts";
import type { Workshop } from "#search/build/workshop.ts";
import { madeArticles } from "../../store/made-articles.ts";

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
