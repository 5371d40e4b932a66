import type { Command } from "commander";
import { isRejection } from "../model/rejection.ts";
import { allSections } from "../model/section.ts";
import { contentReport } from "./content-report.ts";
import { readGiven } from "./content.ts";
import { addTelling } from "./options.ts";
import type { Progress } from "./progress.ts";
import { count, failure, type Report, type Telling } from "./report.ts";
import { run } from "./run.ts";

const EXAMPLES = `
Examples:
  npm run broadsheet -- check ./content
  npm run broadsheet -- check articles.jsonl --json`;

/** Adds `check <content>`. */
export function addCheck(program: Command): void {
  const command = program
    .command("check")
    .description("read content and say what is wrong with it, without publishing anything")
    .argument("<content>", "the folder that holds site.toml and the articles, or JSON Lines")
    .addHelpText("after", EXAMPLES);
  addTelling(command).action((given: string, options: Telling) =>
    run(options, ({ progress }) => check(given, progress)),
  );
}

async function check(given: string, progress: Progress): Promise<Report> {
  const content = await readGiven(given, progress);
  if (isRejection(content)) return failure(content);
  const { site, articles, media, rejections } = content;
  const { json, complaints } = contentReport(content, given);
  const drafts = articles.filter(({ status }) => status === "draft").length;
  const sections = allSections(site.sections).length;
  const counts = { articles: articles.length, drafts, sections, media: media.length };
  const parts = [
    `${count(counts.articles, "article")} (${count(drafts, "draft")})`,
    count(sections, "section"),
    count(counts.media, "media file"),
  ];
  return {
    exitCode: rejections.length > 0 ? 1 : 0,
    json: { kind: "checked", ...counts, ...json },
    lines: [`${site.title}: ${parts.join(", ")} could be published.`],
    complaints,
  };
}
