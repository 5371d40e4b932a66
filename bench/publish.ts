/**
 * What publications of 10,000 Chinese articles cost, first and after a change: CPU and memory of the command, KV writes, bytes stored.
 * node bench/publish.ts [--parent DIR] [--articles N]: DIR is a checkout of the version to compare the first publication with.
 * Ours is the command as it is installed, built anew; the parent's is run from its sources.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { filesBelow } from "../test/setup/shared-data.ts";
import { createGates, printTable } from "./gate.ts";
import { chineseNewspaper, NEWSPAPER_SETTINGS } from "./publish-corpus.ts";

/** What one run of the command cost and did. */
type Run = { readonly cpuMs: number; readonly memoryMb: number; readonly written: number };

const { values } = parseArgs({
  options: { parent: { type: "string" }, articles: { type: "string", default: "10000" } },
});
const ROOT = join(import.meta.dirname, "..");
const OURS = join(ROOT, "dist/cli.js");
const COST = join(import.meta.dirname, "publish-cost-process.js");
const lines = chineseNewspaper(Number(values.articles));
if (lines === undefined) process.exit(0);
execFileSync(process.execPath, [join(ROOT, "tools/package.ts")], { stdio: "inherit" });
const folder = mkdtempSync(join(tmpdir(), "broadsheet-bench-publish-"));
try {
  measure(lines);
} finally {
  rmSync(folder, { recursive: true });
}

function measure(articles: NonNullable<typeof lines>): void {
  const half = Math.floor(articles.length / 2);
  const changed = (change: (line: (typeof articles)[number]) => object): readonly object[] =>
    articles.map((line, at) => (at === half ? change(line) : line));
  const parent =
    values.parent === undefined
      ? undefined
      : run(join(values.parent, "src/cli/main.ts"), "parent", articles);
  const first = run(OURS, "ours", articles);
  // The values: what SQLite has not yet put from its log into the lists of them is not KV's.
  const stored = bytesBelow(join(folder, "ours", "v3"), (path) => !path.includes("sqlite"));
  const keptBytes = bytesBelow(join(folder, "ours", "broadsheet-kept"));
  const runs: Record<string, Run> = {
    ...(parent && { "first, by the parent": parent }),
    first,
    "a comma": run(
      OURS,
      "ours",
      changed((line) => ({ ...line, body: `，${String(line["body"])}` })),
    ),
    "one more": run(OURS, "ours", [
      ...articles,
      { ...articles[half], id: "more", aliases: [], published: "2020-08-01T00:00:00Z" },
    ]),
    "one withdrawn": run(
      OURS,
      "ours",
      changed((line) => ({ ...line, status: "withdrawn" })),
    ),
  };
  printTable("publications", [
    ["", "CPU s", "MB", "writes"],
    ...Object.entries(runs).map(([name, { cpuMs, memoryMb, written }]) => [
      name,
      (cpuMs / 1_000).toFixed(1),
      memoryMb.toFixed(0),
      String(written),
    ]),
  ]);
  console.log(
    `  stored ${(stored / 1e6).toFixed(1)} MB; kept beside it ${(keptBytes / 1e6).toFixed(1)} MB\n`,
  );
  const gates = createGates();
  if (parent) gates.atMost("CPU of the first, of the parent's", first.cpuMs / parent.cpuMs, 2 / 3);
  gates.atMost("memory of the first, MB", first.memoryMb, 700);
  gates.atMost("writes of the first", first.written, 960);
  gates.atMost("stored, MB", stored / 1e6, 90);
  const again = runs["a comma"]!;
  gates.atMost("CPU of the second, of the first's", again.cpuMs / first.cpuMs, 1 / 15);
  gates.atMost("memory of the second, MB", again.memoryMb, 400);
  gates.finish();
}

/** Publishes articles by a command, into a state of its own. */
function run(command: string, state: string, articles: readonly object[]): Run {
  const content = join(folder, "content");
  mkdirSync(content, { recursive: true });
  writeFileSync(join(content, "site.toml"), NEWSPAPER_SETTINGS);
  const file = join(content, "articles.jsonl");
  writeFileSync(file, articles.map((line) => JSON.stringify(line)).join("\n"));
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      "--import",
      COST,
      command,
      "publish",
      file,
      "--persist-to",
      join(folder, state),
      "--json",
    ],
    { encoding: "utf8", maxBuffer: 2 ** 26 },
  );
  const cost = /COST (.+)/.exec(stderr)?.[1];
  const told = JSON.parse(stdout) as { readonly kind?: string; readonly written?: number };
  if (cost === undefined || told.written === undefined)
    throw new TypeError(`it did not publish: ${stdout.slice(0, 500)} ${stderr.slice(-500)}`);
  return { ...(JSON.parse(cost) as Omit<Run, "written">), written: told.written };
}

function bytesBelow(path: string, isCounted = (_path: string): boolean => true): number {
  return filesBelow(path)
    .filter(isCounted)
    .reduce((sum, file) => sum + statSync(file).size, 0);
}
