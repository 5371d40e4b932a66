import { afterAll, expect, test } from "vitest";
import { StoreDown } from "#store/fault.ts";
import { closedGate, createKvGate } from "#store/kv-gate.ts";
import { createMeter } from "#store/meter.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { waitsOf } from "./patience.ts";
import { openLocalKv, watchedKv } from "./local-kv.ts";

const local = await openLocalKv();
afterAll(local.close);
const now = Date.UTC(2024, 0, 1);
const never = (): Promise<never> => Promise.withResolvers<never>().promise;

test("values come as bytes, as text and in bulk, and what is not there as null", async () => {
  await local.kv.put("blob/a", Uint8Array.of(0, 255, 10));
  await local.kv.put("blob/b", "文");
  const gate = createKvGate({ kv: local.kv, cache: createIsolateCache(), now });
  expect(await gate.bytes("blob/a", 60)).toEqual(Uint8Array.of(0, 255, 10));
  expect(await gate.text("blob/b", 60)).toBe("文");
  expect(await gate.bytes("blob/c", 60)).toBeNull();
  const texts = await gate.texts(["blob/b", "blob/c"], 60);
  expect([texts.get("blob/b"), texts.get("blob/c") ?? null]).toEqual(["文", null]);
  expect(gate.meter).toMatchObject({ reads: 5, ops: 4, rounds: 4 });
});

test("no more than six single reads are under way at once, and all asked for together are one round", async () => {
  let underWay = 0;
  let most = 0;
  const { kv } = watchedKv(local.kv, ({ keys }) => async () => {
    most = Math.max(most, ++underWay);
    const value = await local.kv.get(keys[0] ?? "", "arrayBuffer");
    underWay -= 1;
    return value;
  });
  const gate = createKvGate({ kv, cache: createIsolateCache(), now });
  await Promise.all(Array.from({ length: 36 }, (_, index) => gate.bytes(`blob/${index}`, 60)));
  expect(most).toBe(6);
  expect(gate.meter).toMatchObject({ reads: 36, ops: 36, rounds: 1 });
});

test("a KV that fails is a StoreDown that keeps the cause", async () => {
  const { kv } = watchedKv(local.kv, () => () => Promise.reject(new Error("KV GET failed: 500")));
  const gate = createKvGate({ kv, cache: createIsolateCache(), now });
  const failure = await gate.text("current", 30).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(StoreDown);
  expect(failure).toMatchObject({ cause: { message: "KV GET failed: 500" } });
});

test("a KV that never answers is given up within a second however many reads wait, and at once for ten seconds more", async () => {
  const { kv } = watchedKv(local.kv, () => never);
  const cache = createIsolateCache();
  const readAll = (at: number): Promise<readonly number[]> =>
    waitsOf(async () => {
      const gate = createKvGate({ kv, cache, now: at });
      const reads = Array.from({ length: 36 }, (_, index) => gate.bytes(`blob/${index}`, 60));
      const outcomes = await Promise.allSettled(reads);
      expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
    });
  // Six at once are waited for, together; those in line behind them are not tried.
  expect(await readAll(now)).toEqual(Array.from({ length: 6 }, () => 700));
  expect(await readAll(now + 9_000)).toEqual(Array.from({ length: 6 }, () => 150));
  expect(await readAll(now + 9_000 + 10_000)).toEqual(Array.from({ length: 6 }, () => 700));
});

test("through a closed gate nothing comes, and nothing is asked", async () => {
  const gate = closedGate(createMeter());
  await expect(gate.bytes("a", 60)).rejects.toThrow(StoreDown);
  await expect(gate.texts(["a"], 60)).rejects.toThrow(StoreDown);
  expect(gate.meter.reads).toBe(0);
});
