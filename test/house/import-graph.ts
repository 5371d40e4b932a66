import { posix } from "node:path";
import { filesIn, type HouseFile } from "./house-files.ts";

/** Matches `from "./a.ts"`, `import("#a/b.ts")`, `import "node:fs"`; what it captures is the specifier. */
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g;

/** Matches the path of a source that a test starts as a process, such as `"../../src/cli/main.ts"`. */
const STARTED = /"(?:\.\.\/)*(src\/[\w./-]+\.ts)"/g;

/** What a file imports, types too: files by their path from the root, packages by their name. */
export function importsOf({ path, text }: HouseFile): readonly string[] {
  return [...text.matchAll(IMPORT)].map(([, specifier = ""]) => {
    if (specifier.startsWith("#")) return `src/${specifier.slice(1)}`;
    if (specifier.startsWith(".")) return posix.join(posix.dirname(path), specifier);
    return specifier;
  });
}

/** Which files a file imports, or starts as a process. */
function reachedFrom(file: HouseFile): readonly string[] {
  const started = [...file.text.matchAll(STARTED)].map(([, path = ""]) => path);
  return [...importsOf(file), ...started];
}

/** Which files each file of `src/` and `test/` is imported or started by. */
const importers: ReadonlyMap<string, readonly string[]> = (() => {
  const found = new Map<string, string[]>();
  for (const file of [...filesIn("src"), ...filesIn("test")])
    for (const target of new Set(reachedFrom(file)))
      found.set(target, [...(found.get(target) ?? []), file.path]);
  return found;
})();

/** The test files that reach a file by imports. Its mirroring test comes first, then the tests of its
 *  folder, of its room, and of others; within each, those that reach it in the fewest steps. */
export function testsReaching(path: string): readonly string[] {
  const steps = new Map([[path, 0]]);
  for (const [reached, count] of steps)
    for (const importer of importers.get(reached) ?? [])
      if (!steps.has(importer)) steps.set(importer, count + 1);
  const mirror = mirrorOf(path);
  const rank = (test: string): number =>
    distance(test, mirror) * 1_000 + (test === mirror ? -1 : (steps.get(test) ?? 0));
  return [...steps.keys()]
    .filter((reached) => reached.endsWith(".test.ts"))
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/** 0 for tests of one folder, 1 for tests of one room, 2 for others. */
function distance(a: string, b: string): number {
  if (posix.dirname(a) === posix.dirname(b)) return 0;
  return a.split("/")[1] === b.split("/")[1] ? 1 : 2;
}

/** Where the test of a source file lies that is written beside it. */
export function mirrorOf(path: string): string {
  return path.replace(/^src\//, "test/").replace(/\.ts$/, ".test.ts");
}
