import { withoutUndefined } from "#model/defined.ts";
import {
  type Fault,
  isRejection,
  type Place,
  rejection,
  type Rejection,
} from "#model/rejection.ts";
import { repairText } from "#text/repair/repair.ts";
import { placeOfText } from "#ingest/date/time-zone.ts";
import { idFromPermalink } from "#ingest/source/permalink.ts";
import { type HtmlElement, innerHtml, innerText, parseHtml } from "./html-tree.ts";
import { nextPage } from "./next-page.ts";
import { withBase } from "./page-base.ts";
import { type PageDate, pageDate } from "./page-date.ts";
import { pageDates } from "./page-dates.ts";
import { findingsOf, type PageFindings } from "./page-findings.ts";
import { aroundText, permalinkOf, sectionsOf, siteOf, titleIn } from "./page-parts.ts";
import { isChinese } from "./page-text.ts";
import type { PortalPage } from "./portal-page.ts";
import { PORTAL_RULES, type PortalRules } from "./portal-rules.ts";
import { selectedPage } from "./selected-parts.ts";

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
  /** IANA name, to compare dates with and without a zone; UTC when absent. */
  readonly timeZone?: string;
};

const DEFAULTS = { rules: PORTAL_RULES, section: "news", timeZone: "UTC" };
/** Pages longer than this are refused. UTF-16 units. */
const MAX_PAGE = 5_000_000;
/** Of the characters in a page's paragraphs, less than this part in the body is worth a look. */
const LEAST_SHARE = 1 / 3;

/**
 * Reads an HTML page as an article: what it says of itself, what stands around the text, and the
 * text itself. What it leaves out and what it cannot tell is in the notices. O(length), but for
 * Readability, to which only pages of bounded size are given.
 * @returns an article without a date where the page has none; a Rejection when no text or no title
 *   is found
 */
export function readHtmlPage(raw: string, options: HtmlPageOptions): PortalPage | Rejection {
  if (raw.length > MAX_PAGE)
    return rejection(options.place, { what: `is longer than ${MAX_PAGE} characters` });
  const { place, section, timeZone, rules: given } = { ...DEFAULTS, ...options };
  const { text: html, repairs } = repairText(raw);
  const whole = withBase(parseHtml(html));
  const rules = withPlace(given, whole, timeZone);
  const selected = selectedPage(whole, rules);
  if (isRejection(selected)) return rejection(place, ...selected.faults);
  const findings = findingsOf(selected, { html, rules });
  const permalink = permalinkOf(findings, options.address);
  const { title, spam } = titleIn(findings, raw);
  const dated = dateOf(findings, permalink, timeZone);
  const needed = { text: bodyOf(findings), title, published: dated?.date };
  if (needed.text === undefined || title === undefined) return rejection(place, ...missing(needed));
  const sections = sectionsOf(findings, permalink);
  const { text: body, ...titleAndDate } = needed;
  const fields = withoutUndefined({
    ...idFromPermalink(permalink),
    ...aroundText(findings),
    ...titleAndDate,
    section: sections.at(-1)?.path ?? section,
    format: "html",
    body,
  });
  const next = nextPage(findings.page, options.address);
  const notices = [...selected.notices, ...noticesOf(findings, dated), ...goesOn(next)];
  return withoutUndefined({
    fields,
    sections,
    repairs: [...repairs, ...spam],
    site: siteOf(findings),
    notices: notices.length > 0 ? notices : undefined,
    dateOrigin: dated?.origin,
    nextPage: next,
    dropped: findings.article?.dropped,
    visibility: {
      ...findings.meta.visibility,
      ...findings.jsonLd.visibility,
      password: asksForPassword(findings) ? "asked for" : "",
    },
  });
}

/** Rules with the place by whose clock CST is meant on a page. */
function withPlace(rules: PortalRules, page: HtmlElement, timeZone: string): PortalRules {
  const place = placeOfText(timeZone, isChinese(innerText(page)));
  return { ...rules, ...(place !== undefined && { place }) };
}

/** Whether a page shows the form of WordPress that asks for a post's password, and no post. */
function asksForPassword({ elements }: PageFindings): boolean {
  return elements.some(
    ({ name, attributes }) =>
      (name === "form" && /\bpost-password-form\b/.test(attributes.get("class") ?? "")) ||
      (name === "input" && attributes.get("name") === "post_password"),
  );
}

function bodyOf({ parts, article }: PageFindings): string | undefined {
  return parts.body ?? (article && innerHtml(article.content).trim());
}

function dateOf(findings: PageFindings, permalink: string, timeZone: string): PageDate | undefined {
  const { parts, lines, bylines, article, rules } = findings;
  if (parts.date !== undefined) return { date: parts.date, origin: "rules" };
  const portal = lines.dateline === undefined ? [] : [lines.dateline];
  const sources = { ...findings, bylines: [...bylines, ...portal], content: article?.content };
  const { place } = rules;
  return pageDate(pageDates({ ...sources, path: permalink, place }), timeZone, place);
}

function noticesOf({ article }: PageFindings, dated: PageDate | undefined): readonly Fault[] {
  const notices = dated?.notice === undefined ? [] : [dated.notice];
  if (article === undefined || article.share >= LEAST_SHARE) return notices;
  const percent = Math.round(article.share * 100);
  const what = `has ${percent} % of the text in the page's paragraphs`;
  const fix = "look at the page in raw/; a rule for the body says where the text is";
  return [...notices, { field: "body", what, fix }];
}

function goesOn(next: string | undefined): readonly Fault[] {
  if (next === undefined) return [];
  const what = `goes on at ${next.slice(0, 200)}, which is not in it`;
  return [{ field: "next page", what, fix: "add what is there" }];
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
