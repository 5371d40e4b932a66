import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { readContent } from "#ingest/folder/content-folder.ts";
import { readMarkdownSite } from "#ingest/generator/markdown-site.ts";
import { gatherMedia } from "#ingest/folder/media.ts";
import { MARKDOWN_ENDING, unreadFormat } from "#ingest/source/markdown-ending.ts";
import type { RawFile } from "#ingest/source/raw-file.ts";
import { sourceKind } from "#ingest/source/source-kind.ts";
import type { Content } from "#ingest/folder/content.ts";
import type { Article } from "#model/article.ts";
import { type Fault, rejection } from "#model/rejection.ts";
import { type Site, SITE_DEFAULTS } from "#model/site.ts";
import { findGenerator, type Generator, isOfSite } from "#ingest/generator/generator.ts";
import type { Findings } from "#ingest/source/findings.ts";
import { headOf, readWhole } from "#cli/folder/file-bytes.ts";
import { droppedNouns } from "./left-out-nouns.ts";
import { openFileDates } from "#cli/archive/file-dates.ts";
import { isRaw, nameBlob } from "#cli/folder/content.ts";
import { readFolder } from "#cli/folder/files.ts";
import { type FollowUps, NO_FOLLOW_UPS } from "./follow-ups.ts";
import { rejectEmptySource } from "./article-intake.ts";
import { importBytes, importDocuments } from "./import-folder-documents.ts";
import type { ImportJob } from "./import-job.ts";
import { importLinesFile } from "./import-lines.ts";
import { importWordPressFile, isWholeText } from "./import-wordpress.ts";
import { takeRepaired } from "./take-repaired.ts";
import { safePath } from "#cli/archive/raw-archive.ts";

/** A document that is read at once may have so many bytes; WordPress exports and JSON Lines may be
 *  larger. */
const MAX_DOCUMENT = 256 * 1024 * 1024;
const DOCUMENT = /\.(?:s?html?|xml|rss|atom|rdf|json|jsonl|ndjson|txt|opml)$/i;

/** Said of a large export of which some bytes make no character. */
const DAMAGED: Fault = {
  what: "has bytes that make no character in the encoding that it declares",
  fix: "the text is read with � there; look for it, and mend the source",
};

/** Imports a WordPress export in parts; false where it is damaged, and memory holds the whole of it
 *  to be looked at. */
async function importsInParts(path: string, name: string, job: ImportJob): Promise<boolean> {
  const { intake, raw } = job;
  const before = intake.received;
  const isWhole = await isWholeText(path);
  if (!isWhole && (await stat(path)).size <= MAX_DOCUMENT) return false;
  await raw.keepFile(safePath(basename(name)), path);
  if (!isWhole) intake.log.notice({ file: name }, DAMAGED);
  const fault = await importWordPressFile(path, name, job);
  if (fault !== undefined) intake.log.reject(fault);
  rejectEmptySource(intake, before, { file: name });
  return true;
}

/** Imports a file of any kind.
 *  @param name  the path as the publisher wrote it
 *  @returns addresses that it lists */
