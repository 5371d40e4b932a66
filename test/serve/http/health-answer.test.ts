import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Manifest } from "#model/release.ts";
import { createApp } from "#serve/app.ts";
import type { AppDeps } from "#serve/http/env.ts";
import { answerHealth } from "#serve/http/health-answer.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { createMeter } from "#store/meter.ts";
import { faultyKv } from "../faulty-kv.ts";
import { ask, NOW, published } from "../published.ts";
import { manyArticles } from "../sample-site.ts";

beforeAll(() => published(manyArticles(60)));

const health = async (now = NOW) => {
  const answer = await ask("/healthz", { now });
  // The test looks at each of its fields.
  return { ...answer, body: JSON.parse(answer.text) as Record<string, unknown> };
};

test("health tells the release, its age in seconds, and what it holds", async () => {
  const { status, headers, body } = await health(NOW + 61_900);
  expect([status, headers.get("Cache-Control")]).toEqual([200, "no-store"]);
  expect(headers.get("Content-Type")).toBe("application/json; charset=utf-8");
  expect(body).toMatchObject({ status: "ok", age_seconds: 61, articles: 60 });
  expect(Date.parse(String(body["created"]))).toBe(NOW);
  expect(String(body["release"])).toMatch(/\S/);
});

test("who publishes at the moment is told by age alone; a lease of an hour ago is of one that was cut short", async () => {
  expect((await health()).body).toMatchObject({ lease: null });
  const hold = (since: number) => env.KV.put("lease", JSON.stringify({ by: "desk-2", since }));
  await hold(NOW - 61_500);
  const { body, text } = await health();
  expect(body["lease"]).toEqual({ age_seconds: 61 });
  expect(text).not.toContain("desk-2");
  await hold(NOW - 3_600_000);
  expect((await health()).body).toMatchObject({ lease: null });
  await env.KV.delete("lease");
});

test("a clock that is behind the publisher's makes no release younger than nothing", async () => {
  expect((await health(NOW)).body).toMatchObject({ age_seconds: 0 });
  expect((await health(NOW - 5_000)).body).toMatchObject({ age_seconds: 0 });
});

test("sections are counted without the site's own front, blobs by their kind", async () => {
  const { body } = await health();
  const sections = JSON.parse((await ask("/api/sections")).text) as { sections: unknown[] };
  expect(body["sections"]).toBe(countOf(sections.sections));
  const blobs = body["blobs"] as Record<string, number>;
  expect(Object.keys(blobs)).toEqual([
    "packs",
    "cards",
    "directory",
    "suggestions",
    "index",
    "archives",
  ]);
  for (const [name, count] of Object.entries(blobs))
    expect([name, count > 0]).toEqual([name, true]);
  // Shards of terms and of words, the lengths and the columns.
  expect(blobs["index"]).toBeGreaterThanOrEqual(3);
  expect(blobs["suggestions"]).toBeGreaterThanOrEqual(2);
});

test("the budget is what was used of it: two reads, and a manifest that is far from its limit", async () => {
  const { body, headers } = await health();
  const { manifest_bytes: manifest, kv_reads: reads } = body["budget"] as Record<
    string,
    { readonly used: number; readonly limit: number }
  >;
  expect(reads).toEqual({ used: 2, limit: 2 });
  expect(headers.get("Server-Timing")).toContain("reads=2 ");
  expect(manifest!.limit).toBe(256 * 1024);
  expect(manifest!.used).toBeGreaterThan(1_000);
  expect(manifest!.used).toBeLessThan(manifest!.limit / 4);
});

/** Sections with those below them. */
function countOf(sections: readonly unknown[]): number {
  return sections.reduce<number>((sum, section) => {
    const { children: below = [] } = section as { children?: readonly unknown[] };
    return sum + 1 + countOf(below);
  }, 0);
}

test("the free plan's end is named, by the readers that it is enough for", async () => {
  const { body } = await health();
  expect(body["free_plan"]).toEqual({ readers: 1_037, ends: "reads" });
});

test("what the isolate holds is told, and its limit", async () => {
  const { body } = await health();
  const { held_bytes: held } = body["budget"] as Record<string, { used: number; limit: number }>;
  expect(held!.limit).toBe(36 * 1024 * 1024);
  expect(held!.used).toBeGreaterThan(1_000);
});

