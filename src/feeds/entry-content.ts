import type { Article } from "#model/article.ts";
import type { Entry, EntryContent } from "#model/entry.ts";
import { OWN_ORIGIN } from "#model/site.ts";
import { storedHtml } from "#text/html/content.ts";
import { escapeHtml } from "#text/html/escape.ts";
import { showsSomething } from "#text/html/shows-something.ts";
import { correctionsHtml } from "./correction.ts";
import { bodyImage } from "./entry.ts";
import { type FeedPart, textOfParts } from "./part.ts";
import { textOfXml, xmlText } from "./xml.ts";

const encoder = new TextEncoder();

/** The entry of an article, its content made ready: what a front holds, so that to write a feed
 *  copies bytes instead of reading, escaping and encoding texts anew. O(length). */
export function entryFrom(article: Article): Entry {
  const { body: _body, format: _format, html: _html, ...head } = article;
  const image = head.image ?? bodyImage(article);
  return { ...head, ...(image !== undefined && { image }), content: readyContent(article) };
}

function readyContent(article: Article): EntryContent {
  const pieces = storedXml(article)
    .split(OWN_ORIGIN)
    .map((piece) => encoder.encode(piece));
  const origins: number[] = [];
  let length = 0;
  for (const piece of pieces) {
    if (piece !== pieces[0]) origins.push(length);
    length += piece.length;
  }
  const xml = new Uint8Array(length);
  for (const [index, piece] of pieces.entries())
    xml.set(piece, index === 0 ? 0 : origins[index - 1]);
  return { xml, origins };
}

/** An entry's content: the body as safe HTML with absolute addresses, its corrections below; ""
 *  when there is none. O(length).
 *  @param baseUrl  the site's address without a slash at the end */
export function entryHtml(entry: Article | Entry, baseUrl: string): string {
  if (!("content" in entry)) return shownHtml(entry).replaceAll(OWN_ORIGIN, escapeHtml(baseUrl));
  const { content } = entry;
  return textOfXml(textOfParts([{ content, origin: encoder.encode(originXml(baseUrl)) }]));
}

/** A function that writes an entry's content as XML text; "" when there is no content. A content
 *  that is ready is not looked at, only handed on. */
export function contentWriter(baseUrl: string): (entry: Article | Entry) => FeedPart {
  const originText = originXml(baseUrl);
  const origin = encoder.encode(originText);
  return (entry) => {
    if (!("content" in entry)) return storedXml(entry).replaceAll(OWN_ORIGIN, originText);
    const { content } = entry;
    const isEmpty = content.xml.length + content.origins.length === 0;
    return isEmpty ? "" : { content, origin };
  };
}

/** The site's address as it stands in content. */
function originXml(baseUrl: string): string {
  return xmlText(escapeHtml(baseUrl));
}

/** The content as XML text, with OWN_ORIGIN where an address of the site itself begins. */
function storedXml(article: Article): string {
  return xmlText(shownHtml(article));
}

/** The content as it is stored, its corrections below; "" where nothing of it can be seen. */
function shownHtml(article: Article): string {
  const html = storedHtml(article);
  return (showsSomething(html) ? html : "") + correctionsHtml(article);
}
