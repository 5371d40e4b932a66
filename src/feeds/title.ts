import { legalText } from "#text/html/escape.ts";

/** Matches what HTML takes for more than a bare tag: `<img src=x`, `<!--`, `<a<b`, `<<`; refuses
 *  `<b>`, `</b>`, `a < b`, `<K, V>`, `<新 b>`. */
const MARKUP = /<(?:[!?<]|\/?[a-z][a-z0-9:-]*<|\/?[a-z][a-z0-9:-]*[\s/]+[^\s/>])/i;
/** Matches `&lt;`, `&#60;`, `&amp;lt;`: what becomes `<` when entities are undone, however
 *  often. */
const LESS_THAN = /&(?:amp;)*(?:lt|#0*60|#x0*3c)\b;?/gi;

/** Whether a title holds text that looks like markup with attributes, a comment, or tags inside of
 *  tags. Readers of feeds take such text for HTML, even where the format says that titles are
 *  plain, and each makes something else of it: feedparser resolves the addresses in it, rss2email
 *  writes it as Markdown, the npm package feedparser drops it. So it is written as HTML, of which
 *  all show the same. A bare tag, as in `List<String>`, they leave or drop alike. */
export function looksLikeMarkup(title: string): boolean {
  // A character that no feed may hold parts markup here and joins it once it has gone.
  const legal = legalText(title);
  return MARKUP.test(legal) || (legal.includes("&") && MARKUP.test(legal.replace(LESS_THAN, "<")));
}

/** A title as RSS has it, before it is escaped as XML: HTML when it looks like markup, else as it
 *  is. No two titles give the same. */
export function rssTitle(title: string): string {
  return looksLikeMarkup(title) ? htmlTitle(title) : title;
}

/** A title as HTML. `>` stays, as HTML allows: html2text, beneath rss2email, takes the text behind
 *  each entity for the beginning of a line, in which it protects dashes with backslashes. */
export function htmlTitle(title: string): string {
  return title.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}
