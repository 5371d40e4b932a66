import type { Article } from "#model/article.ts";
import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import { isTimeZone } from "#model/instant.ts";
import { SITE_DEFAULTS } from "#model/site.ts";
import { toLanguageTag } from "#model/language-tag.ts";
import type { Findings } from "#ingest/source/findings.ts";
import { MARKDOWN_ENDING } from "#ingest/source/markdown-ending.ts";
import type { RawFile } from "#ingest/source/raw-file.ts";
import { placeOfText } from "#ingest/date/time-zone.ts";
import { authorNames } from "./author-names.ts";
import { createEntryIds } from "#ingest/feed/entry-id.ts";
import { assemble } from "#ingest/folder/assemble.ts";
import { type Content, type Notice } from "#ingest/folder/content.ts";
import type { Draft } from "#ingest/folder/draft.ts";
import { sectionsFromTitles } from "#ingest/folder/feed-content.ts";
import { findGenerator, type Generator, isOfSite } from "./generator.ts";
import { inheritedFields } from "./inherited-fields.ts";
import { htmlFromMarkdown } from "#ingest/folder/markdown.ts";
import { gatherMedia } from "#ingest/folder/media.ts";
import type { MarkdownSiteOptions, SiteContext } from "./markdown-context.ts";
import { readMarkdownFile } from "./markdown-file.ts";
import { createFileFinder } from "./file-finder.ts";

/** The content of a generator's site, and what was found out about its articles. */
export type MarkdownSite = Content & {
  readonly findings: ReadonlyMap<Article["id"], Findings>;
  /** What did not come along, a noun each. */
  readonly leftOut: readonly string[];
  /** Files of articles that have no date. */
  readonly undated: readonly string[];
  readonly generator?: Generator;
};

/** Also what generators take for one when it has front matter. */
const PAGE = /\.html?$/i;

/** Reads the sources of a site made with Hugo, Jekyll, Hexo, Zola, Eleventy, Astro or Docusaurus,
 *  or of plain Markdown: texts with front matter in their conventions, and the files they show. */
export function readMarkdownSite(
  files: readonly RawFile[],
  options: MarkdownSiteOptions,
): MarkdownSite {
  const generator = findGenerator(files);
  const sorted = files
    .filter(({ path }) => isOfSite(path, generator))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const titles = new Map<string, string>();
  const drafts: Draft[] = [];
  const rejections: Rejection[] = [];
  const notices: Notice[] = [];
  const findings = new Map<Article["id"], Findings>();
  const leftOut: string[] = [];
  const undated: string[] = [];
  const ids = createEntryIds();
  const timeZone = options.timeZone ?? zoneOf(generator);
  const articles = sorted.filter(({ path }) => isArticle(path, generator));
  const context: SiteContext = {
    ...options,
    timeZone,
    place: placeOf(timeZone, generator),
    titles,
    generator,
    inherited: inheritedFields(files, generator),
    authorNames: authorNames(files),
    find: createFileFinder(articles.map(({ path }) => path)),
    identify: (name, guid, path) =>
      ids.identify({
        address: `https://slug.invalid/${encodeURIComponent(name)}`,
        guid,
        own: path,
        text: "",
      }),
  };
  for (const file of articles) {
    const read = readMarkdownFile(file, context);
    switch (read.kind) {
      case "article":
        drafts.push(read.draft);
        notices.push(...read.notices);
        findings.set(read.draft.article.id, read.findings);
        break;
      case "undated":
        undated.push(file.path);
        break;
      case "left-out":
        leftOut.push(read.noun);
        break;
      case "rejected":
        rejections.push(...read.rejections);
        break;
      case "nothing":
        break;
    }
  }
  if (undated.length > 0) rejections.push(withoutDates(undated));
  const library = gatherMedia(
    sorted.filter(({ path }) => !MARKDOWN_ENDING.test(path) && !PAGE.test(path)),
    options.nameBlob,
  );
  const site = {
    ...SITE_DEFAULTS,
    ...settingsOf(generator),
    timeZone,
    sections: sectionsFromTitles(titles),
  };
  const content = assemble(site, drafts, { htmlFromMarkdown, library, rejections, notices });
  return { ...content, findings, leftOut, undated, ...(generator !== undefined && { generator }) };
}

/** The place by whose clock CST is meant. */
function placeOf(timeZone: string, generator: Generator | undefined): string {
  return placeOfText(timeZone, /^zh\b/i.test(generator?.lang ?? "")) ?? timeZone;
}

/** The time zone of a generator's settings, by whose clock its dates are written. */
function zoneOf(generator: Generator | undefined): string {
  const zone = generator?.timeZone ?? "";
  return zone !== "" && isTimeZone(zone) ? zone : "UTC";
}

function isArticle(path: string, generator: Generator | undefined): boolean {
  return MARKDOWN_ENDING.test(path) || (generator !== undefined && PAGE.test(path));
}

/** What the generator's settings say of the site. */
function settingsOf(generator: Generator | undefined) {
  if (generator === undefined) return {};
  const lang = toLanguageTag(generator.lang.replace("_", "-"));
  return {
    ...(generator.title && { title: generator.title.slice(0, 200) }),
    ...(generator.description && { description: generator.description.slice(0, 2_000) }),
    ...(generator.address && { url: generator.address }),
    ...(!isRejection(lang) && generator.lang && { lang }),
  };
}

/** One rejection of all articles without a date. */
function withoutDates(paths: readonly string[]): Rejection {
  const more = paths.length - 1;
  return rejection(
    { file: paths[0] ?? "" },
    {
      field: "published",
      what: `has no date${more > 0 ? `, and so have ${more.toLocaleString("en")} more` : ""}`,
      fix: "say --dates git, --dates mtime, or --undated with one date for all, such as 2024-01-01",
    },
  );
}
