import * as fc from "fast-check";
import { expect, test } from "vitest";
import { apart, compare } from "#publish/build/comparison.ts";
import { correctionsPart } from "#publish/build/corrections-part.ts";
import { createBlobSet } from "#publish/build/blob-set.ts";
import { ledgerEntries } from "#publish/build/ledger.ts";
import { readyArticle } from "#publish/build/ready-article.ts";
import { refuseReappearing } from "#publish/write/reappearing-guard.ts";
import { changedTopics } from "#publish/write/topics.ts";
import type { Article } from "#model/article.ts";
import type { Instant } from "#model/instant.ts";
import { encodeLedger, ledgerFromText } from "#store/history/ledger.ts";
import { openPack } from "#store/pack.ts";
import { madeArticle, madeArticles, madeSite, seededRandom } from "../../store/made-articles.ts";
import { createPublisher } from "../publisher.ts";

const site = { idAuthority: "a.example,2026" };

/** What changes from some articles to others, in ids. */
async function changes(before: readonly Article[], after: readonly Article[], authority = site) {
  const entries = async (articles: readonly Article[]) =>
    ledgerEntries(await Promise.all(articles.map(readyArticle)));
  const past = { entries: await entries(before), gone: [], late: new Map() };
  const found = compare(past, await entries(after), { before: site, after: authority });
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  return {
    added: ids(found.added),
    updated: ids(found.updated),
    gone: ids(found.gone),
    reappearing: found.reappearing.map(({ before: old, after: now, by }) => [old.id, now.id, by]),
  };
}

const none = { added: [], updated: [], gone: [], reappearing: [] };
const random = seededRandom(9);
const prose = Array.from({ length: 200 }, () => Math.floor(random() * 9_000).toString(36));
const old = {
  id: "old",
  title: "题目",
  published: "2024-03-01",
  body: `<p>${prose.join(" ")}</p>`,
};

test.each([
  ["the same title and date", { id: "new", title: "題目 ", body: "Other" }, "title"],
  ["the same alias", { id: "new", title: "B", published: "2024-05-01", body: "x" }, "address"],
  [
    "the same address by another scheme",
    { id: "new", title: "C", body: "y", url: "http://x.example/1/" },
    "address",
  ],
  [
    "nearly the same text a day later",
    {
      id: "new",
      title: "D",
      published: "2024-03-02",
      body: `<div>${prose.with(7, "neu").join(" ")}</div>`,
    },
    "text",
  ],
  ["another guid", { guid: "urn:other" }, "id"],
])("an article under another id reappears: known by %s", async (_name, fields, by) => {
  const aliases = { aliases: ["/1.html"] };
  const before = madeArticle({ ...old, ...aliases, url: "https://x.example/1" });
  const mayHaveAlias = by === "address" && !("url" in fields) ? aliases : {};
  const after = madeArticle({ ...old, ...mayHaveAlias, ...fields });
  expect(await changes([before], [after])).toEqual({
    ...none,
    gone: ["old"],
    reappearing: [["old", after.id, by]],
  });
});

test("an article that takes the guid of one that stays is no new item to subscribers", async () => {
  const stays = madeArticle({ id: "stays", guid: "urn:one" });
  const takes = madeArticle({ id: "takes", guid: "urn:one", published: "2024-02-01" });
  const others = madeArticles(3);
  expect(await changes([...others, stays], [...others, stays, takes])).toMatchObject({
    added: [],
    gone: [],
  });
});

test("an article that is rewritten, renamed, moved and dated anew under its id is updated; one that comes while another goes is new", async () => {
  const after = madeArticle({
    ...old,
    title: "新",
    section: "x",
    published: "2025-01-01",
    body: "z",
  });
  expect(await changes([madeArticle(old)], [after])).toEqual({ ...none, updated: ["old"] });
  const other = madeArticle({ id: "other", title: "别的", published: "2024-03-01", body: "w" });
  expect(await changes([madeArticle(old)], [other])).toEqual({
    ...none,
    added: ["other"],
    gone: ["old"],
  });
});

