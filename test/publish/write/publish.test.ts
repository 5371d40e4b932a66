import { afterAll, beforeEach, expect, test } from "vitest";
import { epochMs } from "#model/instant.ts";
import type { Article } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import { frontAt } from "#model/release.ts";
import type { PublicationProgress } from "#publish/write/publication.ts";
import { publish } from "#publish/write/publish.ts";
import { findAlias, findArticle } from "#store/article-reading.ts";
import { readCards } from "#store/card-reading.ts";
import { mediaKey } from "#store/key.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";
import { keysOf, openLocalKv, watchedKv } from "../../store/local-kv.ts";
import {
  madeArticle,
  madeArticles,
  madeId,
  madeSite,
  seededRandom,
} from "../../store/made-articles.ts";
import { coldReader, noIndex, published } from "../../store/published.ts";
import { readChain, readWhole } from "../../store/whole-site.ts";

const local = await openLocalKv();
beforeEach(local.clear);
afterAll(local.close);

const NOW = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

test("what is published comes back whole by every way: feeds and archives of every section, directory, cards, numbers", async () => {
  const articles = madeArticles(150, { sections: ["news", "news/town", "culture"] });
  const also = madeArticle({ id: "also", section: "news/town", also: ["news", "culture"] });
  const outcome = await published(local.kv, [...articles, also], { now: NOW });
  expect(outcome).toMatchObject({ kind: "published", articles: 151, skipped: 0 });
  const reader = await coldReader(local.kv, NOW);
  expect(await readWhole(reader)).toEqual([...articles, also]);
  const counts = reader.manifest.fronts.map(({ path, count, own }) => [path, count, own]);
  expect(counts).toEqual([
    ["", 151, 0],
    ["culture", 51, 51],
    ["news", 101, 51],
    ["news/town", 51, 51],
  ]);
});

test("the same articles in any order, by any publisher, are the same blobs and the same content", async () => {
  const articles = madeArticles(200, { sections: ["a", "b/c"] });
  const random = seededRandom(7);
  const names: string[] = [];
  for (const order of [articles, articles.toReversed(), articles.toSorted(() => random() - 0.5)]) {
    await local.clear();
    await published(local.kv, order, { now: NOW + names.length * DAY });
    const { keys } = await local.kv.list({ prefix: "blob/" });
    const { manifest } = await coldReader(local.kv, NOW + 9 * DAY);
    names.push([manifest.content, ...keys.map(({ name }) => name)].join());
  }
  expect(new Set(names).size).toBe(1);
});

test("publishing the same again writes nothing and keeps the release", async () => {
  const articles = madeArticles(60);
  const first = await published(local.kv, articles, { now: NOW });
  const { kv, calls } = watchedKv(local.kv);
  const again = await published(kv, articles.toReversed(), { now: NOW + DAY });
  expect(again).toMatchObject({ kind: "unchanged", release: first.release, written: 0 });
  expect(keysOf(calls, "put")).toEqual([]);
});

test("a blob that KV has lost is written again, though nothing changed", async () => {
  const articles = madeArticles(60);
  await published(local.kv, articles, { now: NOW });
  const { manifest } = await coldReader(local.kv, NOW);
  await local.kv.delete(`blob/${manifest.packs[0]?.blob}`);
  const again = await published(local.kv, articles, { now: NOW + DAY });
  expect(again).toMatchObject({ kind: "unchanged", written: 1 });
  await readWhole(await coldReader(local.kv, NOW + DAY));
});

test("a site's new title is a new release of the same articles", async () => {
  const articles = madeArticles(5);
  const first = await published(local.kv, articles, { now: NOW, site: madeSite("Old") });
  const second = await published(local.kv, articles, { now: NOW + DAY, site: madeSite("New") });
  expect(second).toMatchObject({ kind: "published", written: 2 });
  expect(second.release).not.toBe(first.release);
  const { manifest } = await coldReader(local.kv, NOW + DAY);
  expect(manifest.fronts.map(({ modified }) => modified)).toEqual([
    "2024-01-02T00:00:00Z",
    "2024-01-02T00:00:00Z",
  ]);
});

