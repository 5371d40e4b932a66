import { afterAll, expect, test } from "vitest";
import { blobNameOf } from "#store/blob-name.ts";
import { StoreDown } from "#store/fault.ts";
import { isMediaName, readMedia } from "#store/media.ts";
import { mediaWriting, writeAll } from "#store/write/writer.ts";
import { openLocalKv, watchedKv } from "./local-kv.ts";

const local = await openLocalKv();
afterAll(local.close);

test("a media file comes back as it was written; an unknown one is null", async () => {
  const bytes = Uint8Array.of(0xff, 0xd8, 0, 0xff);
  const name = `${await blobNameOf(bytes)}.jpg`;
  await writeAll(local.kv, [mediaWriting(name, bytes, 0)]);
  expect(new Uint8Array((await readMedia(local.kv, name)) ?? new ArrayBuffer())).toEqual(bytes);
  expect(await readMedia(local.kv, name.replace(".jpg", ".png"))).toBeNull();
});

test("a name that cannot be one of ours is not even asked for", async () => {
  const { kv, calls } = watchedKv(local.kv);
  for (const name of ["", "../current", "cat.jpg", `${"a".repeat(20)}.jpg/x`, "a".repeat(600)]) {
    expect(isMediaName(name)).toBe(false);
    expect(await readMedia(kv, name)).toBeNull();
  }
  expect(calls).toEqual([]);
});

test("a KV that fails is a StoreDown", async () => {
  const { kv } = watchedKv(local.kv, () => () => Promise.reject(new Error("500")));
  await expect(readMedia(kv, `${"a".repeat(20)}.jpg`)).rejects.toThrow(StoreDown);
});
