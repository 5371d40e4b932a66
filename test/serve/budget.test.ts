import { beforeAll, expect, test } from "vitest";
import { article, manyArticles } from "./sample-site.ts";
import { ask, costOf, feedJson, listJson, published } from "./published.ts";

beforeAll(async () => {
  await published([
    ...manyArticles(300),
    article({ id: "old", published: "2022-01-01", aliases: ["/html/old.html?id=1"] }),
  ]);
});

test.each(["/feed.xml", "/sections/news/atom.xml", "/sections/news/politics/feed.json"])(
  "a 304 of %s costs the reading of current alone, and its page one more",
  async (path) => {
    const page = await ask(path);
    expect([page.status, costOf(page)]).toEqual([200, { reads: 2, ops: 2, rounds: 2 }]);
    const headers = { "If-None-Match": page.headers.get("ETag") ?? "" };
    const again = await ask(path, { headers });
    expect([again.status, costOf(again)]).toEqual([304, { reads: 1, ops: 1, rounds: 1 }]);
  },
);

test.each<[path: string, whole: number, unchanged: number]>([
  ["/articles/a7", 4, 3],
  ["/articles/a7.json", 3, 2],
])("%s costs %i reads in 3 rounds, and its 304 %i without a pack", async (path, whole, few) => {
  const page = await ask(path);
  expect(page.status).toBe(200);
  expect(costOf(page)).toEqual({ reads: whole, ops: whole, rounds: 3 });
  const headers = { "If-None-Match": page.headers.get("ETag") ?? "" };
  const again = await ask(path, { headers });
  expect([again.status, costOf(again)]).toEqual([304, { reads: few, ops: few, rounds: 2 }]);
});

test("an article's old address is answered within 4 reads and 3 rounds", async () => {
  for (const path of ["/html/old.html?id=1", "/html/none.html?id=1"]) {
    const { reads, rounds } = costOf(await ask(path));
    expect(reads).toBeLessThanOrEqual(4);
    expect(rounds).toBeLessThanOrEqual(3);
  }
});

test("every archive document of every feed is answered within 40 reads and 3 rounds, its 304 with two reads", async () => {
  for (const folder of ["", "/sections/news", "/sections/english"]) {
    let next = feedJson(await ask(`${folder}/feed.json`)).next_url;
    expect(next).toBeDefined();
    while (next !== undefined) {
      const page = await ask(next);
      const { reads, rounds } = costOf(page);
      expect(page.status).toBe(200);
      expect(reads).toBeLessThanOrEqual(40);
      expect(rounds).toBe(3);
      const headers = { "If-None-Match": page.headers.get("ETag") ?? "" };
      const again = await ask(next, { headers });
      expect([again.status, costOf(again).reads]).toEqual([304, 2]);
      next = feedJson(page).next_url;
    }
  }
});

test("a list of articles is answered within 3 rounds, also behind a cursor and through a filter", async () => {
  const first = await ask("/api/articles?tag=%E5%8F%8C&limit=50");
  expect(first.status).toBe(200);
  expect(costOf(first).rounds).toBe(3);
  const { next } = listJson(first);
  const second = await ask(`/api/articles?tag=%E5%8F%8C&limit=50&cursor=${next}`);
  expect(second.status).toBe(200);
  expect(costOf(second).rounds).toBe(3);
});

test("pages for people cost 2 reads, those of older articles 3 rounds", async () => {
  for (const path of ["/", "/sections/news"]) {
    const page = await ask(path);
    expect([page.status, costOf(page)]).toEqual([200, { reads: 2, ops: 2, rounds: 2 }]);
    const older = /href="([^"]*\?cursor=[^"]*)"/.exec(page.text)?.[1] ?? "";
    const behind = await ask(older);
    expect([behind.status, costOf(behind).rounds]).toEqual([200, 3]);
  }
});

test("what does not hang on articles reads nothing but current, or nothing at all", async () => {
  expect(costOf(await ask("/api/sections"))).toEqual({ reads: 1, ops: 1, rounds: 1 });
  // It tells who publishes, too.
  expect(costOf(await ask("/healthz")).reads).toBe(2);
  for (const path of ["/problems/bad-path"]) expect(costOf(await ask(path)).reads).toBe(0);
});
