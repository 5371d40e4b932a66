import { expect, test } from "vitest";
import { filesIn, type HouseFile } from "./house-files.ts";

/** Matches `export function a(`, `export const A =`, `export default {`; refuses `export type { A } from`, whose docstring stands where A does. */
const EXPORT =
  /^export (?:default\b|(?:declare |abstract |async )*(?:function\*?|const|let|class|interface|type) \w+)/;

function undocumented(files: readonly HouseFile[]): readonly string[] {
  return files
    .filter(({ path }) => path.endsWith(".ts"))
    .flatMap(({ path, text }) => {
      const lines = text.split("\n");
      return lines.flatMap((line, index) =>
        EXPORT.test(line) && !isDocumented(lines, index) ? [`${path}:${index + 1}: ${line}`] : [],
      );
    });
}

/** Whether a docstring that says something ends just above the line; an overload shares that of the first. */
function isDocumented(lines: readonly string[], index: number): boolean {
  const overload = /^export function \w+[(<]/.exec(lines[index] ?? "")?.[0];
  const isOverload = (line: string) => overload !== undefined && line.startsWith(overload);
  const end = lines.findLastIndex((line, at) => at < index && !isOverload(line));
  if (!lines[end]?.trimEnd().endsWith("*/")) return false;
  const start = lines.findLastIndex((line, at) => at <= end && /^\s*\/\*/.test(line));
  const comment = lines.slice(start, end + 1).join("\n");
  return comment.startsWith("/**") && /\p{L}{2}/u.test(comment);
}

test("every export of src says what it gives", () => {
  expect(undocumented(filesIn("src"))).toEqual([]);
});

test.each([
  ["/** What it gives. */\nexport const a = 1;", 0],
  ["/** What\n *  it gives. */\nexport async function a() {}", 0],
  ["/** What it gives. */\nexport function a(b: 1): 1;\nexport function a(b: 2): 2;", 0],
  ['export type { A } from "./a.ts";', 0],
  ["export const a = 1;", 1],
  ["// not a docstring\nexport type A = 1;", 1],
  ["/* not a docstring */\nexport class A {}", 1],
  ["/** */\nexport interface A {}", 1],
  ["/** Of something else. */\n\nexport const a = 1;", 1],
  ["export default {};", 1],
])("of %j, %d exports say nothing", (text, expected) => {
  expect(undocumented([{ path: "src/a.ts", text }])).toHaveLength(expected);
});
