import type { Article } from "#model/article.ts";
import { OWN_ORIGIN } from "#model/site.ts";
import { escapeHtml, legalText } from "./escape.ts";
import { htmlFromText, textFromHtml } from "./html-text.ts";

/**
 * The article's body as safe HTML, whatever its format, with addresses of the site itself made
 * absolute.
 * @param baseUrl the site's address without a slash at the end
 */
export function contentHtml(article: Article, baseUrl: string): string {
  return storedHtml(article).replaceAll(OWN_ORIGIN, escapeHtml(baseUrl));
}

/** The article's body as plain text: what search reads, and excerpts are cut from. O(length). */
export function contentText(article: Article): string {
  return article.format === "text" ? legalText(article.body) : textFromHtml(storedHtml(article));
}

/**
 * An address as others need it: one of the site itself, stored with OWN_ORIGIN or as a path, gets
 * the site's own; others stay.
 * @param baseUrl the site's address without a slash at the end
 */
export function ownUrl(url: string, baseUrl: string): string {
  if (url.startsWith(`${OWN_ORIGIN}/`) || url === OWN_ORIGIN)
    return baseUrl + url.slice(OWN_ORIGIN.length);
  return url.startsWith("/") && !url.startsWith("//") ? baseUrl + url : url;
}

/**
 * The article's body as safe HTML as it is stored, with OWN_ORIGIN where an address of the site
 * itself begins.
 */
export function storedHtml({ format, body, html }: Article): string {
  if (format === "html") return body;
  // Ingest has rendered Markdown; a body that never went through ingest is shown as it was written.
  return (format === "markdown" ? html : undefined) ?? htmlFromText(body);
}
