import { expect, test } from "vitest";
import type { Manifest } from "#model/release.ts";
import { blobsOf } from "#publish/build/release-blobs.ts";

/** What every release has. */
const LEAST = {
  fronts: [
    { path: "", blob: "front", archive: { newest: null, chunks: ["archive1", "archive2"] } },
    { path: "news", blob: "news", archive: { newest: null, chunks: [] } },
  ],
  packs: [{ blob: "pack", first: 0 }],
  cards: ["cards"],
  directory: ["directory"],
  index: { shards: ["shard"], lengths: "lengths", columns: "columns" },
  media: null,
};
const NAMES = "front archive1 archive2 news pack cards directory shard lengths columns".split(" ");

/** The blobs of a release that has this beside. */
const blobs = (more: object = {}): readonly string[] =>
  // Nothing else is looked at of a manifest.
  [...blobsOf({ ...LEAST, ...more } as unknown as Manifest)].sort();

test("a release has the blobs that all have", () => {
  expect(blobs()).toEqual(NAMES.toSorted());
});

test.each<[string, object, readonly string[]]>([
  ["a ledger", { ledger: ["l1", "l2"] }, ["l1", "l2"]],
  ["related articles", { related: ["r1"] }, ["r1"]],
  ["corrections", { corrections: { blob: "c1" } }, ["c1"]],
  ["articles that are gone", { gone: { blob: "g1" } }, ["g1"]],
  ["topics", { topics: "t1" }, ["t1"]],
  ["a log", { log: { blob: "l1" } }, ["l1"]],
  ["a home page", { home: "h1" }, ["h1"]],
  ["takedowns", { takedowns: "t1" }, ["t1"]],
  ["pictures", { media: "m1" }, ["m1"]],
  ["a whole index", { index: { ...LEAST.index, whole: "w1" } }, ["w1"]],
  ["none, for it is too large", { index: { ...LEAST.index, whole: null } }, []],
  ["suggestions", { suggest: { shards: ["s1"], texts: ["s2"] } }, ["s1", "s2"]],
])("and those of what not all have: %s", (_, more, names) => {
  expect(blobs(more)).toEqual([...NAMES, ...names].sort());
});

test("what lies in a bundle has no key of its own; what it was written against, and the bundle, have", () => {
  const written = new Map([
    ["front", "before"],
    ["cards", null],
    ["home", null],
  ]);
  const names = blobs({ home: "home", recent: { blob: "bundle", written } });
  const own = NAMES.filter((name) => name !== "front" && name !== "cards");
  expect(names).toEqual([...own, "before", "bundle"].sort());
});
