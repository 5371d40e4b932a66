import { expect, test } from "vitest";
import { blobsOf } from "#publish/build/release-blobs.ts";
import { buildSearchIndex } from "#publish/build/index-part.ts";
import { planPublication } from "#publish/build/plan.ts";
import { readyArticles } from "#publish/build/ready-article.ts";
import { keptWords } from "#publish/build/suggestion-part.ts";
import { textFromManifest, manifestFromText } from "#store/manifest-text.ts";
import type { ReadingsOf } from "#search/suggest/source.ts";
import { builtOf, readerOf, textsFor } from "../../search/suggestions.ts";
import { madeArticle, madeArticles, madeSite, seededRandom } from "../../store/made-articles.ts";
import { articleWords } from "#search/suggest/collection.ts";
import { toSuggestionRoot } from "#search/suggest/root.ts";
import { isRejection } from "#model/rejection.ts";
import type { Manifest } from "#model/release.ts";
import type { Workshop } from "#search/build/workshop.ts";

const NOW = Date.UTC(2024, 0, 1);
const site = madeSite("Paper", ["news"]);
const readingsOf = readerOf("重庆 chong qing");

function planned(articles = madeArticles(5), reader?: typeof readingsOf, workshop?: Workshop) {
  const input = {
    site,
    articles,
    now: NOW,
    previous: null,
    buildIndex: buildSearchIndex,
    workshop,
  };
  const past = { past: null, isBackfill: false };
  return planPublication({ ...input, ...past, readingsOf: reader, progress: () => undefined });
}

/** What a release suggests, read back from its blobs. */
function suggestedBy(manifest: Manifest, blobs: ReadonlyMap<string, Uint8Array>, typed: string) {
  const { root, shards, texts } = manifest.suggest ?? { root: null, shards: [], texts: [] };
  const checked = toSuggestionRoot(root);
  if (isRejection(checked)) throw new TypeError("no root");
  const bytes = (names: readonly string[]) => names.map((name) => blobs.get(name)!);
  return textsFor({ root: checked, shards: bytes(shards), texts: bytes(texts) }, typed);
}

test("a release names the blobs of its suggestions, so that they are written and kept", async () => {
  const { manifest, blobs } = await planned();
  const names = [...(manifest.suggest?.shards ?? []), ...(manifest.suggest?.texts ?? [])];
  expect(names.length).toBeGreaterThan(1);
  for (const name of names) {
    expect(blobs.has(name)).toBe(true);
    expect(blobsOf(manifest).has(name)).toBe(true);
  }
  expect(suggestedBy(manifest, blobs, "title of 3")).toEqual(["Title of 3"]);
});

test("suggestions come through the manifest's text as they were", async () => {
  const { manifest } = await planned();
  expect(manifestFromText(textFromManifest(manifest), "current")).toEqual(manifest);
});

test("a manifest of before there were suggestions is read, and names no blobs of them", async () => {
  const { suggest: _, ...before } = (await planned()).manifest;
  expect(manifestFromText(textFromManifest(before), "current")).toEqual(before);
  expect(blobsOf(before).size).toBeGreaterThan(5);
});

test("the order in which articles come makes no difference", async () => {
  const articles = madeArticles(20);
  const [one, other] = [await planned(articles), await planned(articles.toReversed())];
  expect(one.manifest.suggest).toEqual(other.manifest.suggest);
});

test("titles are found by pinyin when somebody reads them, and drafts, withdrawn and later articles by nothing", async () => {
  const articles = [
    madeArticle({ id: "seen", title: "重庆的夜", tags: ["夜"] }),
    madeArticle({ id: "draft", title: "重庆草稿", tags: ["稿"], status: "draft" }),
    madeArticle({ id: "gone", title: "重庆旧闻", tags: ["旧"], status: "withdrawn" }),
    madeArticle({ id: "later", title: "重庆明天", tags: ["明"], published: "2024-02-01" }),
  ];
  const { manifest, upcoming, blobs } = await planned(articles, readingsOf);
  expect(suggestedBy(manifest, blobs, "chongqing")).toEqual(["重庆的夜"]);
  expect(suggestedBy(manifest, blobs, "重庆")).toEqual(["重庆的夜"]);
  for (const tag of ["稿", "旧", "明"]) expect(suggestedBy(manifest, blobs, tag)).toEqual([]);
  expect(suggestedBy(upcoming[0]!, blobs, "cq")).toEqual(["重庆明天", "重庆的夜"]);
  const unread = await planned(articles);
  expect(suggestedBy(unread.manifest, unread.blobs, "chongqing")).toEqual([]);
});