test("an isolate that serves what it holds while KV fails says so, and is alive", async () => {
  let isDown = false;
  const kv = faultyKv(env.KV, () => (isDown ? "error" : undefined));
  const clock = { now: NOW };
  const app = createApp({ now: () => clock.now });
  const status = async () => {
    const response = await app.request("https://news.example.org/healthz", undefined, { KV: kv });
    return [response.status, JSON.parse(await response.text()).status];
  };
  expect(await status()).toEqual([200, "ok"]);
  isDown = true;
  clock.now += 60_000;
  expect(await status()).toEqual([200, "stale"]);
  isDown = false;
  clock.now += 60_000;
  expect(await status()).toEqual([200, "ok"]);
});

describe("of what an isolate holds", () => {
  const blobs = (count: number) => Array.from({ length: count }, (_, index) => `blob${index}`);
  const front = (path: string, chunks: number) => ({ path, archive: { chunks: blobs(chunks) } });
  const MANIFEST = {
    release: "20261123T080000Z-aaaaaaaa",
    created: "2026-11-23T08:00:00Z",
    count: 7,
    fronts: [front("", 3), front("news", 4), front("english", 0)],
    packs: blobs(2),
    cards: blobs(5),
    directory: blobs(6),
    index: { shards: blobs(8) },
    suggest: { shards: blobs(9), texts: blobs(10) },
  };
  const LATER = Date.parse("2026-11-23T08:01:00Z");

  /** What is told of a manifest, and of how the isolate is. */
  async function told(manifest: object = {}, deps: object = {}, KV: object = env.KV) {
    const memory = { bytes: 11, maxBytes: 12 };
    const cache = { troubledUntil: 0, staleUntil: 0, memory, ...deps };
    // What is looked at of a release, of an isolate and of a request.
    const answer = answerHealth({ now: () => LATER, cache } as unknown as AppDeps);
    const meter = createMeter();
    const reader = { manifest: { ...MANIFEST, ...manifest } as unknown as Manifest, meter };
    const scope = { c: { env: { KV }, var: { meter } }, reader } as unknown as RequestScope;
    return JSON.parse(await (await answer(scope)).text()) as Record<string, unknown>;
  }

  test("blobs are counted by their kind", async () => {
    const { articles, sections, age_seconds, blobs: counted, parts } = await told();
    expect([articles, sections, age_seconds]).toEqual([7, 2, 60]);
    const index = 8 + 2;
    const counts = { packs: 2, cards: 5, directory: 6, suggestions: 19, index, archives: 7 };
    expect(counted).toEqual(counts);
    const base = { release: MANIFEST.release, articles: 7 };
    expect(parts).toEqual({ base, recent: null });
    expect((await told({ suggest: undefined }))["blobs"]).toEqual({ ...counts, suggestions: 0 });
  });

  test("what is laid over a base is counted beside it", async () => {
    const recent = {
      base: "20261122T080000Z-bbbbbbbb",
      documents: 5,
      removed: [1],
      places: [2, 3, 4],
      bytes: 13,
      upcoming: { a: "x", b: "y" },
      written: new Map(),
    };
    expect((await told({ recent }))["parts"]).toEqual({
      base: { release: recent.base, articles: 5 },
      recent: {
        articles: 3,
        removed: 1,
        upcoming: 2,
        bytes: { used: 13, limit: expect.any(Number) },
      },
    });
  });

  test("it is stale until the moment at which KV is asked again, or current is", async () => {
    const status = async (deps: object) => (await told({}, deps))["status"];
    for (const field of ["troubledUntil", "staleUntil"]) {
      expect(await status({ [field]: LATER + 1 })).toBe("stale");
      expect(await status({ [field]: LATER })).toBe("ok");
    }
  });

  test("no lease is told where KV fails, or gives none in half a second", async () => {
    expect((await told({}, {}, { get: () => Promise.reject(new Error("down")) }))["lease"]).toBe(
      null,
    );
    vi.useFakeTimers();
    try {
      let isTold = false;
      const asked = told({}, {}, { get: () => new Promise(() => {}) });
      const answer = asked.then((body) => ((isTold = true), body));
      await vi.advanceTimersByTimeAsync(499);
      expect(isTold).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(isTold).toBe(true);
      expect((await answer)["lease"]).toBe(null);
    } finally {
      vi.useRealTimers();
    }
  });
});
