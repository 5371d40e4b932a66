import type { PortalRules } from "./portal-rules.ts";

/** Where an article came from, and its date in the form that `toDating` takes. */
type Dateline = { readonly source: string; readonly date: string };

/** The lines of a page, told apart. */
export type PortalLines = {
  /** What stands before the breadcrumb: nothing that is the article's. */
  readonly head: readonly string[];
  readonly crumbs: readonly string[] | undefined;
  readonly title: string | undefined;
  readonly dateline: Dateline | undefined;
  readonly rest: readonly string[];
  readonly previous: string | undefined;
  readonly next: string | undefined;
  readonly permalink: string | undefined;
};

/** Matches `上一篇:甲`, `• 下一篇：乙`; refuses `上一篇` alone. */
const NEIGHBOUR = /^[•·\s]*(上一篇|下一篇|上一條|下一條|上一条|下一条)[:：]\s*(.+)$/;
/** Matches `本文地址: http://m.example.org/html/7.html`. */
const PERMALINK = /^[•·\s]*(?:本文地址|原文地址|本文链接|本文鏈接|原文链接)[:：]\s*(\S+)$/;
/** Matches `甘孜日報    2023年04月14日`, `來源：甘孜日報 時間：2023-04-14 08:30`; the source may be missing. */
const DATELINE =
  /^(.*?)(?:[\s|]*(?:发布|發布|发表|發表)?(?:时间|時間|日期)[:：])?\s*(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})日?(?:\s*(\d{1,2}):(\d{2})(?::\d{2})?)?(?:\s.*)?$/;

/** Tells the lines of a page apart: breadcrumb, title, source and date, text, neighbours, permalink; what is not found is undefined.
 *  @param lines  trimmed; O(their length) */
export function portalLines(lines: readonly string[], rules: PortalRules): PortalLines {
  const at = lines.findIndex((line) => crumbsIn(line, rules) !== undefined);
  const full = lines.slice(at + 1).filter(Boolean);
  const datelineAt = full.findIndex((line) => line.length < 100 && DATELINE.test(line));
  const isTail = (line: string): boolean => NEIGHBOUR.test(line) || PERMALINK.test(line);
  const neighbour = (side: string): string | undefined => {
    const found = full
      .map((line) => NEIGHBOUR.exec(line))
      .find((found) => found?.[1]?.startsWith(side));
    return /^[没沒]有(?:了|更多|文章)?[!！。]*$/.test(found?.[2] ?? "") ? undefined : found?.[2];
  };
  const address = full
    .map((line) => PERMALINK.exec(line)?.[1])
    .find((found) => found !== undefined);
  const url = address === undefined ? null : URL.parse(address, "https://portal.invalid");
  return {
    head: lines.slice(0, Math.max(0, at)).filter(Boolean),
    crumbs: at < 0 ? undefined : crumbsIn(lines[at] ?? "", rules),
    title: at < 0 || datelineAt === 0 ? undefined : full[0],
    dateline: datelineOf(full[datelineAt] ?? ""),
    rest: full.slice(datelineAt + 1).filter((line) => !isTail(line)),
    previous: neighbour("上"),
    next: neighbour("下"),
    permalink: url === null ? undefined : url.pathname + url.search,
  };
}

/** The titles of the sections in a breadcrumb, outermost first; undefined when the line is none. */
function crumbsIn(
  line: string,
  { breadcrumbLabels, furniture }: PortalRules,
): readonly string[] | undefined {
  if (line.length > 300) return undefined;
  const label = breadcrumbLabels.find((label) => line.startsWith(label));
  const bare = line.slice(label?.length ?? 0).replace(/^[:：\s]+/, "");
  const crumbs = bare.split(/\s*(?:>>|»|>|›|→|＞)\s*/).filter(Boolean);
  if (crumbs.length < (label === undefined ? 3 : 2)) return undefined;
  const sections = crumbs.slice(1).filter((crumb) => !furniture.includes(crumb));
  return sections.length > 0 ? sections : undefined;
}

function datelineOf(line: string): Dateline | undefined {
  const [, before = "", year, month = "", day = "", hour, minute] = DATELINE.exec(line) ?? [];
  if (year === undefined) return undefined;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const time = hour === undefined ? "" : ` ${hour.padStart(2, "0")}:${minute}`;
  const source = before
    .replace(/^(?:来源|來源|稿源|文章来源|文章來源)[:：]\s*/, "")
    .replace(/[|｜\s]+$/, "");
  return { source, date: date + time };
}
