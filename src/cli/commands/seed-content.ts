import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import type { Content } from "#ingest/folder/content.ts";
import type { Rejection } from "#model/rejection.ts";
import { isRaw, readGiven } from "#cli/folder/content.ts";
import { importSources } from "#cli/import/import-sources.ts";
import type { Progress } from "#cli/terminal/progress.ts";
import { SEED } from "#cli/wrangler/project.ts";
import type { Report } from "#cli/terminal/report.ts";

/** The seeded newspaper, with the pages of an old portal that lie in `seed/raw/` imported into
 *  it. */
type SeedContent = { readonly content: Content | Rejection; readonly imported: Report };

/** Two pages of a portal, one as it stood on a mirror, one as a scraper left it, and what is
 *  particular to that portal. */
const PAGES = ["raw/112949.html", "raw/112950.txt"];
const RULES = join(SEED, "raw/portal.toml");

/** Imports the raw pages into a copy of the seed, and reads both. The copy is gone when this
 *  ends. */
export async function readSeed(progress: Progress): Promise<SeedContent> {
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-seed-"));
  try {
    const isWanted = (path: string): boolean =>
      !isRaw(`${relative(SEED, path).split(sep).join("/")}/`);
    await cp(SEED, folder, { recursive: true, filter: isWanted });
    const imported = await importSources(
      PAGES.map((page) => join(SEED, page)),
      { to: folder, rules: RULES, section: "news", repair: true, maxVisits: 0 },
      progress,
    );
    return { content: await readGiven(folder, progress), imported: calm(imported) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The import in one line: of the files that it wrote, nothing is left to look at. */
function calm(report: Report): Report {
  const repaired = report.lines.find((line) => line.startsWith("Repaired: ")) ?? "";
  const line = `Imported two damaged pages of an old portal from seed/raw. ${repaired}`.trim();
  const how =
    "Each repair, with before and after: npm run broadsheet -- import seed/raw/112949.html seed/raw/112950.txt --rules seed/raw/portal.toml --to /tmp/imported";
  return { ...report, lines: report.exitCode === 0 ? [line, how] : [] };
}
