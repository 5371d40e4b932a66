import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { epochMs } from "#model/instant.ts";
import { describeRejection, isRejection } from "#model/rejection.ts";
import { buildSearchIndex } from "#publish/build/index-part.ts";
import type { Publication } from "#publish/write/publication.ts";
import { rollback } from "#publish/write/rollback.ts";
import { releases } from "#publish/write/releases.ts";
import { readTombstones } from "#store/history/gone.ts";
import { manifestFromText } from "#store/manifest-text.ts";
import { writeOwner } from "#store/write/owner.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";
import { keysOf, openLocalKv, watchedKv } from "../../store/local-kv.ts";
import { madeArticle, madeArticles, madeSite } from "../../store/made-articles.ts";
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

describe("a rollback of a site in memory", () => {
  const place = { ...madeSite("Title"), url: "https://a.example", hub: "https://hub.example/" };

  /** A site into which articles are published, an hour after each other, and rolled back. */
  function newsroom() {
    const { kv, keys } = kvInMemory();
    let now = NOW;
    const manifest = async () => {
      const current = manifestFromText((await kv.get("current")) ?? "", "current");
      if (isRejection(current)) throw new TypeError("current is damaged");
      return current;
    };
    return {
      kv,
      keys,
      manifest,
      put: async (articles: readonly Article[], more: Partial<Publication> = {}) => {
        now += HOUR;
        const options = { now, buildIndex: noIndex, force: true, site: place, ...more };
        return (await published(kv, articles, options)).manifest;
      },
      back: async (options: { to?: string; revive?: readonly Article["id"][] } = {}) => {
        now += HOUR;
        const outcome = await rollback({ kv, now, tools: { buildIndex: noIndex }, ...options });
        return { outcome, made: await manifest() };
      },
    };
  }
  const known = site.slice(0, 5);

  test("tells whom to tell of which feeds, and that nothing was left out", async () => {
    const { put, back } = newsroom();
    const first = await put(known.slice(0, 4));
    const second = await put(known);
    const { outcome } = await back();
    expect(outcome).toEqual({
      kind: "rolled-back",
      from: second.release,
      to: first.release,
      left: 0,
      url: "https://a.example",
      hub: "https://hub.example/",
      topics: expect.any(Array),
    });
    expect(!isRejection(outcome) && outcome.topics.length).toBe(6);
  });

  test("leaves out what was withdrawn since, unless it is revived", async () => {
    const { put, back } = newsroom();
    const first = await put(known);
    const withdrawn = known.map((one, at): Article =>
      at < 2 ? { ...one, status: "withdrawn" } : one,
    );
    await put(withdrawn);
    const { outcome, made } = await back();
    expect(outcome).toMatchObject({ left: 2, to: first.release, release: made.release });
    expect([made.count, made.previous]).toEqual([3, first.previous]);
    const revived = await back({
      to: first.release,
      revive: known.slice(0, 2).map(({ id }) => id),
    });
    expect(revived.outcome).toMatchObject({ left: 0, to: first.release });
    expect(revived.outcome).not.toHaveProperty("release");
    expect([revived.made.count, revived.made.takedowns]).toEqual([5, undefined]);
  });

  test("leads further back the next time, though readers saw the same already", async () => {
    const { put, back } = newsroom();
    const first = await put(known.slice(1));
    const second = await put(known);
    const withdrawn = known.map((one, at): Article =>
      at === 2 ? { ...one, status: "withdrawn" } : one,
    );
    await put(withdrawn);
    expect((await back()).outcome).toMatchObject({ to: second.release, left: 1 });
    expect((await back()).outcome).toMatchObject({ to: first.release, left: 1 });
    expect(isRejection((await back()).outcome)).toBe(true);
  });

  test("is refused in words that say why", async () => {
    const { kv, put, back } = newsroom();
    const { release } = await put(known);
    const fault = async (to?: string) => {
      const { outcome } = await back(to === undefined ? {} : { to });
      return isRejection(outcome) ? outcome.faults : [];
    };
    expect(await fault()).toEqual([{ what: "there is no release before this one" }]);
    expect(await fault(release)).toEqual([{ what: `readers see ${release} already` }]);
    expect(await fault("20200101T000000Z-unknown1")).toEqual([
      {
        what: "there is no release 20200101T000000Z-unknown1",
        fix: "broadsheet releases lists them",
      },
    ]);
    const due = { ...known[0]!, id: "due" as Article["id"], published: "2025-01-01T00:00:00Z" };
    const { upcoming } = await put([...known, due as Article]);
    const [next] = upcoming;
    const asked = (now: number) => rollback({ kv, now, to: next!.release });
    const at = epochMs(next!.from);
    expect(await asked(at - 1)).toMatchObject({
      faults: [{ what: `release ${next!.release} is not to be seen before ${next!.from}` }],
    });
    expect(await asked(at)).toMatchObject({
      faults: [{ what: `readers see ${next!.release} already` }],
    });
  });

  test("keeps of what a release plans what comes after it", async () => {
    const { kv, put, manifest } = newsroom();
    const due = [2, 3].map((hours) =>
      madeArticle({ id: `l${hours}`, published: new Date(NOW + hours * HOUR).toISOString() }),
    );
    const first = await put([...known, ...due]);
    await put(known);
    const upcoming = async (now: number) => {
      await rollback({ kv, now, to: first.release });
      const made = await manifest();
      await kv.put("current", "<html>");
      return made.upcoming.map(({ from }) => epochMs(from) - NOW);
    };
    expect(await upcoming(NOW + 2 * HOUR - 1)).toEqual([2 * HOUR, 3 * HOUR]);
    expect(await upcoming(NOW + 2 * HOUR)).toEqual([3 * HOUR]);
    expect(await upcoming(NOW + 3 * HOUR)).toEqual([]);
  });

  test("tells of what went, by front, and of nothing when more is seen", async () => {
    const { put, back } = newsroom();
    const culture = madeArticle({ id: "c", section: "culture", published: "2020-01-01" });
    const more = await put([...known, culture]);
    const fewer = await put([...known.slice(1), culture]);
    const forth = await back({ to: more.release });
    expect(forth.made.gone).toBeUndefined();
    const tags = (fronts: typeof more.fronts) =>
      Object.fromEntries(fronts.map(({ path, gone }) => [path, gone !== undefined]));
    expect(tags(forth.made.fronts)).toEqual({ "": false, culture: false, news: false });
    const { made } = await back({ to: fewer.release });
    expect(tags(made.fronts)).toEqual({ "": true, culture: false, news: true });
    expect(made.gone).toBeDefined();
    expect(made.log!.last).toBeGreaterThan(forth.made.log!.last);
  });

  test("tells nothing where nobody knows what readers saw", async () => {
    const { kv, put, back } = newsroom();
    const first = await put(known.slice(1));
    const second = await put(known);
    await put(known.slice(2));
    await kv.put("current", "<html>");
    const { outcome, made } = await back({ to: second.release });
    expect(outcome).toMatchObject({ from: null, to: second.release });
    expect([made.log, made.gone, made.topics, made.edge]).toEqual([
      undefined,
      second.gone,
      second.topics,
      undefined,
    ]);
    expect(made.fronts).toEqual(second.fronts);
    await kv.delete(`blob/${second.ledger![0]}`);
    const next = await back({ to: first.release });
    expect([next.made.log, next.made.gone]).toEqual([undefined, first.gone]);
  });

  test("keeps the topics that were served, also where they lay in a bundle", async () => {
    const { kv, put, back } = newsroom();
    const base = madeArticles(40, { bytes: 100 });
    const whole = { buildIndex: buildSearchIndex };
    const first = await put(base, whole);
    const second = await put([...base, madeArticle({ id: "new", tags: ["new tag"] })], whole);
    const { topics } = (await back({ to: first.release })).made;
    expect(topics).toBe(second.topics);
    expect(topics).not.toBe(first.topics);
    const other = madeArticle({ id: "other", tags: ["other tag"] });
    const laid = await put([...base, other], { ...whole, full: false });
    expect(laid.recent!.written.has(laid.topics!)).toBe(true);
    const { made } = await back({ to: first.release });
    expect(await kv.get(`blob/${made.topics}`)).toContain("other tag");
  });
});

test("a site that somebody else publishes is led back by nobody but them, and nothing is written", async () => {
  const [, , third] = await threeReleases();
  await writeOwner(local.kv, { by: "press", since: NOW });
  const { kv, calls } = watchedKv(local.kv);
  const refused = await rollback({ kv, now: NOW + 3 * HOUR });
  expect(isRejection(refused) && describeRejection(refused)).toContain("press");
  expect(calls.map(({ op }) => op)).toEqual(["get"]);
  expect((await coldReader(local.kv, NOW + 3 * HOUR)).manifest.release).toBe(third);
});
