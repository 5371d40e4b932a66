import { afterAll, beforeEach, expect, test } from "vitest";
import { collectGarbage } from "#publish/write/gc.ts";
import { rollback } from "#publish/write/rollback.ts";
import { readFront } from "#store/article-reading.ts";
import { StoreDown } from "#store/fault.ts";
import { createMeter } from "#store/meter.ts";
import { openRelease, withRelease } from "#store/open-release.ts";
import type { Reader } from "#store/reader.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { type Interference, openLocalKv, watchedKv } from "./local-kv.ts";
import { madeArticle, madeArticles } from "./made-articles.ts";
import { waitsOf } from "./patience.ts";
import { coldReader, noIndex, published } from "./published.ts";

const local = await openLocalKv();
beforeEach(local.clear);
afterAll(local.close);

const T0 = Date.UTC(2024, 0, 1);
const SECOND = 1_000;
const old = madeArticles(3);
const fresh = [...old, madeArticle({ id: "new", published: "2023-12-31" })];
const down = (): Promise<never> => Promise.reject(new Error("KV GET failed: 500"));
const never = (): Promise<never> => Promise.withResolvers<never>().promise;

/** The id of the newest article, and the release it comes from: what a reader would see. */
async function look(reader: Reader): Promise<string> {
  const [newest] = await readFront(reader, "");
  return `${newest?.id} of ${reader.manifest.release}`;
}

/** Publishes three articles, then a fourth a minute later. */
async function publishTwice(): Promise<{ first: string; second: string }> {
  const first = await published(local.kv, old, { now: T0, buildIndex: noIndex });
  const second = await published(local.kv, fresh, { now: T0 + 60 * SECOND, buildIndex: noIndex });
  return { first: `a2 of ${first.release}`, second: `new of ${second.release}` };
}

/** Opens every request with faults that can be switched. */
function faulty(): { kv: KVNamespace; faults: { now: Interference } } {
  const faults = { now: (() => undefined) as Interference };
  const { kv } = watchedKv(local.kv, (call, through) => faults.now(call, through));
  return { kv, faults };
}

const total = (waits: readonly number[]): number => waits.reduce((sum, wait) => sum + wait, 0);

const isFront = (front: string) => (keys: readonly string[]) => keys[0] === `blob/${front}`;

test("where nothing was ever published there is no release, and that is no failure", async () => {
  expect(await openRelease({ kv: local.kv, cache: createIsolateCache(), now: T0 })).toBeNull();
  expect(
    await withRelease({ kv: local.kv, cache: createIsolateCache(), now: T0 }, look),
  ).toBeNull();
});

test("current is read once in three seconds, then again, and parsed only when it has changed", async () => {
  await published(local.kv, old, { now: T0, buildIndex: noIndex });
  const cache = createIsolateCache();
  const { kv, calls } = watchedKv(local.kv);
  const opened: (Reader | null)[] = [];
  for (const seconds of [0, 1, 2.999, 3, 4])
    opened.push(await openRelease({ kv, cache, now: T0 + seconds * SECOND }));
  expect(calls.flatMap(({ keys }) => keys)).toEqual(["current", "current"]);
  expect(new Set(opened.map((reader) => reader?.manifest)).size).toBe(1);
});

test("a publication is seen three seconds later by an isolate that held the release before", async () => {
  const first = await published(local.kv, old, { now: T0, buildIndex: noIndex });
  const source = { kv: local.kv, cache: createIsolateCache() };
  expect(await withRelease({ ...source, now: T0 }, look)).toBe(`a2 of ${first.release}`);
  const second = await published(local.kv, fresh, { now: T0 + SECOND, buildIndex: noIndex });
  expect(await withRelease({ ...source, now: T0 + 2 * SECOND }, look)).toContain(first.release);
  expect(await withRelease({ ...source, now: T0 + 3 * SECOND }, look)).toContain(second.release);
});

