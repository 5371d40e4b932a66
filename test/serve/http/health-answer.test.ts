import { beforeAll, expect, test } from "vitest";
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
    expect([name, count]).toEqual([name, expect.any(Number)]);
  // Shards of terms and of words, the lengths and the columns.
  expect(blobs["index"]).toBeGreaterThanOrEqual(3);
  expect(blobs["suggestions"]).toBeGreaterThanOrEqual(2);
});

test("the budget is what was used of it: one read, and a manifest that is far from its limit", async () => {
  const { body, headers } = await health();
  const { manifest_bytes: manifest, kv_reads: reads } = body["budget"] as Record<
    string,
    { readonly used: number; readonly limit: number }
  >;
  expect(reads).toEqual({ used: 1, limit: 1 });
  expect(headers.get("Server-Timing")).toContain("reads=1 ");
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