test("a correction of an old article does not make the newest page new, but a change of the archive before it does", async () => {
  const articles = madeArticles(100);
  await published(local.kv, articles, { now: NOW, buildIndex: noIndex });
  const modified = async (): Promise<string | undefined> =>
    frontAt((await coldReader(local.kv, NOW + 9 * DAY)).manifest, "")?.modified;
  const before = await modified();
  const corrected = articles.map((each) => (each.id === "a3" ? { ...each, title: "New" } : each));
  await published(local.kv, corrected, { now: NOW + DAY, buildIndex: noIndex });
  expect(await modified()).toBe(before);
  const { manifest } = await coldReader(local.kv, NOW + DAY);
  const [archived] = manifest.fronts[0]?.archive.newest?.split("~") ?? [];
  const without = corrected.filter(({ id }) => id !== archived);
  await published(local.kv, without, { now: NOW + 2 * DAY, buildIndex: noIndex });
  expect(await modified()).toBe("2024-01-03T00:00:00Z");
});

test("what is changed and changed back is the content that it was, at a later time", async () => {
  const articles = madeArticles(5);
  const [, ...rest] = articles;
  const first = await published(local.kv, articles, { now: NOW, buildIndex: noIndex });
  await published(local.kv, rest, { now: NOW + DAY, buildIndex: noIndex });
  const third = await published(local.kv, articles, { now: NOW + 2 * DAY, buildIndex: noIndex });
  expect(third).toMatchObject({ kind: "published", written: 3 });
  expect(third.release.split("-")[1]).toBe(first.release.split("-")[1]);
  const { manifest } = await coldReader(local.kv, NOW + 2 * DAY);
  expect(frontAt(manifest, "")?.modified).toBe("2024-01-03T00:00:00Z");
});

test("a release in which five articles and 5 % would go is refused, drafts among them, unless it is forced", async () => {
  const articles = madeArticles(100);
  await published(local.kv, articles, { now: NOW });
  const { kv, calls } = watchedKv(local.kv);
  const drafts = articles.map((one, at) => (at < 5 ? { ...one, status: "draft" as const } : one));
  const fresh = Array.from({ length: 20 }, (_, at) =>
    madeArticle({ id: `f${at}`, title: `New ${at}` }),
  );
  const fewer = { site: madeSite(), media: [], now: NOW + DAY };
  // What is new makes up for nothing.
  const refused = await publish({ kv, ...fewer, articles: [...drafts, ...fresh] });
  expect(isRejection(refused) && refused.faults[0]?.what).toContain("5 of 100 articles");
  expect(keysOf(calls, "put")).toEqual([]);
  expect((await published(kv, articles.slice(4), { now: NOW + DAY })).articles).toBe(96);
  await published(kv, articles, { now: NOW + 2 * DAY });
  const forced = await published(kv, [], { now: NOW + 3 * DAY, force: true });
  expect(forced).toMatchObject({ kind: "published", articles: 0 });
  expect(await readWhole(await coldReader(local.kv, NOW + 3 * DAY))).toEqual([]);
});

test("a large site may lose five articles, a small one not its last", async () => {
  const articles = madeArticles(120);
  await published(local.kv, articles, { now: NOW });
  expect((await published(local.kv, articles.slice(5), { now: NOW + DAY })).articles).toBe(115);
  await local.clear();
  await published(local.kv, articles.slice(0, 2), { now: NOW });
  const none = { kv: local.kv, site: madeSite(), articles: [], media: [], now: NOW + DAY };
  expect(isRejection(await publish({ ...none, allowGone: true }))).toBe(true);
});

