import { expect, test } from "vitest";
import { filesIn, type HouseFile } from "./house-files.ts";

/** Columns of a line, comments too; code is held by the formatter. */
const MOST_COLUMNS = 100;

/** Matches a line that is or ends in a comment: ` * b`, `/** b`, `a; // b`; refuses `"https://b"`. */
const COMMENT = /^\s*(?:\/\/|\/?\*)|\s\/\/ /;

const graphemes = new Intl.Segmenter("en");

function columnsOf(line: string): number {
  return line.length <= MOST_COLUMNS ? line.length : [...graphemes.segment(line)].length;
}

function wideComments(files: readonly HouseFile[]): readonly string[] {
  return files
    .filter(({ path }) => path.endsWith(".ts"))
    .flatMap(({ path, text }) =>
      text
        .split("\n")
        .flatMap((line, index) =>
          columnsOf(line) > MOST_COLUMNS && COMMENT.test(line) ? [`${path}:${index + 1}`] : [],
        ),
    );
}

test(`no comment of src is wider than ${MOST_COLUMNS} columns`, () => {
  expect(wideComments(filesIn("src"))).toEqual([]);
});

test("a wide comment is found, and a wide address in a string is not", () => {
  const wide = "x".repeat(MOST_COLUMNS);
  const count = (text: string) => wideComments([{ path: "src/a.ts", text }]).length;
  for (const text of [`// ${wide}`, `/** ${wide} */`, ` * ${wide}`, `const a = 1; // ${wide}`])
    expect(count(text)).toBe(1);
  for (const text of [`// ${"漢".repeat(97)}`, `const a = "https://${wide}";`])
    expect(count(text)).toBe(0);
});
