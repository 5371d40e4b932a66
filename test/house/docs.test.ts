import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";
import { clonedFiles, ROOT } from "./house-files.ts";
import { isDocument, sentenceLines } from "./sentence-lines.ts";

const documents = clonedFiles().filter(({ path }) => isDocument(path));

test.each(documents)(
  "$path has a sentence a line (node test/house/sentence-lines.ts)",
  (document) => {
    expect(document.text).toBe(sentenceLines(document.text));
  },
);

test("links of documents lead to files that exist", () => {
  const broken = documents.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
      .map(([, target = ""]) => posix.join(posix.dirname(path), target))
      .filter((target) => !existsSync(join(ROOT, target)))
      .map((target) => `${path}: ${target}`),
  );
  expect(broken).toEqual([]);
});

test("files that documents name exist", () => {
  const missing = documents.flatMap(({ path, text }) =>
    namedFiles(text)
      .filter((name) => !existsSync(join(ROOT, name)) && !existsSync(join(ROOT, "src", name)))
      .map((name) => `${path}: ${name}`),
  );
  expect(missing).toEqual([]);
});

/** Files of ours in `code`: `serve/app.ts`, `test/house/map.test.ts: rooms`; a bare `app.ts` names no folder and is not taken. */
function namedFiles(text: string): readonly string[] {
  return [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\.(?:ts|js|toml|tsv|yml))(?:: \w+)?`/g)]
    .map(([, name = ""]) => name)
    .filter((name) => !name.startsWith("node_modules/"));
}

test.each([
  ["One. Two.", "One.\nTwo."],
  ["One\nand more. Two", "One and more.\nTwo"],
  ["- One. Two.\n  Three.\n- Four", "- One.\n  Two.\n  Three.\n- Four"],
  ["1. **One.** Two (so. Three.)", "1. **One.**\n   Two (so.\n   Three.)"],
  [
    "Of `a. B` and e.g. Bern, No. 3, 1.5 MB, x. y. `B` is.",
    "Of `a. B` and e.g. Bern, No. 3, 1.5 MB, x. y. `B` is.",
  ],
  ["A. `b` is", "A. `b` is"],
  ["It is so. `b` is", "It is so.\n`b` is"],
  [
    "| One. Two. |\n\n```\nOne. Two.\n```\n# One. Two",
    "| One. Two. |\n\n```\nOne. Two.\n```\n# One. Two",
  ],
])("%j is laid as %j, and stays so", (text, expected) => {
  expect(sentenceLines(text)).toBe(expected);
  expect(sentenceLines(expected)).toBe(expected);
});
