import { textFromHtml } from "#text/html/html-text.ts";

/** A title or name as people read it: entities and tags in it are read as HTML, where it has any.
 *  */
export function withoutEntities(text: string): string {
  return /&(?:\w+|#\w+);|<\/?[a-z][^>]*>/i.test(text)
    ? textFromHtml(text).replace(/\s+/gu, " ").trim()
    : text;
}
