import { withoutUndefined } from "#model/defined.ts";
import {
  type Fault,
  isRejection,
  type Place,
  rejection,
  type Rejection,
} from "#model/rejection.ts";
import { traced, withEdits } from "#text/repair/edit.ts";
import { textFromHtml } from "#text/html/html-text.ts";
import { repairText } from "#text/repair/repair.ts";
import { titleSpam } from "#text/repair/title-spam.ts";
import { articleLines } from "./article-lines.ts";
import { firstDate } from "#ingest/feed/feed-entry.ts";
import { allElements, type HtmlElement, innerHtml, innerText, parseHtml } from "./html-tree.ts";
import { mainContent } from "./main-content.ts";
import { pageMeta, type PageMeta } from "./page-meta.ts";
import { idFromPermalink } from "#ingest/source/permalink.ts";
import { portalLines, type PortalLines } from "./portal-lines.ts";
import { type PortalPage, spamIn } from "./portal-page.ts";
import { PORTAL_RULES, type PortalRules } from "./portal-rules.ts";
import { sectionSlugs } from "#ingest/source/section-slug.ts";
import { selectedPage, type SelectedParts } from "./selected-parts.ts";

/** How a page is read. */
type HtmlPageOptions = {
  readonly place: Place;
  /**
   * Where the page lived: an address or a path. The canonical address that it names itself comes
   * first; only the path of either is kept.
   */
  readonly address: string;
  readonly rules?: PortalRules;
  /** The section of a page without breadcrumb. */
  readonly section?: string;
};

/** Pages longer than this are refused. UTF-16 units. */
const MAX_PAGE = 5_000_000;

/**
 * Reads an HTML page as an article: what its `meta` says, what stands around the text on Chinese
 * portals, and the text itself. O(length).
 * @returns a Rejection when no text, no title or no date is found
 */
export function readHtmlPage(raw: string, options: HtmlPageOptions): PortalPage | Rejection {
  if (raw.length > MAX_PAGE)
    return rejection(options.place, { what: `is longer than ${MAX_PAGE} characters` });
  const { place, rules = PORTAL_RULES, section = "news" } = options;
  const { text: html, repairs } = repairText(raw);
  const selected = selectedPage(parseHtml(html), rules);
  if (isRejection(selected)) return rejection(place, ...selected.faults);
  const { page, parts, notices } = selected;
  const elements = allElements(page);
  const written = rules.drop.length === 0 ? html : innerHtml(page);
  const lines = portalLines(textFromHtml(written).split("\n"), rules);
  const found: PageFindings = { elements, parts, lines, rules, meta: pageMeta(elements) };
  const { title, spam } = titleIn(found, raw);
  const needed = {
    text: parts.body ?? contentOf(page),
    title,
    published: dateOf(found),
  };
  const faults = missing(needed);
  if (faults.length > 0) return rejection(place, ...faults);
  const permalink = permalinkOf(found, options.address);
  const sections = sectionsOf(found, permalink);
  const { text: body, ...titleAndDate } = needed;
  const fields = withoutUndefined({
    ...idFromPermalink(permalink),
    ...aroundText(found),
    ...toldAround(found),
    ...titleAndDate,
    section: sections.at(-1)?.path ?? section,
    format: "html",
    body,
  });
  return withoutUndefined({
    fields,
    sections,
    repairs: [...repairs, ...spam],
    site: siteOf(found),
    notices: notices.length > 0 ? notices : undefined,
  });
}

/** What was found on a page, by each way of looking. */
type PageFindings = {
  readonly elements: readonly HtmlElement[];
  readonly meta: PageMeta;
  readonly lines: PortalLines;
  readonly parts: SelectedParts;
  readonly rules: PortalRules;
};

function contentOf(page: HtmlElement): string | undefined {
  const content = mainContent(page);
  return content === undefined ? undefined : innerHtml(content).trim();
}

/** What stands around the text: on a portal kicker and byline, else what `meta` says. */
function aroundText({ lines, meta }: PageFindings) {
  const { rest, crumbs, dateline, previous, next } = lines;
  const { authors, kicker } = articleLines(rest);
  const written = authors.length > 0 ? authors : [meta.author].filter(Boolean);
  return {
    source: dateline?.source || meta.site || undefined,
    kicker: crumbs === undefined ? undefined : kicker,
    authors: written,
    previous,
    next,
    summary: meta.description || undefined,
    image: meta.image ? { url: meta.image } : undefined,
    tags: meta.keywords,
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

function sectionsOf(
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
function permalinkOf({ parts, meta }: PageFindings, address: string): string {
  const own = URL.parse(address, "https://page.invalid/");
  const named = parts.permalink || meta.canonical;
  const url = named ? (URL.parse(named, own?.href) ?? own) : own;
  return url === null ? "/" : url.pathname + url.search;
}

function siteOf({ parts, lines, meta }: PageFindings): string | undefined {
  return parts.site ?? lines.site ?? (meta.site || undefined);
}

function dateOf({ parts, meta, lines }: PageFindings): string | undefined {
  return parts.date ?? firstDate([meta.date, lines.dateline?.date ?? ""]);
}

/** The title without the parts that were put there for search engines, and those as repairs. */
function titleIn(found: PageFindings, raw: string) {
  const { rules } = found;
  const written = writtenTitle(found);
  const bare = withEdits(traced(written), titleSpam(written, rules.spamWords)).text.trim();
  // A title that is nothing but spam is better than none: the publisher has to see it.
  if (bare === "") return { title: written || undefined, spam: [] };
  return { title: bare, spam: spamIn([written], raw, rules) };
}

/**
 * The page's own heading, else what it is called without the site's name; "" when it has neither.
 */
function writtenTitle(found: PageFindings): string {
  const { elements, meta, lines, parts } = found;
  const first = (name: string): string => {
    const element = elements.find((candidate) => candidate.name === name);
    return element === undefined ? "" : innerText(element);
  };
  const crumbed = lines.crumbs === undefined ? "" : lines.title;
  const called = first("title")
    .split(/ [-–—|] |_/, 1)[0]
    ?.trim();
  const written = [parts.title, first("h1"), crumbed, meta.title, called].filter(Boolean);
  // On many portals the first heading is the logo.
  return written.find((title) => title !== siteOf(found)) ?? written[0] ?? "";
}

function missing(parts: Readonly<Record<string, unknown>>): readonly Fault[] {
  return Object.entries(parts)
    .filter(([, part]) => part === undefined)
    .map(([field]) => ({
      field,
      what: "was not found on the page",
      fix: "write rules for this portal",
    }));
}
