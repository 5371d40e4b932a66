import { expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { buildSearchIndex } from "#publish/build/index-part.ts";
import { planPublication } from "#publish/build/plan.ts";
import type { Workshop } from "#search/build/workshop.ts";
import { madeArticle, madeArticles, madeSite } from "../../store/made-articles.ts";

const ARTICLES = madeArticles(900);

/** A workshop that counts. */
function createWorkshop() {
  const works = new Map<string, Uint8Array>();
  const counts = { recalled: 0, made: 0 };
  const workshop: Workshop = {
    recall(key) {
      const found = works.get(key);
      if (found !== undefined) counts.recalled += 1;
      return found;
    },
    keep(key, bytes) {
      counts.made += 1;
      works.set(key, bytes);
    },
  };
  return { works, counts, workshop };
}

async function blobNames(articles: readonly Article[], workshop?: Workshop) {
  const { blobs } = await planPublication({
    site: madeSite("Workshop"),
    articles,
    now: Date.UTC(2024, 0, 1),
    isBackfill: false,
    previous: null,
    past: null,
    buildIndex: buildSearchIndex,
    progress: () => undefined,
    workshop,
  });
  return [...blobs.keys()].sort();
}

test("with kept work, none, or half of it, the same blobs are made", async () => {
  const { works, counts, workshop } = createWorkshop();
  const bare = await blobNames(ARTICLES);
  expect(await blobNames(ARTICLES, workshop)).toEqual(bare);
  expect(counts.recalled).toBe(0);
  expect(await blobNames(ARTICLES, workshop)).toEqual(bare);
  expect(counts.recalled).toBe(counts.made);
  for (const [at, key] of [...works.keys()].entries()) if (at % 2 === 0) works.delete(key);
  expect(await blobNames(ARTICLES, workshop)).toEqual(bare);
}, 60_000);

test("an edit, an addition and a withdrawal make what is near them anew, and the same blobs as from scratch", async () => {
  const { counts, workshop } = createWorkshop();
  await blobNames(ARTICLES, workshop);
  const changes: readonly (readonly Article[])[] = [
    ARTICLES.map((article, at) => (at === 450 ? { ...article, title: "Anders" } : article)),
    [...ARTICLES, madeArticle({ id: "back", published: "2020-01-20T12:30:00Z", body: "Wort" })],
    ARTICLES.map((article, at) => (at === 300 ? { ...article, status: "withdrawn" } : article)),
  ];
  for (const articles of changes) {
    counts.made = 0;
    expect(await blobNames(articles, workshop)).toEqual(await blobNames(articles));
    // A run, and a blob of cards or two.
    expect(counts.made).toBeLessThanOrEqual(4);
    expect(counts.made).toBeGreaterThan(1);
  }
}, 60_000);

test("kept work that is not what it should be is made anew", async () => {
  const { works, workshop } = createWorkshop();
  const bare = await blobNames(ARTICLES, workshop);
  for (const key of works.keys())
    if (key.startsWith("run ")) works.set(key, new Uint8Array([9, 0, 0, 0, 1]));
  expect(await blobNames(ARTICLES, workshop)).toEqual(bare);
}, 60_000);
