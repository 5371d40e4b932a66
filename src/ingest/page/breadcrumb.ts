import type { PortalRules } from "./portal-rules.ts";

/** What stands between crumbs where no rule says otherwise. */
const SEPARATORS = /\s*(?:>>|»|>|›|→|＞)\s*/;
/** A longer line is no breadcrumb. UTF-16 units. */
const MAX_LINE = 300;

/**
 * The line of a page that is its breadcrumb: one that begins with a label comes before one that
 * only has crumbs.
 * @returns its index; -1 when there is none
 */
export function breadcrumbAt(lines: readonly string[], rules: PortalRules): number {
  const isBreadcrumb = (line: string): boolean => crumbsIn(line, rules) !== undefined;
  const labelled = lines.findIndex((line) => labelOf(line, rules) !== "" && isBreadcrumb(line));
  return labelled >= 0 ? labelled : lines.findIndex(isBreadcrumb);
}

/**
 * The titles of the sections in a line, outermost first; undefined when the line is no breadcrumb:
 * it has a label and two crumbs, or three crumbs.
 */
export function crumbsIn(line: string, rules: PortalRules): readonly string[] | undefined {
  if (line.length > MAX_LINE) return undefined;
  const label = labelOf(line, rules);
  const crumbs = crumbsOf(line, rules);
  return crumbs.length < (label === "" ? 3 : 2) ? undefined : sectionTitles(crumbs, rules);
}

/**
 * The crumbs of a text that is known to be a breadcrumb, the site's name first, its label left out.
 */
export function crumbsOf(line: string, rules: PortalRules): readonly string[] {
  const bare = line.slice(labelOf(line, rules).length).replace(/^[:：\s]+/, "");
  const { breadcrumbSeparator: told } = rules;
  const parts = bare.split(told === undefined ? SEPARATORS : told.trim() || /\s+/u);
  return parts.map((part) => part.trim()).filter(Boolean);
}

/**
 * The site's name in a breadcrumb: the first crumb, unless it only says that it is the home page.
 */
export function siteIn([first]: readonly string[], { furniture }: PortalRules): string | undefined {
  return first === undefined || HOME.test(first) || furniture.includes(first) ? undefined : first;
}

/** Crumbs that name no site: its home page, or a channel that every portal has. */
const HOME =
  /^(?:home|start|主页|主頁|网站|網站|本站|当前|资讯|資訊|新闻|新聞|要闻|要聞|频道|頻道|国内|國內|国际|國際|财经|財經|体育|體育|娱乐|娛樂|科技|军事|軍事|社会|社會|文化|教育|健康|时政|時政|历史|歷史|视频|視頻|图片|圖片|news)(?:首页|首頁|频道|頻道|中心)?$/i;

/**
 * The crumbs that are sections: neither the first, which is the home page, nor furniture. Undefined
 * when none is left.
 */
export function sectionTitles(
  crumbs: readonly string[],
  { furniture }: PortalRules,
): readonly string[] | undefined {
  const sections = crumbs.slice(1).filter((crumb) => !furniture.includes(crumb));
  return sections.length > 0 ? sections : undefined;
}

function labelOf(line: string, { breadcrumbLabels }: PortalRules): string {
  return breadcrumbLabels.find((label) => line.startsWith(label)) ?? "";
}
