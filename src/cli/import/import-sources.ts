import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { PortalRules } from "#ingest/page/portal-rules.ts";
import { readAnswer, type VisibilityAnswers } from "#ingest/source/visibility.ts";
import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import { createArticleWriter } from "./article-writer.ts";
import { openArticleCatalog } from "#cli/archive/article-catalog.ts";
import { FETCH_LIMITS } from "#cli/fetch/fetch-once.ts";
import { createImportAudit, type ImportAudit } from "#cli/archive/import-audit.ts";
import { openArticleIntake } from "./article-intake.ts";
import { importFile, importFolder } from "./import-files.ts";
import type { ImportJob, ImportOptions } from "./import-job.ts";
import { type GuidTable, openGuidTable } from "./guid-table.ts";
import { createPictureKeeper } from "./picture-keeper.ts";
import { openImportLog } from "#cli/archive/import-log.ts";
import { importReport } from "./import-report.ts";
import { readImportState, writeImportState } from "#cli/archive/import-state.ts";
import { importUrls } from "./import-urls.ts";
import type { Progress } from "#cli/terminal/progress.ts";
import { givenPath } from "#cli/wrangler/project.ts";
import { rulesFrom } from "./rules-file.ts";
import { openRawArchive, rawName, safeName } from "#cli/archive/raw-archive.ts";
import { failure, type Report } from "#cli/terminal/report.ts";
import { readKnownSite, writeSite } from "./site-writing.ts";
import { createCrawler } from "#cli/fetch/crawler.ts";

/** Milliseconds between two requests to one host. */
const PAUSE_MS = 250;

/** Imports sources into a content folder, and reports what came of it. Exit code 1 when something
 *  was rejected, 2 when nothing could be read at all. */
export async function importSources(
  sources: readonly string[],
  options: ImportOptions,
  progress: Progress,
): Promise<Report> {
  const { rules, rejections } = await rulesFrom(options.rules);
  if (rejections.length > 0) return failure(rejections);
  const missing = await missingSources(sources);
  const [first] = missing;
  if (first !== undefined && missing.length === sources.length) return failure(first);
  const folder = givenPath(options.to);
  const known = await readKnownSite(folder);
  if (isRejection(known)) return failure(known);
  const audit = options.audit === true ? createImportAudit() : undefined;
  const guids = await guidsFor(options);
  if (guids !== undefined && isRejection(guids)) return failure(guids);
  const job = await openJob(folder, sources, {
    ...options,
    rules,
    progress,
    known,
    auditor: audit,
    guids,
  });
  for (const found of missing) job.intake.log.reject(found);
  const absent = new Set(missing.map(({ place }) => place.file));
  await importAll(
    sources.filter((source) => !absent.has(source)),
    job,
  );
  return finished(job, folder, { options, audit });
}

/** The guids of the feed that is named, if one is. */
async function guidsFor(options: ImportOptions): Promise<GuidTable | Rejection | undefined> {
  const { guidsFrom } = options;
  return guidsFrom === undefined ? undefined : openGuidTable(guidsFrom, crawlerFor(options));
}

/** Writes what belongs to the whole, and reports. */
async function finished(
  job: ImportJob,
  folder: string,
  { options, audit }: { readonly options: ImportOptions; readonly audit: ImportAudit | undefined },
): Promise<Report> {
  job.intake.rejectUndated();
  for (const fault of job.guids?.faults() ?? [])
    job.intake.log.notice({ file: options.guidsFrom ?? "" }, fault);
  const isEmpty = Object.values(job.intake.counts).every((number) => number === 0);
  const written =
    !isEmpty &&
    (await writeSite(folder, job, {
      idAuthority: options.idAuthority,
      isMigration: options.migrate === true,
      year: new Date().getUTCFullYear(),
    }));
  await writeImportState(folder, job.state);
  await job.intake.log.end();
  return importReport(job, options.to, { isNewSite: written, audit: await audit?.compare(folder) });
}

