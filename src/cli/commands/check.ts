import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { type Content, notice, type Notice } from "#ingest/folder/content.ts";
import type { Article } from "#model/article.ts";
import { isRejection, type Rejection } from "#model/rejection.ts";
import { comingNotices } from "#publish/build/plan-notice.ts";
import { isPublic } from "#publish/build/visible.ts";
import { allSections } from "#model/section.ts";
import { readArticles } from "#store/pack-reading.ts";
import { StoreDown } from "#store/fault.ts";
import { openRelease } from "#store/open-release.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { addressNotices } from "./address-notices.ts";
import { checkContent, shrinking } from "#cli/folder/content-check.ts";
import { contentReport } from "#cli/folder/content-report.ts";
import { readContentAt } from "#cli/folder/content.ts";
import { TOOL_PATIENCE_MS } from "#store/tool-call.ts";
import { withKv } from "#cli/wrangler/kv.ts";
import { addKvOptions, type KvOptions } from "#cli/wrangler/kv-options.ts";
import type { Progress } from "#cli/terminal/progress.ts";
import { DEFAULT_STATE, givenPath } from "#cli/wrangler/project.ts";
import { openStateFolder } from "#cli/wrangler/state-folder.ts";
import { count, failure, type Report } from "#cli/terminal/report.ts";
import { run } from "#cli/terminal/run.ts";

const EXAMPLES = `
What would not be published makes the exit code 1; what is only worth mending is a notice.
Where a release of the site is published on this machine (or with --remote), addresses that would end and articles that lost
much of their text are named too.

Examples:
  npm run broadsheet -- check ./content
  npm run broadsheet -- check articles.jsonl --json`;

/** Articles that are compared in one round. */
const ARTICLES_AT_ONCE = 200;

type CheckOptions = KvOptions & { readonly site?: string };

/** Adds `check <content>`. */
export function addCheck(program: Command): void {
  const command = program
    .command("check")
    .description("read content and say what is wrong with it, without publishing anything")
    .argument("<content>", "the folder that holds site.toml and the articles, or JSON Lines")
    .option("--site <file>", "the site.toml of JSON Lines, where none lies beside them")
    .addHelpText("after", EXAMPLES);
  addKvOptions(command).action((given: string, options: CheckOptions) =>
    run(options, ({ progress }) => check(given, options, progress)),
  );
}

async function check(given: string, options: CheckOptions, progress: Progress): Promise<Report> {
  // Who lacks an account shall not wait for the reading.
  if (options.remote === true)
    return withKv(options, async (kv) => checkAgainst(given, options, { progress, kv }));
  return checkAgainst(given, options, { progress });
}

async function checkAgainst(
  given: string,
  options: CheckOptions,
  { progress, kv: open }: { readonly progress: Progress; readonly kv?: KVNamespace },
): Promise<Report> {
  const content = await readContentAt(given, progress, { site: options.site });
  if (isRejection(content)) return failure(content);
  if (open === undefined && !isPublishedSomewhere(options)) return checkReport(content, given, []);
  const state = options.remote || open ? "" : await openStateFolder(options.persistTo);
  if (isRejection(state)) return checkReport(content, given, notComparedWith(state));
  const withOpen = (work: (kv: KVNamespace) => Promise<Report>): Promise<Report> =>
    open === undefined ? withKv(options, work) : work(open);
  return withOpen(async (kv) => {
    const compared = await comparedWith(kv, content, progress).catch(notCompared);
    return checkReport(content, given, compared);
  });
}

/** Content can be checked without KV; that it was not compared is told. */
function notCompared(error: unknown): readonly Notice[] {
  if (!(error instanceof StoreDown)) throw error;
  const what = "does not answer, so nothing was compared with what is published";
  return [notice({ file: "KV" }, { what, fix: "check again later" })];
}

/** The same where this machine's KV cannot even be opened. */
function notComparedWith({ place, faults }: Rejection): readonly Notice[] {
  return faults.map((fault) => {
    const what = `${fault.what}, so nothing was compared with what is published`;
    return notice(place, { ...fault, what });
  });
}

/** Whether there is anything to compare with: opening KV takes a second, which a check of content
 *  alone shall not. */
function isPublishedSomewhere({ persistTo }: KvOptions): boolean {
  const folder = persistTo === undefined ? DEFAULT_STATE : givenPath(persistTo);
  return existsSync(join(folder, "v3/kv"));
}

/** Notices of addresses that would end, and of articles that are much shorter than they are
 *  published. Reads every pack. */
async function comparedWith(
  kv: KVNamespace,
  content: Content,
  progress: Progress,
): Promise<readonly Notice[]> {
  const { site, articles, placeOf } = content;
  const reader = await openRelease({
    kv,
    cache: createIsolateCache(),
    now: Date.now(),
    patienceMs: TOOL_PATIENCE_MS,
  });
  // What another site has published tells nothing of this one.
  if (reader === null || reader.manifest.site.idAuthority !== site.idAuthority) return [];
  const byId = new Map(articles.map((article) => [article.id, article]));
  const { count: total } = reader.manifest;
  const notices = [...(await addressNotices(kv, content, Date.now()))];
  for (let from = 0; from < total; from += ARTICLES_AT_ONCE) {
    const length = Math.min(ARTICLES_AT_ONCE, total - from);
    const docs = Array.from({ length }, (_, index) => from + index);
    for (const before of await readArticles(reader, docs)) {
      const after = byId.get(before.id);
      const fault = after && shrinking(before, after);
      if (fault !== undefined) notices.push(notice(placeOf(before.id, fault), fault));
    }
    progress("comparing", from + length, total);
  }
  return notices;
}

function checkReport(content: Content, given: string, compared: readonly Notice[]): Report {
  const { site, articles, media, rejections } = content;
  const notices = [...content.notices, ...checkContent(content), ...compared];
  const now = Date.now();
  const later = comingNotices(articles, now);
  const { json, complaints } = contentReport({ ...content, notices }, given, {
    later,
    isWritten: false,
  });
  const having = (status: Article["status"]): number =>
    articles.filter((article) => article.status === status).length;
  const shown = articles.filter((article) => isPublic(article, now)).length;
  const counts = {
    articles: shown,
    drafts: having("draft"),
    upcoming: having("published") - shown,
    withdrawn: having("withdrawn"),
    sections: allSections(site.sections).length,
    media: media.length,
  };
  const parts = [
    count(counts.articles, "article"),
    count(counts.sections, "section"),
    count(counts.media, "media file"),
  ];
  const besides = [
    ...(counts.drafts > 0 ? [count(counts.drafts, "draft")] : []),
    ...(counts.upcoming > 0 ? [`${count(counts.upcoming, "article")} to come`] : []),
    ...(counts.withdrawn > 0 ? [count(counts.withdrawn, "withdrawn article")] : []),
  ];
  const beside = besides.length > 0 ? `; beside them ${besides.join(", ")}` : "";
  return {
    exitCode: rejections.length > 0 ? 1 : 0,
    json: { kind: "checked", ...counts, ...json },
    lines: [`${site.title}: ${parts.join(", ")} could be published${beside}.`],
    complaints,
  };
}
