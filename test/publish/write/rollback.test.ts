import { afterAll, beforeEach, expect, test } from "vitest";
import { epochMs } from "#model/instant.ts";
import { describeRejection, isRejection } from "#model/rejection.ts";
import { rollback } from "#publish/write/rollback.ts";
import { releases } from "#publish/write/releases.ts";
import { readTombstones } from "#store/history/gone.ts";
import { keysOf, openLocalKv, watchedKv } from "../../store/local-kv.ts";
import { madeArticle, madeArticles } from "../../store/made-articles.ts";
import { coldReader, noIndex, published } from "../../store/published.ts";
import { readWhole } from "../../store/whole-site.ts";

const local = await openLocalKv();
beforeEach(local.clear);
afterAll(local.close);

const NOW = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;
const site = madeArticles(30);

/** Publishes 28, 29 and 30 articles, an hour apart. */
async function threeReleases(): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const [hours, count] of [28, 29, 30].entries()) {
    const options = { now: NOW + hours * HOUR, buildIndex: noIndex };
    ids.push((await published(local.kv, site.slice(0, count), options)).release);
  }
  return ids;
}

const count = async (now: number): Promise<number> =>
  (await readWhole(await coldReader(local.kv, now))).length;

test("a rollback goes to the release before by three reads, those of two ledgers, and three writes, and again to the one before that", async () => {
  const [first, second, third] = await threeReleases();
  const { kv, calls } = watchedKv(local.kv);
  const now = NOW + 3 * HOUR;
  expect(await rollback({ kv, now })).toMatchObject({
    kind: "rolled-back",
    from: third,
    to: second,
  });
  expect(calls.map(({ op, keys }) => [op, keys[0]?.replace(/^blob.*/, "blob")])).toEqual([
    ["get", "owner"],
    ["get", "current"],
    ["get", `release/${second}`],
    ["bulk", "blob"],
    ["bulk", "blob"],
    ["put", "blob"],
    ["put", "blob"],
    ["put", "current"],
  ]);
  expect(await count(now)).toBe(29);
  expect(await rollback({ kv, now })).toMatchObject({
    kind: "rolled-back",
    from: second,
    to: first,
  });
  expect(await count(now)).toBe(28);
  const last = await rollback({ kv, now });
  expect(isRejection(last) && describeRejection(last)).toContain("no release before");
});

test("a rollback goes to a named release, also forward again; to an unknown one and to the one that is seen it is refused", async () => {
  const [first, , third = ""] = await threeReleases();
  const now = NOW + 3 * HOUR;
  await rollback({ kv: local.kv, now, to: first ?? "" });
  expect(await count(now)).toBe(28);
  await rollback({ kv: local.kv, now, to: third });
  expect(await count(now)).toBe(30);
  const { kv, calls } = watchedKv(local.kv);
  for (const to of ["20200101T000000Z-unknown1", "../current", "", third])
    expect(isRejection(await rollback({ kv, now, to }))).toBe(true);
  expect(keysOf(calls, "put")).toEqual([]);
});

test("where nothing was published there is nothing to go back to", async () => {
  expect(isRejection(await rollback({ kv: local.kv, now: NOW }))).toBe(true);
});

test("Last-Modified of feeds that a rollback changes is the time of the rollback; that of others stays", async () => {
  const quiet = madeArticle({ id: "quiet", section: "quiet", published: "2020-01-01" });
  await published(local.kv, [...site.slice(0, 29), quiet], { now: NOW, buildIndex: noIndex });
  await published(local.kv, [...site, quiet], { now: NOW + HOUR, buildIndex: noIndex });
  const before = (await coldReader(local.kv, NOW + HOUR)).manifest;
  await rollback({ kv: local.kv, now: NOW + 2 * HOUR });
  const after = (await coldReader(local.kv, NOW + 2 * HOUR)).manifest;
  expect(after.created).toBe("2024-01-01T02:00:00Z");
  const modified = Object.fromEntries(after.fronts.map((front) => [front.path, front.modified]));
  expect(modified).toEqual({
    "": "2024-01-01T02:00:00Z",
    news: "2024-01-01T02:00:00Z",
    quiet: before.fronts.find(({ path }) => path === "quiet")?.modified,
  });
});

