import { afterAll, beforeEach, expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { collectGarbage } from "#publish/write/gc.ts";
import { rollback } from "#publish/write/rollback.ts";
import { keysOf, openLocalKv, watchedKv } from "../../store/local-kv.ts";
import { madeArticle, madeArticles } from "../../store/made-articles.ts";
import { coldReader, noIndex, published } from "../../store/published.ts";
import { readWhole } from "../../store/whole-site.ts";

const local = await openLocalKv();
beforeEach(local.clear);
afterAll(local.close);

const NOW = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;
const site = madeArticles(60);

/** Publishes a release a day, each with another title for every article: they share no pack. */
async function publishDaily(days: number, from = NOW): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let day = 0; day < days; day++) {
    const articles = site.map((article) => ({ ...article, title: `Day ${from}-${day}` }));
    const options = { now: from + day * DAY, buildIndex: noIndex };
    ids.push((await published(local.kv, articles, options)).release);
  }
  return ids;
}

const listed = async (prefix: string): Promise<readonly string[]> =>
  (await local.kv.list({ prefix })).keys.map(({ name }) => name);

test("five releases stay, all whole; what only older ones need is deleted", async () => {
  const ids = await publishDaily(9);
  const now = NOW + 30 * DAY;
  const before = await listed("blob/");
  const collected = await collectGarbage(local.kv, now);
  expect(collected).toMatchObject({ kind: "collected", releases: 4, media: 0 });
  expect(await listed("release/")).toEqual(ids.slice(4).map((id) => `release/${id}`));
  expect((await listed("blob/")).length).toBeLessThan(before.length / 1.5);
  for (const to of ids.slice(4, 8)) {
    await rollback({ kv: local.kv, now, to });
    expect(await readWhole(await coldReader(local.kv, now))).toHaveLength(60);
  }
});

test("a second collection finds nothing more", async () => {
  await publishDaily(7);
  await collectGarbage(local.kv, NOW + 30 * DAY);
  const { kv, calls } = watchedKv(local.kv);
  const again = await collectGarbage(kv, NOW + 30 * DAY);
  expect(again).toMatchObject({ releases: 0, blobs: 0, media: 0 });
  expect(keysOf(calls, "delete")).toEqual([]);
});

test("nothing younger than a day is deleted, not even what no release names", async () => {
  await publishDaily(1, NOW + DAY);
  await local.kv.put("blob/of-a-publication-under-way", "x", {
    metadata: { at: (NOW + DAY) / 1000 },
  });
  for (let minute = 1; minute <= 7; minute++) {
    const articles = site.map((article) => ({ ...article, title: `Minute ${minute}` }));
    await published(local.kv, articles, { now: NOW + DAY + minute * 60_000, buildIndex: noIndex });
  }
  expect(await collectGarbage(local.kv, NOW + 1.9 * DAY)).toMatchObject({ releases: 0, blobs: 0 });
  expect(await listed("release/")).toHaveLength(8);
  expect(await collectGarbage(local.kv, NOW + 9 * DAY)).toMatchObject({ releases: 3 });
  expect(await listed("blob/of-a-")).toEqual([]);
});

test("the release that is seen and the one before it stay, however old they are among the releases", async () => {
  const ids = await publishDaily(9);
  const now = NOW + 30 * DAY;
  await rollback({ kv: local.kv, now, to: ids[1] ?? "" });
  await collectGarbage(local.kv, now);
  expect(await readWhole(await coldReader(local.kv, now))).toHaveLength(60);
  expect(await rollback({ kv: local.kv, now })).toMatchObject({ to: ids[0] });
  expect(await readWhole(await coldReader(local.kv, now))).toHaveLength(60);
});

test("what waits for its time stays, with its media, and goes when a later publication has overtaken it", async () => {
  const picture = { path: "a", name: `${"p".repeat(20)}.jpg`, bytes: new Uint8Array(3) };
  const due = madeArticle({
    id: "due",
    published: "2025-01-01",
    body: `<img src="/media/${picture.name}">`,
  });
  const options = { now: NOW, buildIndex: noIndex, media: [picture] };
  await published(local.kv, [...site, due], options);
  const spring = NOW + 90 * DAY;
  expect(await collectGarbage(local.kv, spring)).toMatchObject({ releases: 0, blobs: 0, media: 0 });
  const newYear = Date.UTC(2025, 0, 1);
  expect(await readWhole(await coldReader(local.kv, newYear))).toHaveLength(61);
  await publishDaily(7, spring);
  const collected = await collectGarbage(local.kv, spring + 30 * DAY);
  expect(collected).toMatchObject({ releases: 4, media: 1 });
  expect(await readWhole(await coldReader(local.kv, newYear))).toHaveLength(60);
});

test("when a release that must stay cannot be read, nothing is deleted", async () => {
  const ids = await publishDaily(9);
  await local.kv.put(`release/${ids[7]}`, "<html>", {
    metadata: { created: "2024-01-08T00:00:00Z", at: 0, plan: "", count: 0, previous: null },
  });
  const { kv, calls } = watchedKv(local.kv);
  expect(isRejection(await collectGarbage(kv, NOW + 30 * DAY))).toBe(true);
  expect(keysOf(calls, "delete")).toEqual([]);
});

test("a publication during a collection finds its blobs again", async () => {
  const first = await publishDaily(1);
  await publishDaily(6, NOW + 10 * DAY);
  const now = NOW + 40 * DAY;
  let isDone = false;
  const { kv } = watchedKv(local.kv, ({ op, keys }, through) => {
    if (op !== "put" || !keys[0]?.startsWith("release/") || isDone) return undefined;
    return async () => {
      isDone = true;
      // The blobs of the first release are garbage until the manifest is there.
      expect(await collectGarbage(local.kv, now)).toMatchObject({ kind: "collected" });
      await through();
    };
  });
  const articles = site.map((article) => ({ ...article, title: `Day ${NOW}-0` }));
  const outcome = await published(kv, articles, { now, buildIndex: noIndex });
  expect(outcome.release.slice(-8)).toBe(first[0]?.slice(-8));
  expect(await readWhole(await coldReader(local.kv, now))).toHaveLength(60);
});