export async function importFile(path: string, name: string, job: ImportJob): Promise<FollowUps> {
  const { intake, raw, options } = job;
  const { size } = await stat(path);
  const head = await headOf(path);
  const told = sourceKind(head);
  // Front matter in JSON, or none at all, does not tell by its first bytes.
  const isText = MARKDOWN_ENDING.test(path) && ["feed", "portal", "jsonl"].includes(told);
  const kind = options.kind ?? (isText ? "markdown" : told);
  const before = intake.received;
  const isExport = kind === "wordpress" && !/^\ufeff?\s*[[{]/.test(head);
  if (isExport && (await importsInParts(path, name, job))) return NO_FOLLOW_UPS;
  if (kind === "jsonl") {
    await raw.keepFile(safePath(basename(name)), path);
    await importLinesFile(path, name, job);
    rejectEmptySource(intake, before, { file: name });
    return NO_FOLLOW_UPS;
  }
  if (size > MAX_DOCUMENT) {
    const what = `is ${Math.ceil(size / 1024 ** 2)} MiB; at most 256 MiB are read at once`;
    intake.log.reject(rejection({ file: name }, { what, fix: "export it in parts" }));
    return NO_FOLLOW_UPS;
  }
  const bytes = await readWhole(path);
  await raw.keep(safePath(basename(name)), bytes);
  return importBytes(
    { path: name, bytes },
    job,
    kind === "markdown" ? { address: `/${ownPath(name)}` } : {},
  );
}

/** What of a file's path says something of it: its name, and folders of dates and drafts. */
function ownPath(name: string): string {
  const parts = name.split(/[\\/]/);
  const first = parts
    .slice(0, -1)
    .findLastIndex((part) => !/^(?:_?drafts?|_posts|\d{1,4})$/i.test(part));
  return parts.slice(first + 1).join("/");
}

/** Imports every document of a folder: a content folder of ours, the sources of a generator, a
 *  mirror's pages, or any mixture. */
export async function importFolder(folder: string, name: string, job: ImportJob): Promise<void> {
  const { intake, raw, options, progress } = job;
  const isOurs = (await stat(join(folder, "site.toml")).catch(() => undefined)) !== undefined;
  const reading = await readFolder(folder, progress, isOurs ? isRaw : undefined);
  for (const found of reading.rejections) intake.log.reject(found);
  const { files } = reading;
  if (isOurs && options.kind === undefined) {
    const content = readContent(files, { ...options, nameBlob });
    job.known ??= content.site;
    const own = { ...job, options: { ...options, isRepaired: false } };
    return takeContent(content, own, doubtsIn(content));
  }
  const generator = options.kind === undefined ? findGenerator(files) : undefined;
  for (const noun of unreadNouns(files, generator)) intake.log.leaveOut(noun);
  for (const { path, bytes } of files)
    if (isDocument(path)) await raw.keep(`${safePath(basename(name))}/${safePath(path)}`, bytes);
  const isMarkdown = ({ path }: RawFile): boolean =>
    options.kind === "markdown" || (options.kind === undefined && MARKDOWN_ENDING.test(path));
  if (generator !== undefined) return importMarkdownSite(folder, files, job);
  if (files.some(isMarkdown)) {
    const others = files.filter((file) => !isDocument(file.path) || isMarkdown(file));
    await importMarkdownSite(folder, others, job);
  }
  const library = gatherMedia(
    files.filter(({ path }) => !isDocument(path)),
    nameBlob,
  );
  addMedia(library.media, job);
  await importDocuments(
    files.filter((file) => isDocument(file.path) && !isMarkdown(file)),
    library,
    job,
  );
}

/** A noun for each text that nobody reads here. */
function unreadNouns(
  files: readonly RawFile[],
  generator: Generator | undefined,
): readonly string[] {
  return files
    .filter(({ path }) => isOfSite(path, generator))
    .map(({ path }) => unreadFormat(path))
    .filter(Boolean);
}

function isDocument(path: string): boolean {
  return DOCUMENT.test(path) || MARKDOWN_ENDING.test(path);
}

/** Imports the texts of a generator's site, or of a folder of Markdown. */
async function importMarkdownSite(
  folder: string,
  files: readonly RawFile[],
  job: ImportJob,
): Promise<void> {
  const { intake, options } = job;
  const dateOf = await openFileDates(folder, options);
  const { timeZone, ...others } = options;
  const zone = options.isZoneGiven ? { timeZone } : {};
  const site = readMarkdownSite(files, { ...others, ...zone, nameBlob, dateOf });
  for (const noun of site.leftOut) intake.log.leaveOut(noun);
  for (const path of site.undated) intake.log.undated({ file: path });
  if (site.generator !== undefined) intake.site.say(siteOf(site.site));
  if (!options.isZoneGiven && site.generator?.timeZone)
    intake.site.say({ timeZone: site.site.timeZone });
  await takeContent(site, job, site.findings);
}

/** What hides articles of a content folder that nobody knows for sure. */
function doubtsIn({ doubts }: Content): ReadonlyMap<Article["id"], Partial<Findings>> {
  const byArticle = Map.groupBy(doubts, ({ article }) => article);
  return new Map(
    [...byArticle].map(([id, all]) => [id, { hidings: all.map(({ hiding }) => hiding) }]),
  );
}

function siteOf({ title, description, lang, url }: Site) {
  return {
    ...(title !== SITE_DEFAULTS.title && { title }),
    ...(description !== undefined && { description }),
    ...(lang !== SITE_DEFAULTS.lang && { lang }),
    ...(url !== undefined && { home: url }),
  };
}

/** Takes content that a reader of ours has made whole. */
async function takeContent(
  content: Content,
  job: ImportJob,
  findings: ReadonlyMap<Article["id"], Partial<Findings>>,
): Promise<void> {
  const { intake, options, progress } = job;
  const { site, articles, media, rejections, notices } = content;
  for (const found of rejections) intake.log.reject(found);
  for (const { place, faults } of notices) intake.log.notice(place, ...faults);
  addMedia(media, job);
  tellSite(site, job);
  for (const [index, article] of articles.entries()) {
    const { leftOut = [], ...found } = findings.get(article.id) ?? {};
    const nouns = droppedNouns(content.dropped.get(article.id) ?? []);
    await takeRepaired(article, {
      intake,
      place: {},
      isRepaired: options.isRepaired,
      findings: { ...found, leftOut: [...leftOut, ...nouns] },
    });
    progress("importing", index + 1, articles.length);
  }
}

function tellSite({ sections }: Site, { intake }: ImportJob): void {
  const titles = (tree: Site["sections"]): readonly (readonly [string, string])[] =>
    tree.flatMap(({ path, title, children }) => [[path, title] as const, ...titles(children)]);
  intake.site.nameSections(titles(sections));
}

function addMedia(media: Content["media"], { writer }: ImportJob): void {
  const byName = new Map(media.map(({ name, bytes }) => [name, bytes]));
  const before = writer.media;
  writer.media = (name) => byName.get(name) ?? before(name);
}
