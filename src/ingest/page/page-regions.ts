import type { HtmlElement } from "./html-tree.ts";
import { isBylineLine } from "./byline.ts";
import { type PageLine, pageLines } from "./page-lines.ts";
import { isSentence } from "./page-text.ts";

/** The lines of a page around its article's text, where title and byline stand. */
export type PageRegions = {
  /** What stands above the text, the nearest last. */
  readonly above: readonly PageLine[];
  /** Of the lines above, the last that is a title of the page; -1 when none is. */
  readonly titleAt: number;
  /** The first and the last lines of the text itself. */
  readonly begin: readonly PageLine[];
  readonly end: readonly PageLine[];
  /** What stands below the text, the nearest first. */
  readonly below: readonly PageLine[];
};

const MAX_ABOVE = 40;
const MAX_BELOW = 6;
const MAX_BEGIN = 12;
const MAX_END = 4;
/** Characters by which a line is known again. */
const MARK_LENGTH = 40;

/**
 * The lines around the text on a page.
 * @param titles  what the page is called, all of it
 * @param content  the text as it was found; undefined when rules told where it is
 */
export function pageRegions(
  page: HtmlElement,
  { content, titles }: { readonly content: HtmlElement | undefined; readonly titles: string },
): PageRegions {
  const lines = pageLines(page);
  const text = content === undefined ? [] : pageLines(content);
  const marks = text.map(markOf);
  const first = text.findIndex(({ text }) => isSentence(text) && !isHeadLine(text, titles));
  const last = text.findLastIndex(({ text }) => isSentence(text) && !isBylineLine(text));
  const start = lines.findIndex((line) => markOf(line) === (marks[first] ?? ""));
  const end = lines.findLastIndex((line) => markOf(line) === (marks[last] ?? ""));
  if (first < 0 || start < 0 || end < start)
    return { ...aboveOf(lines.slice(0, MAX_ABOVE), titles), begin: [], end: [], below: [] };
  return {
    ...aboveOf(lines.slice(Math.max(0, start - MAX_ABOVE), start), titles),
    begin: lines.slice(start, Math.min(end + 1, start + MAX_BEGIN)),
    end: lines.slice(Math.max(start, end - MAX_END + 1), end + 1),
    below: lines.slice(end + 1, end + 1 + MAX_BELOW),
  };
}

/** Matches `4`, `+1`, `昨天`, `3小时前`. */
const NUMBER_OR_AGE = /^(?:\+?\d{1,6}|[今昨前]天|[刚剛]{2}|\d{1,3}\s?(?:分[钟鐘]|小[时時]|天)前)$/;

function aboveOf(
  above: readonly PageLine[],
  titles: string,
): Pick<PageRegions, "above" | "titleAt"> {
  return { above, titleAt: above.findLastIndex(({ text }) => isTitle(text, titles)) };
}

function isTitle(text: string, titles: string): boolean {
  const bare = text.replace(/\s+/gu, "");
  return bare.length >= 4 && titles.replace(/\s+/gu, "").includes(bare);
}

/** Whether a line above an article's first sentence is its title or its byline. */
export function isHeadLine(text: string, titles: string): boolean {
  return isTitle(text, titles) || isBylineLine(text) || NUMBER_OR_AGE.test(text.trim());
}

function markOf({ text }: PageLine): string {
  return text.replace(/\s+/gu, "").slice(0, MARK_LENGTH);
}
