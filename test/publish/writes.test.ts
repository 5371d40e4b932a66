import { beforeAll, expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import type { Manifest } from "#model/release.ts";
import { blobsOf } from "#publish/build/release-blobs.ts";
import { madeArticle, madeArticles, madeSite } from "../store/made-articles.ts";
import { createPublisher, type Publisher } from "./publisher.ts";

/** A site of several thousand articles, dealt to sections in turn: what a change rewrites of it, but for the index, which numbers every
 *  article. */
const SECTIONS = Array.from({ length: 12 }, (_, at) => (at < 4 ? `s${at}` : `s${at % 4}/t${at}`));
const ARTICLES = madeArticles(3_000, { sections: SECTIONS, bytes: 1_500 });
const OLD = 1_500;
const NEWEST = ARTICLES.length - 1;
const HOUR = 3_600_000;

const site = madeSite("Writes");
let now = Date.UTC(2024, 0, 1);
let publisher: Publisher;

beforeAll(async () => {
  publisher = createPublisher();
  await publisher.publish(ARTICLES, { now, site });
});

/** Publishes these articles, counts the new blobs by what they are, and publishes what was there before again. */
async function writesOf(articles: readonly Article[]): Promise<Readonly<Record<string, number>>> {
  const before = new Set(publisher.blobs.keys());
  const { manifest } = await publisher.publish(articles, { now: (now += HOUR), site });
  const kinds = kindsOf(manifest);
  const counts: Record<string, number> = {};
  for (const name of blobsOf(manifest)) {
    if (before.has(name)) continue;
    const kind = kinds.get(name) ?? "other";
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  await publisher.publish(ARTICLES, { now: (now += HOUR), site });
  return counts;
}

function kindsOf(manifest: Manifest): ReadonlyMap<string, string> {
  const { packs, cards, directory, fronts, ledger = [], related = [], log, home } = manifest;
  const named: readonly (readonly [string, readonly (string | undefined)[]])[] = [
    ["packs", packs.map(({ blob }) => blob)],
    ["cards", cards],
    ["directory", directory],
    ["fronts", fronts.map(({ blob }) => blob)],
    ["archive", fronts.flatMap(({ archive }) => archive.chunks)],
    ["ledger", ledger],
    ["related", related],
    ["log", [log?.blob]],
    ["home", [home]],
  ];
  return new Map(named.flatMap(([kind, names]) => names.map((name) => [name ?? "", kind])));
}

function changed(at: number, change: (article: Article) => Article): readonly Article[] {
  return ARTICLES.map((article, index) => (index === at ? change(article) : article));
}

const comma = (article: Article): Article =>
  madeArticle({ ...article, body: article.body.replace("w ", "w, ") });

const added = (published: string): readonly Article[] => [
  ...ARTICLES,
  madeArticle({ id: "more", section: "s0", published, body: "<p>ein Wort</p>" }),
];

test("one comma in an old article writes its pack, its cards, its entry, its line in the ledger and the log", async () => {
  expect(await writesOf(changed(OLD, comma))).toEqual({
    packs: 1,
    cards: 1,
    directory: 1,
    ledger: 1,
    log: 1,
  });
});

test("one comma in the newest article writes the fronts that show it too, and no archive list", async () => {
  const counts = await writesOf(changed(NEWEST, comma));
  expect(counts).toMatchObject({ packs: 1, cards: 1, directory: 1, ledger: 1, fronts: 3 });
  expect(counts["archive"]).toBeUndefined();
});

test("an article that is added at the end writes what is at the end, and at most one list a feed", async () => {
  const { packs, cards, directory, fronts, archive = 0 } = await writesOf(added("2023-12-30"));
  expect({ packs, cards, directory, fronts }).toEqual({
    packs: 1,
    cards: 1,
    directory: 1,
    fronts: 2,
  });
  expect(archive).toBeLessThanOrEqual(2);
});
