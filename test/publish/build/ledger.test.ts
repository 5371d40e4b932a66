import { expect, test } from "vitest";
import { mark64 } from "#model/hash.ts";
import { ledgerEntries } from "#publish/build/ledger.ts";
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
