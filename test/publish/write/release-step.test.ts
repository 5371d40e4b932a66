import { describe, expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import type { PublicationPlan } from "#publish/build/plan.ts";
import { writeBefore, writeReleases } from "#publish/write/release-step.ts";
import { readManifest, type Standing } from "#store/write/listing.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";
import { keysOf, watchedKv } from "../../store/local-kv.ts";
import { madeArticle, madeArticles, madeSite } from "../../store/made-articles.ts";
import { createPublisher } from "../publisher.ts";

const NOW = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;
const due = [1, 2].map((hours) =>
  madeArticle({ id: `l${hours}`, published: new Date(NOW + hours * HOUR).toISOString() }),
);

const planOf = (
  at: number,
  articles: readonly Article[] = [...madeArticles(3), ...due],
): Promise<PublicationPlan> => createPublisher().publish(articles, { now: at, site: madeSite() });

/** Writes the releases of a plan: what was told and put meanwhile. */
async function written(kv: KVNamespace, plan: PublicationPlan, now: number) {
  const watched = watchedKv(kv);
  const told: string[] = [];
  const progress = (done: number, total: number) => void told.push(`${done} of ${total}`);
  const result = await writeReleases({ kv: watched.kv, now, progress }, plan);
  return { ...result, told, puts: keysOf(watched.calls, "put") };
}

test("upcoming releases are written before the one that names them", async () => {
  const { kv } = kvInMemory();
  const plan = await planOf(NOW);
  const { manifest, written: count, told, puts } = await written(kv, plan, NOW);
  expect([manifest, count]).toEqual([plan.manifest, 3]);
  expect(told).toEqual(["1 of 3", "2 of 3", "3 of 3"]);
  const names = plan.upcoming.map(({ release }) => `release/${release}`);
  expect([puts.slice(0, 2).sort(), puts[2]]).toEqual([
    names.sort(),
    `release/${plan.manifest.release}`,
  ]);
});

describe("a publication that was cut short", () => {
  test.each([
    [0, true],
    [HOUR - 1, true],
    [HOUR, false],
    [-1, false],
  ])("is taken up again within an hour: after %i ms %s", async (passed, isTakenUp) => {
    const { kv } = kvInMemory();
    const first = await planOf(NOW, madeArticles(3));
    await written(kv, first, NOW);
    // The plan is the same, whenever it is run.
    const { manifest } = await planOf(NOW + 7_000, madeArticles(3));
    const again = await written(kv, { ...first, manifest }, NOW + passed);
    expect(again.manifest.release).toBe((isTakenUp ? first.manifest : manifest).release);
    expect([again.written, again.puts.length]).toEqual(isTakenUp ? [0, 0] : [1, 1]);
  });

  test("is not taken up by one that plans something else", async () => {
    const { kv } = kvInMemory();
    const first = await planOf(NOW, madeArticles(3));
    await written(kv, first, NOW);
    for (const other of [
      { previous: "r0" },
      { content: "other" },
      { takedowns: "t" },
      { upcoming: [{ from: first.manifest.created, release: "r9" }] },
    ]) {
      const manifest = { ...first.manifest, release: "20240101T000000Z-aaaaaaaa", ...other };
      expect((await written(kv, { ...first, manifest }, NOW)).written).toBe(1);
      await kv.delete(`release/${manifest.release}`);
    }
  });

  test("is not taken up when its manifest is damaged or lost", async () => {
    const { kv } = kvInMemory();
    const plan = await planOf(NOW, madeArticles(3));
    const { release, created, previous, count } = plan.manifest;
    await written(kv, plan, NOW);
    const [note] = (await kv.list<{ plan: string }>({ prefix: "release/" })).keys;
    const metadata = { created, previous, count, plan: note!.metadata!.plan, at: 0 };
    await kv.put(`release/${release}`, "<html>", { metadata });
    expect((await written(kv, plan, NOW)).written).toBe(1);
    expect(await readManifest(kv, release)).toEqual(plan.manifest);
  });
});

describe("the release that readers see", () => {
  const step = (kv: KVNamespace) => ({ kv, now: NOW, progress: () => undefined });
  const standing = async (upcoming?: object): Promise<Standing> => {
    const { manifest: current, upcoming: later } = await planOf(NOW);
    const recent = upcoming && { ...current.recent, upcoming };
    // What is looked at of a recent part.
    return { current: { ...current, ...(recent && { recent }) } as never, inEffect: later[0]! };
  };

  test("is written under a key of its own where it lies in the bundle of another", async () => {
    const { kv, keys } = kvInMemory();
    const { inEffect } = await standing();
    expect(await writeBefore(step(kv), await standing({ [inEffect.release]: "blob" }))).toBe(1);
    expect(keys()).toEqual([`release/${inEffect.release}`]);
  });

  test("is not written again where it has a key, or where there is none", async () => {
    const { kv, keys } = kvInMemory();
    expect(await writeBefore(step(kv), await standing())).toBe(0);
    expect(await writeBefore(step(kv), await standing({ other: "blob" }))).toBe(0);
    expect(await writeBefore(step(kv), null)).toBe(0);
    expect(keys()).toEqual([]);
  });
});
