import { afterAll, beforeAll, expect, test } from "vitest";
import { readFirstArticles } from "#store/pack-reading.ts";
import type { Reader } from "#store/reader.ts";
import { openLocalKv } from "./local-kv.ts";
import { madeArticles } from "./made-articles.ts";
import { coldReader, noIndex, published } from "./published.ts";

const NOW = Date.UTC(2024, 0, 1);
const COUNT = 300;
const local = await openLocalKv();
beforeAll(() =>
  published(local.kv, madeArticles(COUNT, { bytes: 2_000 }), { now: NOW, buildIndex: noIndex }),
);
afterAll(local.close);

/** Numbers that lie far apart, the newest first. */
const docs = Array.from({ length: 30 }, (_, index) => COUNT - 1 - 10 * index);

function idsOf(articles: readonly { readonly id: string }[]): readonly string[] {
  return articles.map(({ id }) => id);
}

function packOf({ manifest }: Reader, doc: number): number {
  return manifest.packs.findLastIndex(({ first }) => first <= doc);
}

test("the first articles of a list are read until one lies in a pack too many, in one round", async () => {
  const reader = await coldReader(local.kv, NOW);
  const articles = await readFirstArticles(reader, docs, { packs: 3, bytes: Infinity });
  const packs = docs.map((doc) => packOf(reader, doc));
  const fourth = packs.findIndex((pack) => new Set(packs.slice(0, packs.indexOf(pack))).size === 3);
  expect(fourth).toBeGreaterThan(2);
  expect(idsOf(articles)).toEqual(docs.slice(0, fourth).map((doc) => `a${doc}`));
  const { reads, rounds } = reader.meter;
  expect({ reads, rounds }).toEqual({ reads: 1 + 3, rounds: 2 });
});

test("the first articles of a list are decoded until they weigh too much, and one always is", async () => {
  const reader = await coldReader(local.kv, NOW);
  const some = await readFirstArticles(reader, docs, { packs: 40, bytes: 10_000 });
  expect(some.length).toBeGreaterThan(2);
  expect(some.length).toBeLessThan(6);
  expect(await readFirstArticles(reader, docs, { packs: 40, bytes: 1 })).toHaveLength(1);
  expect(await readFirstArticles(reader, [], { packs: 40, bytes: 1 })).toEqual([]);
  expect(idsOf(await readFirstArticles(reader, docs, { packs: 40, bytes: Infinity }))).toHaveLength(
    30,
  );
});

test("a number that the release does not have is refused", async () => {
  const reader = await coldReader(local.kv, NOW);
  const limits = { packs: 1, bytes: 1 };
  await expect(readFirstArticles(reader, [COUNT], limits)).rejects.toThrow(RangeError);
});
