import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { HELD_BY } from "./held-by.ts";
import { filesIn, ROOT } from "./house-files.ts";
import { mirrorOf, testsReaching } from "./import-graph.ts";

/** Shorter files are held by the tests of whoever uses them. */
const SHORT_LINES = 40;

const long = filesIn("src")
  .filter(({ path, text }) => /\.[tj]s$/.test(path) && text.split("\n").length - 1 > SHORT_LINES)
  .map(({ path }) => path.slice("src/".length));

const held = Object.entries(HELD_BY).flatMap(([by, sources]) =>
  sources.map((path) => ({ path, by })),
);
const named = held.map(({ path }) => path);

const hasMirror = (path: string): boolean => existsSync(join(ROOT, mirrorOf(`src/${path}`)));

test(`a source of more than ${SHORT_LINES} lines has a mirroring test, or the table names its test`, () => {
  expect(long.filter((path) => !hasMirror(path) && !named.includes(path))).toEqual([]);
});

test("the table names only sources that need it", () => {
  expect(named.filter((path) => !long.includes(path) || hasMirror(path))).toEqual([]);
});

test("a test that the table names reaches its source, by imports or as a process", () => {
  const others = held.filter(
    ({ path, by }) => !testsReaching(`src/${path}`).includes(`test/${by}`),
  );
  expect(others).toEqual([]);
});
