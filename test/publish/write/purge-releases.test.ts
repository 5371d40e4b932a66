import { describe, expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import type { Manifest } from "#model/release.ts";
import { dropReleases } from "#publish/write/purge-releases.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";
import { madeArticle, madeArticles, madeId, madeSite } from "../../store/made-articles.ts";
import { noIndex, published } from "../../store/published.ts";

const NOW = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;
const BASE = madeArticles(4);
const ID = "ledgers";
const WORD = 'Quokkazine "ledgers" vanish';
const secret = madeArticle({ id: ID, title: WORD, body: "<p>words</p>" });
const linking = madeArticle({ id: "linking", body: `<p>See ${WORD}.</p>` });

/** A site whose releases are dropped that know the article or carry its words. */
function newsroom(words: readonly string[] = [WORD]) {
  const { kv, keys } = kvInMemory();
  let now = NOW;
  return {
    kv,
    keys,
    put: async (articles: readonly Article[], title = "Title"): Promise<Manifest> => {
      now += HOUR;
      const options = { now, buildIndex: noIndex, force: true, site: madeSite(title) };
      return (await published(kv, articles, options)).manifest;
    },
    drop: (made: Manifest) => {
      const traces = { isFound: true, titles: new Set([WORD]), words: new Set(words) };
      return dropReleases(kv, { id: madeId(ID), traces, made, now });
    },
  };
}

describe("of the other releases", () => {
  test("those go that know the article or carry its words; those that do not are kept whole", async () => {
    const { put, drop, keys } = newsroom();
    const clean = await put(BASE);
    const carrying = await put([...BASE, linking]);
    const knowing = await put([...BASE, secret]);
    const made = await put(BASE);
    const before = keys().length;
    const { releases, blobs, media, mentions } = await drop(made);
    expect(releases).toEqual([knowing.release, carrying.release]);
    expect([media, mentions]).toEqual([0, []]);
    expect(blobs).toBeGreaterThan(2);
    expect(keys().length).toBe(before - blobs - 2);
    expect(keys().filter((key) => key.startsWith("release/"))).toEqual([
      `release/${clean.release}`,
      `release/${made.release}`,
    ]);
    for (const pack of clean.packs) expect(keys()).toContain(`blob/${pack.blob}`);
  });

  test("words in blobs that readers see too are their publisher's, and drop none", async () => {
    const { put, drop } = newsroom();
    await put(BASE);
    await put([...BASE, linking]);
    const made = await put([...BASE, linking], "Other title");
    expect(await drop(made)).toMatchObject({ releases: [], mentions: ["linking"] });
  });

  test("words in the manifest itself drop it", async () => {
    const { put, drop } = newsroom(["Other title"]);
    await put(BASE);
    const titled = await put(BASE, "The Other title");
    const made = await put(BASE, "Last");
    expect((await drop(made)).releases).toEqual([titled.release]);
  });

  test("a damaged one goes, for nobody can say what it knows", async () => {
    const { kv, put, drop, keys } = newsroom();
    const { release, created, previous, count } = await put(BASE);
    const made = await put(BASE, "Last");
    const metadata = { created, previous, count, plan: "", at: 0 };
    await kv.put(`release/${release}`, "<html>", { metadata });
    expect((await drop(made)).releases).toEqual([release]);
    expect(keys()).not.toContain(`release/${release}`);
  });

  test("one of which a blob is lost is asked for the others", async () => {
    const { kv, put, drop } = newsroom();
    const lost = await put([...BASE, madeArticle({ id: "own", body: "<p>own</p>" })]);
    const made = await put(BASE);
    await kv.delete(`blob/${lost.packs.at(-1)!.blob}`);
    expect((await drop(made)).releases).toEqual([]);
  });

  test("those that readers are to see later stay, though they carry the words", async () => {
    const { put, drop } = newsroom();
    const due = { ...linking, published: "2025-01-01T00:00:00Z" as Article["published"] };
    const made = await put([...BASE, due]);
    expect((await drop(made)).releases).toEqual([]);
  });
});

test("pictures that no release needs go, from readers and from where they were set aside", async () => {
  const { kv, put, drop, keys } = newsroom();
  const [one, two, three] = ["1", "2", "3"].map((first) => `${first}fK9a_Qz1bXy0Tq7LmNp.png`);
  const body = `<img src="https://own.broadsheet.invalid/media/${one}" alt="">`;
  const made = await put([...BASE, madeArticle({ id: "p", body })]);
  for (const key of [`media/${one}`, `media/${two}`, `withdrawn/${two}`, `withdrawn/${three}`])
    await kv.put(key, "picture");
  await kv.put("blob/lost", "blob");
  expect(await drop(made)).toMatchObject({ blobs: 1, media: 3 });
  expect(keys().filter((key) => /^(?:media|withdrawn)/.test(key))).toEqual([`media/${one}`]);
});

describe("articles that speak of it", () => {
  const speaking = (count: number) =>
    Array.from({ length: count }, (_, at) =>
      madeArticle({ id: `s${at}`, body: `<p>${at}: Quokkazine</p>`, sequence: at }),
    );

  test.each([
    [49, 49],
    [50, 50],
    [51, 50],
  ])("are named, 50 at most: of %i %i", async (count, named) => {
    const { put, drop } = newsroom(["Quokkazine"]);
    const made = await put(speaking(count));
    expect((await drop(made)).mentions.length).toBe(named);
  });

  test("are found among many", async () => {
    const { put, drop } = newsroom(["Quokkazine"]);
    const later = { ...speaking(1)[0]!, published: "2023-12-01T00:00:00Z" as Article["published"] };
    for (const count of [400, 401]) {
      const made = await put([...madeArticles(count, { bytes: 20 }), later]);
      expect((await drop(made)).mentions).toEqual(["s0"]);
    }
  });
});
