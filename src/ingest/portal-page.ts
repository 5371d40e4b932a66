import { withoutUndefined } from "../model/defined.ts";
import { type Fault, type Place, rejection, type Rejection } from "../model/rejection.ts";
import { type Repair, repairsFrom, traced } from "../text/edit.ts";
import { escapeHtml } from "../text/escape.ts";
import { repairText } from "../text/repair.ts";
import { titleSpam } from "../text/title-spam.ts";
import { PORTAL_RULES, type PortalRules } from "./portal-rules.ts";
import { sectionSlugs } from "./section-slug.ts";

/** What a page of a portal gives: the fields of an article as `toArticle` takes them, the sections that it lies in, and what was repaired. */
export type PortalPage = {
  readonly fields: Readonly<Record<string, unknown>>;
  /** From the outermost inwards. */
  readonly sections: readonly { readonly path: string; readonly title: string }[];
  readonly repairs: readonly Repair[];
};

/** Reads the text of a portal's page, as a scraper leaves it: spam, breadcrumb, title, source and date, kicker, byline, paragraphs, neighbours, permalink.
 *  The host of the permalink is a mirror's as often as not, so that only its path is kept.
 *  @param raw  the page's text with `\n` line ends, damaged as it is
 *  @returns a Rejection when it has no breadcrumb, no title, no date or no permalink: then it is no such page */
export function readPortalPage(
  raw: string,
  place: Place,
  rules: PortalRules = PORTAL_RULES,
): PortalPage | Rejection {
  const { text, repairs } = repairText(raw);
  const lines = text.split("\n").map((line) => line.trim());
  const parts = partsOf(lines, rules);
  const { crumbs, title, dateline, permalink } = parts;
  if (!crumbs || !title || !dateline || !permalink) return notAPage(place, parts);
  const id = /(\d+)(?:\.\w+)?(?:\?.*)?$/.exec(permalink)?.[1];
  const slugs = sectionSlugs(crumbs, permalink, rules.slugs);
  const paths = slugs.map((_, index) => slugs.slice(0, index + 1).join("/"));
  const { kicker, authors, paragraphs } = articleParts(parts.rest);
  const fields = withoutUndefined({
    id:
      id ??
      permalink
        .replace(/^\/+/, "")
        .replace(/[^\p{L}\p{N}.~-]+/gu, "-")
        .replace(/\.\w+$/, ""),
    title,
    section: paths.at(-1),
    published: dateline.date,
    source: dateline.source || undefined,
    kicker,
    authors,
    previous: parts.previous,
    next: parts.next,
    aliases: [permalink],
    sequence: id === undefined ? undefined : Number(id),
    format: "html",
    body: paragraphs.map(htmlOfParagraph).join("\n"),
  });
  const sections = paths.map((path, index) => ({ path, title: crumbs[index] ?? path }));
  return { fields, sections, repairs: [...repairs, ...spamIn(parts.head, raw, rules)] };
}

type Dateline = { readonly source: string; readonly date: string };

type Parts = {
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

function partsOf(lines: readonly string[], rules: PortalRules): Parts {
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

/** Matches `◎本網記者 蘭色拉姆`, `记者：张三 李四`, `文/王五`; refuses a sentence that begins with 記者. */
const BYLINE =
  /^[◎●■□○\s]*(?:本[網网報报刊台][特]?[約约]?[記记]者|[記记]者|通[訊讯][員员]|作者|文[/／|]图?)[:：\s]*([^，。！？；,.!?]{1,60})$/;

function articleParts(lines: readonly string[]) {
  const at = lines.slice(0, 6).findIndex((line) => BYLINE.test(line));
  const before = lines.slice(0, Math.max(0, at));
  const authors = (BYLINE.exec(lines[at] ?? "")?.[1] ?? "").split(/[\s、]+/).filter(Boolean);
  // A line between source and byline that is no sentence is the kicker; anything else is text.
  const kicker = before.length === 1 && isHeading(before[0] ?? "", "") ? before[0] : undefined;
  const paragraphs = [...(kicker === undefined ? before : []), ...lines.slice(at + 1)];
  return {
    kicker,
    authors,
    paragraphs: paragraphs.map((text, index) => ({ text, next: paragraphs[index + 1] ?? "" })),
  };
}

function htmlOfParagraph({ text, next }: { readonly text: string; readonly next: string }): string {
  const tag = isHeading(text, next) && next !== "" ? "h2" : "p";
  return `<${tag}>${escapeHtml(text)}</${tag}>`;
}

/** Whether a line heads what follows: short, no sentence, and what follows is no heading too. */
function isHeading(line: string, next: string): boolean {
  return (
    line.length <= 30 &&
    !/[。！？；，,!?;：:]/.test(line) &&
    (next === "" || next.length > line.length)
  );
}

function spamIn(
  head: readonly string[],
  raw: string,
  { spamWords }: PortalRules,
): readonly Repair[] {
  return head.flatMap((line) => {
    const at = raw.indexOf(line);
    const edits = titleSpam(line, spamWords);
    const source = { ...traced(line), rawOffset: (offset: number) => Math.max(0, at) + offset };
    return repairsFrom(source, edits, raw);
  });
}

function notAPage(place: Place, { crumbs, title, dateline, permalink }: Parts): Rejection {
  const missing: readonly Fault[] = [
    ...(crumbs ? [] : [{ field: "section", what: "no breadcrumb was found" }]),
    ...(title ? [] : [{ field: "title", what: "no title was found after the breadcrumb" }]),
    ...(dateline ? [] : [{ field: "published", what: "no date was found" }]),
    ...(permalink ? [] : [{ field: "id", what: "no permalink was found" }]),
  ];
  return rejection(place, ...missing);
}
