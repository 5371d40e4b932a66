import { type Command, InvalidArgumentError, Option } from "commander";
import { SOURCE_KINDS } from "#ingest/source/source-kind.ts";
import { readAnswer } from "#ingest/source/visibility.ts";
import { isTimeZone, toDating } from "#model/instant.ts";
import { isRejection } from "#model/rejection.ts";
import { DATE_SOURCES } from "#cli/memory/file-dates.ts";
import { addTelling } from "#cli/terminal/options.ts";
import { run } from "#cli/terminal/run.ts";
import type { ImportOptions } from "#cli/import/import-job.ts";
import { importSources } from "#cli/import/import-sources.ts";
import { keepHeapSmall } from "#cli/terminal/small-heap.ts";

const EXAMPLES = `
Articles whose site lives on elsewhere keep their address, and links go there; with --migrate the site moves here, and its old
addresses lead to the new ones. Importing again changes only what changed at the source, and never what you edited.

Examples:
  npm run broadsheet -- import https://blog.example.org/feed.xml --to ./content
  npm run broadsheet -- import export.xml --to ./content --migrate
  npm run broadsheet -- import ./mirror --to ./content --rules portal.toml
  npm run broadsheet -- import https://news.example.org/sitemap.xml --to ./content`;

/** Adds `import`. */
export function addImport(program: Command): void {
  const command = program
    .command("import")
    .description(
      "make articles of a content folder out of anything: feeds, pages, exports, other generators' files",
    )
    .argument("<source...>", "files, folders, or http and https addresses")
    .requiredOption("--to <folder>", "the content folder; made where it is missing")
    .addOption(
      new Option("--kind <kind>", "what the sources are (default: told from their bytes)").choices([
        ...SOURCE_KINDS,
      ]),
    )
    .option("--rules <file>", "what is particular to the pages of a portal (TOML)")
    .option("--migrate", "the site moves here: its old addresses become aliases")
    .option("--site <url>", "where the source lives, when it does not say so itself", toSiteUrl)
    .option("--section <path>", "the section of articles that name none", "news")
    .option("--time-zone <zone>", "of dates without one, such as Asia/Shanghai", toTimeZone)
    .option("--id-authority <name,year>", "for site.toml, such as example.org,2026")
    .option("--no-repair", "leave damaged text as it is")
    .option("--allow-private", "visit addresses of this machine and of private networks too")
    .option("--ignore-robots", "do not ask robots.txt; for a site that is yours")
    .option("--max-visits <number>", "addresses that are visited at most", toCount, 10_000)
    .option(
      "--visibility <field:value=published>",
      "what a value means that is in question; also =draft; again for each",
      toAnswers,
    )
    .addOption(
      new Option(
        "--dates <from>",
        "dates of what tells none: of git, of the file, or the sitemap's lastmod",
      ).choices([...DATE_SOURCES]),
    )
    .option("--undated <date>", "one date for all that has none, such as 2024-01-01", toDate)
    .option("--media", "fetch the pictures of articles, politely, and keep them in the folder")
    .option("--guids-from <feed>", "a feed, file or address, that gave the articles their guids")
    .option("--audit", "count text, pictures, links, tags and dates at both ends, and compare")
    .option("--keep-emails", "publish the e-mail addresses of authors too")
    .addHelpText("after", EXAMPLES);
  addTelling(command).action((sources: string[], options: ImportOptions) => {
    keepHeapSmall();
    return run(options, ({ progress }) => importSources(sources, options, progress));
  });
}

function toSiteUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new InvalidArgumentError("write an address such as https://blog.example.org");
  return url.href;
}

function toAnswers(text: string, before: readonly string[] = []): readonly string[] {
  if (readAnswer(text) === undefined)
    throw new InvalidArgumentError("write field:value=published or field:value=draft");
  return [...before, text];
}

function toDate(text: string): string {
  if (isRejection(toDating(text, "UTC")))
    throw new InvalidArgumentError("write a date such as 2024-01-01");
  return text;
}

function toTimeZone(text: string): string {
  if (!isTimeZone(text)) throw new InvalidArgumentError("write a name such as Asia/Shanghai");
  return text;
}

function toCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new InvalidArgumentError("write a whole number from 1 on");
  return Number(text);
}