test("what was published and then rolled back can be published again", async () => {
  const [, , third] = await threeReleases();
  await rollback({ kv: local.kv, now: NOW + 3 * HOUR });
  const { kv, calls } = watchedKv(local.kv);
  const options = { now: NOW + 4 * HOUR, buildIndex: noIndex };
  const again = await published(kv, site, options);
  expect(again.kind).toBe("published");
  expect(again.release).not.toBe(third);
  expect(keysOf(calls, "put").filter((key) => key.startsWith("blob/"))).toEqual([]);
  expect(await count(NOW + 4 * HOUR)).toBe(30);
});

test("a rollback undoes what has appeared since by itself, and keeps what the release plans for later", async () => {
  const due = ["2024-02-01", "2024-03-01"].map((published) =>
    madeArticle({ id: published, published }),
  );
  const first = await published(local.kv, site, { now: NOW, buildIndex: noIndex });
  await published(local.kv, [...site, ...due], { now: NOW + HOUR, buildIndex: noIndex });
  const february = Date.UTC(2024, 1, 2);
  expect(await count(february)).toBe(31);
  await rollback({ kv: local.kv, now: february });
  expect(await count(february)).toBe(30);
  expect(await count(Date.UTC(2024, 2, 1))).toBe(32);
  await rollback({ kv: local.kv, now: february + HOUR, to: first.release });
  expect(await count(Date.UTC(2024, 2, 1))).toBe(30);
});

test("a damaged current is mended by a rollback to a named release", async () => {
  const [, second = ""] = await threeReleases();
  await local.kv.put("current", "<html>");
  const now = NOW + 3 * HOUR;
  expect(isRejection(await rollback({ kv: local.kv, now }))).toBe(true);
  expect(await rollback({ kv: local.kv, now, to: second })).toMatchObject({ from: null });
  expect(await count(now)).toBe(29);
});

test("releases are listed newest first without reading them, the one that is seen marked; what a rollback left behind waits for nothing", async () => {
  const ids = await threeReleases();
  const due = madeArticle({ id: "due", published: "2024-02-01" });
  const now = NOW + 3 * HOUR;
  const last = await published(local.kv, [...site, due], { now, buildIndex: noIndex });
  await rollback({ kv: local.kv, now: now + 1, to: ids[1] ?? "" });
  const { kv, calls } = watchedKv(local.kv);
  const listed = await releases(kv, now + 1);
  if (isRejection(listed)) throw new TypeError(describeRejection(listed));
  expect(calls.map(({ op }) => op)).toEqual(["get", "list"]);
  expect(
    listed.map(({ release, count, isCurrent, isUpcoming }) => [
      release,
      count,
      isCurrent,
      isUpcoming,
    ]),
  ).toEqual([
    [expect.stringContaining("20240201T000000Z-"), 31, false, false],
    [last.release, 30, false, false],
    [ids[2], 30, false, false],
    [ids[1], 29, true, false],
    [ids[0], 28, false, false],
  ]);
  expect(listed[3]?.previous).toBe(ids[0]);
  expect(epochMs(listed[3]!.created)).toBe(NOW + HOUR);
});

test("what readers saw before a rollback and see no more leaves a tombstone, and the hub is told", async () => {
  await threeReleases();
  const now = NOW + 3 * HOUR;
  const outcome = await rollback({ kv: local.kv, now });
  expect(!isRejection(outcome) && outcome.topics.length).toBeGreaterThanOrEqual(3);
  const reader = await coldReader(local.kv, now);
  const tombstones = await readTombstones(reader, reader.manifest.fronts[0]!);
  expect(tombstones.map(({ article, when }) => [article.id, when])).toEqual([
    ["a29", "2024-01-01T03:00:00Z"],
  ]);
  // Published again it is there, and no tombstone speaks of it.
  const again = { now: now + HOUR, buildIndex: noIndex };
  await published(local.kv, site, again);
  const after = await coldReader(local.kv, again.now);
  expect(await readTombstones(after, after.manifest.fronts[0]!)).toEqual([]);
});
