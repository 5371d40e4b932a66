import MiniSearch from "minisearch";
import { beforeAll, expect, inject, test } from "vitest";
import { INDEX_OPTIONS, type IndexedFields } from "#search/format/options.ts";
import { ask, costOf, published } from "../published.ts";
import { article } from "../sample-site.ts";

const { site, articles } = inject("seed");
beforeAll(() => published(articles, { site }));

test("the index opens in MiniSearch and finds what a search finds, with titles and addresses", async () => {
  const { status, headers, text } = await ask("/search-index.json");
  expect([status, headers.get("Content-Type")]).toEqual([200, "application/json; charset=utf-8"]);
  expect(headers.get("Cache-Control")).toMatch(/max-age=\d{3,}/);
  expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
  const index = MiniSearch.loadJSON<IndexedFields>(text, INDEX_OPTIONS);
  const [first] = index.search("lantern opera", { combineWith: "AND" });
  const { hits } = JSON.parse((await ask("/api/search?q=lantern+opera+")).text);
  expect(first?.["title"]).toBe(hits[0].title);
  expect(first?.["url"]).toBe(hits[0].url);
});

test("it is confirmed for one read, and given for two", async () => {
  const asked = await ask("/search-index.json");
  expect(costOf(asked)).toEqual({ reads: 2, ops: 2, rounds: 2 });
  const headers = { "If-None-Match": asked.headers.get("ETag") ?? "" };
  const again = await ask("/search-index.json", { headers });
  expect([again.status, costOf(again)]).toEqual([304, { reads: 1, ops: 1, rounds: 1 }]);
});

test("addresses in it begin with the Worker's own base URL, and no text in it is markup", async () => {
  const bindings = { BASE_URL: "https://copy.example" };
  const { text } = await ask("/search-index.json", { bindings });
  const fields: object = JSON.parse(text).storedFields;
  const urls = Object.values(fields).map(({ url }) => String(url));
  expect(urls.some((url) => url.startsWith("https://copy.example/articles/"))).toBe(true);
  expect(text).not.toContain("broadsheet.invalid");
  expect(text).not.toContain("<");
});

test("a title that looks like an address of the site stays what it is", async () => {
  const title = `"url":"https://own.broadsheet.invalid/articles/x"`;
  await published([article({ id: "quotes", title })], { site });
  const { storedFields } = JSON.parse((await ask("/search-index.json")).text);
  expect(storedFields[0]).toMatchObject({
    title,
    url: expect.stringMatching(/\/articles\/quotes$/),
  });
});

test("one larger than 5 MB is a 404 that says how to have it, for the reading of current alone", async () => {
  const words = (from: number): string =>
    Array.from({ length: 16_000 }, (_, index) => `w${(from + index).toString(36)}x`).join(" ");
  const many = Array.from({ length: 14 }, (_, index) =>
    article({ id: `many-${index}`, lang: "en", format: "text", body: words(index * 16_000) }),
  );
  await published(many, { site });
  const asked = await ask("/search-index.json");
  const { status, text } = asked;
  expect(costOf(asked)).toEqual({ reads: 1, ops: 1, rounds: 1 });
  expect([status, JSON.parse(text).type]).toEqual([
    404,
    "https://news.example.org/problems/index-too-large",
  ]);
});