test("a damaged current is not published over, unless that is forced", async () => {
  await local.kv.put("current", '{"format":1,"rel');
  const publication = { site: madeSite(), articles: madeArticles(3), media: [], now: NOW };
  expect(isRejection(await publish({ kv: local.kv, ...publication }))).toBe(true);
  await published(local.kv, publication.articles, { now: NOW, force: true });
  expect(await readWhole(await coldReader(local.kv, NOW))).toHaveLength(3);
});

test("a site without articles is a release too", async () => {
  await published(local.kv, [], { now: NOW, site: madeSite("Empty", ["news"]) });
  const reader = await coldReader(local.kv, NOW);
  expect(await readWhole(reader)).toEqual([]);
  expect(await findArticle(reader, madeId("a"))).toBeNull();
});

test("an article changed without a date of change is seen to be changed, and the feeds that do not have it are not", async () => {
  const articles = madeArticles(60, { sections: ["a", "b"] });
  await published(local.kv, articles, { now: NOW });
  const before = (await coldReader(local.kv, NOW)).manifest;
  const changed = articles.map((each) => (each.id === "a58" ? { ...each, title: "New" } : each));
  await published(local.kv, changed, { now: NOW + DAY });
  const after = (await coldReader(local.kv, NOW + DAY)).manifest;
  const modified = (path: string) => [before, after].map((each) => frontAt(each, path)?.modified);
  expect(modified("b")[0]).toBe(modified("b")[1]);
  expect(modified("a")).toEqual(["2020-01-03T10:00:00Z", "2024-01-02T00:00:00Z"]);
  expect(modified("")).toEqual(["2020-01-03T11:00:00Z", "2024-01-02T00:00:00Z"]);
});

test("an article published today with an older date makes the feed new today, for readers that ask since their last visit", async () => {
  const articles = madeArticles(5);
  await published(local.kv, articles, { now: NOW });
  const late = madeArticle({ id: "late", published: "2019-12-31" });
  await published(local.kv, [...articles, late], { now: NOW + DAY });
  const { manifest } = await coldReader(local.kv, NOW + DAY);
  expect(frontAt(manifest, "")?.modified).toBe("2024-01-02T00:00:00Z");
});

test("Last-Modified of a feed only ever grows, whatever is published, taken back, and whatever the clock of the publisher", async () => {
  const random = seededRandom(3);
  const all = madeArticles(40, { sections: ["a", "b"] });
  let [now, blob, modified] = [NOW, "", 0];
  for (let round = 0; round < 25; round++) {
    now += Math.floor((random() - 0.2) * DAY);
    const articles = all.map((each) =>
      random() < 0.1 ? { ...each, title: `Title ${Math.floor(random() * 3)}` } : each,
    );
    await published(local.kv, articles, { now, buildIndex: noIndex });
    const front = frontAt((await coldReader(local.kv, now)).manifest, "");
    const next = epochMs(front!.modified);
    if (front!.blob === blob) expect(next).toBe(modified);
    else expect(next).toBeGreaterThan(modified);
    [blob, modified] = [front!.blob, next];
  }
});

test("two articles that claim one alias: the newest has it, and the publisher is told; so with two of one id", async () => {
  const articles = [
    madeArticle({ id: "old", published: "2020-01-01", aliases: ["/a.html"] }),
    madeArticle({ id: "new", published: "2021-01-01", aliases: ["/a.html"] }),
    madeArticle({ id: "gone", published: "2022-01-01", aliases: ["/a.html"], status: "withdrawn" }),
    madeArticle({ id: "new", published: "2019-01-01" }),
  ];
  const { notices } = await published(local.kv, articles, { now: NOW });
  expect(notices.map(({ what }) => what.split(" ")[0])).toEqual(["new", "/a.html"]);
  const reader = await coldReader(local.kv, NOW);
  expect(await findAlias(reader, "/a.html")).toMatchObject({ id: "new", withdrawn: false });
});

