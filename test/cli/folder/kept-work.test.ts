import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openKeptWork } from "#cli/folder/kept-work.ts";

const WORK = new TextEncoder().encode("what was made of 甘孜");

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "broadsheet-kept-"));
  folder = join(root, "kept");
});
afterEach(() => rmSync(root, { recursive: true }));

const onlyFile = (): string => join(folder, readdirSync(folder)[0] ?? "");

test("what was kept is there again for who opens the folder next, and nothing under another key", () => {
  openKeptWork(folder).keep("a", WORK);
  const next = openKeptWork(folder);
  expect(next.recall("a")).toEqual(Buffer.from(WORK));
  expect(next.recall("b")).toBeUndefined();
});

test("a folder that is not there has nothing, and is not made by asking", () => {
  expect(openKeptWork(folder).recall("a")).toBeUndefined();
  openKeptWork(folder).sweep();
  expect(readdirSync(root)).toEqual([]);
});

test.each([
  [
    "with a bit that is another",
    (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.of(bytes.at(-1)! ^ 1)]),
  ],
  ["cut short", (bytes: Buffer) => bytes.subarray(0, -3)],
  ["longer than it was", (bytes: Buffer) => Buffer.concat([bytes, Buffer.from([0])])],
  ["empty", () => Buffer.alloc(0)],
  ["of zeros", (bytes: Buffer) => Buffer.alloc(bytes.length)],
])("a file %s is not believed", (_, damage) => {
  openKeptWork(folder).keep("a", WORK);
  writeFileSync(onlyFile(), damage(readFileSync(onlyFile())));
  expect(openKeptWork(folder).recall("a")).toBeUndefined();
});

test("the file of another key, under this one's name, is not believed", () => {
  const work = openKeptWork(folder);
  work.keep("a", WORK);
  const a = onlyFile();
  work.keep("b", new TextEncoder().encode("b"));
  const b = readdirSync(folder)
    .map((name) => join(folder, name))
    .find((path) => path !== a);
  writeFileSync(a, readFileSync(b!));
  expect(openKeptWork(folder).recall("a")).toBeUndefined();
});

test("a sweep leaves what was asked for or kept, and nothing else", () => {
  const first = openKeptWork(folder);
  first.keep("a", WORK);
  first.keep("b", WORK);
  const second = openKeptWork(folder);
  second.recall("a");
  second.keep("c", WORK);
  writeFileSync(join(folder, "stray"), "x");
  second.sweep();
  const third = openKeptWork(folder);
  expect(["a", "b", "c"].map((key) => third.recall(key) !== undefined)).toEqual([
    true,
    false,
    true,
  ]);
  // And the names of both.
  expect(readdirSync(folder).length).toBe(3);
});

test("a folder that cannot be written to keeps nothing, and is no failure", () => {
  writeFileSync(folder, "a file where the folder should be");
  const work = openKeptWork(folder);
  work.keep("a", WORK);
  expect(work.recall("a")).toBeUndefined();
});

test("what a publication in full asked for outlives small ones, and goes with the next in full", () => {
  const has = (...keys: readonly string[]): readonly boolean[] => {
    const work = openKeptWork(folder);
    return keys.map((key) => work.recall(key) !== undefined);
  };
  const publication = (part: "full" | "recent", asked: readonly string[]) => {
    const work = openKeptWork(folder);
    for (const key of asked) if (work.recall(key) === undefined) work.keep(key, WORK);
    work.sweep(part);
  };
  publication("full", ["terms", "cards"]);
  publication("recent", ["cards", "first edit"]);
  expect(has("terms", "cards", "first edit")).toEqual([true, true, true]);
  publication("recent", ["second edit"]);
  expect(has("terms", "cards", "first edit", "second edit")).toEqual([true, true, false, true]);
  const files = readdirSync(folder).length;
  for (let edit = 0; edit < 5; edit++) publication("recent", [`edit ${edit}`]);
  expect(readdirSync(folder)).toHaveLength(files);
  publication("full", ["terms", "other cards"]);
  expect(has("terms", "cards", "other cards", "edit 4")).toEqual([true, false, true, false]);
});
