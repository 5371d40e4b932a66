import { readAddresses } from "#ingest/source/address-list.ts";
import { readGhost } from "#ingest/cms/ghost.ts";
import { readHtmlPage } from "#ingest/page/html-page.ts";
import { readLines } from "#ingest/folder/json-lines.ts";
import { readMarkdownSite } from "#ingest/generator/markdown-site.ts";
import type { PortalPage } from "#ingest/page/portal-page.ts";
import { readPortalPage } from "#ingest/page/portal-page.ts";
import { readSitemap } from "#ingest/feed/sitemap.ts";
import { KIND_EVIDENCE, type SourceKind, sourceKind } from "#ingest/source/source-kind.ts";
import { unknownKind } from "#ingest/source/unknown-kind.ts";
import { isRejection, type Rejection } from "#model/rejection.ts";
import type { Findings } from "#ingest/source/findings.ts";
import type { DroppedContent } from "#text/html/dropped-content.ts";
import { droppedNouns } from "./left-out-nouns.ts";
import { nameBlob } from "#cli/folder/content.ts";
import { type ArticleIntake, rejectEmptySource } from "./article-intake.ts";
import { takeDraft, takeRepaired } from "./take-repaired.ts";
import { withNextPages } from "./next-pages.ts";
import { importFeed } from "./import-feed.ts";
import { importPage } from "./import-page.ts";
import { ghostPages } from "./old-pages.ts";
import { placeOf, type SourceDocument } from "./source-document.ts";
import { importWordPressText } from "./import-wordpress.ts";
import { type FollowUps, NO_FOLLOW_UPS } from "./follow-ups.ts";
import type { ReadingOptions } from "./reading-options.ts";

/** Reads a document, gives its articles to the intake, and says where else to look. */
export async function importDocument(
  doc: SourceDocument,
  intake: ArticleIntake,
  options: ReadingOptions,
): Promise<FollowUps> {
  const kind = options.kind ?? sourceKind(doc.text.slice(0, KIND_EVIDENCE));
  const read = READERS[kind];
  const before = intake.received;
  const found = await read(doc, intake, options);
  const followUps = isRejection(found) ? NO_FOLLOW_UPS : found;
  if (isRejection(found)) intake.log.reject(found);
  if (followUps.parts.length === 0 && followUps.pages.length === 0)
    rejectEmptySource(intake, before, placeOf(doc));
  return followUps;
}

type DocumentReader = (
  doc: SourceDocument,
  intake: ArticleIntake,
  options: ReadingOptions,
) => Promise<FollowUps | Rejection>;

const READERS: Readonly<Record<SourceKind, DocumentReader>> = {
  feed: importFeed,
  html: (doc, intake, options) =>
    takePage(
      readHtmlPage(doc.text, {
        ...options,
        place: placeOf(doc),
        address: doc.url ?? doc.address ?? doc.name,
      }),
      doc,
      { intake, options },
    ),
  portal(doc, intake, options) {
    const page = readPortalPage(doc.text, placeOf(doc), options.rules);
    const isUntold = isRejection(page) && options.kind === undefined;
    return takePage(isUntold ? unknownKind(page, doc.text) : page, doc, { intake, options });
  },
  ghost: readGhostDocument,
  markdown: readMarkdownDocument,
  jsonl: readLinesDocument,
  sitemap: readSitemapDocument,
  async wordpress(doc, intake, options) {
    return (
      (await importWordPressText(doc.text, doc.name, { intake, options, home: options.home })) ??
      NO_FOLLOW_UPS
    );
  },
  async urls(doc, { log }) {
    const { pages, rejections } = readAddresses(doc.text, placeOf(doc));
    for (const found of rejections) log.reject(found);
    return { parts: [], pages };
  },
};

async function readGhostDocument(
  doc: SourceDocument,
  intake: ArticleIntake,
  { home: site, isMigration, answers }: ReadingOptions,
): Promise<FollowUps | Rejection> {
  const reading = readGhost(doc.text, placeOf(doc), { site, isMigration, answers });
  if (isRejection(reading)) return reading;
  intake.site.say({ ...reading, home: site });
  for (const noun of reading.leftOut) intake.log.leaveOut(noun);
  intake.site.nameSections(reading.sections);
  if (isMigration) intake.site.addRedirects(ghostPages(reading.sections.keys()));
  if (isMigration)
    for (const path of reading.sections.keys()) intake.site.addAliases(path, [`/tag/${path}/rss/`]);
  for (const entry of reading.entries) await intake.take({ ...entry, place: placeOf(doc) });
  return NO_FOLLOW_UPS;
}

async function readMarkdownDocument(
  doc: SourceDocument,
  intake: ArticleIntake,
  options: ReadingOptions,
): Promise<FollowUps> {
  const path = (doc.address ?? doc.name).replace(/^\/+/, "");
  const file = { path: /\.mdx?$/.test(path) ? path : `${path}.md`, bytes: Buffer.from(doc.text) };
  const content = readMarkdownSite([file], {
    ...options,
    nameBlob,
    ...(options.undated !== undefined && { dateOf: () => givenDate(options.undated) }),
  });
  for (const found of content.rejections)
    intake.log.reject({ ...found, place: { ...found.place, file: doc.name } });
  for (const { place, faults } of content.notices)
    intake.log.notice({ ...place, file: doc.name }, ...faults);
  for (const article of content.articles)
    await takeRepaired(article, {
      intake,
      place: placeOf(doc),
      isRepaired: options.isRepaired,
      findings: withDropped(content.findings.get(article.id), content.dropped.get(article.id)),
    });
  return NO_FOLLOW_UPS;
}

function withDropped(
  findings: Findings | undefined,
  dropped: readonly DroppedContent[] = [],
): Partial<Findings> {
  return { ...findings, leftOut: [...(findings?.leftOut ?? []), ...droppedNouns(dropped)] };
}

function givenDate(date = "") {
  return { date, source: "--undated" };
}

async function readLinesDocument(
  doc: SourceDocument,
  intake: ArticleIntake,
  options: ReadingOptions,
): Promise<FollowUps> {
  const { drafts, rejections } = readLines(doc.text, doc.name, options);
  for (const found of rejections) intake.log.reject(found);
  for (const draft of drafts) await takeDraft(draft, { intake, place: draft.placeOf(), options });
  return NO_FOLLOW_UPS;
}

async function readSitemapDocument(doc: SourceDocument): Promise<FollowUps | Rejection> {
  const read = readSitemap(doc.text, placeOf(doc), doc.url ?? "about:blank");
  if (isRejection(read)) return read;
  return { parts: read.sitemaps, pages: read.pages, changes: read.changes };
}

async function takePage(
  page: PortalPage | Rejection,
  doc: SourceDocument,
  job: { readonly intake: ArticleIntake; readonly options: ReadingOptions },
): Promise<FollowUps | Rejection> {
  if (isRejection(page)) return page;
  await importPage(await withNextPages(page, doc, job.options), doc, job);
  return NO_FOLLOW_UPS;
}