/** Opens everything that the import of sources works with. */
export async function openJob(
  folder: string,
  sources: readonly string[],
  options: Omit<ImportOptions, "rules"> &
    Pick<ImportJob, "progress" | "known"> & {
      readonly rules: PortalRules;
      readonly auditor?: ImportAudit | undefined;
      readonly guids?: GuidTable | undefined;
    },
): Promise<ImportJob> {
  const { known, rules, progress } = options;
  const state = await readImportState(folder);
  const log = await openImportLog(folder, logName(sources));
  const catalog = await openArticleCatalog(folder, state.origins);
  const writer = createArticleWriter(catalog, state, log);
  const timeZone = options.timeZone ?? known?.timeZone ?? "UTC";
  const isRepaired = options.repair;
  const crawler = crawlerFor(options);
  const { guids, media: isFetching = false } = options;
  const players = known?.players;
  const pictures = createPictureKeeper({ folder, crawler, state, log, isFetching, players });
  const intake = openArticleIntake({
    pictures,
    guids,
    catalog,
    log,
    writer,
    timeZone,
    isRepaired,
    undated: options.undated,
    keepsEmails: options.keepEmails === true,
    audit: options.auditor,
    spamWords: rules.spamWords,
    players,
  });
  return {
    intake,
    writer,
    state,
    progress,
    crawler,
    pictures,
    guids,
    known,
    raw: openRawArchive(folder),
    maxVisits: options.maxVisits,
    options: {
      ...(options.kind !== undefined && { kind: options.kind }),
      rules,
      section: options.section,
      isMigration: options.migrate === true,
      home: options.site ?? "",
      timeZone,
      isZoneGiven: options.timeZone !== undefined || known !== undefined,
      isRepaired,
      now: Date.now(),
      answers: answersIn(options.visibility ?? []),
      dates: options.dates,
      undated: options.undated,
      keepsEmails: options.keepEmails === true,
    },
  };
}

function crawlerFor({
  allowPrivate,
  ignoreRobots,
}: Pick<ImportOptions, "allowPrivate" | "ignoreRobots">) {
  return createCrawler({
    ...FETCH_LIMITS,
    allowPrivate: allowPrivate === true,
    ignoreRobots: ignoreRobots === true,
    pauseMs: PAUSE_MS,
  });
}

function answersIn(written: readonly string[]): VisibilityAnswers {
  return new Map(written.map(readAnswer).filter((answer) => answer !== undefined));
}

async function importAll(sources: readonly string[], job: ImportJob): Promise<void> {
  const addresses = sources.filter(isAddress);
  const changes = new Map<string, string>();
  for (const source of sources.filter((name) => !isAddress(name))) {
    const path = givenPath(source);
    job.intake.comesFrom(logName([source]));
    if ((await stat(path)).isDirectory()) await importFolder(path, source, job);
    else {
      const { parts, pages, changes: found = [] } = await importFile(path, source, job);
      addresses.push(...parts, ...pages);
      for (const [page, changed] of found) changes.set(page, changed);
    }
  }
  // What a list names is of any kind, whatever the list itself is.
  const { kind } = job.options;
  const isList = kind === "urls" || kind === "sitemap";
  const { kind: _kind, ...options } = job.options;
  const listed = isList && !sources.some(isAddress) ? { ...job, options } : job;
  await importUrls(addresses, listed, changes);
}

function isAddress(source: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(source) || /^(?:data|javascript|file):/i.test(source);
}

async function missingSources(sources: readonly string[]): Promise<readonly Rejection[]> {
  const found = await Promise.all(
    sources.map(async (source) => {
      if (isAddress(source)) return [];
      const stats = await stat(givenPath(source)).catch((error: NodeJS.ErrnoException) => error);
      if (!(stats instanceof Error)) return [];
      const what = stats.code === "ENOENT" ? "is not there" : `cannot be read (${stats.code})`;
      return [rejection({ file: source }, { what, fix: "check the path" })];
    }),
  );
  return found.flat();
}

/** A name for the report, and for what comes from a source: that of the first one. */
function logName([first = "import"]: readonly string[]): string {
  return isAddress(first) && URL.canParse(first)
    ? safeName(rawName(first))
    : safeName(basename(givenPath(first)));
}
