import { expect, test } from "vitest";
import { codeLines, filesIn } from "./house-files.ts";

const MOST_LINES = 200;
const MOST_FILES = 30;

/** Matches `utils.ts`, `http-utils.ts`, `types.ts`, `index.ts`; refuses `open-index.ts`, which opens one. */
const EMPTY_NAME = /\/(?:(?:[\w-]+-)?(?:utils?|helpers?)|common|types|index|misc|shared)\.[\w.]+$/;

const paths = filesIn("src").map(({ path }) => path);

test(`no file of src has more than ${MOST_LINES} lines of code`, () => {
  const long = filesIn("src")
    .filter(({ path }) => path.endsWith(".ts"))
    .map(({ path, text }) => ({ path, lines: codeLines(text).length }))
    .filter(({ lines }) => lines > MOST_LINES);
  expect(long).toEqual([]);
});

test("blank lines and comments are not counted as code", () => {
  const text = "/** A\n *  b */\nconst a = 1; // c\n\n  // d\n\nconst b = 2;\n";
  expect(codeLines(text)).toHaveLength(2);
});

test("a file lies in src, in a room, or in a room within one, and no deeper", () => {
  expect(paths.filter((path) => path.split("/").length > 4)).toEqual([]);
  expect(paths.length).toBeGreaterThan(10);
});

test(`no folder of src holds more than ${MOST_FILES} files`, () => {
  const folders = Map.groupBy(paths, (path) => path.slice(0, path.lastIndexOf("/")));
  const full = [...folders].filter(([, files]) => files.length > MOST_FILES);
  expect(full.map(([folder, files]) => `${folder}: ${files.length}`)).toEqual([]);
});

test("every file is named after what is in it", () => {
  expect(paths.filter((path) => EMPTY_NAME.test(path))).toEqual([]);
  for (const name of ["src/a/utils.ts", "src/a/string-helpers.ts", "src/a/index.ts"])
    expect(name).toMatch(EMPTY_NAME);
  expect("src/search/open-index.ts").not.toMatch(EMPTY_NAME);
});

test("file names are nouns in kebab-case", () => {
  const others = paths.filter(
    (path) => !/^src\/(?:[a-z]+\/){0,2}[a-z0-9]+(?:-[a-z0-9]+)*(?:\.d)?\.\w+$/.test(path),
  );
  expect(others).toEqual([]);
});
