import { afterAll, beforeEach, expect, test } from "vitest";
import type { Manifest } from "#model/release.ts";
import { withSections } from "#model/section.ts";
import { blobsOf } from "#publish/build/release-blobs.ts";
import { rollback } from "#publish/write/rollback.ts";
import { findArticle } from "#store/article-reading.ts";
import { readArticle } from "#store/pack-reading.ts";
import { keysOf, openLocalKv, watchedKv } from "../store/local-kv.ts";
import { madeArticle, madeArticles, madeId, madeSite } from "../store/made-articles.ts";
import { coldReader, noIndex, published } from "../store/published.ts";
import { readWhole } from "../store/whole-site.ts";

const local = await openLocalKv();
beforeEach(local.clear);
afterAll(local.close);

const NOW = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

/** An article whose every text holds a word of its own, by which the bytes of blobs are searched. */
function marked(word: string, fields: Readonly<Record<string, unknown>>) {
  return madeArticle({
    id: `${word}-id`,
    title: `${word} title`,
    body: `<p>${word} body</p>`,
    summary: `${word} summary`,
    kicker: `${word} kicker`,
    authors: [`${word} author`],
    tags: [`${word} tag`],
    section: `${word}-section`,
    aliases: [`/${word}.html`],
    lang: "en",
    ...fields,
  });
}

const secrets = {
  qdraftzw: { status: "draft" },
  xfuturezw: { published: "2024-02-01T00:00:00Z" },
  vembargozw: { published: "2023-12-01", embargo: "2024-03-01T00:00:00Z" },
  jwithdrawnzw: { status: "withdrawn", published: "2023-12-01" },
  kpulledzw: { status: "withdrawn", published: "2024-02-01T00:00:00Z" },
} as const;
const words = Object.keys(secrets) as (keyof typeof secrets)[];
const articles = [
  ...madeArticles(50),
  ...words.map((word) => marked(word, secrets[word])),
  marked("mpublishedzw", {}),
  madeArticle({
    id: "neighbour",
    previous: { title: "qdraftzw title", id: "qdraftzw-id" },
    next: { title: "xfuturezw title", id: "xfuturezw-id" },
    translations: { de: "vembargozw-id", fr: "a1" },
  }),
];

/** In which blobs of a release the word stands. The first letter is left out, for the index shares the beginnings of neighbouring terms. */
async function foundIn(manifest: Manifest, word: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of blobsOf(manifest)) {
    const bytes = (await local.kv.get(`blob/${name}`, "arrayBuffer")) ?? new ArrayBuffer();
    if (Buffer.from(bytes).includes(word.slice(1))) found.push(name);
  }
  if (JSON.stringify(manifest).includes(word.slice(1))) found.push("manifest");
  return found;
}

/** The tree that ingest makes when there is no `site.toml`: of every article's sections. */
const site = {
  ...madeSite(),
  sections: withSections(
    [],
    articles.flatMap(({ section }) => [section]),
  ),
};

test("drafts, future, embargoed and withdrawn articles stand in no byte of a release; a published one does", async () => {
  await published(local.kv, articles, { now: NOW, site });
  const { manifest } = await coldReader(local.kv, NOW);
  const shards: readonly string[] = manifest.index.shards;
  const control = await foundIn(manifest, "mpublishedzw");
  expect(control.some((name) => shards.includes(name))).toBe(true);
  expect(control).toContain("manifest");
  for (const word of ["qdraftzw", "xfuturezw", "vembargozw", "kpulledzw"] as const)
    expect([word, await foundIn(manifest, word)]).toEqual([word, []]);
  // Of a withdrawn article the directory keeps id and aliases, to answer 410.
  const kept = await foundIn(manifest, "jwithdrawnzw");
  expect(kept.every((name) => manifest.directory.includes(name))).toBe(true);
});

test("each appears in the release that is prepared for its time, and a draft in none", async () => {
  await published(local.kv, articles, { now: NOW, site });
  const at = async (date: string): Promise<Manifest> =>
    (await coldReader(local.kv, Date.parse(date))).manifest;
  const february = await at("2024-02-01T00:00:00Z");
  const march = await at("2024-03-01T00:00:00Z");
  expect(await foundIn(february, "xfuturezw")).toContain(february.fronts[0]?.blob);
  expect(await foundIn(february, "vembargozw")).toEqual([]);
  expect(await foundIn(march, "vembargozw")).not.toEqual([]);
  for (const manifest of [february, march]) expect(await foundIn(manifest, "qdraftzw")).toEqual([]);
  const count = async (manifest: Manifest) =>
    (await readWhole(await coldReader(local.kv, Date.parse(manifest.created)))).length;
  expect([await count(february), await count(march)]).toEqual([53, 54]);
});

