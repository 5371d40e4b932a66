import { afterAll, beforeAll, expect, test } from "vitest";
import { readCardRange, readCards } from "#store/card-reading.ts";
import { cardLayout } from "#store/cards.ts";
import { openLocalKv } from "./local-kv.ts";
import { madeArticles } from "./made-articles.ts";
import { coldReader, noIndex, published } from "./published.ts";

const NOW = Date.UTC(2024, 0, 1);
const { perBlob } = cardLayout(0);
const COUNT = 3 * perBlob + 7;
const local = await openLocalKv();
beforeAll(() => published(local.kv, madeArticles(COUNT), { now: NOW, buildIndex: noIndex }));
afterAll(local.close);

test.each([
  [0, COUNT, 4],
  [0, perBlob, 1],
  [perBlob - 1, perBlob + 1, 2],
  [5, 6, 1],
  [COUNT - 1, COUNT, 1],
  [COUNT, COUNT, 1],
  [7, 7, 1],
])(
  "the cards from %i to %i are those that are read one by one, from %i blobs",
  async (from, to, blobs) => {
    const reader = await coldReader(local.kv, NOW);
    const range = await readCardRange(reader, from, to);
    expect(reader.meter.reads).toBeLessThanOrEqual(1 + blobs);
    const docs = Array.from({ length: to - from }, (_, index) => from + index);
    expect(range).toEqual(await readCards(reader, docs));
  },
);
