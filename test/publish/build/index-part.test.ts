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
});

test("an edit makes what is near it anew, and an addition and a withdrawal the same blobs as from scratch", async () => {
  const { counts, workshop } = createWorkshop();
  await blobNames(ARTICLES, workshop);
  // A run, a blob of cards or two, counted terms, words and sketches; what is put in between numbers
  // all cards behind it anew.
  const changes: readonly (readonly [number, readonly Article[]])[] = [
    [6, ARTICLES.map((article, at) => (at === 450 ? { ...article, title: "Anders" } : article))],
    [
      90,
      [...ARTICLES, madeArticle({ id: "back", published: "2020-01-20T12:30:00Z", body: "Wort" })],
    ],
    [
      90,
      ARTICLES.map((article, at) => (at === 300 ? { ...article, status: "withdrawn" } : article)),
    ],
  ];
  for (const [most, articles] of changes) {
    counts.made = 0;
    expect(await blobNames(articles, workshop)).toEqual(await blobNames(articles));
    expect(counts.made).toBeLessThanOrEqual(most);
    expect(counts.made).toBeGreaterThan(1);
  }
});

test("kept work that is not what it should be is made anew", async () => {
  const { works, workshop } = createWorkshop();
  const bare = await blobNames(ARTICLES, workshop);
  for (const key of works.keys())
    if (key.startsWith("run ")) works.set(key, new Uint8Array([9, 0, 0, 0, 1]));
  expect(await blobNames(ARTICLES, workshop)).toEqual(bare);
});