test("an article names a neighbour and a translation from the moment that readers see them, and no draft", async () => {
  await published(local.kv, articles, { now: NOW, site });
  const neighbour = async (date: string) => {
    const reader = await coldReader(local.kv, Date.parse(date));
    const entry = await findArticle(reader, madeId("neighbour"));
    if (entry === null || entry.withdrawn) throw new TypeError("neighbour");
    const { previous, next, translations } = await readArticle(reader, entry);
    return [previous?.title, next?.title, translations];
  };
  expect(await neighbour("2024-01-01")).toEqual([undefined, undefined, { fr: "a1" }]);
  const named = [undefined, "xfuturezw title", { de: "vembargozw-id", fr: "a1" }];
  expect(await neighbour("2024-03-01")).toEqual(named);
});

test("an article withdrawn before it was ever published is not known to the directory", async () => {
  await published(local.kv, articles, { now: NOW, site });
  const reader = await coldReader(local.kv, NOW);
  expect(await findArticle(reader, madeId("kpulledzw-id"))).toBeNull();
  expect(await findArticle(reader, madeId("jwithdrawnzw-id"))).toMatchObject({ withdrawn: true });
});

test("a draft with the id of a published article, and changed after it, does not take its place", async () => {
  const draft = marked("qdraftzw", { id: "a1", status: "draft", updated: "2023-12-31" });
  await published(local.kv, [draft, ...madeArticles(3)], { now: NOW, buildIndex: noIndex });
  const whole = await readWhole(await coldReader(local.kv, NOW));
  expect(whole.map(({ id }) => id)).toEqual(["a0", "a1", "a2"]);
});

test("an upcoming release shares all blobs but those that the new article changes", async () => {
  const site = madeArticles(300);
  const due = madeArticle({ id: "due", published: "2024-02-01" });
  const { kv, calls } = watchedKv(local.kv);
  await published(kv, [...site, due], { now: NOW, buildIndex: noIndex });
  const base = blobsOf((await coldReader(local.kv, NOW)).manifest);
  const later = blobsOf((await coldReader(local.kv, Date.UTC(2024, 1, 1))).manifest);
  const own = [...later].filter((name) => !base.has(name));
  // Home page, related articles and the log of changes among them.
  expect(own.length).toBeLessThan(12);
  expect(keysOf(calls, "put").length).toBe(base.size + own.length + 3);
});

test("a moment's end belongs to it: nothing appears a second early, fractions and offsets count", async () => {
  const due = madeArticle({ id: "due", published: "2024-01-01T20:00:00.500+08:00" });
  await published(local.kv, [...madeArticles(3), due], { now: NOW, buildIndex: noIndex });
  const count = async (time: string): Promise<number> =>
    (await coldReader(local.kv, Date.parse(time))).manifest.count;
  expect(await count("2024-01-01T12:00:00.500Z")).toBe(3);
  expect(await count("2024-01-01T12:00:00.999Z")).toBe(3);
  expect(await count("2024-01-01T12:00:01Z")).toBe(4);
});

test("at most 24 moments are prepared; the publisher is told of the rest, and they are prepared when their turn comes", async () => {
  const due = Array.from({ length: 30 }, (_, index) =>
    madeArticle({ id: `due${index}`, published: new Date(NOW + (index + 1) * DAY).toISOString() }),
  );
  const site = [...madeArticles(3), ...due];
  const first = await published(local.kv, site, { now: NOW, buildIndex: noIndex });
  expect(first.upcoming).toHaveLength(24);
  expect(first.notices[0]?.what).toContain("2024-01-26T00:00:00Z");
  const later = NOW + 10.5 * DAY;
  expect((await coldReader(local.kv, later)).manifest.count).toBe(13);
  const second = await published(local.kv, site, { now: later, buildIndex: noIndex });
  expect([second.articles, second.upcoming.length, second.notices]).toEqual([13, 20, []]);
});

test("when scheduled articles have appeared, publishing the same again writes nothing", async () => {
  const due = ["2024-02-01", "2024-03-01"].map((published) =>
    madeArticle({ id: published, published }),
  );
  const site = [...madeArticles(60), ...due];
  await published(local.kv, site, { now: NOW });
  const { kv, calls } = watchedKv(local.kv);
  const again = await published(kv, site, { now: Date.UTC(2024, 1, 15) });
  expect(again).toMatchObject({ kind: "unchanged", upcoming: ["2024-03-01T00:00:00Z"] });
  expect(keysOf(calls, "put")).toEqual([]);
});

test("what is scheduled is not shown by a rollback to the release that waits for it", async () => {
  const due = madeArticle({ id: "due", published: "2024-02-01" });
  await published(local.kv, [...madeArticles(3), due], { now: NOW, buildIndex: noIndex });
  const { upcoming } = (await coldReader(local.kv, NOW)).manifest;
  const outcome = await rollback({ kv: local.kv, now: NOW, to: upcoming[0]?.release ?? "" });
  expect(outcome).toMatchObject({ kind: "rejection" });
});
