import * as fc from "fast-check";
import { expect, test } from "vitest";
import { hash32 } from "#model/hash.ts";
import { encodeBlock, jsonBytes } from "#store/block.ts";
import { StoreFault } from "#store/fault.ts";
import { blobFor, encodeKeyed, findKeyed, type KeyedRecord } from "#store/keyed-block.ts";

function find(blobs: readonly Uint8Array[], key: string): KeyedRecord | undefined {
  const names = blobs.map((_, index) => String(index));
  const name = blobFor(names, key) ?? "";
  return findKeyed({ kind: "DIRY", bytes: blobs[Number(name)] ?? new Uint8Array(), name }, key);
}

test("every record is found by its key, and no other key finds anything", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 60 }), fc.string(), (keys, other) => {
      const blobs = encodeKeyed(
        "DIRY",
        keys.map((key, index) => [key, index]),
      );
      for (const [index, key] of keys.entries()) expect(find(blobs, key)).toEqual([key, index]);
      if (!keys.includes(other)) expect(find(blobs, other)).toBeUndefined();
    }),
  );
});

test("the order of the records does not matter to the bytes", () => {
  const records = Array.from({ length: 500 }, (_, index): KeyedRecord => [`k${index}`, index]);
  expect(encodeKeyed("ARCH", records.toReversed())).toEqual(encodeKeyed("ARCH", records));
});

test("blobs stay under 64 KB by doubling in number, and each key is still found in one of them", () => {
  const records = Array.from({ length: 5_000 }, (_, index): KeyedRecord => {
    return [
      `/html/2023/04/${index}.html`,
      `id-${index}`,
      "12345678901234567890",
      3,
      "0123456789abcdef",
    ];
  });
  const blobs = encodeKeyed("DIRY", records);
  expect(blobs.length).toBe(8);
  expect(Math.max(...blobs.map((blob) => blob.length))).toBeLessThanOrEqual(64 * 1024);
  for (const record of records) expect(find(blobs, record[0])).toEqual(record);
});

test("a single record larger than a blob should be still has one of its own", () => {
  const blobs = encodeKeyed("DIRY", [
    ["a", "x".repeat(100_000)],
    ["b", 1],
  ]);
  expect(find(blobs, "a")?.[1]).toHaveLength(100_000);
  expect(find(blobs, "b")).toEqual(["b", 1]);
});

test("keys with the same hash are told apart", () => {
  const byHash = new Map<number, string>();
  let pair: readonly [string, string] | undefined;
  for (let index = 0; pair === undefined; index++) {
    const key = `k${index}`;
    const other = byHash.get(hash32(key));
    if (other === undefined) byHash.set(hash32(key), key);
    else pair = [other, key];
  }
  const blobs = encodeKeyed("DIRY", [
    [pair[0], 0],
    [pair[1], 1],
  ]);
  expect(find(blobs, pair[0])).toEqual([pair[0], 0]);
  expect(find(blobs, pair[1])).toEqual([pair[1], 1]);
});

test("a block without its hash table, or with something else than records, is a fault", () => {
  const key = "a";
  const hash = new Uint8Array(4);
  new DataView(hash.buffer).setUint32(0, hash32(key), true);
  const damaged = [
    encodeBlock("DIRY", []),
    encodeBlock("DIRY", [new Uint8Array(3), jsonBytes([key])]),
    encodeBlock("DIRY", [hash, jsonBytes({ key })]),
  ];
  const wrong = damaged.map((bytes) => {
    try {
      return findKeyed({ kind: "DIRY", bytes, name: "n" }, key);
    } catch (error) {
      return error instanceof StoreFault;
    }
  });
  expect(wrong).toEqual([true, true, true]);
});
