import { describe, expect, test } from "vitest";
import { readStock, upcomingOf } from "#publish/write/stock.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";
import { madeArticle, madeArticles } from "../../store/made-articles.ts";
import { noIndex, published } from "../../store/published.ts";

const NOW = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;
const options = { now: NOW, buildIndex: noIndex, force: true };
const later = (hours: number) =>
  madeArticle({ id: `l${hours}`, published: new Date(NOW + hours * HOUR).toISOString() });

test.each([1, 399, 400, 401])("of %i articles all come back as they were", async (count) => {
  const { kv } = kvInMemory();
  const articles = madeArticles(count, { bytes: 20 });
  const { manifest } = await published(kv, articles, options);
  expect(await readStock(kv, manifest, NOW)).toEqual(articles);
});

describe("what a release plans for later", () => {
  test("is read from its moment's eve on, as far as it can be", async () => {
    const { kv } = kvInMemory();
    const { manifest } = await published(kv, [...madeArticles(3), later(1), later(2)], options);
    const counts = async (now: number) =>
      (await upcomingOf(kv, manifest, now)).map(({ count }) => count);
    expect(await counts(NOW)).toEqual([4, 5]);
    expect(await counts(NOW + HOUR - 1)).toEqual([4, 5]);
    expect(await counts(NOW + HOUR)).toEqual([5]);
    expect(await counts(NOW + 2 * HOUR)).toEqual([]);
    const [first, second] = manifest.upcoming;
    await kv.put(`release/${first!.release}`, "<html>");
    expect(await counts(NOW)).toEqual([5]);
    await kv.delete(`release/${second!.release}`);
    expect(await counts(NOW)).toEqual([]);
  });

  test("is in stock too", async () => {
    const { kv } = kvInMemory();
    const { manifest } = await published(kv, [...madeArticles(3), later(1), later(2)], options);
    const ids = async (now: number) =>
      (await readStock(kv, manifest, now)).map(({ id }) => id).sort();
    expect(await ids(NOW)).toEqual(["a0", "a1", "a2", "l1", "l2"]);
    expect(await ids(NOW + 2 * HOUR)).toEqual(["a0", "a1", "a2"]);
  });
});

describe("of a withdrawn article", () => {
  const gone = madeArticle({
    id: "gone",
    status: "withdrawn",
    section: "culture",
    published: "2023-01-01",
    aliases: ["/z.html", "/a.html", "/m.html"],
  });

  test("what its addresses need is in stock, in the section of the first", async () => {
    const { kv } = kvInMemory();
    const { manifest } = await published(kv, [...madeArticles(2), gone], options);
    const stock = await readStock(kv, manifest, NOW);
    expect(stock.length).toBe(3);
    expect(stock[2]).toMatchObject({
      id: "gone",
      title: "gone",
      status: "withdrawn",
      section: "news",
      aliases: ["/a.html", "/m.html", "/z.html"],
      published: "1970-01-01T00:00:00Z",
    });
  });

  test("it is there also where nothing else is", async () => {
    const { kv } = kvInMemory();
    const { manifest } = await published(kv, [gone], options);
    const stock = await readStock(kv, manifest, NOW);
    expect(stock.map(({ id, section }) => [id, section])).toEqual([["gone", "withdrawn"]]);
  });
});
