import { describe, expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import type { Manifest } from "#model/release.ts";
import { knows, readTraces } from "#publish/write/purge-traces.ts";
import { readManifest } from "#store/write/listing.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";
import { madeArticle, madeArticles, madeId } from "../../store/made-articles.ts";
import { noIndex, published } from "../../store/published.ts";

const NOW = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;
const BASE = madeArticles(4);
const ID = "ledgers";

/** A site, and how articles are published into it, an hour after what came before. */
function newsroom() {
  const { kv } = kvInMemory();
  let now = NOW;
  return {
    kv,
    put: async (...articles: readonly Article[]): Promise<Manifest> => {
      now += HOUR;
      const options = { now, buildIndex: noIndex, force: true, allowReappearing: true };
      return (await published(kv, [...BASE, ...articles], options)).manifest;
    },
    traces: (id = ID) => readTraces(kv, madeId(id), now),
    knows: (manifest: Manifest, id = ID) => knows(kv, { manifest, id: madeId(id), now }),
  };
}

const version = (fields: Readonly<Record<string, unknown>>) =>
  madeArticle({ id: ID, title: "Ledgers vanish", body: "<p>words</p>", ...fields });

describe("of an article", () => {
  test("nothing is found that nobody published, but its id is looked for", async () => {
    const { put, traces } = newsroom();
    await put();
    expect(await traces()).toEqual({ isFound: false, titles: new Set(), words: new Set([ID]) });
  });

  test("every version tells its title, guid, url and old paths", async () => {
    const { put, traces } = newsroom();
    await put(version({ guid: "tag:a.example,2023:1", aliases: ["/old/1.html"] }));
    await put(version({ title: "Ledgers found", url: "https://a.example/ledgers" }));
    await put();
    const { isFound, titles, words } = await traces();
    expect([isFound, [...titles].sort()]).toEqual([true, ["Ledgers found", "Ledgers vanish"]]);
    expect([...words].sort()).toEqual([
      "/old/1.html",
      "Ledgers found",
      "Ledgers vanish",
      "https://a.example/ledgers",
      ID,
      "tag:a.example,2023:1",
    ]);
  });

  test("a withdrawn one is found, without its words", async () => {
    const { put, traces } = newsroom();
    await put(version({ status: "withdrawn" }));
    expect(await traces()).toEqual({ isFound: true, titles: new Set(), words: new Set([ID]) });
  });

  test.each([
    ["12345", false],
    ["123456", true],
    ["书记", false],
    ["书记员", true],
    ["a书", false],
    ["a书b", true],
  ])("the title %j is long enough to be no others' words: %s", async (title, isTelling) => {
    const { put, traces } = newsroom();
    await put(version({ title }));
    const { titles, words } = await traces();
    expect([titles.has(title), words.has(title)]).toEqual([true, isTelling]);
  });

  test("a short id is not looked for", async () => {
    const { put, traces } = newsroom();
    await put();
    expect((await traces("a1")).words.has("a1")).toBe(false);
  });

  test("what a damaged release knew is not found, and the others are read", async () => {
    const { kv, put, traces } = newsroom();
    const first = await put(version({ title: "First title" }));
    const second = await put(version({ title: "Second title" }));
    await put(version({ title: "Third title" }));
    const { created, previous, count } = first;
    const metadata = { created, previous, count, plan: "", at: 0 };
    await kv.put(`release/${first.release}`, "<html>", { metadata });
    await kv.put(`blob/${second.directory[0]}`, "<html>");
    expect([...(await traces()).titles]).toEqual(["Third title"]);
  });
});

describe("a release knows an article", () => {
  test("that readers see in it, that was withdrawn, that went before it, and no other", async () => {
    const { put, knows: isKnown } = newsroom();
    const never = await put();
    const seen = await put(version({}));
    const gone = await put();
    const withdrawn = await put(version({ status: "withdrawn" }));
    const known = await Promise.all([never, seen, gone, withdrawn].map((one) => isKnown(one)));
    expect(known).toEqual([false, true, true, true]);
    expect(await isKnown(seen, "other")).toBe(false);
  });

  test("by each of what it remembers", async () => {
    const { kv, put, knows: isKnown } = newsroom();
    const never = await put();
    await put(version({}));
    const gone = await put();
    const bare = ({ edge: _edge, log: _log, gone: _gone, ...manifest }: Manifest) => manifest;
    const without = (fields: Partial<Manifest>) => isKnown({ ...bare(gone), ...fields });
    expect(await without({})).toBe(false);
    expect(await without({ log: gone.log! })).toBe(true);
    expect(await without({ gone: gone.gone! })).toBe(true);
    expect(await without({ edge: [["r0"], ["r1", `article-${ID}`]] })).toBe(true);
    expect(
      await without({
        edge: [
          ["r0", "lists"],
          ["r1", `article-${ID}x`],
        ],
      }),
    ).toBe(false);
    expect(await without({ log: never.log! })).toBe(false);
    // The ledger names what the directory has lost.
    const seen = await put(version({}));
    const ledger = seen.ledger!;
    expect(await without({ ledger })).toBe(true);
    await kv.delete(`blob/${ledger[0]}`);
    expect(await without({ ledger }), "nobody can say that it does not").toBe(true);
  });
});

test("releases that are looked at are those that are stored", async () => {
  const { kv, put, traces } = newsroom();
  const { release } = await put(version({}));
  await kv.delete(`release/${release}`);
  expect(await readManifest(kv, release)).toBeNull();
  expect((await traces()).isFound).toBe(false);
});
