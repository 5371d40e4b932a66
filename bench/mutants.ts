/**
 * How much of a room its tests hold: small faults are put into its files, one at a time, and the
 * tests must notice. node bench/mutants.ts FOLDER [--count 40] [--seed 1] [--limit 120]
 *
 * A fault is a changed operator, constant or condition. Each is run against the tests nearest to
 * its file, in a copy of the project, with a limit of seconds; a test that fails or runs out of
 * time has noticed it. The exit code is 1 when more than one in ten survives.
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
import { filesIn, ROOT } from "../test/house/house-files.ts";
import { mirrorOf, testsReaching } from "../test/house/import-graph.ts";
import { mutantsOf, type Mutant } from "./mutant.ts";

/** Most test files of its room that one mutant is run against; the nearest ones. */
const MOST_TEST_FILES = 40;
const MOST_SURVIVORS = 0.1;
/** What a copy of the project does without: it is linked, or made again. */
const NOT_COPIED = new Set(["node_modules", ".git", ".wrangler", "dist"]);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: "string", default: "40" },
    seed: { type: "string", default: "1" },
    limit: { type: "string", default: "120" },
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

function nearest(path: string): readonly string[] {
  const room = mirrorOf(path).split("/").slice(0, 2).join("/");
  return testsReaching(path)
    .filter((test) => test.startsWith(`${room}/`))
    .slice(0, MOST_TEST_FILES);
}

/** How a run of tests ends: `passed`, `failed`, or `out of time`, as endless loops do; and the end
 *  of what it printed. */
function runTests(folder: string, tests: readonly string[], limitSeconds: number) {
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  const { status, signal, stdout } = spawnSync(
    process.execPath,
    [vitest, "run", "--bail=1", "--silent", "--reporter=dot", ...tests],
    {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 2 ** 26,
      timeout: limitSeconds * 1_000,
      killSignal: "SIGTERM",
    },
  );
  const end = signal !== null ? "out of time" : status === 0 ? "passed" : "failed";
  return { end, printed: stdout.slice(-2_000) };
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
  const chosen = sample(all, Number(values.count), Number(values.seed));
  console.log(`${room}: ${chosen.length} of ${all.length} mutants`);
  const limit = Number(values.limit);
  const whole = [...new Set(chosen.flatMap(({ path }) => nearest(path)))];
  const before = runTests(folder, whole, limit * 10);
  if (before.end !== "passed")
    throw new Error(`without any fault the tests end with: ${before.end}\n${before.printed}`);
  const survivors: Mutant[] = [];
  for (const mutant of chosen) {
    const path = join(folder, mutant.path);
    const original = readFileSync(path, "utf8");
    const tests = nearest(mutant.path);
    writeFileSync(path, mutant.text);
    const end = tests.length > 0 ? runTests(folder, tests, limit).end : "passed";
    writeFileSync(path, original);
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
