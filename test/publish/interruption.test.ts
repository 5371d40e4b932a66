import { afterAll, beforeEach, expect, test } from "vitest";
import { isRejection } from "../../src/model/rejection.ts";
import { publish } from "../../src/publish/publish.ts";
import { StoreDown } from "../../src/store/fault.ts";
import { keysOf, openLocalKv, watchedKv } from "../store/local-kv.ts";
import { madeArticle, madeArticles, madeSite } from "../store/made-articles.ts";
import { coldReader, published } from "../store/published.ts";
import { readWhole } from "../store/whole-site.ts";

const local = await openLocalKv();
beforeEach(local.clear);
afterAll(local.close);

const T0 = Date.UTC(2024, 0, 1);
const MINUTE = 60_000;
const picture = { path: "media/a.jpg", name: `${"p".repeat(20)}.jpg`, bytes: new Uint8Array(9) };
const before = madeArticles(70, { sections: ["news", "news/town"] });
/** An article changed, one withdrawn, one new with a picture, one to come. */
const after = [
  ...before.slice(2),
  { ...madeArticle({ ...before[0], title: "Changed" }) },
  { ...madeArticle({ ...before[1], status: "withdrawn" }) },
  madeArticle({ id: "new", body: `<img src="/media/${picture.name}">`, published: "2023-12-31" }),
  madeArticle({ id: "due", published: "2024-06-01" }),
];
const first = { site: madeSite(), articles: before, media: [], now: T0 };
const second = { site: madeSite(), articles: after, media: [picture], now: T0 + MINUTE };

/** What readers see: every article's title, by every way to it. */
async function seen(now: number): Promise<string> {
  const articles = await readWhole(await coldReader(local.kv, now));
  return articles.map(({ title }) => title).join("\n");
}

/** Publishes until the n-th write, which fails as all after it do: the process is gone. What was sent just before may still arrive.
 *  @returns keys that were written */
async function publishUntil(n: number, isLastDone: boolean): Promise<readonly string[]> {
  let puts = 0;
  const killed = watchedKv(local.kv, ({ op }, through) => {
    if (op !== "put" || ++puts < n) return undefined;
    const isDone = isLastDone && puts === n;
    return async () => {
      if (isDone) await through();
      throw new Error("killed");
    };
  });
  await expect(publish({ kv: killed.kv, ...second })).rejects.toThrow(StoreDown);
  return keysOf(killed.calls, "put").slice(0, isLastDone ? n : n - 1);
}

test.each([
  ["that is lost", false],
  ["that still arrives", true],
])(
  "killed at any write %s and run again, a publication writes no blob twice, and readers see one whole release all the time",
  async (_, isLastDone) => {
    await published(local.kv, before, first);
    const old = await seen(T0 + MINUTE);
    const clean = watchedKv(local.kv);
    await published(clean.kv, after, second);
    const fresh = await seen(T0 + MINUTE);
    expect(fresh).not.toBe(old);
    const total = keysOf(clean.calls, "put").length;
    expect(total).toBeGreaterThan(20);
    for (let n = 1; n <= total; n++) {
      await local.clear();
      await published(local.kv, before, first);
      const written = await publishUntil(n, isLastDone);
      const isFlipped = isLastDone && n === total;
      expect(await seen(T0 + MINUTE)).toBe(isFlipped ? fresh : old);
      const again = watchedKv(local.kv);
      const outcome = await published(again.kv, after, { ...second, now: T0 + 2 * MINUTE });
      expect(outcome.kind).toBe(isFlipped ? "unchanged" : "published");
      expect(await seen(T0 + 2 * MINUTE)).toBe(fresh);
      const rest = keysOf(again.calls, "put");
      const blobs = [...written, ...rest].filter((key) => /^(?:blob|media)\//.test(key));
      expect(new Set(blobs).size).toBe(blobs.length);
      // Killed between the manifest's copy and `current`, it takes up the release that it had begun.
      if (n === total && !isLastDone) expect(rest).toEqual(["current"]);
    }
  },
  180_000,
);

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
  await published(local.kv, before, { ...first, now: T0 + 2 * MINUTE });
  let taken = "";
  const { kv } = watchedKv(local.kv, ({ op, keys }, through) => {
    if (op !== "put" || !keys[0]?.startsWith("release/") || taken) return undefined;
    return async () => {
      const { manifest } = await coldReader(local.kv, T0 + 2 * MINUTE);
      const kept = new Set(manifest.packs.map(({ blob }) => `blob/${blob}`));
      const { keys: blobs } = await local.kv.list({ prefix: "blob/" });
      taken = blobs.find(({ name }) => !kept.has(name))?.name ?? "";
      await local.kv.delete(taken);
      await through();
    };
  });
  await published(kv, after, { ...second, now: T0 + 3 * MINUTE });
  expect(await local.kv.get(taken)).not.toBeNull();
});
