import { describe, expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import {
  knownTakedowns,
  takedownsBefore,
  takedownsUnknown,
} from "#publish/write/takedowns-before.ts";
import { NO_TAKEDOWNS, withdrawalMark } from "#store/history/takedown.ts";
import { readStanding } from "#store/write/listing.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";
import { watchedKv } from "../../store/local-kv.ts";
import { madeArticles, madeId } from "../../store/made-articles.ts";
import { noIndex, published } from "../../store/published.ts";

const NOW = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;
const ALL = madeArticles(6);

/** The articles, of which some are withdrawn. */
const taken = (...ids: readonly string[]): readonly Article[] =>
  ALL.map((one) => (ids.includes(one.id) ? { ...one, status: "withdrawn" } : one));

/** A site of which one article was withdrawn, and an hour later another. */
async function site() {
  const { kv } = kvInMemory();
  const options = { buildIndex: noIndex, force: true };
  await published(kv, ALL, { ...options, now: NOW });
  const { manifest: first } = await published(kv, taken("a1"), { ...options, now: NOW + HOUR });
  const later = { ...options, now: NOW + 2 * HOUR };
  const { manifest: second } = await published(kv, taken("a1", "a2"), later);
  const standing = await readStanding(kv, NOW + 3 * HOUR);
  if (standing === null || isRejection(standing)) throw new TypeError("nothing can be read");
  return { kv, standing, first, second };
}

const marks = (...ids: readonly string[]) => ids.map((id) => withdrawalMark(madeId(id)));
const now = NOW + 3 * HOUR;

describe("what is known to be taken down", () => {
  test("is what current says, for one read", async () => {
    const { kv, standing } = await site();
    const watched = watchedKv(kv);
    const known = await knownTakedowns(watched.kv, standing, now);
    expect([...known!.withdrawn.keys()].sort()).toEqual(marks("a1", "a2").sort());
    expect(watched.calls.length).toBe(1);
  });

  test("is unknown when that is lost", async () => {
    const { kv, standing, second } = await site();
    await kv.delete(`blob/${second.takedowns}`);
    expect(await knownTakedowns(kv, standing, now)).toBeNull();
  });

  test("is without current what the newest release says that can be read and whose time has come", async () => {
    const { kv, first, second } = await site();
    const known = async (at: number) => [...(await knownTakedowns(kv, null, at))!.withdrawn.keys()];
    expect((await known(now)).length).toBe(2);
    expect((await known(NOW + 2 * HOUR)).length).toBe(2);
    expect(await known(NOW + 2 * HOUR - 1)).toEqual(marks("a1"));
    expect(await known(NOW + HOUR - 1)).toEqual([]);
    await kv.delete(`blob/${second.takedowns}`);
    expect(await known(now)).toEqual(marks("a1"));
    const metadata = { created: second.created, previous: null, count: 6, plan: "", at: 0 };
    await kv.put(`release/${second.release}`, "<html>", { metadata });
    expect(await known(now)).toEqual(marks("a1"));
    await kv.delete(`blob/${first.takedowns}`);
    expect(await known(now)).toEqual([]);
  });

  test("is nothing where nothing was published", async () => {
    expect(await knownTakedowns(kvInMemory().kv, null, now)).toEqual(NO_TAKEDOWNS);
  });
});

describe("before a publication", () => {
  test("what it revives is left out", async () => {
    const { kv, standing } = await site();
    const before = await takedownsBefore({ kv, now, revive: [madeId("a1")] }, standing);
    expect(!isRejection(before) && [...before.withdrawn.keys()]).toEqual(marks("a2"));
  });

  test("what is made of what KV holds says itself what is taken down", async () => {
    const { kv } = kvInMemory();
    const watched = watchedKv(kv);
    const takedowns = { withdrawn: new Map([["mark", []]]), purged: [] };
    const before = await takedownsBefore({ kv: watched.kv, now, rework: { takedowns } }, null);
    expect([before, watched.calls]).toEqual([takedowns, []]);
  });

  test("nobody publishes over what is unknown, unless by force", async () => {
    const { kv, standing, second } = await site();
    await kv.delete(`blob/${second.takedowns}`);
    expect(await takedownsBefore({ kv, now }, standing)).toEqual(takedownsUnknown());
    expect(await takedownsBefore({ kv, now, force: false }, standing)).toEqual(takedownsUnknown());
    expect(await takedownsBefore({ kv, now, force: true }, standing)).toEqual(NO_TAKEDOWNS);
  });
});
