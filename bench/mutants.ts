/**
 * How much of a room its tests hold: small faults are put into its files, one at a time, and the
 * tests must notice.
 * node bench/mutants.ts FOLDER [--count 40] [--seed 1] [--limit 120] [--skip 0] [--only PATH:LINE]...
 *
 * A fault is a changed operator, constant or condition. Each is run against the tests nearest to
 * its file, in a copy of the project, with a limit of seconds; a test that fails or runs out of
 * time has noticed it, when it does not without the fault. The nearest runs first, the others when
 * it passes. `--only` takes every fault of a line, to run those again that survived; `--skip` goes
 * on behind so many, where a run was cut short. The exit code is 1 when more than one in ten
 * survives.
 */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
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
import type { RunReport, RunRequest } from "./mutant-runner.ts";
import { mutantsOf, type Mutant } from "./mutant.ts";

/** Most test files of its room that one mutant is run against; the nearest ones. */
const MOST_TEST_FILES = 8;
/** Where among them the groups begin that run one after another: most faults need not wait for more
 *  than the nearest file. */
const GROUP_STARTS = [0, 1, 3] as const;
/** A file that fewer tests of its room reach is run against those of other rooms too. */
const FEWEST_TEST_FILES = 2;
const MOST_SURVIVORS = 0.1;
/** What a copy of the project does without: it is linked, or made again. */
const NOT_COPIED = new Set(["node_modules", ".git", ".wrangler", "dist"]);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: "string", default: "40" },
    seed: { type: "string", default: "1" },
    limit: { type: "string", default: "120" },
    skip: { type: "string", default: "0" },
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
  const rest = ofRoom.length < FEWEST_TEST_FILES ? all.slice(0, FEWEST_TEST_FILES) : ofRoom;
  return [...new Set([...first, ...rest])].slice(0, MOST_TEST_FILES);
}

/** How tests end: `out of time` as endless loops do. */
type Outcome = { readonly end: "passed" | "failed" | "out of time"; readonly why: string };

let runner: ChildProcess | undefined;
/** Sources that had a fault, which Vitest must not remember. */
const touched = new Set<string>();

/** A process that has Vitest ready in a copy of the project. */
async function startRunner(folder: string): Promise<ChildProcess> {
  const child = fork(join(folder, "bench/mutant-runner.ts"), {
    cwd: folder,
    env: { ...process.env, PWD: folder, CLOUDFLARE_CF_FETCH_ENABLED: "false" },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  await once(child, "message");
  return child;
}

async function runTests(folder: string, tests: readonly string[], limit: number): Promise<Outcome> {
  runner ??= await startRunner(folder);
  const answer = once(runner, "message", { signal: AbortSignal.timeout(limit * 1_000) });
  runner.send({ tests, changed: [...touched] } satisfies RunRequest);
  try {
    const [{ passed, why }] = (await answer) as [RunReport];
    return { end: passed ? "passed" : "failed", why };
  } catch {
    // What does not end can only be killed.
    runner.kill("SIGKILL");
    runner = undefined;
    return { end: "out of time", why: "" };
  }
}

/** The files of tests that passed without any fault. */
const passing = new Set<string>();

/** How the tests of a fault end, the nearest of them first. */
async function runMutant(folder: string, { path, text }: Mutant, limit: number): Promise<Outcome> {
  const file = join(folder, path);
  const original = readFileSync(file, "utf8");
  const all = nearest(path);
  touched.add(path);
  let why = "";
  for (const [group, start] of GROUP_STARTS.entries()) {
    let tests = all.slice(start, GROUP_STARTS[group + 1]);
    while (tests.length > 0) {
      writeFileSync(file, text);
      const outcome = await runTests(folder, tests, limit);
      writeFileSync(file, original);
      if (outcome.end === "passed") break;
      const [by = ""] = outcome.why.split("\n");
      const suspects = tests.includes(by) ? [by] : tests;
      if (suspects.every((test) => passing.has(test))) return outcome;
      const before = await runTests(folder, suspects, limit);
      if (before.end === "passed") {
        for (const test of suspects) passing.add(test);
        return outcome;
      }
      // A test that hangs on how busy the machine is tells nothing of the fault; the others may.
      why = `${before.end} without it too: ${before.why}`;
      tests = tests.filter((test) => !suspects.includes(test));
    }
  }
  return { end: "passed", why };
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
      : sample(all, Number(values.count), Number(values.seed)).slice(Number(values.skip));
  console.log(`${room}: ${chosen.length} of ${all.length} mutants`);
  const limit = Number(values.limit);
  const survivors: Mutant[] = [];
  for (const mutant of chosen) {
    const { end, why } = await runMutant(folder, mutant, limit);
    const [by = ""] = why.split("\n");
    console.log(`${end === "passed" ? "SURVIVED" : end} ${describe(mutant)} ${by}`.trimEnd());
    if (end === "passed") survivors.push(mutant);
  }
  console.log(`${room}: ${survivors.length} of ${chosen.length} survived`);
  process.exitCode = survivors.length > chosen.length * MOST_SURVIVORS ? 1 : 0;
} finally {
  runner?.kill();
  rmSync(folder, { recursive: true, force: true });
}

function describe({ path, line, from, to }: Mutant): string {
  return `${path}:${line}: ${from} => ${to}`;
}
