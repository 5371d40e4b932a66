import { expect, test } from "vitest";
import { type OwnWritesMemory, ownWrites } from "#store/write/own-writes.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";

/** A memory as the object's database is one: it outlives what reads and writes. */
function memory(): OwnWritesMemory {
  let current: string | undefined;
  const hashes = new Set<string>();
  return {
    current: () => current,
    isOlder: (hash) => hashes.has(hash),
    replace(text, older) {
      current = text;
      for (const hash of older) hashes.add(hash);
    },
  };
}

/** A KV that shows what `current` held before, as long as `old` says so: elsewhere a write shows late. */
function lateKv() {
  const { kv } = kvInMemory();
  const state: { old?: string } = {};
  const late = new Proxy(kv, {
    get: (target, name) =>
      name === "get"
        ? async (key: string, options: "text") =>
            key === "current" && state.old !== undefined ? state.old : target.get(key, options)
        : Reflect.get(target, name),
  });
  return { kv: late, real: kv, state };
}

test("what was written through it is read, while KV still shows what was there before", async () => {
  const { kv, real, state } = lateKv();
  await real.put("current", "by the command");
  const remembered = memory();
  const own = ownWrites(kv, remembered);
  expect(await own.get("current", "text")).toBe("by the command");
  await own.put("current", "first");
  state.old = "by the command";
  expect(await own.get("current", "text")).toBe("first");
  await own.put("current", "second");
  state.old = "first";
  expect(await own.get("current", "text")).toBe("second");
  // Also when it was started anew.
  expect(await ownWrites(kv, remembered).get("current", "text")).toBe("second");
});

test("what somebody else wrote meanwhile is read as it is", async () => {
  const { kv, real } = lateKv();
  const remembered = memory();
  const own = ownWrites(kv, remembered);
  await own.put("current", "mine");
  await real.put("current", "taken back");
  expect(await own.get("current", "text")).toBe("taken back");
  expect(await ownWrites(kv, remembered).get("current", "text")).toBe("taken back");
  await own.put("current", "mine again");
  expect(await own.get("current", "text")).toBe("mine again");
});

test("a blob is read once, and a deleted one no more", async () => {
  const { kv, real } = lateKv();
  const own = ownWrites(kv, memory());
  await real.put("blob/a", new Uint8Array([123, 125]));
  expect(await own.get("blob/a", "json")).toEqual({});
  await real.delete("blob/a");
  expect(await own.get("blob/a", "text")).toBe("{}");
  await own.put("blob/b", new Uint8Array([7]));
  expect(new Uint8Array((await own.get("blob/b", "arrayBuffer"))!)).toEqual(new Uint8Array([7]));
  await own.delete("blob/b");
  expect(await own.get("blob/b", "arrayBuffer")).toBeNull();
  expect(await own.get("blob/none", "arrayBuffer")).toBeNull();
});
