import { expect, test } from "vitest";
import {
  type ArchiveEntry,
  encodeArchiveList,
  findArchive,
  isArchiveName,
} from "#store/archive-list.ts";
import { StoreFault } from "#store/fault.ts";
import { encodeKeyed } from "#store/keyed-block.ts";
import { placesOf } from "#store/pack-place.ts";

const places = placesOf({ packs: ["p0", "p1", "p2"].map((blob) => ({ blob, first: 0 })) });

test("an archive document is found by its name, with members of several packs in their order", () => {
  const first: ArchiveEntry = {
    name: "甘孜~3fK9a_Qz1b",
    members: [
      { pack: 1, slot: 3 },
      { pack: 2, slot: 0 },
      { pack: 1, slot: 4 },
    ],
    next: "b~0123456789",
  };
  const second: ArchiveEntry = { name: "b~0123456789", members: [], previous: first.name };
  const [bytes = new Uint8Array()] = encodeArchiveList([first, second]);
  expect(findArchive({ bytes, name: "n" }, first.name, places)).toEqual(first);
  expect(findArchive({ bytes, name: "n" }, second.name, places)).toEqual(second);
  expect(findArchive({ bytes, name: "n" }, "c~0123456789", places)).toBeUndefined();
});

test("a section without archive documents has no blob for them", () => {
  expect(encodeArchiveList([])).toEqual([]);
});

test("a list of layout 1, in which packs have names, is read as it was", () => {
  const [bytes = new Uint8Array()] = encodeKeyed("ARCH", [
    ["a", null, "b", ["p2", "p0"], [0, 5, 1, 2]],
  ]);
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(4, 1, true);
  expect(findArchive({ bytes, name: "n" }, "a", places)).toEqual({
    name: "a",
    members: [
      { pack: 2, slot: 5 },
      { pack: 0, slot: 2 },
    ],
    next: "b",
  });
});

test("a document whose members lie nowhere is a fault", () => {
  const [bytes = new Uint8Array()] = encodeKeyed("ARCH", [
    ["a", null, null, ["p1"], [1, 0]],
    ["b", null, null],
    ["c", null, null, [3], [0, 1]],
  ]);
  expect(() => findArchive({ bytes, name: "n" }, "a", places)).toThrow(StoreFault);
  expect(() => findArchive({ bytes, name: "n" }, "b", places)).toThrow(StoreFault);
  expect(() => findArchive({ bytes, name: "n" }, "c", places)).toThrow(StoreFault);
});

test.each([
  ["87613~3fK9a_Qz1b", true],
  ["甘孜~a~3fK9a_Qz1b", true],
  ["87613", false],
  ["87613~short", false],
  ["~3fK9a_Qz1b", false],
  ["a/b~3fK9a_Qz1b", false],
  [`${"a".repeat(5_000)}~3fK9a_Qz1b`, false],
])("whether %s has the form of an archive name: %s", (name, expected) => {
  expect(isArchiveName(name)).toBe(expected);
});
