import { traced, withEdits } from "#text/repair/edit.ts";
import { titleSpam } from "#text/repair/title-spam.ts";
import { sectionSlugs } from "#ingest/source/section-slug.ts";
import { articleLines } from "./article-lines.ts";
import { allElements, innerText, parseHtml } from "./html-tree.ts";
import { pageByline } from "./page-byline.ts";
import { documentTitleOf, type PageFindings } from "./page-findings.ts";
import { isChinese, linesOf } from "./page-text.ts";
import { pageTitle } from "./page-title.ts";
import { type PortalPage, spamIn } from "./portal-page.ts";

/** Characters of the title of a text that has none. */
const MAX_FIRST_WORDS = 60;

/** Fields of what stands around the text: as rules tell them, else as the page shows or says them.
 *  */
export function aroundText(findings: PageFindings) {
  const { lines, meta } = findings;
  const { rest, crumbs, previous, next } = lines;
  const written = articleLines(rest);
  const byline = pageByline({ ...findings, readerByline: findings.article?.byline ?? "" });
  const authors = crumbs === undefined ? [] : written.authors;
  return {
    source: byline.source || lines.dateline?.source || meta.site || undefined,
    kicker: crumbs === undefined ? undefined : written.kicker,
    authors: authors.length > 0 ? authors : byline.authors,
    previous,
    next,
    summary: meta.description || undefined,
    image: meta.image ? { url: meta.image } : undefined,
    tags: meta.keywords,
    ...toldAround(findings),
  };
}

/**
 * What the rules' selectors found around the text. Where a selector is told and finds nothing,
 * there is nothing.
 */
function toldAround({ parts, rules: { selectors } }: PageFindings) {
  const { kicker, authors = [], source, previous, next } = parts;
  return {
    ...(selectors.kicker !== undefined && { kicker }),
    ...(selectors.byline !== undefined && { authors }),
    ...(selectors.source !== undefined && { source }),
    ...(selectors.previous !== undefined && { previous }),
    ...(selectors.next !== undefined && { next }),
  };
}

/** The sections that a page lies in, outermost first. */
export function sectionsOf(
  { parts, lines, rules }: PageFindings,
  permalink: string,
): PortalPage["sections"] {
  const crumbs = parts.crumbs ?? lines.crumbs ?? [];
  const slugs = sectionSlugs(crumbs, permalink, rules.slugs);
  return slugs.map((slug, index) => ({
    path: slugs.slice(0, index + 1).join("/"),
    title: crumbs[index] ?? slug,
  }));
}

/** The path of a page with its query: as the rules say, as it names it itself, or where it lay. */
export function permalinkOf({ parts, meta }: PageFindings, address: string): string {
  const own = URL.parse(address, "https://page.invalid/");
  const named = parts.permalink || meta.canonical;
  const url = named ? (URL.parse(named, own?.href) ?? own) : own;
  return url === null ? "/" : url.pathname + url.search;
}

/** Matches the name of a medium at the end of a page's title: `甲_凤凰网`, `甲 - 澜川日报`. */
const SITE_AT_END =
  /[_|｜—–-]\s*([\p{Script=Han}A-Za-z\d]{1,12}(?:[网網报報社台臺]|在[线線]|[门門][户戶]))\s*$/u;

/** The site's name, where the page tells it. */
export function siteOf({ parts, lines, meta, elements }: PageFindings): string | undefined {
  const told = parts.site ?? lines.site ?? (meta.site || undefined);
  return told ?? SITE_AT_END.exec(documentTitleOf(elements))?.[1];
}

/** The title without the parts that were put there for search engines, and those as repairs. */
export function titleIn(findings: PageFindings, raw: string) {
  const { rules } = findings;
  const written = writtenTitle(findings) || firstWords(findings);
  const bare = withEdits(traced(written), titleSpam(written, rules.spamWords)).text.trim();
  // A title that is nothing but spam is better than none: the publisher has to see it.
  if (bare === "") return { title: written || undefined, spam: [] };
  return { title: bare, spam: spamIn([written], raw, rules) };
}

/** The first heading of a text that nothing else gives a title, else its first words. */
function firstWords({ article, parts }: PageFindings): string {
  const content = article?.content ?? parseHtml(parts.body ?? "");
  const heading = allElements(content).find(({ name }) => /^h[1-6]$/.test(name));
  const [line = ""] = linesOf(content);
  return (heading && innerText(heading)) || excerptOf(line);
}

function textOf({ article, parts }: PageFindings): string {
  return article === undefined ? (parts.body ?? "") : linesOf(article.content).join(" ");
}

/** The beginning of a line, whole words of it. */
function excerptOf(line: string): string {
  if (line.length <= MAX_FIRST_WORDS) return line;
  const cut = line.slice(0, MAX_FIRST_WORDS);
  return `${/^.+[。！？.!?，,\s]/su.exec(cut)?.[0].trim() ?? cut}…`;
}

function writtenTitle(findings: PageFindings): string {
  const { parts, lines, meta, elements, regions, article } = findings;
  const headings = elements.filter(({ name }) => name === "h1").map(innerText);
  return (
    parts.title ??
    pageTitle({
      isChinese: isChinese(`${documentTitleOf(elements)} ${meta.title} ${textOf(findings)}`),
      documentTitle: documentTitleOf(elements),
      metaTitle: meta.title,
      readerTitle: article?.title ?? "",
      headings: headings.filter(Boolean),
      above: regions.above,
      crumbed: lines.crumbs === undefined ? "" : (lines.title ?? ""),
      site: siteOf(findings) ?? "",
    })
  );
}