test.each([
  ["fails", down],
  ["never answers", never],
  ["gives a manifest cut short", () => Promise.resolve('{"format":1,"release"')],
  ["gives a page of HTML", () => Promise.resolve("<html>502</html>")],
  ["gives a manifest of a later format", () => Promise.resolve('{"format":3}')],
  ["does not find current", () => Promise.resolve(null)],
])("when KV %s, the release that the isolate holds is served within a second", async (_, fault) => {
  const { release } = await published(local.kv, old, { now: T0, buildIndex: noIndex });
  const { kv, faults } = faulty();
  const cache = createIsolateCache();
  await withRelease({ kv, cache, now: T0 }, look);
  faults.now = () => fault;
  let seen: string | null = null;
  const waits = await waitsOf(async () => {
    seen = await withRelease({ kv, cache, now: T0 + 3_600 * SECOND }, look);
  });
  expect(seen).toBe(`a2 of ${release}`);
  expect(total(waits)).toBeLessThan(SECOND);
});

test("a KV that has failed is asked again after three seconds, not by every request", async () => {
  await published(local.kv, old, { now: T0, buildIndex: noIndex });
  const cache = createIsolateCache();
  await withRelease({ kv: local.kv, cache, now: T0 }, look);
  const { kv, calls } = watchedKv(local.kv, () => down);
  for (const seconds of [10, 11, 12.9, 13, 14])
    await withRelease({ kv, cache, now: T0 + seconds * SECOND }, look);
  expect(calls).toHaveLength(2);
});

test("a blob that KV never gives costs no second wait for an older release", async () => {
  await publishTwice();
  const { kv, calls } = watchedKv(local.kv, ({ keys }) =>
    keys[0]?.startsWith("blob/") ? never : undefined,
  );
  const waits = await waitsOf(async () => {
    const answer = withRelease({ kv, cache: createIsolateCache(), now: T0 + 61 * SECOND }, look);
    await expect(answer).rejects.toThrow(StoreDown);
  });
  expect(waits).toHaveLength(1);
  expect(calls).toHaveLength(2);
});

test.each([
  ["fails", down],
  ["never answers", never],
  ["gives a manifest cut short", () => Promise.resolve('{"format":1,')],
])(
  "when KV %s on a cold isolate, a StoreDown comes within a second, and the read is counted",
  async (_, fault) => {
    await published(local.kv, old, { now: T0, buildIndex: noIndex });
    const { kv, faults } = faulty();
    faults.now = () => fault;
    const meter = createMeter();
    const waits = await waitsOf(async () => {
      const answer = withRelease({ kv, cache: createIsolateCache(), now: T0, meter }, look);
      await expect(answer).rejects.toThrow(StoreDown);
    });
    expect(total(waits)).toBeLessThan(SECOND);
    expect(meter).toMatchObject({ reads: 1, ops: 1, rounds: 1 });
  },
);

test.each([
  ["is not visible yet", () => Promise.resolve(null)],
  ["is cut short", () => Promise.resolve(new Uint8Array(40).buffer)],
  ["is something else", () => Promise.resolve(new TextEncoder().encode("<html>".repeat(9)).buffer)],
])(
  "when a blob of a new release %s, the release before it answers, and soon the new one",
  async (_, fault) => {
    const { first, second } = await publishTwice();
    const front = (await coldReader(local.kv, T0)).manifest.fronts[0]?.blob ?? "";
    const { kv, faults } = faulty();
    const cache = createIsolateCache();
    faults.now = ({ keys }) => (isFront(front)(keys) ? fault : undefined);
    const now = T0 + 61 * SECOND;
    expect(await withRelease({ kv, cache, now }, look)).toBe(first);
    expect(await withRelease({ kv, cache, now: now + SECOND }, look)).toBe(first);
    faults.now = () => undefined;
    expect(await withRelease({ kv, cache, now: now + 2 * SECOND }, look)).toBe(second);
  },
);

test("a blob that KV remembers as missing is asked for again with the shortest time to live", async () => {
  await publishTwice();
  const ttls: (number | undefined)[] = [];
  const kv = {
    get: (key: string, options: { cacheTtl: number; type: "text" }) => {
      if (!key.startsWith("blob/")) return local.kv.get(key, options);
      ttls.push(options.cacheTtl);
      return options.cacheTtl === 30 ? local.kv.get(key, options) : Promise.resolve(null);
    },
  } as unknown as KVNamespace;
  const seen = await withRelease({ kv, cache: createIsolateCache(), now: T0 + 61 * SECOND }, look);
  expect(seen).toContain("new of");
  expect(ttls).toEqual([86_400, 30]);
});