test("a withdrawn article leaves its id and its aliases behind, and nothing else", async () => {
  const article = madeArticle({ id: "w", title: "Weggezogen", aliases: ["/w.html"] });
  const rest = madeArticles(9);
  await published(local.kv, [...rest, article], { now: NOW });
  await published(local.kv, [...rest, { ...article, status: "withdrawn" }], { now: NOW + DAY });
  const reader = await coldReader(local.kv, NOW + DAY);
  const gone = { withdrawn: true, id: "w" };
  expect(await findArticle(reader, madeId("w"))).toEqual(gone);
  expect(await findAlias(reader, "/w.html")).toEqual(gone);
  expect((await readWhole(reader)).map(({ id }) => id)).not.toContain("w");
});

test("media that articles use are written once; those that only drafts use are not", async () => {
  const file = (letter: string, size = 3) => {
    const name = `${letter.repeat(20)}.jpg`;
    return { path: `media/${letter}.jpg`, name, bytes: new Uint8Array(size) };
  };
  const img = (letter: string): string => `<img src="/media/${file(letter).name}" alt="">`;
  const articles = [
    madeArticle({ id: "1", body: img("a") }),
    madeArticle({ id: "2", image: { url: `/media/${file("b").name}` } }),
    madeArticle({ id: "3", body: img("c"), status: "draft" }),
    madeArticle({ id: "4", body: img("d"), published: "2024-02-01" }),
    madeArticle({ id: "5", body: img("e") }),
  ];
  const media = ["a", "b", "c", "d", "f"].map((letter) => file(letter));
  const large = file("e", 26 * 1024 * 1024);
  const first = watchedKv(local.kv);
  const options = { now: NOW, media: [...media, large], site: madeSite() };
  const { notices } = await published(first.kv, articles, options);
  const written = keysOf(first.calls, "put").filter((key) => key.startsWith("media/"));
  expect(written.sort()).toEqual(["a", "b", "d"].map((letter) => `media/${file(letter).name}`));
  expect(notices[0]).toMatchObject({ file: "media/e.jpg" });
  const { manifest } = await coldReader(local.kv, NOW);
  const listed = await local.kv.get(`blob/${manifest.media}`, "text");
  expect(["a", "b"].map((letter) => listed?.includes(file(letter).name))).toEqual([true, true]);
  const again = watchedKv(local.kv);
  await published(again.kv, articles, { ...options, now: NOW + 1_000 });
  expect(keysOf(again.calls, "put")).toEqual([]);
});

test("progress tells every step, and ends each at its total", async () => {
  const steps = new Map<PublicationProgress["step"], PublicationProgress>();
  const progress = (told: PublicationProgress): unknown => steps.set(told.step, told);
  await published(local.kv, madeArticles(60), { now: NOW, progress });
  for (const { done, total } of steps.values()) expect(done).toBe(total);
  expect([...steps.keys()]).toEqual(["index", "blobs", "releases"]);
});

test("a card shows the publisher's summary, or else the excerpt, or else the beginning of the text, never half a character", async () => {
  const text = "字".repeat(959);
  const articles = [
    madeArticle({ id: "1", body: "<p>b</p>", summary: "s", excerpt: "e" }),
    madeArticle({ id: "2", body: "<p>b</p>", excerpt: "e", published: "2023-05-01" }),
    madeArticle({ id: "3", body: `<p>${text}a\u{20bb7}</p>`, published: "2023-06-01" }),
  ];
  await published(local.kv, articles, { now: NOW });
  const cards = await readCards(await coldReader(local.kv, NOW), [0, 1, 2]);
  expect(cards.map(({ summary }) => summary.slice(0, 3))).toEqual(["s", "e", "字字字"]);
  expect(cards[2]?.text).toBe(`${text}a…`);
  expect(cards[0]).toMatchObject({ text: "b", lang: "en" });
});

