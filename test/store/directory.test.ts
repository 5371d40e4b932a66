import { expect, test } from "vitest";
import {
  type DirectoryEntry,
  encodeDirectory,
  findAliasEntry,
  findEntry,
} from "#store/directory.ts";
import { StoreFault } from "#store/fault.ts";
import { encodeKeyed } from "#store/keyed-block.ts";
import { placesOf } from "#store/pack-place.ts";
import { madeId } from "./made-articles.ts";

const published: DirectoryEntry = {
  withdrawn: false,
  id: madeId("甘孜-2023"),
  pack: 2,
  slot: 7,
  etag: "0123456789abcdef",
};
const places = placesOf({ packs: ["p0", "p1", "p2"].map((blob) => ({ blob, first: 0 })) });

test("an article is found by its id, whose an alias is by the alias, and withdrawn ones too", () => {
  const gone: DirectoryEntry = { withdrawn: true, id: madeId("8") };
  const [bytes = new Uint8Array()] = encodeDirectory([
    { key: "甘孜-2023", entry: published },
    { key: "/html/1.html?id=2", entry: { withdrawn: false, id: published.id } },
    { key: "8", entry: gone },
    { key: "/html/8.html", entry: gone },
  ]);
  const blob = { bytes, name: "n" };
  expect(findEntry(blob, published.id, places)).toEqual(published);
  expect(findEntry(blob, madeId("8"), places)).toEqual(gone);
  expect(findEntry(blob, madeId("9"), places)).toBeUndefined();
  expect(findAliasEntry(blob, "/html/1.html?id=2")).toEqual({
    withdrawn: false,
    id: published.id,
  });
  expect(findAliasEntry(blob, "/html/8.html")).toEqual(gone);
  expect(findAliasEntry(blob, "/html/1.html")).toBeUndefined();
  expect(findAliasEntry(blob, "/__proto__")).toBeUndefined();
});

test("a blob of layout 1, in which packs have names, is read as it was", () => {
  const [bytes = new Uint8Array()] = encodeKeyed("DIRY", [
    [published.id, "", "p2", 7, published.etag],
    ["/html/1.html", published.id, "p2", 7, published.etag],
    ["8", ""],
    ["/html/8.html", "8"],
  ]);
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(4, 1, true);
  const blob = { bytes, name: "n" };
  expect(findEntry(blob, published.id, places)).toEqual(published);
  expect(findAliasEntry(blob, "/html/1.html")).toEqual({ withdrawn: false, id: published.id });
  expect(findEntry(blob, madeId("8"), places)).toEqual({ withdrawn: true, id: "8" });
  expect(findAliasEntry(blob, "/html/8.html")).toEqual({ withdrawn: true, id: "8" });
});

test.each([
  ["no slot", ["a", "", 1]],
  ["a pack that the release does not have", ["a", "", 3, 0, "0123456789abcdef"]],
  ["a pack of another release", ["a", "", "p9", 0, "0123456789abcdef"]],
  ["no place in numbers", ["a", "", -1, 0, "0123456789abcdef"]],
] as const)("an entry with %s is a fault", (_, record) => {
  const [bytes = new Uint8Array()] = encodeKeyed("DIRY", [record]);
  expect(() => findEntry({ bytes, name: "n" }, madeId("a"), places)).toThrow(StoreFault);
});

test("an alias that leads nowhere is a fault", () => {
  const [bytes = new Uint8Array()] = encodeKeyed("DIRY", [["/a"], ["/b", ""]]);
  expect(() => findAliasEntry({ bytes, name: "n" }, "/a")).toThrow(StoreFault);
  expect(() => findAliasEntry({ bytes, name: "n" }, "/b")).toThrow(StoreFault);
});