test("a copy of an article that stays is new, not reappearing", async () => {
  const before = madeArticle(old);
  expect(await changes([before], [before, madeArticle({ ...old, id: "copy" })])).toEqual({
    ...none,
    added: ["copy"],
  });
});

test("with another authority everything without a guid reappears, and a refusal names 20 and counts the rest", async () => {
  const articles = [...madeArticles(30), madeArticle({ id: "g", guid: "urn:g" })];
  const found = await changes(articles, articles, { idAuthority: "b.example,2026" });
  expect(found.reappearing).toHaveLength(30);
  expect(found).toMatchObject({ added: [], updated: [] });
  const [entry] = ledgerEntries([await readyArticle(madeArticle(old))]);
  const one = { before: entry!, after: entry!, oldId: "1", newId: "2", by: "id" } as const;
  const refusal = refuseReappearing({ reappearing: Array.from({ length: 25 }, () => one) });
  expect(refusal?.faults).toHaveLength(21);
  expect(refusal?.faults.at(-1)?.what).toBe(
    "and 5 more: subscribers would see these 25 articles again",
  );
  expect(refuseReappearing({ reappearing: [] })).toBeNull();
});

test("what reappears after it was gone for a release is known too", async () => {
  const publisher = createPublisher();
  const named = madeSite("P", ["news"]);
  const rest = madeArticles(9);
  const now = Date.UTC(2024, 4, 1);
  await publisher.publish([...rest, madeArticle(old)], { now, site: named });
  await publisher.publish(rest, { now: now + 3_600_000, site: named });
  const again = [...rest, madeArticle({ ...old, id: "new" })];
  const { changes: found } = await publisher.publish(again, { now: now + 7_200_000, site: named });
  expect(found.reappearing.map(({ after, by }) => [after.id, by])).toEqual([["new", "title"]]);
});

test("a ledger comes back as it was, in blobs of about 100 KB, few of which change with one article", async () => {
  const ready = await Promise.all(
    madeArticles(5_000, { bytes: 900 }).map((each, index) =>
      readyArticle(index % 3 === 0 ? { ...each, guid: `urn:${each.id}` } : each),
    ),
  );
  const entries = ledgerEntries(ready);
  const blobs = encodeLedger(entries);
  const sizes = blobs.map(({ length }) => length);
  console.info(
    `ledger of 5,000: ${blobs.length} blobs, ${Math.round(sizes.reduce((a, b) => a + b) / 5_000)} bytes an article`,
  );
  const back = blobs.flatMap((bytes) => ledgerFromText(new TextDecoder().decode(bytes), "b"));
  const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
  expect(back.toSorted(byId)).toEqual(entries.toSorted(byId));
  const changed = encodeLedger(entries.with(0, { ...entries[0]!, title: "New" }));
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  expect(changed.filter((bytes, at) => text(bytes) !== text(blobs[at]!))).toHaveLength(1);
  expect(encodeLedger([])).toEqual([]);
});

test("the corrections of a release are those of the articles corrected last, without bodies, and keep their date while they stay", async () => {
  const note = (at: string) => ({ at, note: "因误" });
  const articles = await Promise.all(
    [
      madeArticle({ id: "1", corrections: [note("2024-02-02T00:00:00Z")] }),
      madeArticle({ id: "2" }),
      madeArticle({
        id: "3",
        corrections: [note("2024-01-01T00:00:00Z"), note("2099-01-01T00:00:00Z")],
      }),
    ].map(readyArticle),
  );
  const set = createBlobSet();
  const at = "2024-03-01T00:00:00Z" as Instant;
  const first = await correctionsPart({ site: madeSite(), articles, previous: null, at }, set);
  const pack = openPack(set.blobs.get(first!.blob)!, first!.blob);
  expect([pack.article(0), pack.article(1)]).toMatchObject([
    { id: "3", body: "", corrections: { length: 1 } },
    { id: "1", body: "" },
  ]);
  expect([pack.count, first?.modified]).toEqual([2, "2024-02-02T00:00:00Z"]);
  expect(
    await correctionsPart({ site: madeSite(), articles: [articles[1]!], previous: null, at }, set),
  ).toBeUndefined();
});

