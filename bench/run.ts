/**
 * Runs the benchmarks one after another, each in a process of its own: npm run bench -- [--large] [name …]
 * Ratios within one run are asserted, absolute times are not; the exit code is 1 when a gate is missed.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";

/** What each one measures. `large` ones take many minutes and run when they are asked for. */
const BENCHMARKS: readonly {
  readonly name: string;
  readonly what: string;
  readonly large?: true;
}[] = [
  { name: "feeds", what: "CPU of a feed, against the libraries people use" },
  {
    name: "feeds-in-workerd",
    what: "a feed and its 304, against a Worker that answers a constant",
  },
  { name: "search-index", what: "bytes, heap and warm queries, against MiniSearch" },
  { name: "search-oracle", what: "the same answers as MiniSearch" },
  { name: "search-peers", what: "from a file to the first answer, against other engines" },
  {
    name: "search-workerd",
    what: "the first search of a cold isolate, against MiniSearch.loadJSON",
  },
  { name: "startup", what: "CPU of a start, against another version where one is named" },
  { name: "hostile-search", what: "the worst searches, against an honest one" },
  { name: "route-costs", what: "every route with its largest input, against an honest search" },
  { name: "load", what: "readers at once, while articles are published", large: true },
  { name: "exact-words", what: "whether Chinese words find just the articles that have them" },
  { name: "judged-search", what: "how well short searches on seed/ are answered" },
  { name: "search-quality", what: "how well judged collections are answered, against others" },
  { name: "element", what: "bytes and time to the first hit, against DocSearch and Pagefind" },
  { name: "edge", what: "two days with and without a cache in front of the Worker", large: true },
  { name: "plan-day", what: "a crawler's day and 400 readers, in the free plan", large: true },
  { name: "press", what: "one article that is sent to the admin API", large: true },
  { name: "publish", what: "publications of 10,000 Chinese articles", large: true },
  { name: "shown-hits", what: "whether hits show why they were found", large: true },
  { name: "search-scale", what: "a hundred thousand articles", large: true },
];

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith("--"));
const unknown = names.filter((name) => !BENCHMARKS.some((benchmark) => benchmark.name === name));
if (unknown.length > 0) {
  console.error(
    `no such benchmark: ${unknown.join(", ")}; there are ${BENCHMARKS.map(({ name }) => name).join(", ")}`,
  );
  process.exit(2);
}
const wanted = BENCHMARKS.filter(({ name, large }) =>
  names.length > 0 ? names.includes(name) : large !== true || args.includes("--large"),
);
const folder = mkdtempSync(join(tmpdir(), "broadsheet-bench-"));
const missed: string[] = [];
try {
  for (const { name, what } of wanted) {
    console.log(`\n== ${name}: ${what} (load ${loadavg()[0]?.toFixed(1)})`);
    const script = new URL(`${name}.ts`, import.meta.url).pathname;
    const { status } = spawnSync(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", script],
      {
        stdio: "inherit",
        env: { ...process.env, BROADSHEET_BENCH_FOLDER: folder },
      },
    );
    if (status !== 0) missed.push(name);
  }
} finally {
  rmSync(folder, { recursive: true });
}
const left = BENCHMARKS.filter((benchmark) => !wanted.includes(benchmark)).map(({ name }) => name);
if (names.length === 0 && left.length > 0)
  console.log(`\nnot run without --large: ${left.join(", ")}`);
console.log(missed.length > 0 ? `\nmissed: ${missed.join(", ")}` : "\nall gates reached");
process.exitCode = missed.length > 0 ? 1 : 0;
