import { afterAll, beforeEach, expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { blobsOf } from "#publish/build/release-blobs.ts";
import { publish } from "#publish/write/publish.ts";
import { KvRefusal, StoreDown } from "#store/fault.ts";
import { keysOf, openLocalKv, watchedKv } from "../store/local-kv.ts";
import { madeArticle, madeArticles, madeSite } from "../store/made-articles.ts";
import { coldReader, noIndex, published } from "../store/published.ts";
import { readWhole } from "../store/whole-site.ts";

const local = await openLocalKv();
beforeEach(local.clear);
afterAll(local.close);

const T0 = Date.UTC(2024, 0, 1);
const MINUTE = 60_000;
const picture = { path: "media/a.jpg", name: `${"p".repeat(20)}.jpg`, bytes: new Uint8Array(9) };
const before = madeArticles(130, { sections: ["news", "news/town"] });
/** An article changed, one withdrawn, one new with a picture, one to come. */
const after = [
  ...before.slice(2),
  { ...madeArticle({ ...before[0], title: "Changed" }) },
  { ...madeArticle({ ...before[1], status: "withdrawn" }) },
  madeArticle({ id: "new", body: `<img src="/media/${picture.name}">`, published: "2023-12-31" }),
  madeArticle({ id: "due", published: "2024-06-01" }),
];
const first = { site: madeSite(), articles: before, media: [], now: T0, buildIndex: noIndex };
const second = {
  site: madeSite(),
  articles: after,
  media: [picture],
  now: T0 + MINUTE,
  buildIndex: noIndex,
};

/** What readers see: every article's title, by every way to it. */
async function seen(now: number): Promise<string> {
  const articles = await readWhole(await coldReader(local.kv, now));
  return articles.map(({ title }) => title).join("\n");
}

/** Publishes until the n-th write, which fails as all after it do: the process is gone.
 *  @param isLastDone  whether the n-th write still reached KV
 *  @returns keys that were written */
async function publishUntil(n: number, isLastDone = false): Promise<readonly string[]> {
  let puts = 0;
  const killed = watchedKv(local.kv, ({ op }, through) => {
    if (op !== "put" || ++puts < n) return undefined;
    const isDone = isLastDone && puts === n;
    return async () => {
      if (isDone) await through();
      // A refusal is not tried again: nobody is there to try.
      throw new KvRefusal("killed");
    };
  });
  await expect(publish({ kv: killed.kv, ...second })).rejects.toThrow(StoreDown);
  return keysOf(killed.calls, "put").slice(0, isLastDone ? n : n - 1);
}

test("killed at any write and run again, a publication writes no blob twice, and readers see one whole release all the time", async () => {
  await published(local.kv, before, first);
  const old = await seen(T0 + MINUTE);
  const clean = watchedKv(local.kv);
  await published(clean.kv, after, second);
  const fresh = await seen(T0 + MINUTE);
  expect(fresh).not.toBe(old);
  const total = keysOf(clean.calls, "put").length;
  expect(total).toBeGreaterThan(15);
  for (let n = 1; n <= total; n++) {
    await local.clear();
    await published(local.kv, before, first);
    const written = await publishUntil(n);
    expect(await seen(T0 + MINUTE)).toBe(old);
    const again = watchedKv(local.kv);
    const outcome = await published(again.kv, after, { ...second, now: T0 + 2 * MINUTE });
    expect(outcome.kind).toBe("published");
    expect(await seen(T0 + 2 * MINUTE)).toBe(fresh);
    const rest = keysOf(again.calls, "put");
    const blobs = [...written, ...rest].filter((key) => /^(?:blob|media)\//.test(key));
    expect(new Set(blobs).size).toBe(blobs.length);
    // Killed between the manifest's copy and `current`, it takes up the release that it had begun;
    // the log of changes alone has the moment of this run.
    if (n === total) expect(rest).toEqual([expect.stringMatching(/^blob\//), "current"]);
  }
});

test("killed after its last write has reached KV, a publication that is run again finds nothing to do", async () => {
  await published(local.kv, before, first);
  const clean = watchedKv(local.kv);
  await published(clean.kv, after, second);
  const fresh = await seen(T0 + MINUTE);
  await local.clear();
  await published(local.kv, before, first);
  await publishUntil(keysOf(clean.calls, "put").length, true);
  expect(await seen(T0 + MINUTE)).toBe(fresh);
  const again = watchedKv(local.kv);
  await published(again.kv, after, { ...second, now: T0 + 2 * MINUTE });
  expect(keysOf(again.calls, "put")).toEqual([]);
});

test("a reader that looks at every write of a publication sees the release before, until the last write, and then the new one", async () => {
  await published(local.kv, before, first);
  const old = await seen(T0 + MINUTE);
  const views: string[] = [];
  const { kv } = watchedKv(local.kv, ({ op }, through) => {
    if (op !== "put") return undefined;
    return async () => {
      await through();
      views.push(await seen(T0 + MINUTE));
    };
  });
  await published(kv, after, second);
  const fresh = views.at(-1);
  expect(new Set(views.slice(0, -1))).toEqual(new Set([old]));
  expect(fresh).not.toBe(old);
  expect(fresh).toContain("Changed");
});

test("a publication that another one overtakes is refused, and what readers see stays", async () => {
  await published(local.kv, before, first);
  let isOvertaken = false;
  const { kv } = watchedKv(local.kv, ({ op, keys }, through) => {
    if (op !== "put" || !keys[0]?.startsWith("release/") || isOvertaken) return undefined;
    isOvertaken = true;
    return async () => {
      await published(local.kv, before.slice(1), { ...first, now: T0 + MINUTE });
      await through();
    };
  });
  const outcome = await publish({ kv, ...second });
  expect(isRejection(outcome) && outcome.faults[0]?.what).toContain("was published while");
  expect(await seen(T0 + MINUTE)).not.toContain("Changed");
});

test("blobs that garbage collection takes from under a publication are written again", async () => {
  await published(local.kv, before, first);
  await published(local.kv, after, second);
  const { manifest } = await coldReader(local.kv, T0 + MINUTE);
  await published(local.kv, before, { ...first, now: T0 + 2 * MINUTE });
  const needed = blobsOf((await coldReader(local.kv, T0 + 2 * MINUTE)).manifest);
  const garbage = [...blobsOf(manifest)].filter((name) => !needed.has(name));
  expect(garbage.length).toBeGreaterThan(5);
  const { kv, calls } = watchedKv(local.kv, ({ op, keys }, through) => {
    if (op !== "put" || !keys[0]?.startsWith("release/")) return undefined;
    return async () => {
      await Promise.all(garbage.map((name) => local.kv.delete(`blob/${name}`)));
      await through();
    };
  });
  await published(kv, after, { ...second, now: T0 + 3 * MINUTE });
  const written = keysOf(calls, "put").filter((key) => key.startsWith("blob/"));
  // The log of changes has another moment.
  expect(written).toEqual(expect.arrayContaining(garbage.map((name) => `blob/${name}`)));
  expect(written.length).toBeLessThanOrEqual(garbage.length + 1);
  expect(await seen(T0 + 3 * MINUTE)).toContain("Changed");
});
