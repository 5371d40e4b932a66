import { expect, test } from "vitest";
import { mendBlobs } from "#publish/write/blob-step.ts";
import { blobKey } from "#store/key.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";
import { keysOf, watchedKv } from "../../store/local-kv.ts";

const NAMES = ["a", "b", "c"].map((letter) => letter.repeat(21));
const blobs = new Map(NAMES.map((name) => [name, new TextEncoder().encode(name)]));

/** What is done of blobs that were found, and of which some are gone by now. */
async function mended(found: readonly string[], there: readonly string[]) {
  const { kv, keys } = kvInMemory();
  for (const name of there) await kv.put(blobKey(name), name);
  const watched = watchedKv(kv);
  const step = { kv: watched.kv, now: 0, progress: () => {} };
  const again = await mendBlobs(step, blobs, { found, seen: null });
  return { again, calls: watched.calls, keys: keys() };
}

test("where all blobs are new, or those of the release that readers see, KV is not asked", async () => {
  expect(await mended([], [])).toEqual({ again: 0, calls: [], keys: [] });
});

test("what was found and is gone by now is written again, and nothing else", async () => {
  const { again, calls, keys } = await mended([NAMES[0]!, NAMES[1]!], [NAMES[1]!]);
  expect(again).toBe(1);
  expect(keysOf(calls, "put")).toEqual([blobKey(NAMES[0]!)]);
  expect(keys).toEqual([blobKey(NAMES[0]!), blobKey(NAMES[1]!)]);
});
