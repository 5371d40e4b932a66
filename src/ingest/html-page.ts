import { withoutUndefined } from "../model/defined.ts";
import { type Fault, type Place, rejection, type Rejection } from "../model/rejection.ts";
import { traced, withEdits } from "../text/edit.ts";
import { textFromHtml } from "../text/html-text.ts";
import { repairText } from "../text/repair.ts";
import { titleSpam } from "../text/title-spam.ts";
import { articleLines } from "./article-lines.ts";
import { firstDate } from "./feed-entry.ts";
import { allElements, type HtmlNode, innerHtml, innerText, parseHtml } from "./html-tree.ts";
import { mainContent } from "./main-content.ts";
import { pageMeta, type PageMeta } from "./page-meta.ts";
import { idFromPermalink } from "./permalink.ts";
import { portalLines, type PortalLines } from "./portal-lines.ts";
import type { PortalPage } from "./portal-page.ts";
import { PORTAL_RULES, type PortalRules } from "./portal-rules.ts";
import { sectionSlugs } from "./section-slug.ts";

/** How a page is read. */
export type HtmlPageOptions = {
  readonly place: Place;
  /** Where the page lived: an address or a path. The canonical address that it names itself comes first; only the path of either is kept. */
  readonly address: string;
  readonly rules?: PortalRules;
  /** The section of a page without breadcrumb. */
  readonly section?: string;
};

/** Pages longer than this are refused. UTF-16 units. */
const MAX_PAGE = 5_000_000;

/** Reads an HTML page as an article: what its `meta` says, what stands around the text on Chinese portals, and the text itself. O(length).
 *  @returns a Rejection when no text, no title or no date is found */
export function readHtmlPage(raw: string, options: HtmlPageOptions): PortalPage | Rejection {
  if (raw.length > MAX_PAGE)
    return rejection(options.place, { what: `is longer than ${MAX_PAGE} characters` });
  const { place, rules = PORTAL_RULES, section = "news" } = options;
  const { text: html, repairs } = repairText(raw);
  const page = parseHtml(html);
  const elements = allElements(page);
  const meta = pageMeta(elements);
  const lines = portalLines(textFromHtml(html).split("\n"), rules);
  const content = mainContent(page);
  const title = titleOf(elements, { meta, lines, rules });
  const published = firstDate([meta.date, lines.dateline?.date ?? ""]);
  const faults = missing({ text: content, title, published });
  if (content === undefined || faults.length > 0) return rejection(place, ...faults);
  const permalink = permalinkOf(meta, options.address);
  const sections = sectionsOf(lines, permalink, rules);
  const fields = withoutUndefined({
    ...idFromPermalink(permalink),
    ...aroundText(lines, meta),
    title,
    published,
    section: sections.at(-1)?.path ?? section,
    summary: meta.description || undefined,
    image: meta.image ? { url: meta.image } : undefined,
    tags: meta.keywords,
    format: "html",
    body: innerHtml(content).trim(),
  });
  return { fields, sections, repairs };
}

/** What stands around the text: on a portal kicker and byline, else what `meta` says. */
function aroundText({ rest, crumbs, dateline, previous, next }: PortalLines, meta: PageMeta) {
  const { authors, kicker } = articleLines(rest);
  const written = authors.length > 0 ? authors : [meta.author].filter(Boolean);
  return {
    source: dateline?.source || meta.site || undefined,
    kicker: crumbs === undefined ? undefined : kicker,
    authors: written,
    previous,
    next,
  };
}

function sectionsOf(
  { crumbs = [] }: PortalLines,
  permalink: string,
  rules: PortalRules,
): PortalPage["sections"] {
  const slugs = sectionSlugs(crumbs, permalink, rules.slugs);
  return slugs.map((slug, index) => ({
    path: slugs.slice(0, index + 1).join("/"),
    title: crumbs[index] ?? slug,
  }));
}

function permalinkOf({ canonical }: PageMeta, address: string): string {
  const own = URL.parse(address, "https://page.invalid/");
  const url = canonical ? (URL.parse(canonical, own?.href) ?? own) : own;
  return url === null ? "/" : url.pathname + url.search;
}

type Hints = { readonly meta: PageMeta; readonly lines: PortalLines; readonly rules: PortalRules };

/** The page's own heading, else what it is called; without the parts that were put there for search engines, and without the site's name. */
function titleOf(elements: readonly HtmlNode[], { meta, lines, rules }: Hints): string | undefined {
  const first = (name: string): string => {
    const element = elements.find((candidate) => candidate.name === name);
    return element === undefined ? "" : innerText(element);
  };
  const crumbed = lines.crumbs === undefined ? "" : lines.title;
  const called = first("title")
    .split(/ [-–—|] |_/, 1)[0]
    ?.trim();
  const written = [first("h1"), crumbed, meta.title, called].find(Boolean) ?? "";
  return withEdits(traced(written), titleSpam(written, rules.spamWords)).text.trim() || undefined;
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
