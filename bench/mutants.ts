/**
 * How much of a room its tests hold: small faults are put into its files, one at a time, and the
 * tests must notice.
 * node bench/mutants.ts FOLDER [--count 40] [--seed 1] [--limit 120] [--only PATH:LINE]...
 *
 * A fault is a changed operator, constant or condition. Each is run against the tests nearest to
 * its file, in a copy of the project, with a limit of seconds; a test that fails or runs out of
 * time has noticed it. The few nearest run first, the others when those pass. `--only` takes every
 * fault of a line, to run those again that survived. The exit code is 1 when more than one in ten
 * survives.
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { HELD_BY } from "../test/house/held-by.ts";
import { filesIn, ROOT } from "../test/house/house-files.ts";
import { mirrorOf, testsReaching } from "../test/house/import-graph.ts";
import { mutantsOf, type Mutant } from "./mutant.ts";

/** Most test files of its room that one mutant is run against; the nearest ones. */
const MOST_TEST_FILES = 15;
/** So many run before the others, which most faults need not wait for; and a file that fewer tests of
 *  its room reach is run against those of other rooms too. */
const FIRST_TEST_FILES = 3;
const MOST_SURVIVORS = 0.1;
/** What a copy of the project does without: it is linked, or made again. */
const NOT_COPIED = new Set(["node_modules", ".git", ".wrangler", "dist"]);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: "string", default: "40" },
    seed: { type: "string", default: "1" },
    limit: { type: "string", default: "120" },
    only: { type: "string", multiple: true, default: [] },
  },
});

/** Which of `all` are run: `count` of them, the same for the same seed. */
function sample(all: readonly Mutant[], count: number, seed: number): readonly Mutant[] {
  let state = seed >>> 0;
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
  return all
    .map((mutant) => ({ mutant, draw: next() }))
    .sort((a, b) => a.draw - b.draw)
    .slice(0, count)
    .map(({ mutant }) => mutant);
}

/** The mirroring test of a file and those that are said to hold it; then its room's, nearest first. */
function nearest(path: string): readonly string[] {
  const all = testsReaching(path);
  const [, ...folders] = path.split("/");
  const holding = Object.entries(HELD_BY)
    .filter(([, sources]) => sources.includes(folders.join("/")))
    .map(([test]) => `test/${test}`);
  const first = all.filter((test) => test === mirrorOf(path) || holding.includes(test));
  const ofRoom = all.filter((test) => test.startsWith(`test/${folders[0]}/`));
  const rest = ofRoom.length < FIRST_TEST_FILES ? all.slice(0, FIRST_TEST_FILES) : ofRoom;
  return [...new Set([...first, ...rest])].slice(0, MOST_TEST_FILES);
}

/** How a run of tests ends: `passed`, `failed`, or `out of time`, as endless loops do; and the end
 *  of what it printed. */
function runTests(folder: string, tests: readonly string[], limitSeconds: number) {
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    [vitest, "run", "--bail=1", "--silent", "--reporter=dot", ...tests],
    {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 2 ** 26,
      timeout: limitSeconds * 1_000,
      killSignal: "SIGTERM",
      // Compiled once for all the runs.
      env: { ...process.env, PWD: folder, NODE_COMPILE_CACHE: join(folder, ".compiled") },
    },
  );
  const end = signal !== null ? "out of time" : status === 0 ? "passed" : "failed";
  return { end, printed: `${stdout.slice(-2_000)}\n${stderr.slice(-4_000)}` };
}

/** The lists of tests that passed without any fault. */
const passing = new Set<string>();

/** Throws when tests that noticed a fault would notice as much without it. */
function assertPassing(folder: string, tests: readonly string[], limitSeconds: number): void {
  const key = tests.join(" ");
  if (passing.has(key)) return;
  const { end, printed } = runTests(folder, tests, limitSeconds);
  if (end !== "passed") throw new Error(`without any fault the tests end with: ${end}\n${printed}`);
  passing.add(key);
}

/** How the tests of a fault end, the nearest of them first. */
function runMutant(folder: string, { path, text }: Mutant, limitSeconds: number): string {
  const file = join(folder, path);
  const original = readFileSync(file, "utf8");
  const tests = nearest(path);
  for (const some of [tests.slice(0, FIRST_TEST_FILES), tests.slice(FIRST_TEST_FILES)]) {
    if (some.length === 0) continue;
    writeFileSync(file, text);
    const { end } = runTests(folder, some, limitSeconds);
    writeFileSync(file, original);
    if (end === "passed") continue;
    assertPassing(folder, some, limitSeconds);
    return end;
  }
  return "passed";
}

const [room] = positionals;
if (room === undefined) throw new TypeError("name a folder of src, such as search/run");
const folder = mkdtempSync(join(tmpdir(), "broadsheet-mutants-"));
try {
  for (const name of readdirSync(ROOT).filter((entry) => !NOT_COPIED.has(entry)))
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const files = filesIn(`src/${room}`).filter(({ path }) => path.endsWith(".ts"));
  const all = files.flatMap((file) => mutantsOf(file));
  const chosen =
    values.only.length > 0
      ? all.filter(({ path, line }) => values.only.includes(`${path}:${line}`))
      : sample(all, Number(values.count), Number(values.seed));
  console.log(`${room}: ${chosen.length} of ${all.length} mutants`);
  const limit = Number(values.limit);
  const survivors: Mutant[] = [];
  for (const mutant of chosen) {
    const end = runMutant(folder, mutant, limit);
    console.log(`${end === "passed" ? "SURVIVED" : end} ${describe(mutant)}`);
    if (end === "passed") survivors.push(mutant);
  }
  console.log(`${room}: ${survivors.length} of ${chosen.length} survived`);
  process.exitCode = survivors.length > chosen.length * MOST_SURVIVORS ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function describe({ path, line, from, to }: Mutant): string {
  return `${path}:${line}: ${from} => ${to}`;
}
