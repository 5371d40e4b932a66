import { bylineIn } from "./byline.ts";
import type { PageLine } from "./page-lines.ts";

/** Where the title of a page may stand. */
type TitleSources = {
  /** Whether the page is Chinese. */
  readonly isChinese: boolean;
  /** The text of the element `title`. */
  readonly documentTitle: string;
  /** What `meta` says. */
  readonly metaTitle: string;
  /** What Readability takes for the title; "" when it did not read the page. */
  readonly readerTitle: string;
  /** Texts of the headings of the first level. */
  readonly headings: readonly string[];
  /** The lines above the text, the nearest last. */
  readonly above: readonly PageLine[];
  /** The line below the breadcrumb, where the page has one. */
  readonly crumbed: string;
  /** The site's name, which is no title; "" when it is not known. */
  readonly site: string;
};

/** What parts the title of an article from that of its site. */
const SEPARATOR = /\s*(?:_+|[|｜]|-{2,}|\s[-–—»]\s|(?<=\p{Script=Han})[-–—](?=\p{Script=Han}))\s*/u;
/** Lines above the byline among which the title is. */
const NEAR = 4;

/**
 * The title of an article: what `meta` says, else the longest heading or line near the byline that
 * is also in the page's own title, else that title without the site's name. Pages without Chinese
 * are read as Readability reads them.
 * @returns "" when the page has none
 */
export function pageTitle(sources: TitleSources): string {
  const { documentTitle, metaTitle, headings, site } = sources;
  const isTitle = (text: string): boolean => text !== "" && text !== site;
  if (!sources.isChinese)
    return [latinTitle(sources), metaTitle, ...headings].find(isTitle) ?? documentTitle;
  const near = linesAboveByline(sources.above);
  const shared = longest(
    [...headings, ...near.map(({ text }) => text), sources.crumbed].filter(
      (text) => isTitle(text) && contains(documentTitle || metaTitle, text),
    ),
  );
  const found = [metaTitle && withoutTail(metaTitle, shared), shared].find(isTitle);
  return found ?? otherTitle(sources, near);
}

/** Readability's title; it leaves the site's name behind a dash, where more than four words stay.
 *  */
function latinTitle({ readerTitle, documentTitle, metaTitle }: TitleSources): string {
  const dashed = metaTitle === "" ? /^(.+)\s[–—]\s.+$/su.exec(documentTitle)?.[1] : undefined;
  if (dashed === undefined) return readerTitle;
  return dashed.trim().split(/\s+/).length > 4 ? dashed.trim() : documentTitle;
}

/** The title where nothing on the page is in the page's own title too. */
function otherTitle(
  { documentTitle, headings, crumbed, site, readerTitle }: TitleSources,
  near: readonly PageLine[],
): string {
  const isTitle = (text: string | undefined): boolean => Boolean(text) && text !== site;
  const marked = near.findLast(
    ({ level, segments, text }) =>
      text.length >= 6 &&
      (level > 0 || segments.some(({ names }) => /(?:^|[\s_-])(?:title|tit|bt)\b/.test(names))),
  );
  // A bare section's name in the title is the channel's, as are its headings.
  const called = documentTitle
    .split(SEPARATOR)
    .map((part) => part.trim())
    .find(isTitle);
  const isKnown = marked !== undefined && !marked.segments.every(({ isLinked }) => isLinked);
  const own = isKnown && !contains(documentTitle, marked.text) ? marked.text : undefined;
  const candidates = documentTitle === "" ? [own, headings[0], crumbed] : [own, crumbed, called];
  return [...candidates, ...headings, readerTitle].find(isTitle) ?? documentTitle;
}

/** The lines just above the first one that has a date or names a source. */
function linesAboveByline(above: readonly PageLine[]): readonly PageLine[] {
  const at = above.findLastIndex(({ segments }, index) => {
    const byline = bylineIn(segments.map(({ text }) => text));
    return index > 0 && byline !== undefined && (byline.date !== undefined || byline.source !== "");
  });
  const end = at < 0 ? above.length : firstOfRun(above, at);
  return above.slice(Math.max(0, end - NEAR), end);
}

/** A byline may take several lines. */
function firstOfRun(above: readonly PageLine[], at: number): number {
  let first = at;
  while (first > 1 && bylineIn((above[first - 1]?.segments ?? []).map(({ text }) => text))) first--;
  return first;
}

/** A title without the site's name behind it, where the title alone is known. */
function withoutTail(title: string, alone: string): string {
  const rest = title.slice(alone.length);
  return alone !== "" && title.startsWith(alone) && /^\s*[-_|｜–—]/.test(rest) ? alone : title;
}

function contains(whole: string, text: string): boolean {
  const bare = (one: string): string => one.replace(/[\s•·]+/gu, "");
  return bare(text).length >= 2 && bare(whole).includes(bare(text));
}

function longest(texts: readonly string[]): string {
  return texts.reduce((best, text) => (text.length > best.length ? text : best), "");
}