test("the chain of a section that its articles share with others has each of them once", async () => {
  const articles = madeArticles(300, { sections: ["a/x", "a/y", "b"] });
  const crossing = articles.map((each, index) =>
    index % 5 === 0 ? madeArticle({ ...each, also: ["a/y", "a", "b"] }) : each,
  );
  await published(local.kv, crossing, { now: NOW, buildIndex: noIndex });
  const chain = await readChain(await coldReader(local.kv, NOW), "a");
  const ids = chain.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBe(220);
});

test("a section for each line is refused before anything is written, and its cost is told before the first write", async () => {
  const lines = madeArticles(900, { sections: Array.from({ length: 900 }, (_, n) => `s${n}`) });
  const { kv, calls } = watchedKv(local.kv);
  const free = { kv, site: madeSite(), media: [], now: NOW, buildIndex: noIndex };
  const refused = await publish({ ...free, articles: lines });
  expect(isRejection(refused) && refused.faults[0]?.what).toContain("900 sections");
  expect(keysOf(calls, "put")).toEqual([]);
  const told: number[] = [];
  const outcome = await publish({
    ...free,
    articles: madeArticles(20),
    foresee: ({ writes }) => told.push(writes, keysOf(calls, "put").length),
  });
  expect(told).toEqual([keysOf(calls, "put").length, 0]);
  expect(isRejection(outcome)).toBe(false);
});

test("a picture that lies open again is set aside by the same publication, and counts as written", async () => {
  const PICTURE = "3fK9a_Qz1bXy0Tq7LmNp.png";
  const { kv } = kvInMemory();
  const picture = { path: "a.png", name: PICTURE, bytes: new TextEncoder().encode("png") };
  const image = { url: `/media/${PICTURE}`, alt: "" };
  const shown = madeArticle({ id: "a", image });
  const others = madeArticles(3);
  const publication = { site: madeSite(), media: [picture], allowGone: true, kv };
  const put = async (articles: readonly Article[], now: number) => {
    const watched = watchedKv(kv);
    const outcome = await publish({ ...publication, articles, now, kv: watched.kv });
    if (isRejection(outcome)) throw new TypeError(JSON.stringify(outcome));
    expect(outcome.written).toBe(keysOf(watched.calls, "put").length);
    return outcome.kind;
  };
  expect(await put([...others, shown], NOW)).toBe("published");
  const withdrawn = [...others, { ...shown, status: "withdrawn" as const }];
  await put(withdrawn, NOW + DAY);
  expect(await kv.get(mediaKey(PICTURE))).toBeNull();
  await kv.put(mediaKey(PICTURE), "png");
  expect(await put(withdrawn, NOW + 2 * DAY)).toBe("unchanged");
  expect(await kv.get(mediaKey(PICTURE))).toBeNull();
});

test("what is mended and what moves aside count as written, beside what is new", async () => {
  const PICTURE = "3fK9a_Qz1bXy0Tq7LmNp.png";
  const { kv } = kvInMemory();
  const picture = { path: "a.png", name: PICTURE, bytes: new TextEncoder().encode("png") };
  const shown = madeArticle({ id: "a", image: { url: `/media/${PICTURE}`, alt: "" } });
  const put = async (articles: readonly Article[], now: number) => {
    const watched = watchedKv(kv);
    const outcome = await publish({
      site: madeSite(),
      media: [picture],
      allowGone: true,
      kv: watched.kv,
      full: true,
      articles,
      now,
    });
    if (isRejection(outcome)) throw new TypeError(JSON.stringify(outcome));
    expect(outcome.written).toBe(keysOf(watched.calls, "put").length);
  };
  const others = madeArticles(70);
  await put([...others, shown], NOW);
  const { manifest } = await coldReader(kv, NOW);
  await kv.delete(`blob/${manifest.packs[0]?.blob}`);
  const added = madeArticle({ id: "new", published: "2023-12-31" });
  await put([...others, { ...shown, status: "withdrawn" as const }, added], NOW + DAY);
  await readWhole(await coldReader(kv, NOW + DAY));
});
