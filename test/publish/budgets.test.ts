import { afterAll, beforeAll, expect, test } from "vitest";
import { documentFromArticle } from "#search/format/document.ts";
import { buildIndex } from "#search/build/build.ts";
import { MAX_VALUE_BYTES } from "#store/write/writer.ts";
import { findAlias, findArticle, readArchive, readFront } from "#store/article-reading.ts";
import { readArticle, readArticles } from "#store/pack-reading.ts";
import { readCards } from "#store/card-reading.ts";
import type { Reader } from "#store/reader.ts";
import { keysOf, openLocalKv, watchedKv } from "../store/local-kv.ts";
import { madeArticle, madeArticles, madeId, madeSite } from "../store/made-articles.ts";
import { coldReader, noIndex, published } from "../store/published.ts";

/** The site of the budget: 10,000 articles of 4 KB, dealt one by one to 60 sections, so that no two neighbours in time share one, and archive pages are as dear as can be. */
const COUNT = 10_000;
const SECTIONS = Array.from({ length: 60 }, (_, index) =>
  index < 10 ? `s${index}` : `s${index % 10}/t${index}`,
);
const NOW = Date.UTC(2024, 0, 1);

const local = await openLocalKv();
const articles = madeArticles(COUNT, { sections: SECTIONS, bytes: 3_800 });
const site = madeSite("Budget");
const first = watchedKv(local.kv);
beforeAll(() => published(first.kv, articles, { now: NOW, site, buildIndex: noIndex }), 180_000);
afterAll(local.close);

/** What one thing costs on a cold isolate, `current` included. */
async function cost(
  work: (reader: Reader) => Promise<unknown>,
): Promise<{ reads: number; ops: number; rounds: number }> {
  const { kv, calls } = watchedKv(local.kv);
  const reader = await coldReader(kv, NOW);
  await work(reader);
  const { reads, ops, rounds } = reader.meter;
  // What the reader says of itself is what KV was asked.
  expect(calls.length).toBe(ops);
  expect(calls.flatMap(({ keys }) => keys).length).toBe(reads);
  return { reads, ops, rounds };
}

test("the articles of the budget have 4 KB each", () => {
  const bytes = articles.map((article) => JSON.stringify(article).length);
  expect(bytes.reduce((sum, each) => sum + each) / COUNT).toBeGreaterThan(4_000);
});

test("the first publication of 10,000 articles takes at most 1,000 writes, those of the index included", () => {
  // Terms grow more slowly than articles, so a tenth of the site tells at most too much.
  const sample = articles.slice(0, COUNT / 10).map((article) => documentFromArticle(article, site));
  const bytes = buildIndex(sample).shards.reduce((sum, shard) => sum + shard.length, 0);
  const indexWrites = Math.ceil((10 * bytes) / (60 * 1024)) + 2;
  const writes = keysOf(first.calls, "put").length;
  console.info(`writes: ${writes} without the index, about ${indexWrites} of the index`);
  expect(writes + indexWrites).toBeLessThanOrEqual(1_000);
});

