import { afterAll, beforeAll, expect, test } from "vitest";
import type { ArticleId } from "#model/name.ts";
import {
  archiveParts,
  docOf,
  findAlias,
  findArticle,
  findFirstAlias,
  readArchive,
  readFront,
} from "#store/article-reading.ts";
import { readArticle } from "#store/pack-reading.ts";
import { openLocalKv } from "./local-kv.ts";
import { madeArticle, madeArticles } from "./made-articles.ts";
import { coldReader, noIndex, published } from "./published.ts";

const NOW = Date.UTC(2024, 0, 1);
const COUNT = 200;
const local = await openLocalKv();
beforeAll(() => {
  const old = { published: "2000-01-01", aliases: ["/old/1.html", "/old/1.html?id=2"] };
  const articles = [...madeArticles(COUNT), madeArticle({ id: "old", ...old })];
  return published(local.kv, articles, { now: NOW, buildIndex: noIndex });
});
afterAll(local.close);

// They are right ones.
const idOf = (id: string) => id as ArticleId;

test("an article is found by its id, and read where the directory says that it lies", async () => {
  const reader = await coldReader(local.kv, NOW);
  const entry = await findArticle(reader, idOf("a7"));
  if (entry === null || !("pack" in entry)) throw new TypeError("it was not found");
  expect((await readArticle(reader, entry)).id).toBe("a7");
  // The oldest of all lies before it.
  expect(docOf(reader.manifest, entry)).toBe(8);
  expect(docOf(reader.manifest, { pack: 1_000, slot: 0 })).toBeUndefined();
  expect(await findArticle(reader, idOf("nobody"))).toBeNull();
});

test("an old path is found as it was written, with its query, and the first claimed of several", async () => {
  const reader = await coldReader(local.kv, NOW);
  const owner = async (path: string) => (await findAlias(reader, path))?.id ?? null;
  expect(await owner("/old/1.html")).toBe("old");
  expect(await owner("/old/1.html?id=2")).toBe("old");
  expect(await owner("/old/1.html?id=3")).toBeNull();
  expect(await findFirstAlias(reader, ["/old/2.html", "/old/3.html"])).toBeNull();
  expect((await findFirstAlias(reader, ["/old/2.html", "/old/1.html"]))?.id).toBe("old");
});

test("archive documents lead from the newest page back to the oldest article, each read once", async () => {
  const reader = await coldReader(local.kv, NOW);
  const newest = (await readFront(reader, "")).map(({ id }) => id);
  const seen: string[] = [];
  let name = reader.manifest.fronts.find(({ path }) => path === "")?.archive.newest ?? undefined;
  while (name !== undefined) {
    expect(await archiveParts(reader, "", name)).not.toBeNull();
    const page = await readArchive(reader, "", name);
    seen.push(...page!.articles.map(({ id }) => id));
    name = page!.previous;
  }
  expect(seen.at(-1)).toBe("old");
  expect(new Set([...newest, ...seen]).size).toBe(COUNT + 1);
  expect(new Set(seen).size).toBe(seen.length);
});

test("what the release does not have is null, and a front that it does not have a mistake of the caller", async () => {
  const reader = await coldReader(local.kv, NOW);
  expect(await readArchive(reader, "nowhere", "0")).toBeNull();
  expect(await archiveParts(reader, "", "nothing")).toBeNull();
  await expect(readFront(reader, "nowhere")).rejects.toThrow(RangeError);
});
