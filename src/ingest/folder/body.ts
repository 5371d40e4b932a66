import { articlePath } from "#model/address.ts";
import type { Article, BodyFormat } from "#model/article.ts";
import { MAX_BODY } from "#model/article-part.ts";
import { withoutUndefined } from "#model/defined.ts";
import type { Fault } from "#model/rejection.ts";
import { OWN_ORIGIN } from "#model/site.ts";
import { contentText, storedHtml } from "#text/html/content.ts";
import { runningText } from "#text/html/html-text.ts";
import { excerpt } from "#text/analysis/excerpt.ts";
import { languageOf } from "#text/analysis/language.ts";
import type { SafeHtmlContext } from "#text/html/safe-attributes.ts";
import type { DroppedContent } from "#text/html/dropped-content.ts";
import { sanitizeHtml } from "#text/html/safe-html.ts";

/** Grapheme clusters of an excerpt: what a feed reader or a search engine shows of a summary. */
const EXCERPT_LENGTH = 200;

/** What preparing an article needs to know beside it. */
type BodyContext = {
  /** The URL, with OWN_ORIGIN or elsewhere, of what a reference in the body means; undefined when
   *  it is nothing that came with the article. */
  readonly find: (written: string) => string | undefined;
  /** The HTML that Markdown means; given, for it weighs too much where nobody writes any. */
  readonly htmlFromMarkdown: (markdown: string) => string;
  /** The size of a picture that came with the article, by its URL. */
  readonly sizeOf?: SafeHtmlContext["sizeOf"];
  /** Hosts whose frames stay, beside the known players. */
  readonly players?: readonly string[] | undefined;
  /** The language of an article whose text does not tell it; `und` when nobody knows. */
  readonly lang: string;
  /** Told of what the safe HTML does not hold as it was. */
  readonly onDropped?: (dropped: readonly DroppedContent[]) => void;
};

/** The article ready to publish: HTML and Markdown made safe HTML with absolute addresses, language
 *  told, and an excerpt where there is no summary. Preparing twice changes nothing more. O(length).
 *  @returns faults when the HTML grows beyond what an article may hold */
export function prepareArticle(article: Article, context: BodyContext): Article | readonly Fault[] {
  const { html: _given, ...rest } = article;
  const shown = shownHtml(article, context);
  if (shown !== undefined && shown.length > MAX_BODY) {
    const what = `is ${shown.length} characters long once its addresses are absolute`;
    return [{ field: "body", what, fix: `at most ${MAX_BODY} are allowed` }];
  }
  const safe: Article = { ...rest, ...fieldsOfHtml(article.format, shown) };
  const text = contentText(safe);
  return withoutUndefined({
    ...safe,
    lang: article.lang ?? toldLanguage(`${article.title}\n${text}`, context.lang),
    excerpt: article.summary === undefined ? excerptOf(safe, text) || undefined : undefined,
  });
}

/** The absolute URL that relative ones in the article are resolved against: where its text lived
 *  when it was written. */
function baseOf({ id, url, aliases }: Article): string {
  return url ?? OWN_ORIGIN + (aliases[0] ?? articlePath(id));
}

function shownHtml(
  article: Article,
  { find, htmlFromMarkdown, sizeOf, players, onDropped }: BodyContext,
): string | undefined {
  if (article.format === "text") return undefined;
  const html = article.format === "html" ? article.body : htmlFromMarkdown(article.body);
  const page = article.url ?? OWN_ORIGIN + articlePath(article.id);
  const sizes = { ...(sizeOf && { sizeOf }), ...(players && { players }) };
  const safe = sanitizeHtml(html, { base: baseOf(article), page, media: find, ...sizes });
  if (safe.dropped.length > 0) onDropped?.(safe.dropped);
  return safe.html.trim();
}

function fieldsOfHtml(format: BodyFormat, html: string | undefined): Partial<Article> {
  if (html === undefined) return {};
  return format === "html" ? { body: html } : { html };
}

function excerptOf(article: Article, text: string): string {
  const running = article.format === "text" ? text : runningText(storedHtml(article));
  return excerpt(running, EXCERPT_LENGTH);
}

function toldLanguage(text: string, otherwise: string): string | undefined {
  const told = languageOf(text);
  const lang = told === "und" ? otherwise : told;
  return lang === "und" ? undefined : lang;
}
