import { afterAll, expect, test } from "vitest";
import type { Manifest } from "#model/release.ts";
import { encodeBlock } from "#store/block.ts";
import { blobNameOf } from "#store/blob-name.ts";
import { StoreFault } from "#store/fault.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { blobKey } from "#store/key.ts";
import { createKvGate } from "#store/kv-gate.ts";
import { packedArticle, encodePack, openPack } from "#store/pack.ts";
import { type Reader, readerOf } from "#store/reader.ts";
import { openLocalKv } from "./local-kv.ts";
import { madeArticle } from "./made-articles.ts";

const local = await openLocalKv();
afterAll(local.close);
const articles = ["甲", "b", "😀"].map((title, index) =>
  madeArticle({ id: `a${index}`, title, body: "正文\u0000".repeat(200) }),
);

/** A reader of a release without a recent part, on an isolate that holds nothing. */
function coldReader(): Reader {
  const cache = createIsolateCache();
  // Nothing else of the manifest is asked for.
  const manifest = {} as unknown as Manifest;
  return readerOf(manifest, cache, createKvGate({ kv: local.kv, cache, now: 0 }));
}

async function put(bytes: Uint8Array, name?: string): Promise<string> {
  const key = name ?? (await blobNameOf(bytes));
  await local.kv.put(blobKey(key), bytes);
  return key;
}

/** A pack as releases have it whose layout is no text. */
function olderPack(): Uint8Array {
  const bytes = encodeBlock("WIDX", articles.map(packedArticle));
  bytes.set(new TextEncoder().encode("PACK"));
  return bytes;
}

test("packs come by one bulk read as they were written, and are not read again", async () => {
  const packs = articles.map((article) => encodePack([article, ...articles]));
  const names = await Promise.all(packs.map((bytes) => put(bytes)));
  const reader = coldReader();
  const asked = [...names, names[0]!];
  expect(await reader.packs(asked)).toEqual([...packs, packs[0]]);
  expect(reader.meter).toMatchObject({ reads: 3, ops: 1, rounds: 1 });
  expect(await reader.blobs(names)).toEqual(packs);
  expect(reader.meter.ops).toBe(1);
});

test("what was read by itself is not read again in bulk", async () => {
  const name = await put(encodePack(articles));
  const reader = coldReader();
  await reader.blobs([name]);
  await reader.packs([name]);
  expect(reader.meter.reads).toBe(1);
});

test("a pack of an older release, which is no text, is read once more by itself, and no other", async () => {
  const older = olderPack();
  const names = [await put(encodePack(articles)), await put(older)];
  const reader = coldReader();
  const [, read] = await reader.packs(names);
  expect(read).toEqual(older);
  expect(openPack(read!, "older").article(2)).toEqual(articles[2]);
  expect(reader.meter).toMatchObject({ reads: 3, ops: 2, rounds: 2 });
});

test("a pack that is another, or is not there, is a fault that names it, whatever came with it", async () => {
  const [one, other] = [await put(encodePack(articles)), "ThereIsNoSuchBlob00000"];
  await expect(coldReader().packs([one, other])).rejects.toThrow(other);
  await put(encodePack(articles.slice(1)), other);
  const reading = coldReader().packs([one, other]);
  await expect(reading).rejects.toThrow(StoreFault);
  await expect(reading).rejects.toThrow("is not what it is named by");
});
