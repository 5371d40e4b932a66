import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { createApp } from "#serve/app.ts";
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
