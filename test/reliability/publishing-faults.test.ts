import { afterAll, beforeAll, expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { blobsOf } from "#publish/build/release-blobs.ts";
import { publish } from "#publish/write/publish.ts";
import { rollback } from "#publish/write/rollback.ts";
import { StoreDown } from "#store/fault.ts";
import { type Interference, openLocalKv, watchedKv } from "../store/local-kv.ts";
import { madeArticle, madeArticles, madeSite } from "../store/made-articles.ts";
import { coldReader, noIndex, published } from "../store/published.ts";
import { readWhole } from "../store/whole-site.ts";
import { kvInMemory } from "./kv-in-memory.ts";

const T0 = Date.UTC(2024, 0, 1);
const MINUTE = 60_000;
const picture = { path: "media/a.jpg", name: `${"p".repeat(20)}.jpg`, bytes: new Uint8Array(9) };
const before = madeArticles(24, { sections: ["news", "news/town"] });
/** An article changed, one withdrawn, one new with a picture, one to come. */
const after = [
  ...before.slice(2),
  madeArticle({ ...before[0], title: "Changed" }),
  madeArticle({ ...before[1], status: "withdrawn" }),
  madeArticle({ id: "new", body: `<img src="/media/${picture.name}">`, published: "2023-12-31" }),
  madeArticle({ id: "due", published: "2024-06-01" }),
];
const shared = { site: madeSite(), buildIndex: noIndex, allowGone: true };
const first = { ...shared, articles: before, media: [], now: T0 };
const second = { ...shared, articles: after, media: [picture], now: T0 + MINUTE };

const stock = kvInMemory();
const told = { operations: 0, cut: 0, failed: 0 };
beforeAll(() => published(stock.kv, before, first));
afterAll(() =>
  console.info(
    `publishing: ${told.operations} operations, cut at ${told.cut} places, ${told.failed} faults injected`,
  ),
);

/** What readers see: every article's title, by every way to it; all blobs of the release are there. */
async function seen(kv: KVNamespace, now: number): Promise<string> {
  const reader = await coldReader(kv, now);
  for (const name of blobsOf(reader.manifest)) {
    // An index that is not built is a blob without bytes.
    if ((await kv.get(`blob/${name}`)) === null) throw new Error(`blob ${name} is missing`);
  }
  return (await readWhole(reader)).map(({ title }) => title).join("\n");
}

/** The calls that a publication makes when all goes well, and what readers see before and after. */
async function course() {
  const { kv } = stock.copy();
  const old = await seen(kv, T0 + MINUTE);
  const { kv: watched, calls } = watchedKv(kv);
  await published(watched, after, second);
  return { calls, old, fresh: await seen(kv, T0 + MINUTE) };
}

test("the KV in memory lists and gives what the real one does", async () => {
  const local = await openLocalKv();
  try {
    await published(local.kv, before, first);
    const { keys } = await local.kv.list();
    expect(keys.map(({ name }) => name).sort()).toEqual(stock.keys());
    for (const { name, metadata } of keys) {
      expect(await stock.kv.get(name)).toBe(await local.kv.get(name));
      const { keys: listed } = await stock.kv.list({ prefix: name });
      expect(listed[0]?.metadata).toEqual(metadata);
    }
    expect(await stock.kv.get("none")).toBe(await local.kv.get("none"));
  } finally {
    await local.close();
  }
});

test("killed at any operation, a publication is finished by running it again, and readers see one whole release all the time", async () => {
  const { calls, old, fresh } = await course();
  expect(fresh).not.toBe(old);
  told.operations = calls.length;
  expect(calls.length).toBeGreaterThan(25);
  // What is left when it is killed after an operation is what is left before the next.
  const cutAt = async (n: number): Promise<void> => {
    const { kv } = stock.copy();
    let made = 0;
    const kill: Interference = (_, through) => {
      made += 1;
      // The process is gone: nothing more is heard of it.
      return made < n ? through : () => new Promise(() => undefined);
    };
    let isOver = false;
    void publish({ ...second, kv: watchedKv(kv, kill).kv })
      // It ends by itself when it has waited long enough.
      .catch(() => undefined)
      .finally(() => (isOver = true));
    await until(() => made >= n || isOver);
    const view = await seen(kv, T0 + MINUTE);
    expect([n, view]).toEqual([n, n > calls.length ? fresh : old]);
    const again = { ...second, now: T0 + 2 * MINUTE };
    await published(kv, after, again);
    expect([n, await seen(kv, T0 + 2 * MINUTE)]).toEqual([n, fresh]);
    told.cut += 1;
  };
  for (let n = 1; n <= calls.length + 1; n++) await cutAt(n);
});

test.each(["fails", "never answers"] as const)(
  "an operation that %s once is made again, and one that always does ends the publication with its key, and nothing is lost",
  async (fault) => {
    const { calls, old, fresh } = await course();
    const wrong = (): Promise<unknown> =>
      fault === "fails" ? Promise.reject(new Error("500")) : new Promise(() => undefined);
    const faultAt = async (n: number, isLasting: boolean): Promise<void> => {
      const { kv } = stock.copy();
      let made = 0;
      const { kv: faulty } = watchedKv(kv, () =>
        ++made === n || (isLasting && made > n) ? wrong : undefined,
      );
      const what = `${fault} at ${n}${isLasting ? " and after" : ""}`;
      const outcome = await publish({ ...second, kv: faulty }).catch((error: unknown) => error);
      told.failed += 1;
      if (isLasting) {
        expect([what, outcome instanceof StoreDown]).toEqual([what, true]);
        expect(String(outcome)).toMatch(/KV (?:did not take|gave no) \S/);
        const view = await seen(kv, T0 + MINUTE);
        expect([what, view === old || view === fresh]).toEqual([what, true]);
        await published(kv, after, { ...second, now: T0 + 2 * MINUTE });
        expect([what, await seen(kv, T0 + 2 * MINUTE)]).toEqual([what, fresh]);
        return;
      }
      expect([what, isRejection(outcome), outcome instanceof Error]).toEqual([what, false, false]);
      expect([what, await seen(kv, T0 + MINUTE)]).toEqual([what, fresh]);
    };
    await Promise.all(
      calls.flatMap((_, index) => [false, true].map((lasts) => faultAt(index + 1, lasts))),
    );
  },
);

test("a rollback that is killed at any operation leaves one whole release, and is finished by running it again", async () => {
  const made = stock.copy();
  await published(made.kv, after, second);
  const now = T0 + 3 * MINUTE;
  const old = await seen(made.kv, now);
  const whole = made.copy();
  const counted = watchedKv(whole.kv);
  expect(isRejection(await rollback({ kv: counted.kv, now }))).toBe(false);
  const fresh = await seen(whole.kv, now);
  expect(fresh).not.toBe(old);
  for (let n = 1; n <= counted.calls.length; n++) {
    const { kv } = made.copy();
    let calls = 0;
    const { kv: killed } = watchedKv(kv, () =>
      ++calls < n ? undefined : () => Promise.reject(new Error("killed")),
    );
    await expect(rollback({ kv: killed, now })).rejects.toThrow(StoreDown);
    expect([n, await seen(kv, now)]).toEqual([n, old]);
    expect(isRejection(await rollback({ kv, now }))).toBe(false);
    expect([n, await seen(kv, now)]).toEqual([n, fresh]);
  }
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
  // What is under way beside it ends.
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
