import type { Article } from "../model/article.ts";
import type { Card } from "../model/card.ts";
import { withoutUndefined } from "../model/defined.ts";
import type { Site } from "../model/site.ts";
import { contentText } from "../text/content.ts";
import { excerpt } from "../text/excerpt.ts";

/** How much of a publisher's summary a card shows. Grapheme clusters. */
const SUMMARY_LENGTH = 200;
/** How much of the text a card holds, from which a hit's snippet of 160 columns is cut: 480 letters or 240 Han characters, about as many bytes. Ten hits may lie in
 *  as many blobs of cards, so each character costs. Columns: a character from Hangul on takes two, any other one. */
const TEXT_COLUMNS = 480;

/** The card of an article: what lists and hits show of it. */
export function cardFromArticle(article: Article, site: Site): Card {
  const { id, title, section, published, precision, updated, authors, tags, url, kicker } = article;
  const text = beginning(contentText(article));
  return withoutUndefined({
    id,
    title,
    section,
    published,
    precision,
    updated,
    authors,
    tags,
    lang: article.lang ?? site.lang,
    url,
    kicker,
    summary: excerpt(article.summary ?? article.excerpt ?? text, SUMMARY_LENGTH),
    text,
    image: article.image?.url,
  });
}

/** The first characters of the text on one line; never half a character. */
function beginning(text: string): string {
  const line = text
    .slice(0, 2 * TEXT_COLUMNS)
    .replace(/\s+/gu, " ")
    .trim();
  let columns = 0;
  let end = 0;
  while (end < line.length && columns < TEXT_COLUMNS) {
    columns += line.charCodeAt(end) < 0x1100 ? 1 : 2;
    end += 1;
  }
  return line.slice(0, end).replace(/[\uD800-\uDBFF]$/, "");
}
