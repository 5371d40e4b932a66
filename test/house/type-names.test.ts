import { expect, test } from "vitest";
import { filesIn, type HouseFile } from "./house-files.ts";

/** Matches `export type A =`, `interface A {`, `declare class A<B>`; refuses `export type { A }`, which only hands on. */
const DECLARATION =
  /^(?:export )?(?:declare )?(?:abstract )?(?:type|interface|class) (\w+)(?=[\s<={])/gm;

/** Type names that more than one file declares, each with those files. */
function namesOfManyMeanings(files: readonly HouseFile[]): readonly string[] {
  const places = new Map<string, Set<string>>();
  for (const { path, text } of files)
    for (const [, name = ""] of text.matchAll(DECLARATION))
      places.set(name, (places.get(name) ?? new Set()).add(path));
  return [...places]
    .filter(([, paths]) => paths.size > 1)
    .map(([name, paths]) => `${name}: ${[...paths].join(", ")}`);
}

test("each type name of src has one meaning", () => {
  const sources = filesIn("src").filter(({ path }) => path.endsWith(".ts"));
  expect(namesOfManyMeanings(sources)).toEqual([]);
});

test("a name that two files declare is found, and one that is handed on is not", () => {
  const a = { path: "a.ts", text: "export type Row = 1;\n" };
  expect(namesOfManyMeanings([a, { path: "b.ts", text: "interface Row {}\n" }])).toEqual([
    "Row: a.ts, b.ts",
  ]);
  const others = ['export type { Row } from "./a.ts";\n', "type Rows = 1;\n", "  type Row = 1;\n"];
  for (const text of others) expect(namesOfManyMeanings([a, { path: "b.ts", text }])).toEqual([]);
});
