import { afterAll, beforeEach, expect, test } from "vitest";
import { StoreDown } from "#store/fault.ts";
import { deleteKeys, listBlobs, listMedia, readManifest } from "#store/write/listing.ts";
import { blobWriting, MAX_VALUE_BYTES, mediaWriting, writeAll } from "#store/write/writer.ts";
import { keysOf, openLocalKv, watchedKv } from "../local-kv.ts";

const local = await openLocalKv();
beforeEach(local.clear);
afterAll(local.close);
const now = Date.UTC(2024, 0, 1, 12);

test("a listing tells names and ages of blobs and media, each of its own kind, beyond the thousand keys of a page", async () => {
  const names = Array.from({ length: 1_050 }, (_, index) => `b${index}`);
  await writeAll(
    local.kv,
    names.map((name) => blobWriting(name, new Uint8Array(1), now)),
  );
  await writeAll(local.kv, [mediaWriting("m", new Uint8Array(1), now + 1_000)]);
  const { kv, calls } = watchedKv(local.kv);
  expect(await listBlobs(kv)).toEqual(new Map(names.sort().map((name) => [name, now])));
  expect(calls.map(({ op }) => op)).toEqual(["list", "list"]);
  expect(await listMedia(local.kv)).toEqual(new Map([["m", now + 1_000]]));
  await deleteKeys(local.kv, ["blob/b1", "media/m"]);
  expect((await listBlobs(local.kv)).has("b1")).toBe(false);
  expect((await listMedia(local.kv)).size).toBe(0);
});

test("progress is told after each write", async () => {
  const told: number[] = [];
  const writings = ["a", "b", "c"].map((name) => blobWriting(name, new Uint8Array(), now));
  await writeAll(local.kv, writings, (done) => told.push(done));
  expect(told).toEqual([1, 2, 3]);
});

test("a KV that refuses a write twice is a StoreDown that names the key; nothing is begun after it", async () => {
  const { kv, calls } = watchedKv(local.kv, ({ keys }, through) =>
    keys[0] === "blob/7" ? () => Promise.reject(new Error("429")) : () => slowly(through),
  );
  const writings = Array.from({ length: 60 }, (_, index) =>
    blobWriting(String(index), new Uint8Array(), now),
  );
  const failure: unknown = await writeAll(kv, writings).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(StoreDown);
  expect(String(failure)).toContain("blob/7");
  const tried = keysOf(calls, "put");
  expect(tried.filter((key) => key === "blob/7")).toHaveLength(2);
  expect(tried).not.toContain("blob/50");
});

async function slowly(through: () => Promise<unknown>): Promise<unknown> {
  await new Promise((resolve) => setTimeout(resolve, 500));
  return through();
}

test("a write that fails once is made again, and nobody need know", async () => {
  let failures = 1;
  const { kv, calls } = watchedKv(local.kv, () =>
    failures-- > 0 ? () => Promise.reject(new Error("500")) : undefined,
  );
  await writeAll(kv, [blobWriting("once", Uint8Array.of(1), now)]);
  expect(keysOf(calls, "put")).toEqual(["blob/once", "blob/once"]);
  expect(await local.kv.get("blob/once")).not.toBeNull();
});

test.concurrent.each(["put", "list", "get", "delete"] as const)(
  "a KV that never answers a %s is told of after half a minute at most",
  async (hanging) => {
    const { kv } = watchedKv(local.kv, ({ op }) =>
      op === hanging ? () => new Promise(() => undefined) : undefined,
    );
    const begin = performance.now();
    const work = {
      put: () => writeAll(kv, [blobWriting("a", new Uint8Array(), now)]),
      list: () => listBlobs(kv),
      get: () => readManifest(kv),
      delete: () => deleteKeys(kv, ["blob/a"]),
    }[hanging];
    await expect(work()).rejects.toThrow(/^KV (?:did not|gave no)/);
    expect(performance.now() - begin).toBeLessThan(30_000);
  },
);

test("a value that KV cannot take is a mistake of ours, told before anything is sent", async () => {
  const { kv, calls } = watchedKv(local.kv);
  const writing = blobWriting("large", new Uint8Array(MAX_VALUE_BYTES + 1), now);
  await expect(writeAll(kv, [writing])).rejects.toThrow(RangeError);
  expect(calls).toEqual([]);
});

test("only the bytes of a view are stored, not the buffer behind it", async () => {
  const view = new Uint8Array([1, 2, 3, 4]).subarray(1, 3);
  await writeAll(local.kv, [blobWriting("view", view, now)]);
  const stored = await local.kv.get("blob/view", "arrayBuffer");
  expect(new Uint8Array(stored ?? new ArrayBuffer())).toEqual(Uint8Array.of(2, 3));
});
