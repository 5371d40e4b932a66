import { dateIn } from "#ingest/date/date-search.ts";
import { type Byline, bylineIn, namesIn } from "./byline.ts";
import { FAMILIES } from "./family-name.ts";
import type { JsonLd } from "./json-ld.ts";
import type { PageLine } from "./page-lines.ts";
import type { PageMeta } from "./page-meta.ts";
import type { PageRegions } from "./page-regions.ts";
import type { PortalRules } from "./portal-rules.ts";

/** Who wrote an article, and where it came from. */
export type PageByline = {
  readonly authors: readonly string[];
  /** "" when the page does not name it. */
  readonly source: string;
};

/** What names an article's author or source, the nearest to its text first. */
type BylineSources = {
  readonly regions: PageRegions;
  readonly bylines: readonly Byline[];
  readonly jsonLd: JsonLd;
  readonly meta: PageMeta;
  /** Whom Readability takes for the author; "" when it found nobody. */
  readonly readerByline: string;
};

/** Longer lines are sentences. Characters. */
const MAX_LINE = 120;
/** Lines after the title and before the text that can be a byline. */
const AFTER_TITLE = 6;
const BEFORE_TEXT = 4;
/** Matches a label below a text, where a date alone is that of something else. */
const MARKED = /(?:日期|[时時][间間]|[发發][布表]|[来來]源|作者|[记記]者|[编編][辑輯])\s*[:：]/;
/** Matches `（记者唐霁）`, `(本报记者 张三 通讯员 李四)`. */
const IN_TEXT =
  /[（(](?:\p{Script=Han}{0,6})?(?:[记記]者|通[讯訊][员員])[\s:：]*([^（）()，。,]{2,40})[）)]/u;
/** Matches `（张巨峰）` at the end of a text, the name of its reporter. */
const AT_END = /[（(](\p{Script=Han}{2,3})[）)]\s*$/u;

/**
 * The bylines of a page, the nearest to the text first: above it, its own first lines, then below.
 */
export function pageBylines(
  { above, titleAt, begin, below }: PageRegions,
  { dateFormats, place }: Pick<PortalRules, "dateFormats" | "place">,
): readonly Byline[] {
  const afterTitle = above.slice(titleAt + 1);
  const close = afterTitle.filter(
    (_, index) => index < AFTER_TITLE || index >= afterTitle.length - BEFORE_TEXT,
  );
  const nearest = [
    ...close.toReversed(),
    ...begin.slice(0, 2),
    ...below.filter(({ text }) => MARKED.test(text)),
  ];
  const lines = [...nearest, ...above.slice(Math.max(0, titleAt - 2), titleAt + 1).toReversed()];
  return lines
    .filter((line) => isShort(line) && !isMenu(line))
    .flatMap(
      ({ segments }) =>
        bylineIn(
          segments.map(({ text }) => text),
          dateFormats,
          place,
        ) ?? [],
    );
}

/** Who wrote an article and where it came from, by its byline, by what the page says of itself, or
 *  by its text. */
export function pageByline({
  regions,
  bylines,
  jsonLd,
  meta,
  readerByline,
}: BylineSources): PageByline {
  const source = bylines.find((byline) => byline.source !== "")?.source || meta.source;
  const isSource = (name: string): boolean =>
    [source, meta.site, jsonLd.publisher].includes(name) || /^https?:|@/.test(name);
  const said = [jsonLd.authors, namesIn(meta.author), readerNames(readerByline)].map((names) =>
    names.filter((name) => !isSource(name)),
  );
  const candidates = [
    bylines.find(({ authors }) => authors.length > 0)?.authors ?? [],
    ...said,
    authorsInText(regions),
    namedAuthor(regions),
  ];
  return { source, authors: candidates.find((names) => names.length > 0) ?? [] };
}

function isShort({ text }: PageLine): boolean {
  return text.length <= MAX_LINE && !/[。！？]/.test(text);
}

/** A line of links to other articles, whose dates are theirs. */
function isMenu({ segments }: PageLine): boolean {
  return segments.every(({ isLinked }) => isLinked);
}

/** The names in a byline of another language than Chinese, without the date that may follow. */
function readerNames(byline: string): readonly string[] {
  if (byline.length > MAX_LINE || /\p{Script=Han}/u.test(byline)) return [];
  const date = dateIn(byline);
  const names = date === undefined ? byline : byline.slice(0, date.start);
  return namesIn(names.replace(/\s+/gu, " "));
}

/** What stands in an element whose class or property says that it is the author. */
function namedAuthor({ above }: PageRegions): readonly string[] {
  const segment = above
    .toReversed()
    .flatMap(({ segments }) => segments)
    .find(
      ({ names, text }) =>
        /(?:^|\s)(?:author|author[-_]name|p-author|byline|writer|article[-_]author)(?:\s|$)/.test(
          names,
        ) && text.length <= 40,
    );
  return segment === undefined ? [] : namesIn(segment.text);
}

/** The reporters that a text names itself, in its first lines or at its end. */
function authorsInText({ begin, end, below }: PageRegions): readonly string[] {
  const first = begin
    .slice(0, 4)
    .map(({ text }) => IN_TEXT.exec(text)?.[1] ?? "")
    .find(Boolean);
  if (first !== undefined) return namesIn(first);
  const lines = [...begin, ...end, ...below.slice(0, 1)].filter(isShort);
  const named = lines
    .map(({ text }) => bylineIn([` ${text}`])?.authors ?? [])
    .find(({ length }) => length > 0);
  if (named !== undefined) return named;
  const last = AT_END.exec(end.at(-1)?.text ?? "")?.[1] ?? "";
  return FAMILIES.includes(last[0] ?? " ") ? [last] : [];
}
