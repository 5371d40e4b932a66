import { expect, test } from "vitest";
import { createBlobSet } from "#publish/build/blob-set.ts";
import { blobNameOf } from "#store/blob-name.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test("a set has each blob once, in the order in which they came", async () => {
  const set = createBlobSet();
  const names = await set.addAll(["b", "a", "b"].map(bytesOf));
  const again = await set.add(bytesOf("a"));
  expect(names).toEqual(
    await Promise.all(["b", "a", "b"].map((text) => blobNameOf(bytesOf(text)))),
  );
  expect(again).toBe(names[1]);
  expect([...set.blobs]).toEqual([
    [names[0], bytesOf("b")],
    [names[1], bytesOf("a")],
  ]);
});

test("what is stored is named and not taken in", async () => {
  const name = await blobNameOf(bytesOf("stored"));
  const set = createBlobSet(new Set([name]));
  expect(await set.add(bytesOf("stored"))).toBe(name);
  expect(await set.addAll([bytesOf("stored")])).toEqual([name]);
  expect(set.blobs.size).toBe(0);
  const other = await set.add(bytesOf("other"));
  expect([set.isStored(name), set.isStored(other)]).toEqual([true, false]);
});
