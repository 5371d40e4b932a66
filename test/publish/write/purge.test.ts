import { describe, expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import { markOfTitle } from "#publish/build/takedown.ts";
import { purge } from "#publish/write/purge.ts";
import { readPast } from "#store/history/past.ts";
import { purgeMark, readTakedowns, withdrawalMark } from "#store/history/takedown.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";
import { keysOf, watchedKv } from "../../store/local-kv.ts";
import { madeArticle, madeArticles, madeId, madeSite } from "../../store/made-articles.ts";
import { noIndex, published } from "../../store/published.ts";

const NOW = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;
const BASE = madeArticles(4);
const ID = "ledgers";
const site = { ...madeSite(), url: "https://a.example", hub: "https://hub.example/" };
const version = (fields: Readonly<Record<string, unknown>> = {}): Article =>
  madeArticle({ id: ID, title: "Ledgers vanish", body: "<p>words</p>", ...fields });

/** A site into which articles are published, an hour after each other, and purged. */
function newsroom() {
  const { kv } = kvInMemory();
  const watched = watchedKv(kv);
  let now = NOW;
  return {
    kv,
    at: () => now,
    puts: () => keysOf(watched.calls, "put").length,
    put: async (...articles: readonly Article[]) => {
      now += HOUR;
      const options = { now, buildIndex: noIndex, force: true, allowReappearing: true, site };
      return (await published(kv, [...BASE, ...articles], options)).manifest;
    },
    purge: async (id = ID, ms = HOUR) => {
      now += ms;
      const tools = { buildIndex: noIndex };
      const outcome = await purge({ kv: watched.kv, now, id: madeId(id), tools });
      if (isRejection(outcome)) throw new TypeError(JSON.stringify(outcome.faults));
      const manifest = JSON.parse((await kv.get("current")) ?? "") as { release: string };
      return { outcome, manifest };
    },
  };
}

describe("a purge", () => {
  test("is refused where nothing was published, and of an article that no release knows", async () => {
    const { kv, put, at } = newsroom();
    const asked = (id: string) => purge({ kv, now: at(), id: madeId(id) });
    expect(isRejection(await asked(ID))).toBe(true);
    await put();
    expect(await asked("nobody")).toMatchObject({
      faults: [{ what: "no release knows an article nobody" }],
    });
    await kv.put("current", "<html>");
    expect(isRejection(await asked("a1"))).toBe(true);
  });

  test("tells what it did: how the article is known from then on, what it wrote, and who is to be told", async () => {
    const { put, purge: purged, puts } = newsroom();
    const seen = await put(version());
    const { outcome, manifest } = await purged();
    expect(outcome).toMatchObject({
      kind: "purged",
      mark: await purgeMark(ID),
      release: manifest.release,
      releases: [seen.release],
      hub: "https://hub.example/",
      url: "https://a.example",
    });
    expect(outcome.written).toBe(puts());
    // The site's feeds and the section's, in each format.
    expect(outcome.topics.length).toBe(6);
  });

  test("can be run again, also of what was withdrawn long ago", async () => {
    const { put, purge: purged } = newsroom();
    await put(version({ status: "withdrawn" }));
    expect((await purged()).outcome.mark).toBe(await purgeMark(ID));
    expect((await purged()).outcome.releases).toEqual([]);
  });
});

test("what is taken down from then on are hashes of its id and of all titles that it had, once each", async () => {
  const { kv, put, purge: purged } = newsroom();
  const other = madeArticle({ id: "other", title: "Another title" });
  await put(version(), other);
  await put(version({ title: "Ledgers found" }), other);
  await put(version({ title: "Ledgers lost" }), { ...other, status: "withdrawn" });
  await put(version({ title: "Ledgers lost", status: "withdrawn" }), {
    ...other,
    status: "withdrawn",
  });
  await purged();
  const takedowns = async () =>
    (await readTakedowns(kv, JSON.parse((await kv.get("current"))!) as object))!;
  const { withdrawn, purged: marks } = await takedowns();
  expect([...withdrawn.keys()]).toEqual([withdrawalMark(madeId("other"))]);
  const titles = ["Ledgers vanish", "Ledgers found", "Ledgers lost"].map(markOfTitle).sort();
  expect(marks).toEqual([{ id: await purgeMark(ID), titles }]);
  await purged();
  expect((await takedowns()).purged).toEqual(marks);
  await purged("a1");
  expect((await takedowns()).purged.map(({ id }) => id).sort()).toEqual(
    [await purgeMark(ID), await purgeMark("a1")].sort(),
  );
});

test("of an article that the content has no longer, a purge leaves as little, and nothing when it is run again", async () => {
  const { kv, put, purge: purged } = newsroom();
  await put(version());
  await put();
  const { outcome } = await purged();
  const current = JSON.parse((await kv.get("current"))!) as object;
  const { purged: marks } = (await readTakedowns(kv, current))!;
  expect(marks).toEqual([{ id: await purgeMark(ID), titles: [markOfTitle("Ledgers vanish")] }]);
  expect(outcome.releases.length).toBe(2);
  expect((await purged()).outcome).toMatchObject({ written: 0, releases: [], blobs: 0 });
});

describe("what is remembered afterwards", () => {
  const remembered = async (ms = HOUR, ...before: readonly (readonly Article[])[]) => {
    const room = newsroom();
    for (const articles of before) await room.put(...articles);
    const { manifest } = await room.purge(ID, ms);
    const { manifestFromText } = await import("#store/manifest-text.ts");
    const made = manifestFromText((await room.kv.get("current"))!, "current");
    if (isRejection(made)) throw new TypeError("current is damaged");
    expect(made.release).toBe(manifest.release);
    return { ...(await readPast(room.kv, made))!, now: room.at() };
  };

  test("has neither the article nor that it went, but that something did", async () => {
    const other = madeArticle({ id: "other" });
    const { entries, gone, log, now } = await remembered(HOUR, [version(), other], [version()]);
    expect(entries.map(({ id }) => id).sort()).toEqual(["a0", "a1", "a2", "a3"]);
    expect(gone.map(({ id }) => id)).toEqual(["other"]);
    const ids = log!.changes.map(({ id }) => id);
    expect(ids).not.toContain(ID);
    const mark = await purgeMark(ID);
    expect(log!.changes.at(-1)).toEqual({ at: now, id: mark, isGone: true });
    expect(ids.filter((id) => id === mark).length).toBe(1);
  });

  test("tells of it behind all that it told of before, though that was at the same moment", async () => {
    const { log, now } = await remembered(0, [version()], []);
    const times = log!.changes.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeGreaterThan(times.at(-2) ?? 0);
    expect(times.at(-1)).toBe(now + 1);
  });
});
