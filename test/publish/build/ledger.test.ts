import { expect, test } from "vitest";
import { hash32, mark64 } from "#model/hash.ts";
import { ledgerAfter, ledgerEntries, takeOver } from "#publish/build/ledger.ts";
import { encodeLedger, type LedgerEntry } from "#store/history/ledger.ts";
import { readyArticle } from "#publish/build/ready-article.ts";
import type { Workshop } from "#search/build/workshop.ts";
import { madeArticle, madeArticles } from "../../store/made-articles.ts";

type Fields = Parameters<typeof madeArticle>[0];

async function entryOf(fields: Fields) {
  const ready = await readyArticle(madeArticle(fields));
  return { ready, entry: ledgerEntries([ready])[0]! };
}

test("an entry has the second, the beginning of the content's hash, and every section once", async () => {
  const { ready, entry } = await entryOf({
    id: "a",
    title: "Über",
    section: "news/town",
    also: ["culture", "news/town"],
    published: "2024-01-02T03:04:05Z",
    body: `<p>${Array.from({ length: 60 }, (_, at) => `word${at}`).join(" ")}</p>`,
  });
  expect(entry).toMatchObject({
    id: "a",
    title: "Über",
    published: Date.UTC(2024, 0, 2, 3, 4, 5) / 1_000,
    content: ready.etag.slice(0, 10),
    sections: ["news/town", "culture"],
  });
  expect(entry).not.toHaveProperty("guid");
  expect(entry.sketch).not.toBe("");
});

test("a guid is kept, and what tells title and moment is of the folded title", async () => {
  const published = "2024-01-02";
  const { ready, entry } = await entryOf({ id: "a", guid: "urn:1", title: "RUST 體", published });
  expect(entry.guid).toBe("urn:1");
  expect(entry.dated).toBe(mark64(`rust 体\n${ready.ms}`));
  const later = await entryOf({ id: "b", title: "RUST 體", published: "2024-01-03" });
  expect(later.entry.dated).not.toBe(entry.dated);
});

test.each<[string, Fields, readonly string[]]>([
  ["none", {}, []],
  ["an alias", { aliases: ["/old.html"] }, ["/old.html"]],
  ["a slash at the end makes no difference", { aliases: ["/old/", "/old"] }, ["/old"]],
  ["nor do several", { aliases: ["/old//"] }, ["/old"]],
  ["the root keeps its own", { aliases: ["/"] }, ["/"]],
  ["its address, whatever the scheme", { url: "https://a.example/x/" }, ["//a.example/x"]],
  ["and without TLS", { url: "http://a.example/x" }, ["//a.example/x"]],
  ["both", { aliases: ["/old"], url: "https://a.example/x" }, ["/old", "//a.example/x"]],
])("what an article claims: %s", async (_, fields, claims) => {
  const { entry } = await entryOf({ id: "a", ...fields });
  expect(entry.claims).toEqual(claims.map(mark64));
});

test("sketches that were kept are those that are made", async () => {
  const kept = new Map<string, Uint8Array>();
  const workshop: Workshop = {
    recall: (key) => kept.get(key),
    keep: (key, bytes) => void kept.set(key, bytes),
  };
  const ready = () => Promise.all(madeArticles(40).map(readyArticle));
  const made = ledgerEntries(await ready(), workshop);
  expect(kept.size).toBeGreaterThan(0);
  const recalled = ledgerEntries(await ready(), workshop);
  expect(recalled).toEqual(made);
  expect(new Set(made.map(({ sketch }) => sketch)).size).toBeGreaterThan(1);
  expect(ledgerEntries(await ready())).toEqual(made);
});

const LONG = madeArticles(20, { bytes: 900 });

/** Articles that nobody has seen, and what a ledger of before says of them. */
async function afresh() {
  const ready = await Promise.all(structuredClone(LONG).map(readyArticle));
  const before = ledgerEntries(await Promise.all(structuredClone(LONG).map(readyArticle)));
  return { ready, before };
}

test("entries of articles that are as they were are taken over, the very same, and are put in the order of the articles", async () => {
  const { ready, before } = await afresh();
  const edited = { ...ready[3]!.article, title: "Edited" };
  const articles = ready.with(3, await readyArticle(edited)).slice(1);
  const ordered = takeOver(articles, before.toReversed());
  const entries = ledgerEntries(articles);
  expect(ordered).toEqual([...before.slice(1), before[0]]);
  for (const [at, entry] of entries.entries())
    if (at === 2)
      expect([entry.title, entry.content]).not.toEqual([before[3]!.title, before[3]!.content]);
    else expect(entry).toBe(before[at + 1]);
});

test.each<[string, Partial<LedgerEntry>]>([
  ["a title", { title: "Another" }],
  ["a moment", { published: 7 }],
  ["a hash", { content: "0123456789" }],
  ["a shorter hash", { content: "" }],
  ["a guid", { guid: "urn:1" }],
  ["a section", { sections: ["other" as LedgerEntry["sections"][number]] }],
  ["more sections", { sections: ["news", "other"] as unknown as LedgerEntry["sections"] }],
])("an entry with %s that the article has not is made again", async (_, fields) => {
  const { ready, before } = await afresh();
  takeOver(ready, before.with(4, { ...before[4]!, ...fields }));
  const entries = ledgerEntries(ready);
  expect(entries[4]).toEqual(before[4]);
  expect(entries[5]).toBe(before[5]);
});

test.each<[string, Partial<LedgerEntry>]>([
  ["sketches", { sketch: "of another kind" }],
  ["hashes of titles", { dated: "x" }],
  ["hashes of addresses", { claims: ["x"] }],
])("nothing is taken over from a version that made other %s", async (_, fields) => {
  const { ready, before } = await afresh();
  const other = before.map((entry) => ({ ...entry, ...fields }));
  expect(takeOver(ready, other)).toBe(other);
  expect(ledgerEntries(ready)).toEqual(before);
});

test("a blob of which no entry changed keeps its name where it is there, and all others are as if they were encoded anew", async () => {
  const [one] = (await afresh()).before;
  const entries = Array.from({ length: 9_000 }, (_, at): LedgerEntry => ({
    ...one!,
    id: `a${at}` as LedgerEntry["id"],
  }));
  const blobs = ["n0", "n1", "n2", "n3"];
  const after = [...entries.slice(1).toReversed(), { ...one!, id: "new" as LedgerEntry["id"] }];
  const anew = encodeLedger(after);
  const changed = [entries[0]!.id, "new"].map((id) => hash32(id) % 4);
  const isThere = (name: string): boolean => name !== "n0";
  const made = ledgerAfter(after, { entries, blobs }, { isThere });
  const expected = anew.map((bytes, at) => (at === 0 || changed.includes(at) ? bytes : blobs[at]));
  expect(made).toEqual(expected);
  expect(made.filter((blob) => typeof blob === "string").length).toBeGreaterThan(0);
  for (const others of [[], blobs.slice(2)])
    expect(ledgerAfter(after, { entries, blobs: others }, { isThere: () => true })).toEqual(anew);
});
