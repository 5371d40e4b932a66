import { readAddresses } from "#ingest/source/address-list.ts";
import { readFeed } from "#ingest/feed/feed.ts";
import type { FeedHead } from "#ingest/feed/feed-head.ts";
import { readGhost } from "#ingest/cms/ghost.ts";
import { readHtmlPage } from "#ingest/page/html-page.ts";
import { readLines } from "#ingest/folder/json-lines.ts";
import { readMarkdownSite } from "#ingest/generator/markdown-site.ts";
import type { PortalPage } from "#ingest/page/portal-page.ts";
import { readPortalPage } from "#ingest/page/portal-page.ts";
import { readSitemap } from "#ingest/feed/sitemap.ts";
import { KIND_EVIDENCE, type SourceKind, sourceKind } from "#ingest/source/source-kind.ts";
import { unknownKind } from "#ingest/source/unknown-kind.ts";
import { isRejection, type Place, type Rejection } from "#model/rejection.ts";
import type { Findings } from "#ingest/source/findings.ts";
import type { DroppedContent } from "#text/html/dropped-content.ts";
import { droppedNouns } from "./left-out-nouns.ts";
import { nameBlob } from "#cli/folder/content.ts";
import { type ArticleIntake, rejectEmptySource } from "./article-intake.ts";
import { takeDraft, takeRepaired } from "./take-repaired.ts";
import { withNextPages } from "./next-pages.ts";
import { importPage } from "./import-page.ts";
import { BLOGGER_PAGES, ghostPages } from "./old-pages.ts";
import type { SourceDocument } from "./source-document.ts";
import { importWordPressText } from "./import-wordpress.ts";
import type { ReadingOptions } from "./reading-options.ts";

/** Addresses that a document leads to: further parts of the same source, pages that it lists, and
 *  parts that may be there although nothing says so. */
export type FollowUps = {
  readonly parts: readonly string[];
  readonly pages: readonly string[];
  readonly guesses?: readonly string[];
  /** When pages changed, as a sitemap says. */
  readonly changes?: ReadonlyMap<string, string>;
};

const NO_FOLLOW_UPS: FollowUps = { parts: [], pages: [] };

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
  feed: readFeedDocument,
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

function placeOf({ name }: SourceDocument): Place {
  return { file: name };
}

async function readFeedDocument(
  doc: SourceDocument,
  intake: ArticleIntake,
  options: ReadingOptions,
): Promise<FollowUps | Rejection> {
  const url = doc.url ?? (options.home || undefined);
  const reading = readFeed(doc.text, {
    ...options,
    place: placeOf(doc),
    ...(url !== undefined && { url }),
  });
  if (isRejection(reading)) return reading;
  const { head, entries, sections } = reading;
  intake.site.say({ ...head, home: head.link || options.home });
  intake.site.nameSections(sections);
  for (const { line, ...entry } of entries)
    await intake.take({ ...entry, place: { ...placeOf(doc), line } });
  return followUpsOf(head, doc, { intake, options });
}

/** Where a feed goes on; where the site moves here, its old address will lead to ours. */
function followUpsOf(
  { next, generator }: FeedHead,
  doc: SourceDocument,
  { intake, options }: { readonly intake: ArticleIntake; readonly options: ReadingOptions },
): FollowUps {
  const own = URL.parse(doc.url ?? "");
  if (options.isMigration && /<generator\b[^>]*>\s*Blogger\s*</i.test(doc.text))
    intake.site.addRedirects(BLOGGER_PAGES);
  if (own !== null && options.isMigration)
    intake.site.addAliases(undefined, [own.pathname + own.search]);
  if (next && own === null) intake.log.notice(placeOf(doc), goesOn(next));
  if (own === null) return NO_FOLLOW_UPS;
  const guesses = next === "" && /wordpress/i.test(generator) ? [nextPaged(own)] : [];
  return { parts: next ? [next] : [], pages: [], guesses };
}

/** The next page of a feed of WordPress, which does not say how many it has. */
function nextPaged(own: URL): string {
  const next = new URL(own);
  next.searchParams.set("paged", String(Number(own.searchParams.get("paged") ?? 1) + 1));
  return next.href;
}

function goesOn(next: string) {
  const fix = "import the feed by its address, so that its archives are followed";
  return { what: `goes on at ${next.slice(0, 200)}, which a file does not lead to`, fix };
}

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
