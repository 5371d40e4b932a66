import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

/** Where dates are taken from that nothing in an article tells. */
export const DATE_SOURCES = ["git", "mtime", "sitemap"] as const;

/** One of them. */
export type DateSource = (typeof DATE_SOURCES)[number];

/** A date and where it was found. */
type FoundDate = { readonly date: string; readonly source: string };

/** Gives the date of a file of a folder, by its path in it: when it was first committed, or last
 *  written, or one date for all. */
export async function openFileDates(
  folder: string,
  {
    dates,
    undated,
  }: { readonly dates?: DateSource | undefined; readonly undated?: string | undefined },
): Promise<(path: string) => FoundDate | undefined> {
  const commits = dates === "git" ? await firstCommits(folder) : new Map<string, string>();
  return (path) => {
    const committed = commits.get(path);
    if (committed !== undefined) return { date: committed, source: "git" };
    const written =
      dates === "mtime" ? statSync(join(folder, path), { throwIfNoEntry: false }) : undefined;
    if (written !== undefined) return { date: written.mtime.toISOString(), source: "mtime" };
    return undated === undefined ? undefined : { date: undated, source: "--undated" };
  };
}

/** When each file below a folder came into its repository; nothing where there is none. */
async function firstCommits(folder: string): Promise<ReadonlyMap<string, string>> {
  const args = ["-C", folder, "-c", "core.quotePath=false", "log", "--reverse", "--format=%x00%aI"];
  const run = await promisify(execFile)(
    "git",
    [...args, "--name-only", "--no-renames", "--diff-filter=A", "--relative", "--", "."],
    { maxBuffer: 1 << 28 },
  ).catch(() => ({ stdout: "" }));
  const byPath = new Map<string, string>();
  for (const commit of run.stdout.split("\0")) {
    const [date = "", ...paths] = commit.split("\n").filter(Boolean);
    for (const path of paths) if (!byPath.has(path)) byPath.set(path, date);
  }
  return byPath;
}
