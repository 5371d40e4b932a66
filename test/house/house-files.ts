import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** A file of ours: its path from the root, with `/`, and its text. */
export type HouseFile = { readonly path: string; readonly text: string };

/** Every file below `folder`, such as `src`; sorted by path. */
export function filesIn(folder: string): readonly HouseFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length).replaceAll("\\", "/"))
    .sort()
    .map(fileAt);
}

/** What lies in a work tree and is in no clone. */
const NOT_CLONED: ReadonlySet<string> = new Set([
  ".git",
  ...readFileSync(join(ROOT, ".gitignore"), "utf8").split(/[\n/]+/),
]);

/** Every file that a clone gets, or would get with the next commit. */
export function clonedFiles(): readonly HouseFile[] {
  const entries = readdirSync(ROOT, { withFileTypes: true }).filter(
    ({ name }) => !NOT_CLONED.has(name),
  );
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => filesIn(name));
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => fileAt(name));
  return [...files, ...folders];
}

function fileAt(path: string): HouseFile {
  return { path, text: readFileSync(join(ROOT, path), "utf8") };
}

/** The lines that are neither blank nor comment, as `max-lines` of the linter counts them. */
export function codeLines(text: string): readonly string[] {
  return text.split("\n").filter((line) => !/^\s*(?:\/\/|\/?\*|$)/.test(line));
}
