import { breadcrumbAt, crumbsIn, crumbsOf, siteIn } from "./breadcrumb.ts";
import { type Dateline, datelineIn } from "./dateline.ts";
import type { PortalRules } from "./portal-rules.ts";

/** The lines of a page, told apart. */
export type PortalLines = {
  /** What stands before the breadcrumb: nothing that is the article's. */
  readonly head: readonly string[];
  readonly crumbs: readonly string[] | undefined;
  /** The site's name, which its breadcrumb begins with. */
  readonly site: string | undefined;
  readonly title: string | undefined;
  readonly dateline: Dateline | undefined;
  readonly rest: readonly string[];
  readonly previous: string | undefined;
  readonly next: string | undefined;
  readonly permalink: string | undefined;
};

/** Matches `上一篇:甲`, `• 下一篇：乙`; refuses `上一篇` alone. */
const NEIGHBOUR =
  /^[•·\s]*(上一篇|下一篇|上一條|下一條|上一条|下一条|上一则|下一则|上一則|下一則)\s*[:：]\s*(.+)$/;
/** Matches `本文地址: http://m.example.org/html/7.html`. */
const PERMALINK = /^[•·\s]*(?:本文地址|原文地址|本文链接|本文鏈接|原文链接)[:：]\s*(\S+)$/;
/** Longer lines are text, though they hold a date. UTF-16 units. */
const MAX_DATELINE = 100;

/** Where a neighbour begins in a line that names both. */
const NEIGHBOUR_START = /(?=[•·|｜\s]*(?:上|下)一[篇條条则則]\s*[:：])/;
/** Matches a label whose title stands on the next line: `上一篇 :`. */
const BARE_LABEL = /^[•·|｜\s]*(?:上|下)一[篇條条则則]\s*[:：]\s*$/;

/**
 * Tells the lines of a page apart: breadcrumb, title, source and date, text, neighbours, permalink;
 * what is not found is undefined.
 * @param written trimmed; O(their length)
 */
export function portalLines(written: readonly string[], rules: PortalRules): PortalLines {
  const lines = withNeighboursApart(written);
  const at = breadcrumbAt(lines, rules);
  const crumbs = at < 0 ? undefined : crumbsIn(lines[at] ?? "", rules);
  const full = lines.slice(at + 1).filter(Boolean);
  const dateline = (line: string): Dateline | undefined =>
    line.length < MAX_DATELINE ? datelineIn(line, rules) : undefined;
  const datelineAt = full.findIndex((line) => dateline(line) !== undefined);
  const isTail = (line: string): boolean => NEIGHBOUR.test(line) || PERMALINK.test(line);
  const neighbour = (side: string): string | undefined =>
    neighbourTitle(full.find((line) => NEIGHBOUR.exec(line)?.[1]?.startsWith(side)) ?? "");
  const address = full
    .map((line) => PERMALINK.exec(line)?.[1])
    .find((found) => found !== undefined);
  const url = address === undefined ? null : URL.parse(address, "https://portal.invalid");
  return {
    head: lines.slice(0, Math.max(0, at)).filter(Boolean),
    crumbs,
    site: crumbs && siteIn(crumbsOf(lines[at] ?? "", rules), rules),
    title: at < 0 || datelineAt === 0 ? undefined : full[0],
    dateline: dateline(full[datelineAt] ?? ""),
    rest: full.slice(datelineAt + 1).filter((line) => !isTail(line)),
    previous: neighbour("上"),
    next: neighbour("下"),
    permalink: url === null ? undefined : url.pathname + url.search,
  };
}

/**
 * The title of the article before or after, without what introduces it; undefined where the page
 * says that there is none.
 */
export function neighbourTitle(text: string): string | undefined {
  const title = NEIGHBOUR.exec(text)?.[2] ?? text;
  return title === "" || /^[没沒]有(?:了|更多|文章)?[!！。]*$/.test(title) ? undefined : title;
}

/** The lines with each neighbour on a line of its own, whole. */
function withNeighboursApart(lines: readonly string[]): readonly string[] {
  const apart = lines.flatMap((line) =>
    line.length > MAX_DATELINE * 4 ? [line] : line.split(NEIGHBOUR_START).map(withoutBars),
  );
  return apart.flatMap((line, index) => {
    if (BARE_LABEL.test(apart[index - 1] ?? "")) return [];
    return BARE_LABEL.test(line) ? [`${line} ${apart[index + 1] ?? ""}`] : [line];
  });
}

function withoutBars(text: string): string {
  return text.replace(/^[•·|｜\s]+(?=$|[上下]一)|[|｜\s]+$/gu, "");
}
