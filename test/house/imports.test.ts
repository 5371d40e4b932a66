import { expect, test } from "vitest";
import { filesIn, type HouseFile } from "./house-files.ts";
import { importsOf } from "./import-graph.ts";

/** Pairs of files that import each other, type imports counted. */
function mutualImports(files: readonly HouseFile[]): readonly string[] {
  const imports = new Map(files.map((file) => [file.path, importsOf(file)]));
  return [...imports].flatMap(([path, targets]) =>
    targets
      .filter((target) => path < target && imports.get(target)?.includes(path))
      .map((target) => `${path} <> ${target}`),
  );
}

/** Files that climb out of their folder by `../`, where `#room/file.ts` is meant. */
function climbers(files: readonly HouseFile[]): readonly string[] {
  return files.filter(({ text }) => /\bfrom "\.\.\//.test(text)).map(({ path }) => path);
}

const sources = filesIn("src").filter(({ path }) => path.endsWith(".ts"));

test("no two files import each other", () => {
  expect(mutualImports(sources)).toEqual([]);
});

test("no import climbs", () => {
  expect(climbers(sources)).toEqual([]);
});

test("files that import each other are found, also by a type", () => {
  const a = { path: "src/text/a.ts", text: 'import type { B } from "./b.ts";' };
  const b = { path: "src/text/b.ts", text: 'export { a } from "#text/a.ts";' };
  expect(mutualImports([a, b])).toEqual(["src/text/a.ts <> src/text/b.ts"]);
  expect(mutualImports([a, { path: "src/text/b.ts", text: "" }])).toEqual([]);
});
