import { expect, test } from "vitest";
import {
  type ArchiveEntry,
  encodeArchiveList,
  findArchive,
  isArchiveName,
} from "#store/archive-list.ts";
import { StoreFault } from "#store/fault.ts";
import { encodeKeyed } from "#store/keyed-block.ts";

test("an archive document is found by its name, with members of several packs in their order", () => {
  const first: ArchiveEntry = {
    name: "甘孜~3fK9a_Qz1b",
    members: [
      { pack: "p1", slot: 3 },
      { pack: "p2", slot: 0 },
      { pack: "p1", slot: 4 },
    ],
    next: "b~0123456789",
  };
  const second: ArchiveEntry = { name: "b~0123456789", members: [], previous: first.name };
  const [bytes = new Uint8Array()] = encodeArchiveList([first, second]);
  expect(findArchive(bytes, "n", first.name)).toEqual(first);
  expect(findArchive(bytes, "n", second.name)).toEqual(second);
  expect(findArchive(bytes, "n", "c~0123456789")).toBeUndefined();
});

test("a section without archive documents has no blob for them", () => {
  expect(encodeArchiveList([])).toEqual([]);
});

test("a document whose members lie nowhere is a fault", () => {
  const [bytes = new Uint8Array()] = encodeKeyed("ARCH", [
    ["a", null, null, ["p"], [1, 0]],
    ["b", null, null],
  ]);
  expect(() => findArchive(bytes, "n", "a")).toThrow(StoreFault);
  expect(() => findArchive(bytes, "n", "b")).toThrow(StoreFault);
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