test("what was kept of a publication that nobody read Chinese for is none of one that somebody does", async () => {
  const kept = new Map<string, Uint8Array>();
  const workshop: Workshop = {
    recall: (key) => kept.get(key),
    keep: (key, bytes) => void kept.set(key, bytes),
  };
  // No word of it may be suggested, so that both have the same source.
  const articles = [madeArticle({ id: "night", title: "重庆" })];
  const found: (readonly string[])[] = [];
  for (const reader of [undefined, readingsOf, undefined]) {
    const { manifest, blobs } = await planned(articles, reader, workshop);
    found.push(suggestedBy(manifest, blobs, "chongqing"));
  }
  expect(found).toEqual([[], ["重庆"], []]);
});

test("10,000 Chinese titles of ten words, drawn from 3,000 words, take about 30 writes, keys of mixed writing and pinyin included", () => {
  const random = seededRandom(1);
  const one = (): string => String.fromCharCode(0x4e00 + Math.floor(random() ** 2 * 3_000));
  const words = Array.from({ length: 3_000 }, () => one() + one());
  const titles = Array.from({ length: 10_000 }, () =>
    Array.from({ length: 10 }, () => words[Math.floor(random() ** 2 * words.length)]).join(""),
  );
  const starts = ["b", "zh", "g", "x", "sh", "l", "q", "j"];
  const ends = ["an", "eng", "u", "iang", "i", "ao"];
  const syllable = (character: string): string => {
    const code = character.charCodeAt(0);
    return starts[code % 8]! + ends[(code >> 3) % 6]!;
  };
  const readingsOf: ReadingsOf = (text) =>
    (text.match(/../g) ?? []).map((word) => ({
      text: word,
      syllables: Array.from(word, syllable),
    }));
  const { shards, texts, root } = builtOf({ titles }, { readingsOf });
  const bytes = (blobs: readonly Uint8Array[]): number =>
    blobs.reduce((sum, { length }) => sum + length, 0) / 1024;
  console.info(
    `${shards.length} shards, ${bytes(shards).toFixed()} KB; ${texts.length} blob of texts, ${bytes(texts).toFixed()} KB`,
  );
  expect(shards.length + texts.length).toBeLessThanOrEqual(32);
  expect(texts).toHaveLength(1);
  expect(Math.max(...shards.map(({ length }) => length))).toBeLessThan(272 * 1024);
  expect(JSON.stringify(root).length).toBeLessThan(2_000);
});

test("words that were kept as rows are those of the articles, however they are written", async () => {
  const written = [
    "NASA launches rockets",
    "Nasa launches Rockets",
    "iPhone und Äpfel",
    "重庆 rockets",
    "",
  ].map((title, at) =>
    madeArticle({ id: `w${at}`, title: title || "x", summary: "Rockets, again" }),
  );
  const articles = await readyArticles(written);
  const words = (workshop?: Workshop) => [...keptWords(articles, { site, readingsOf, workshop })];
  const tables = new Map<string, string>();
  const workshop: Workshop = {
    recall: () => undefined,
    keep: () => undefined,
    rowsOf: (table) => ({
      get(key) {
        const row = tables.get(`${table} ${key}`);
        return row === undefined ? undefined : JSON.parse(row);
      },
      put: (key, row) => void tables.set(`${table} ${key}`, JSON.stringify(row)),
    }),
  };
  const right = written.map((article) => articleWords(article, site, readingsOf));
  expect(words()).toEqual(right);
  expect(right.flatMap(({ words: all }) => all).some((word) => typeof word !== "string")).toBe(
    true,
  );
  expect(words(workshop)).toEqual(right);
  expect(tables.size).toBe(articles.length);
  expect(words(workshop)).toEqual(right);
});
