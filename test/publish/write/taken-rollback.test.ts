import { describe, expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import {
  keepTakedowns,
  publishWithout,
  revivedBy,
  takenDown,
} from "#publish/write/taken-rollback.ts";
import { takedownsUnknown } from "#publish/write/takedowns-before.ts";
import {
  NO_TAKEDOWNS,
  purgeMark,
  type Takedowns,
  withdrawalMark,
} from "#store/history/takedown.ts";
import { readStanding } from "#store/write/listing.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";
import { madeArticle, madeArticles, madeId } from "../../store/made-articles.ts";
import { coldReader, noIndex, published } from "../../store/published.ts";

const NOW = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;
const PICTURE = "3fK9a_Qz1bXy0Tq7LmNp.png";
const options = { now: NOW, buildIndex: noIndex, force: true };
const due = madeArticle({ id: "due", published: new Date(NOW + HOUR).toISOString() });

const withdrawn = (...ids: readonly string[]): Takedowns => ({
  withdrawn: new Map(ids.map((id) => [withdrawalMark(madeId(id)), []])),
  purged: [],
});
const purged = async (...ids: readonly string[]): Promise<Takedowns> => ({
  withdrawn: new Map(),
  purged: await Promise.all(ids.map(async (id) => ({ id: await purgeMark(id), titles: [] }))),
});

describe("of what was taken down a release would show again", () => {
  test("what was withdrawn, what was purged, and what appears later", async () => {
    const { kv } = kvInMemory();
    const { manifest } = await published(kv, [...madeArticles(4), due], options);
    const revived = (taken: Takedowns, now = NOW) => revivedBy({ kv, now }, manifest, taken);
    expect(await revived(NO_TAKEDOWNS)).toEqual([]);
    expect(await revived(withdrawn("a1", "other"))).toEqual(["a1"]);
    expect(await revived(await purged("a2", "other"))).toEqual(["a2"]);
    const both = { ...withdrawn("a1"), purged: (await purged("a3")).purged };
    expect([...(await revived(both))!].sort()).toEqual(["a1", "a3"]);
    expect(await revived(withdrawn("due"))).toEqual(["due"]);
    // What has taken over since is read no more.
    expect(await revived(withdrawn("due"), NOW + HOUR)).toEqual([]);
  });

  test("nobody knows where the release does not tell what it shows", async () => {
    const { kv } = kvInMemory();
    const { manifest } = await published(kv, madeArticles(4), options);
    await kv.delete(`blob/${manifest.ledger![0]}`);
    expect(await revivedBy({ kv, now: NOW }, manifest, withdrawn("a1"))).toBeNull();
    expect(await revivedBy({ kv, now: NOW }, manifest, NO_TAKEDOWNS)).toEqual([]);
  });
});

test("a release is published again without what was taken down since, with what it led back to", async () => {
  const { kv } = kvInMemory();
  const { manifest } = await published(kv, [...madeArticles(4), due], options);
  const taken = { ...withdrawn("a1"), purged: (await purged("a2")).purged };
  const tools = { buildIndex: noIndex };
  const target = { ...manifest, previous: "20230101T000000Z-aaaaaaaa" };
  const made = await publishWithout({ kv, now: NOW + 1_000, tools }, target, taken);
  if (isRejection(made)) throw new TypeError(JSON.stringify(made.faults));
  expect([made.count, made.previous]).toEqual([2, target.previous]);
  const reader = await coldReader(kv, NOW + 2 * HOUR);
  expect(reader.manifest.count).toBe(3);
});

describe("what is taken down", () => {
  const BEFORE = madeArticles(4);
  const TAKEN = BEFORE.map((one): Article =>
    one.id === "a1" || one.id === "a2" ? { ...one, status: "withdrawn" } : one,
  );

  test("is what is known, without what is revived", async () => {
    const { kv } = kvInMemory();
    await published(kv, BEFORE, options);
    const { manifest } = await published(kv, TAKEN, { ...options, now: NOW + HOUR });
    const now = NOW + 2 * HOUR;
    const standing = await readStanding(kv, now);
    if (isRejection(standing)) throw new TypeError("current is damaged");
    const marks = async (input: object) => {
      const taken = await takenDown({ kv, now, ...input }, standing);
      return isRejection(taken) ? taken : [...taken.withdrawn.keys()];
    };
    expect(await marks({})).toHaveLength(2);
    expect(await marks({ revive: [madeId("a1")] })).toEqual([withdrawalMark(madeId("a2"))]);
    await kv.delete(`blob/${manifest.takedowns}`);
    expect(await marks({})).toEqual(takedownsUnknown());
  });

  test("is written for the release that is gone back to, where there is anything", async () => {
    const { kv, keys } = kvInMemory();
    const { manifest } = await published(kv, BEFORE, options);
    const before = keys();
    const kept = (taken: Takedowns) => keepTakedowns({ kv, now: NOW }, manifest, taken);
    expect(await kept(NO_TAKEDOWNS)).toBeUndefined();
    expect(keys()).toEqual(before);
    const names = [await kept(withdrawn("a1")), await kept(await purged("a1"))];
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(keys()).toContain(`blob/${name}`);
  });

  test("pictures that are shown again come back with what is revived, and no others", async () => {
    const { kv, keys } = kvInMemory();
    const image = `<img src="https://own.broadsheet.invalid/media/${PICTURE}" alt="">`;
    const shown = madeArticle({ id: "p", body: `<p>a</p>${image}` });
    const bytes = new Uint8Array(3);
    const media = [{ path: "p.png", name: PICTURE, bytes }];
    const { manifest } = await published(kv, [...BEFORE, shown], { ...options, media });
    await kv.delete(`media/${PICTURE}`);
    for (const name of [PICTURE, `x${PICTURE.slice(1)}`]) await kv.put(`withdrawn/${name}`, bytes);
    await keepTakedowns({ kv, now: NOW }, manifest, NO_TAKEDOWNS);
    expect(keys()).not.toContain(`media/${PICTURE}`);
    await keepTakedowns({ kv, now: NOW, revive: [madeId("p")] }, manifest, NO_TAKEDOWNS);
    expect(keys().filter((key) => /^(?:media|withdrawn)/.test(key))).toEqual([
      `media/${PICTURE}`,
      `withdrawn/x${PICTURE.slice(1)}`,
    ]);
  });
});
