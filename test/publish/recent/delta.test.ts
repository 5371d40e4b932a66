import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createDelta, createDeltaMemory } from "#publish/recent/delta.ts";
import { encodeBlock } from "#store/block.ts";
import { blobInBundle, encodeBundle } from "#store/recent/bundle.ts";
import { StoreDown, StoreFault } from "#store/fault.ts";

const NAMES = ["a", "b", "c"].map((letter) => letter.repeat(20));
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The blob that others are written against. */
const against = (bytes: Uint8Array) => ({ name: "base", read: async () => bytes });

test("what was written against another blob, and after others, comes back byte for byte", async () => {
  const piece = fc.constantFrom("", "x", "abc".repeat(30), "一二三四五六七八九十".repeat(4));
  const text = fc.array(fc.oneof(piece, fc.string({ maxLength: 90 })), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(text, fc.array(text, { minLength: 1, maxLength: 3 }), async (base, texts) => {
      const delta = createDelta();
      const other = bytesOf(base.join(""));
      const blobs = texts.map((each) => bytesOf(each.join("")));
      for (const [at, blob] of blobs.entries())
        await delta.add(NAMES[at]!, blob, at === 1 ? undefined : against(other));
      const bundle = { bytes: delta.finish(), name: "bundle" };
      for (const [at, blob] of blobs.entries())
        expect(blobInBundle(bundle, NAMES[at]!, at === 1 ? new Uint8Array() : other)).toEqual(blob);
    }),
  );
});

test("what two blobs share is written once", async () => {
  const shared = bytesOf(Array.from({ length: 500 }, (_, at) => `${at * at} `).join(""));
  const delta = createDelta();
  await delta.add(
    NAMES[0]!,
    bytesOf(`before ${new TextDecoder().decode(shared)}`),
    against(shared),
  );
  await delta.add(NAMES[1]!, shared, against(shared));
  expect(delta.finish().length).toBeLessThan(200);
  const alone = createDelta();
  await alone.add(NAMES[0]!, bytesOf(`before ${new TextDecoder().decode(shared)}`));
  await alone.add(NAMES[1]!, shared);
  expect(alone.finish().length).toBeLessThan(1.2 * shared.length);
});

test("a bundle that was cut short, or has no such blob, is a fault that names it", async () => {
  const delta = createDelta();
  await delta.add(NAMES[0]!, bytesOf("some text"));
  const bytes = delta.finish();
  const read = (given: Uint8Array, name: string) => (): Uint8Array =>
    blobInBundle({ bytes: given, name: "bundle" }, name, new Uint8Array());
  expect(read(bytes, NAMES[1]!)).toThrow(StoreFault);
  expect(read(bytes.subarray(0, -1), NAMES[0]!)).toThrow(StoreFault);
});

test("what a memory knows makes no difference to what is written, though it forgot some of it", async () => {
  const pieces = Array.from({ length: 6 }, (_, at) => bytesOf(`${at} piece `.repeat(40 + at)));
  const blobs = pieces.map((piece) => encodeBlock("PACK", [piece, pieces[0]!]));
  const memory = createDeltaMemory();
  for (const some of [[0, 1], [2], [3], [1, 0], [4, 5, 0], [2, 1]]) {
    const [kept, anew] = [createDelta(memory), createDelta()];
    for (const at of some)
      for (const delta of [kept, anew])
        await delta.add(String(at).repeat(20), blobs[at]!, against(pieces[5]!));
    expect(kept.finish()).toEqual(anew.finish());
    memory.forgetUnused();
  }
});

test("a blob to write against that KV did not give once is read again by the same memory", async () => {
  const memory = createDeltaMemory();
  const other = bytesOf("what both have ".repeat(20));
  const blob = bytesOf(`new ${"what both have ".repeat(20)}`);
  const failing = { name: "base", read: () => Promise.reject(new StoreDown("KV gave nothing")) };
  await expect(createDelta(memory).add(NAMES[0]!, blob, failing)).rejects.toThrow(StoreDown);
  const delta = createDelta(memory);
  await delta.add(NAMES[0]!, blob, against(other));
  const bundle = { bytes: delta.finish(), name: "bundle" };
  expect(blobInBundle(bundle, NAMES[0]!, other)).toEqual(blob);
});

test("what lies side by side is one piece, in the bundle and in the base", async () => {
  const delta = createDelta();
  // Two chunks of 2,048 letters are the same, and the rest lies behind them.
  await delta.add(NAMES[0]!, bytesOf("a".repeat(4_500)));
  delta.addWhole(NAMES[1]!, bytesOf("whole"));
  const base = Array.from({ length: 60 }, (_, at) => `${at}:`).join("");
  const text = `${base.slice(48)}${base.slice(0, 48)}x`;
  await delta.add(NAMES[2]!, bytesOf(text), against(bytesOf(base)));
  const own = { from: "own" } as const;
  const from = { from: "base" } as const;
  const expected = encodeBundle(
    [
      {
        name: NAMES[0]!,
        pieces: [
          { ...own, at: 0, length: 2_048 },
          { ...own, at: 0, length: 2_452 },
        ],
      },
      { name: NAMES[1]!, pieces: [{ ...own, at: 2_452, length: 5 }] },
      {
        name: NAMES[2]!,
        pieces: [
          { ...from, at: 48, length: base.length - 48 },
          { ...from, at: 0, length: 48 },
          { ...own, at: 2_457, length: 1 },
        ],
      },
    ],
    bytesOf(`${"a".repeat(2_452)}wholex`),
  );
  expect(delta.finish()).toEqual(expected);
});

test("what neither the last bundle nor the one before it needed is forgotten", async () => {
  const memory = createDeltaMemory();
  expect([memory.begin(), memory.begin()]).toEqual([1, 2]);
  const chunk = memory.chunkOf("甘");
  expect(chunk).toEqual({ text: "甘", at: 0, writing: 1 });
  let reads = 0;
  const read = async () => (reads++, bytesOf("base"));
  const stretches = await memory.stretchesOf({ name: "base", read });
  memory.forgetUnused();
  expect(memory.chunkOf("甘")).toBe(chunk);
  // The third bundle has the chunk, the fourth the base.
  chunk.writing = memory.begin();
  memory.begin();
  memory.forgetUnused();
  expect(memory.chunkOf("甘")).toBe(chunk);
  expect(await memory.stretchesOf({ name: "base", read })).not.toBe(stretches);
  expect(reads).toBe(2);
  memory.begin();
  memory.forgetUnused();
  expect(memory.chunkOf("甘")).not.toBe(chunk);
  await memory.stretchesOf({ name: "base", read });
  memory.begin();
  memory.forgetUnused();
  await memory.stretchesOf({ name: "base", read });
  expect(reads).toBe(2);
});
