import { expect, test } from "vitest";
import { clonedFiles, type HouseFile } from "./house-files.ts";

/** Matches an absolute path of somebody's machine, in a file of text; refuses `/html/xw/1.html`, `overseas/home/a.md`. */
const MACHINE_PATH = /(?<![\w.%~-])(?:\/(?:work|home|Users|root)\/[\w.-]+|[A-Z]:\\+Users\\)/;
const NOT_TEXT = /\.(?:png|jpe?g|gif|webp|wav|mp3|ico|woff2?|bin)$/;

function speakersOfMachines(files: readonly HouseFile[]): readonly string[] {
  return files
    .filter(({ path }) => !NOT_TEXT.test(path))
    .flatMap(({ path, text }) => {
      const found = MACHINE_PATH.exec(text);
      return found === null ? [] : [`${path}: ${found[0]}`];
    });
}

test("no file that a clone gets speaks of one machine", () => {
  expect(speakersOfMachines(clonedFiles())).toEqual([]);
});

test("a path of a machine is found, and a path of a site is not", () => {
  const said = (text: string) => speakersOfMachines([{ path: "docs/a.md", text }]).length;
  // Put together here, so that this file has none itself.
  for (const folder of ["work", "home", "Users", "root"]) {
    expect(said(`see /${folder}/me/a`)).toBe(1);
    expect(said(`/html/${folder}/`)).toBe(0);
  }
  for (const text of ["seed/articles/overseas/home/1.md", "https://x.example/home/a"])
    expect(said(text)).toBe(0);
});
