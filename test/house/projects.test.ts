import { posix } from "node:path";
import { expect, test } from "vitest";
import config from "../../vitest.config.ts";
import { filesIn } from "./house-files.ts";

/** The patterns of each project of vitest.config.ts. */
const projects = (config.test?.projects ?? []).flatMap((project) =>
  typeof project === "object" && "test" in project ? [project.test?.include ?? []] : [],
);

/** How many projects run a test file. */
function runsOf(path: string): number {
  return projects.filter((patterns) => patterns.some((each) => posix.matchesGlob(path, each)))
    .length;
}

test("every test file is run by one project, so that none is left out in silence", () => {
  const paths = filesIn("test").map(({ path }) => path);
  const tests = paths.filter((path) => /\.test\.\w+$/.test(path));
  expect(tests.length).toBeGreaterThan(100);
  expect(tests.filter((path) => runsOf(path) !== 1)).toEqual([]);
});

test("a test of a room that no project names would be found", () => {
  expect(runsOf("test/no-such-room/a.test.ts")).toBe(0);
  expect(runsOf("test/house/projects.test.ts")).toBe(1);
});