test("current is written last, the copy of the manifest just before it, and no key twice", () => {
  const keys = keysOf(first.calls, "put");
  expect(keys.at(-1)).toBe("current");
  expect(keys.at(-2)).toMatch(/^release\//);
  expect(new Set(keys).size).toBe(keys.length);
});

test("every key has less than 512 bytes, every value less than 25 MiB, blobs of lists less than 64 KB, and the manifest at most 256 KB", async () => {
  const { manifest } = await coldReader(local.kv, NOW);
  const size = async (name: string): Promise<number> =>
    (await local.kv.get(`blob/${name}`, "arrayBuffer"))?.byteLength ?? 0;
  const keys = keysOf(first.calls, "put");
  expect(Math.max(...keys.map((key) => Buffer.byteLength(key)))).toBeLessThan(512);
  const lists = [
    ...manifest.directory,
    ...manifest.fronts.flatMap(({ archive }) => archive.chunks),
  ];
  expect(Math.max(...(await Promise.all(lists.map(size))))).toBeLessThanOrEqual(64 * 1024);
  const pages = manifest.fronts.map(({ blob }) => blob);
  expect(Math.max(...(await Promise.all(pages.map(size))))).toBeLessThan(MAX_VALUE_BYTES / 20);
  const text = (await local.kv.get("current")) ?? "";
  console.info(
    `manifest: ${text.length} bytes without the index; ${manifest.packs.length} packs, ${manifest.directory.length} directory blobs, ${manifest.cards.length} card blobs`,
  );
  expect(text.length).toBeLessThan(128 * 1024);
});

test("a feed is answered by a 304 after 1 read, its newest page after 2 in 2 rounds", async () => {
  expect(await cost(async () => undefined)).toEqual({ reads: 1, ops: 1, rounds: 1 });
  expect(await cost((reader) => readFront(reader, ""))).toEqual({ reads: 2, ops: 2, rounds: 2 });
  expect(await cost((reader) => readFront(reader, "s3/t13"))).toEqual({
    reads: 2,
    ops: 2,
    rounds: 2,
  });
});

test("an article is answered by a 304 after 2 reads, and read after 3 in 3 rounds; whose a legacy permalink is takes 2", async () => {
  const two = { reads: 2, ops: 2, rounds: 2 };
  for (const id of ["a0", "a5000", "a9999"].map(madeId)) {
    expect(await cost((reader) => findArticle(reader, id))).toEqual(two);
    expect(
      await cost(async (reader) => {
        const entry = await findArticle(reader, id);
        if (entry === null || entry.withdrawn) throw new TypeError(id);
        await readArticle(reader, entry);
      }),
    ).toEqual({ reads: 3, ops: 3, rounds: 3 });
  }
  expect(await cost((reader) => findAlias(reader, "/html/7777.html"))).toEqual(two);
});

test("an archive page takes at most 40 reads in 3 rounds, also where each member lies in a pack of its own", async () => {
  const { manifest } = await coldReader(local.kv, NOW);
  const reads: number[] = [];
  for (const path of ["", "s0", "s3/t13", "s9/t59"]) {
    let name = manifest.fronts.find((front) => front.path === path)?.archive.newest ?? null;
    expect(name).not.toBeNull();
    while (name !== null) {
      const here: string = name;
      let previous: string | null = null;
      const spent = await cost(async (reader) => {
        const page = await readArchive(reader, path, here);
        previous = page?.previous ?? null;
      });
      expect(spent.rounds).toBe(3);
      reads.push(spent.reads);
      name = path === "" && reads.length > 20 ? null : previous;
    }
  }
  console.info(`archive pages: ${Math.max(...reads)} reads at most`);
  expect(Math.max(...reads)).toBeLessThanOrEqual(40);
  expect(Math.max(...reads)).toBeGreaterThan(30);
});

test("the cards of a page of 50 hits are one bulk read, wherever the hits lie", async () => {
  const docs = Array.from({ length: 50 }, (_, index) => (index * 7919) % COUNT);
  const spent = await cost(async (reader) => {
    const cards = await readCards(reader, docs);
    expect(cards.map(({ id }) => id)).toEqual(docs.map((doc) => `a${doc}`));
  });
  expect(spent).toMatchObject({ ops: 2, rounds: 2 });
  expect(spent.reads).toBeLessThanOrEqual(51);
});

test("twenty articles by number take as many reads as packs hold them, in one round after current", async () => {
  const docs = Array.from({ length: 20 }, (_, index) => COUNT - 1 - index);
  const spent = await cost(async (reader) => {
    const found = await readArticles(reader, docs);
    expect(found.map(({ id }) => id)).toEqual(docs.map((doc) => `a${doc}`));
  });
  expect(spent.rounds).toBe(2);
  expect(spent.reads).toBeLessThanOrEqual(4);
});

test("publishing the same again writes nothing, and one article more writes a handful", async () => {
  const again = watchedKv(local.kv);
  const options = { now: NOW + 1_000, site, buildIndex: noIndex };
  const unchanged = await published(again.kv, articles.toReversed(), options);
  expect(unchanged.kind).toBe("unchanged");
  expect(keysOf(again.calls, "put")).toEqual([]);
  const more = madeArticle({ id: "more", section: "s0", published: "2023-12-31" });
  const grown = [...articles, more];
  const next = watchedKv(local.kv);
  await published(next.kv, grown, { ...options, now: NOW + 2_000 });
  const writes = keysOf(next.calls, "put").length;
  console.info(`one article more: ${writes} writes without the index`);
  expect(writes).toBeLessThan(60);
  expect(next.calls.filter(({ op }) => op === "list")).toHaveLength(2);
}, 180_000);
