import { describe, expect, test } from "vitest";
import { instantFromEpoch, type Instant } from "#model/instant.ts";
import { entryFrom } from "#feeds/entry-content.ts";
import type { Feed } from "#feeds/feed.ts";
import type { FrontRef } from "#model/release.ts";
import { datedAfter, datedFirst, hashedFeeds, newestChange } from "#publish/build/modified.ts";
import { readyArticle } from "#publish/build/ready-article.ts";
import { feed } from "../../feeds/sample.ts";
import { madeArticle } from "../../store/made-articles.ts";

const BEFORE = instantFromEpoch(Date.parse("2026-11-20T00:00:00Z"));
const NOW = instantFromEpoch(Date.parse("2026-11-23T12:00:00Z"));

/** What the date of a front hangs on. */
type Looks = Readonly<Record<string, unknown>>;

/** A front as far as its date hangs on it. */
function front(more: Looks = {}): FrontRef {
  // What is put together here looks like a front of a manifest.
  return {
    path: "news",
    blob: "b1",
    count: 1,
    modified: BEFORE,
    archive: { newest: "a1", chunks: [] },
    ...more,
  } as unknown as FrontRef;
}

const dated = (more: Looks, at: Instant = NOW) => datedAfter(front(), front(more), at).modified;

describe("a front", () => {
  test("that is as it was keeps its date", () => {
    expect(dated({})).toBe(BEFORE);
  });

  test.each([
    ["entries", { blob: "b2" }],
    ["an archive", { archive: { ...front().archive, newest: "a2" } }],
    ["articles that are gone", { gone: "g" }],
  ])("with other %s is dated by the release", (_, more) => {
    expect(dated(more)).toBe(NOW);
  });

  test("that shows other settings of the site is dated by the release", () => {
    expect(dated({ settings: "s" })).toBe(NOW);
  });

  test("that changed is later than before by a second at least, whatever the clock says", () => {
    expect(dated({ blob: "b2" }, BEFORE)).toBe("2026-11-20T00:00:01Z");
  });
});

describe("the feeds of a front", () => {
  const LATER = "2026-11-23T12:00:00Z";
  const bytes = { rss: "r", atom: "a", json: "j" };
  const modified = { rss: BEFORE, atom: BEFORE, json: BEFORE };
  const before = front({ feeds: { revision: 6, bytes, modified } });
  const datesOf = (more: Looks, old = before) =>
    datedAfter(old, front({ feeds: { revision: 6, bytes }, ...more }), NOW).feeds?.modified;

  test.each<readonly [string, Looks, Looks]>([
    ["nothing that they show", { blob: "b2" }, {}],
    [
      "what JSON Feed alone shows",
      { blob: "b2", feeds: { revision: 6, bytes: { ...bytes, json: "j2" } } },
      { json: LATER },
    ],
    [
      "what RSS alone shows",
      { feeds: { revision: 6, bytes: { ...bytes, rss: "r2" } } },
      { rss: LATER },
    ],
    [
      "articles that are gone, of which RSS says nothing",
      { gone: "g" },
      { atom: LATER, json: LATER },
    ],
    [
      "the way in which they are written",
      { feeds: { revision: 7, bytes } },
      { rss: LATER, atom: LATER, json: LATER },
    ],
  ])("change with %s", (_, more, changed) => {
    expect(datesOf(more)).toEqual({ ...modified, ...changed });
  });

  test("of a version that dated them alike go by all that the front holds", () => {
    expect(datesOf({}, front())).toEqual(modified);
    expect(datesOf({ blob: "b2" }, front())).toEqual({ rss: NOW, atom: NOW, json: NOW });
    expect(datedAfter(before, front({ blob: "b2" }), NOW)).toEqual({ modified: NOW });
  });

  test("without a past have one date, and a front without feeds has none for them", () => {
    const now = { rss: NOW, atom: NOW, json: NOW };
    expect(datedFirst({ blob: "b", feeds: { revision: 6, bytes } }, NOW)).toEqual({
      modified: NOW,
      feeds: { revision: 6, bytes, modified: now },
    });
    expect(datedFirst({ blob: "b" }, NOW)).toEqual({ modified: NOW });
  });
});

describe("articles last changed", () => {
  const newest = async (...fields: readonly Readonly<Record<string, unknown>>[]) =>
    newestChange(
      await Promise.all(fields.map((some, id) => readyArticle(madeArticle({ id, ...some })))),
      NOW,
    );

  test.each([
    ["when they were published", {}, "2026-11-01T00:00:00Z"],
    ["when they were updated", { updated: "2026-11-02T00:00:00Z" }, "2026-11-02T00:00:00Z"],
    ["when their embargo ended", { embargo: "2026-11-03T00:00:00Z" }, "2026-11-03T00:00:00Z"],
    [
      "when they were corrected",
      { corrections: [{ at: "2026-11-04T00:00:00Z", note: "n" }] },
      "2026-11-04T00:00:00Z",
    ],
  ])("%s", async (_, fields, expected) => {
    const others = { published: "2026-10-01T00:00:00Z" };
    expect(await newest({ published: "2026-11-01T00:00:00Z", ...fields }, others)).toBe(expected);
  });

  test("never later than the release, and with it when they say nothing before", async () => {
    const future = { published: "2026-11-01T00:00:00Z", updated: "2030-01-01T00:00:00Z" };
    expect(await newest(future)).toBe("2026-11-01T00:00:00Z");
    expect(await newest({ published: NOW })).toBe(NOW);
    expect(await newest({ published: "2030-01-01T00:00:00Z" })).toBe(NOW);
    expect(await newest()).toBe(NOW);
  });
});

describe("the hash of a feed", () => {
  const [one, other] = [madeArticle({ id: "one" }), madeArticle({ id: "other" })].map(entryFrom);
  const entries = [one!, other!];
  const hashesOf = async (parts: Partial<Feed>) =>
    (await hashedFeeds(() => feed({ entries, ...parts }), front(), undefined)).bytes;

  test("is the same for the same entries, wherever they were hashed before", async () => {
    const before = await hashesOf({});
    await hashesOf({ path: "/sections/elsewhere", lang: "de", baseUrl: "https://b.example" });
    expect(await hashesOf({ entries: structuredClone(entries) })).toEqual(before);
    expect(await hashesOf({})).toEqual(before);
  });

  test.each<readonly [string, Partial<Feed>]>([
    ["order", { entries: entries.toReversed() }],
    ["entries", { entries: entries.slice(1) }],
    ["address", { baseUrl: "https://b.example" }],
    ["place", { path: "/sections/elsewhere" }],
    ["title", { title: "Another" }],
  ])("is another in every format with another %s", async (_, parts) => {
    const [before, after] = [await hashesOf({}), await hashesOf(parts)];
    for (const format of ["rss", "atom", "json"] as const)
      expect(after[format]).not.toBe(before[format]);
  });

  test("is another only in the format that shows what changed", async () => {
    const before = await hashesOf({});
    const after = await hashesOf({ entries: [{ ...one!, kicker: "Said" }, other!] });
    expect(after).toEqual({ ...before, json: after.json });
    expect(after.json).not.toBe(before.json);
  });
});
