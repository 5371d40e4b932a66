import { expect, test } from "vitest";
import { codeLines, filesIn, type HouseFile } from "./house-files.ts";

/** The rooms that know no clock; what else they may not know, the linter knows. */
const PURE = /^src\/(?:model|text|ingest|search|feeds|pages)\//;

/** Matches `new Date()`, `Date()` and `format()`, which read the clock; refuses `new Date(ms)`, `format(date)`. */
const CLOCK = /\bDate\(\s*\)|\.format(?:ToParts)?\(\s*\)/;

function clockReaders(files: readonly HouseFile[]): readonly string[] {
  return files
    .filter(({ path }) => PURE.test(path))
    .flatMap(({ path, text }) =>
      codeLines(text)
        .filter((line) => CLOCK.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
}

test("no pure room reads the clock", () => {
  expect(clockReaders(filesIn("src"))).toEqual([]);
});

test("a reader of the clock is found, and one who is told the time is not", () => {
  const text = "// new Date()\nconst a = new Date(ms);\nconst b = new Date( );\nformat.format();";
  expect(clockReaders([{ path: "src/text/a.ts", text }])).toHaveLength(2);
  expect(clockReaders([{ path: "src/cli/a.ts", text }])).toHaveLength(0);
});
