import { expect, test, vi } from "vitest";
import { cachedBody, createFeedCache } from "#serve/http/feed-cache.ts";
import { createMemory } from "#store/memory.ts";

const MEGABYTE = 1 << 20;
type Answer = NonNullable<ReturnType<ReturnType<typeof createFeedCache>["answers"]["get"]>>;

// What an answer weighs does not hang on what is in it.
const answer = {} as Answer;

test("an answer counts with the headers of its 200 and of its 304: a megabyte holds some hundred", () => {
  const memory = createMemory(MEGABYTE);
  const { answers } = createFeedCache(memory);
  const urls = Array.from({ length: 1_000 }, (_, number) => `https://a.example/tags/${number}`);
  answers.set(urls[0]!, answer);
  // Both with 4 KiB, beside its address and its place.
  expect(answers.bytes).toBe(8 * 1_024 + 2 * urls[0]!.length + 1_024);
  for (const url of urls) answers.set(url, answer);
  const held = urls.filter((url) => answers.get(url) !== undefined);
  expect(held.length).toBeGreaterThan(100);
  expect(held.length).toBeLessThan(128);
  // Those that were asked for last.
  expect(held).toEqual(urls.slice(-held.length));
  expect(memory.bytes).toBeLessThanOrEqual(MEGABYTE);
});

test("a body counts with its bytes, and shares the room with answers", async () => {
  const memory = createMemory(MEGABYTE);
  const cache = createFeedCache(memory);
  const body = (bytes: number) => () =>
    Promise.resolve({ etag: "a", bytes: new Uint8Array(bytes) });
  cache.answers.set("https://a.example/feed.xml", answer);
  for (const key of ["a", "b", "c", "d"]) await cachedBody(cache, key, body(250_000));
  expect(cache.bodies.bytes).toBeGreaterThanOrEqual(1_000_000);
  expect(cache.answers.get("https://a.example/feed.xml")).toBeDefined();
  await cachedBody(cache, "e", body(250_000));
  expect(cache.bodies.get("a")).toBeUndefined();
  expect(cache.bodies.get("e")?.bytes.length).toBe(250_000);
});

test("a body is made once for each key, and again when it was let go", async () => {
  const cache = createFeedCache(createMemory(MEGABYTE));
  const make = vi.fn(() => Promise.resolve({ etag: "甘", bytes: new Uint8Array(3) }));
  const first = await cachedBody(cache, "feed", make);
  expect(await cachedBody(cache, "feed", make)).toBe(first);
  expect(make).toHaveBeenCalledTimes(1);
  await cachedBody(cache, "atom", make);
  expect(make).toHaveBeenCalledTimes(2);
  cache.bodies.delete("feed");
  expect(await cachedBody(cache, "feed", make)).not.toBe(first);
  expect(make).toHaveBeenCalledTimes(3);
});
