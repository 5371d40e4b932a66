import { withoutUndefined } from "#model/defined.ts";
import { type Fault, type Place, rejection, type Rejection } from "#model/rejection.ts";
import { type Repair, repairsFrom, traced } from "#text/repair/edit.ts";
import { escapeHtml } from "#text/html/escape.ts";
import { repairText } from "#text/repair/repair.ts";
import { titleSpam } from "#text/repair/title-spam.ts";
import { articleLines, isHeading } from "./article-lines.ts";
import { idFromPermalink } from "#ingest/source/permalink.ts";
import type { DateOrigin } from "./page-date.ts";
import { portalLines, type PortalLines } from "./portal-lines.ts";
import { PORTAL_RULES, type PortalRules } from "./portal-rules.ts";
import { sectionSlugs } from "#ingest/source/section-slug.ts";

/**
 * What a page of a portal gives: the fields of an article as `toArticle` takes them, the sections
 * that it lies in, and what was repaired.
 */
export type PortalPage = {
  readonly fields: Readonly<Record<string, unknown>>;
  /** From the outermost inwards. */
  readonly sections: readonly { readonly path: string; readonly title: string }[];
  /** The name of the site, where the page tells it. */
  readonly site?: string;
  readonly repairs: readonly Repair[];
  /** What the publisher should know of it. */
  readonly notices?: readonly Fault[];
  /** Where the date was read, of an HTML page. */
  readonly dateOrigin?: DateOrigin;
  /** The address, as the page writes it, at which the same article goes on. */
  readonly nextPage?: string;
  /** What an HTML page says of who may read it, and until when. */
  readonly visibility?: Readonly<Record<string, unknown>>;
  /** How many of each element that shows something were left out with what is around the text. */
  readonly dropped?: ReadonlyMap<string, number>;
};

/**
 * Reads the text of a portal's page, as a scraper leaves it: spam, breadcrumb, title, source and
 * date, kicker, byline, paragraphs, neighbours, permalink. The host of the permalink is a mirror's
 * as often as not, so that only its path is kept.
 * @param raw the page's text with `\n` line ends, damaged as it is
 * @returns a Rejection when it has no breadcrumb, no title, no date or no permalink: then it is no
 *   such page
 */
export function readPortalPage(
  raw: string,
  place: Place,
  rules: PortalRules = PORTAL_RULES,
): PortalPage | Rejection {
  const { text, repairs } = repairText(raw);
  const lines = text.split("\n").map((line) => line.trim());
  const parts = portalLines(lines, rules);
  const { crumbs, title, dateline, permalink } = parts;
  if (!crumbs || !title || !dateline || !permalink) return notAPage(place, parts);
  const slugs = sectionSlugs(crumbs, permalink, rules.slugs);
  const paths = slugs.map((_, index) => slugs.slice(0, index + 1).join("/"));
  const { kicker, authors, paragraphs } = articleLines(parts.rest);
  const writers = authors.length > 0 ? authors : dateline.authors;
  const fields = withoutUndefined({
    ...idFromPermalink(permalink),
    title,
    section: paths.at(-1),
    published: dateline.date,
    source: dateline.source || undefined,
    kicker,
    authors: writers,
    previous: parts.previous,
    next: parts.next,
    format: "html",
    body: paragraphs.map(htmlOfParagraph).join("\n"),
  });
  const sections = paths.map((path, index) => ({ path, title: crumbs[index] ?? path }));
  const all = [...repairs, ...spamIn(parts.head, raw, rules)];
  return { fields, sections, repairs: all, ...(parts.site !== undefined && { site: parts.site }) };
}

function htmlOfParagraph({ text, next }: { readonly text: string; readonly next: string }): string {
  const tag = isHeading(text, next) && next !== "" ? "h2" : "p";
  return `<${tag}>${escapeHtml(text)}</${tag}>`;
}

/**
 * The spam among lines of a page, as repairs.
 * @param raw the page as it was; a line that was mended stands there in another form, and its spam
 *   is looked for alone
 */
export function spamIn(
  lines: readonly string[],
  raw: string,
  { spamWords }: PortalRules,
): readonly Repair[] {
  return lines.flatMap((line) => {
    const edits = titleSpam(line, spamWords);
    const at = raw.indexOf(line);
    const placeOf = (start: number): number => {
      if (at >= 0) return at + start;
      const edit = edits.find((one) => one.start === start);
      return edit === undefined ? 0 : Math.max(0, raw.indexOf(line.slice(start, edit.end)));
    };
    return repairsFrom({ ...traced(line), rawOffset: placeOf }, edits, raw);
  });
}

function notAPage(place: Place, { crumbs, title, dateline, permalink }: PortalLines): Rejection {
  const missing: readonly Fault[] = [
    ...(crumbs ? [] : [{ field: "section", what: "no breadcrumb was found" }]),
    ...(title ? [] : [{ field: "title", what: "no title was found after the breadcrumb" }]),
    ...(dateline ? [] : [{ field: "published", what: "no date was found" }]),
    ...(permalink ? [] : [{ field: "id", what: "no permalink was found" }]),
  ];
  return rejection(place, ...missing);
}