test("when KV fails after current, what an older release needs is served from memory", async () => {
  const first = await published(local.kv, old, { now: T0, buildIndex: noIndex });
  const { kv, faults } = faulty();
  const cache = createIsolateCache();
  await withRelease({ kv, cache, now: T0 }, look);
  await published(local.kv, fresh, { now: T0 + SECOND, buildIndex: noIndex });
  faults.now = ({ keys }) => (keys[0] === "current" ? undefined : down);
  const seen = await withRelease({ kv, cache, now: T0 + 5 * SECOND }, look);
  expect(seen).toBe(`a2 of ${first.release}`);
});

test("when no release has its blobs, the failure is a StoreDown that keeps the cause", async () => {
  await publishTwice();
  const { kv, faults } = faulty();
  faults.now = ({ keys }) =>
    keys[0]?.startsWith("blob/") ? () => Promise.resolve(null) : undefined;
  const answer = withRelease({ kv, cache: createIsolateCache(), now: T0 + 61 * SECOND }, look);
  await expect(answer).rejects.toMatchObject({
    name: "StoreDown",
    cause: { name: "StoreFault", kind: "missing" },
  });
});

test("a mistake in the answer itself is not taken for a fault of the store", async () => {
  await publishTwice();
  const source = { kv: local.kv, cache: createIsolateCache(), now: T0 + 61 * SECOND };
  let asked = 0;
  const answer = withRelease(source, async () => {
    asked += 1;
    throw new RangeError("limit");
  });
  await expect(answer).rejects.toThrow(RangeError);
  expect(asked).toBe(1);
});

test("a release that was rolled back is not fallen back to", async () => {
  const { first, second } = await publishTwice();
  const { kv, faults } = faulty();
  const cache = createIsolateCache();
  expect(await withRelease({ kv, cache, now: T0 + 61 * SECOND }, look)).toBe(second);
  const firstFront = await rolledBackFront();
  faults.now = ({ keys }) => (isFront(firstFront)(keys) ? () => Promise.resolve(null) : undefined);
  const answer = withRelease({ kv, cache, now: T0 + 90 * SECOND }, look);
  await expect(answer).rejects.toThrow(StoreDown);
  faults.now = () => undefined;
  expect(await withRelease({ kv, cache, now: T0 + 91 * SECOND }, look)).toBe(first);
});

async function rolledBackFront(): Promise<string> {
  await rollback({ kv: local.kv, now: T0 + 80 * SECOND });
  const { manifest } = await coldReader(local.kv, T0 + 80 * SECOND);
  return manifest.fronts[0]?.blob ?? "";
}

test("a scheduled article appears at its second, and not before, without anybody publishing", async () => {
  const due = madeArticle({ id: "due", published: "2024-01-01T12:00:00Z" });
  await published(local.kv, [...old, due], { now: T0, buildIndex: noIndex });
  const noon = Date.UTC(2024, 0, 1, 12);
  const cache = createIsolateCache();
  const newest = async (now: number): Promise<string> =>
    (await withRelease({ kv: local.kv, cache, now }, look)) ?? "";
  expect(await newest(noon - 1)).toContain("a2 of");
  expect(await newest(noon)).toContain("due of");
  expect(await newest(noon + 3_600 * SECOND)).toContain("due of");
});

test("when a release whose time has come cannot be read, the one before it is served", async () => {
  const due = madeArticle({ id: "due", published: "2024-01-01T12:00:00Z" });
  await published(local.kv, [...old, due], { now: T0, buildIndex: noIndex });
  const { kv, faults } = faulty();
  const source = { kv, cache: createIsolateCache(), now: Date.UTC(2024, 0, 2) };
  faults.now = ({ keys }) => (keys[0]?.startsWith("release/") ? down : undefined);
  expect(await withRelease(source, look)).toContain("a2 of");
  faults.now = ({ keys }) =>
    keys[0]?.startsWith("release/") ? () => Promise.resolve(null) : undefined;
  expect(await withRelease(source, look)).toContain("a2 of");
  faults.now = () => undefined;
  expect(await withRelease(source, look)).toContain("due of");
});

test("garbage collection takes nothing from under a reader", async () => {
  const { second } = await publishTwice();
  await collectGarbage(local.kv, T0 + 100 * 86_400 * SECOND);
  const source = { kv: local.kv, cache: createIsolateCache(), now: T0 + 100 * 86_400 * SECOND };
  expect(await withRelease(source, look)).toBe(second);
});