test("the feed of corrections has the fifty articles that were corrected last, whichever are the newest", async () => {
  const articles = await Promise.all(
    Array.from({ length: 52 }, (_, place) =>
      readyArticle(
        madeArticle({
          id: `a${place}`,
          // The oldest were corrected last, but for one.
          published: new Date(Date.UTC(2024, 0, 1) + place * 60_000).toISOString(),
          corrections: [
            {
              at: new Date(
                Date.UTC(2024, 1, 1) + (place === 20 ? -1 : 60 - place) * 60_000,
              ).toISOString(),
              note: "A number was wrong.",
            },
          ],
        }),
      ),
    ),
  );
  const set = createBlobSet();
  const at = "2024-03-01T00:00:00Z" as Instant;
  const made = await correctionsPart({ site: madeSite(), articles, previous: null, at }, set);
  const pack = openPack(set.blobs.get(made!.blob)!, made!.blob);
  const ids = Array.from({ length: pack.count }, (_, slot) => pack.article(slot).id);
  const expected = Array.from({ length: 51 }, (_, place) => `a${50 - place}`);
  expect(ids).toEqual(expected.filter((id) => id !== "a20"));
});

test("the topics of a release are the feeds whose bytes changed: all formats by an article, those that have tombstones by one, all feeds by the site's title", async () => {
  const publisher = createPublisher();
  const named = madeSite("P", ["news", "culture"]);
  const now = Date.UTC(2024, 4, 1);
  const articles = madeArticles(200, { sections: ["news", "culture"] });
  const step = async (list: readonly Article[], hours: number, as = named) =>
    (await publisher.publish(list, { now: now + hours * 3_600_000, site: as })).manifest;
  const first = await step(articles, 0);
  const second = await step([...articles, madeArticle({ id: "n", section: "news" })], 1);
  const all = (folder: string) =>
    ["feed.xml", "atom.xml", "feed.json"].map((file) => `https://x${folder}/${file}`);
  expect(changedTopics(first, second, "https://x")).toEqual([...all(""), ...all("/sections/news")]);
  // Deep in the archive, where the document just before the newest page stays as it was.
  const third = await step(
    articles.filter(({ id }) => id !== "a3"),
    2,
  );
  const told = changedTopics(second, third, "https://x").filter((topic) =>
    topic.includes("culture"),
  );
  expect(told).toEqual(all("/sections/culture").slice(1));
  const fourth = await step(
    articles.filter(({ id }) => id !== "a3"),
    3,
    { ...named, title: "Q" },
  );
  expect(changedTopics(third, fourth, "https://x")).toHaveLength(9);
  expect(changedTopics(fourth, fourth, "https://x")).toEqual([]);
  expect(changedTopics(null, fourth, "https://x")).toHaveLength(9);
});

test("two lists are told apart as if each thing were looked up in the other", () => {
  const things = fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { maxLength: 9 });
  fc.assert(
    fc.property(things, things, fc.nat(4), fc.nat(4), (some, others, begin, end) => {
      const [first, last] = [
        Array.from({ length: begin }, (_, at) => 100 + at),
        Array.from({ length: end }, (_, at) => 200 + at),
      ];
      const [before, after] = [some, others].map((middle) => [...first, ...middle, ...last]);
      expect(apart(before!, after!)).toEqual({
        was: before!.filter((one) => !after!.includes(one)),
        is: after!.filter((one) => !before!.includes(one)),
        both: after!.filter((one) => before!.includes(one)),
      });
    }),
  );
  expect(apart(["x"], ["x", "x"])).toEqual({ was: [], is: ["x"], both: ["x"] });
});
