import { expect, test } from "vitest";
import type { ArticleId } from "#model/name.ts";
import { type DirectoryEntry, encodeDirectory, findEntry } from "#store/directory.ts";
import { StoreFault } from "#store/fault.ts";
import { encodeKeyed } from "#store/keyed-block.ts";
import { madeArticle } from "./made-articles.ts";

const id = (text: string): ArticleId => madeArticle({ id: text }).id;
const published: DirectoryEntry = {
  withdrawn: false,
  id: id("甘孜-2023"),
  pack: "12345678901234567890",
  slot: 7,
  etag: "0123456789abcdef",
};

test("an article is found by its id and by each alias, a withdrawn one too", () => {
  const gone: DirectoryEntry = { withdrawn: true, id: id("8") };
  const [bytes = new Uint8Array()] = encodeDirectory([
    { key: "甘孜-2023", entry: published },
    { key: "/html/1.html?id=2", entry: published },
    { key: "8", entry: gone },
    { key: "/html/8.html", entry: gone },
  ]);
  expect(findEntry(bytes, "n", "甘孜-2023")).toEqual(published);
  expect(findEntry(bytes, "n", "/html/1.html?id=2")).toEqual(published);
  expect(findEntry(bytes, "n", "8")).toEqual(gone);
  expect(findEntry(bytes, "n", "/html/8.html")).toEqual(gone);
  expect(findEntry(bytes, "n", "/html/1.html")).toBeUndefined();
  expect(findEntry(bytes, "n", "__proto__")).toBeUndefined();
});

test("an entry that does not say where the article lies is a fault", () => {
  const [bytes = new Uint8Array()] = encodeKeyed("DIRY", [["a", "", "pack"], ["b"]]);
  expect(() => findEntry(bytes, "n", "a")).toThrow(StoreFault);
  expect(() => findEntry(bytes, "n", "b")).toThrow(StoreFault);
});
