// Imports and publishes as the inputs of action.yml say, by the environment: CONTENT, SOURCES, OPTIONS.
// Each rejection becomes an annotation. The run fails when a source could not be read, or nothing was published.
import { spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const COMMAND = fileURLToPath(new URL("../../../src/cli/broadsheet.js", import.meta.url));
const { CONTENT = "content", SOURCES = "", OPTIONS = "", GITHUB_STEP_SUMMARY } = process.env;

/** Runs a command with `--json`, and says aloud what it rejected. */
function broadsheet(args) {
  const { stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args, "--json"], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  process.stderr.write(stderr);
  const report = parsed(stdout);
  for (const { file, line, faults } of report.rejections ?? []) {
    const place = file === undefined ? "" : ` file=${escaped(placeOf(file))},line=${line ?? 1}`;
    const said = faults.map(({ field, what, fix }) => `${field ? `${field} ` : ""}${what}; ${fix}`);
    console.log(`::warning${place}::${escaped(said.join("\n"))}`);
  }
  return report;
}

function parsed(stdout) {
  try {
    return JSON.parse(stdout);
  } catch {
    // It ended before it could report; its words stand above.
    return { kind: "failed" };
  }
}

/** Paths of articles are told from the content folder on. */
function placeOf(file) {
  return file.startsWith("/") || file.includes("://") ? file : join(CONTENT, file);
}

/** As workflow commands want it. */
function escaped(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** Splits a line as a shell would, without running anything. */
function words(line) {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c);
}

const lines = SOURCES.split("\n").map((line) => line.trim());
const sources = lines.filter((line) => line !== "" && !line.startsWith("#"));
const imported = sources.map((source) => broadsheet(["import", ...words(source), "--to", CONTENT]));
const failed = sources.filter((_, place) => imported[place].kind !== "imported");
for (const source of failed) console.log(`::error::${escaped(source)} could not be imported`);

const published = broadsheet(["publish", CONTENT, ...words(OPTIONS)]);
const isPublished = published.kind === "published" || published.kind === "unchanged";
const doubts = published.rejections?.length ?? 0;
const summary = isPublished
  ? `${published.articles} articles in release ${published.release}; ${doubts} held back.`
  : "Nothing was published: readers see what they saw before.";
console.log(isPublished ? summary : `::error::${summary}`);
if (GITHUB_STEP_SUMMARY) appendFileSync(GITHUB_STEP_SUMMARY, `${summary}\n`);
process.exitCode = isPublished && failed.length === 0 ? 0 : 1;
