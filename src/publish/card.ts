import type { Article } from "../model/article.ts";
import type { Card } from "../model/card.ts";
import { withoutUndefined } from "../model/defined.ts";
import type { Site } from "../model/site.ts";
import { contentText } from "../text/content.ts";
import { excerpt } from "../text/excerpt.ts";

/** How much of a publisher's summary a card shows. Grapheme clusters. */
const SUMMARY_LENGTH = 200;
/** How much of the text a card holds, from which a hit's snippet is cut. 50 hits may lie in as many blobs of 100 cards, so each character costs. UTF-16 units. */
const TEXT_LENGTH = 400;

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
    .slice(0, 4 * TEXT_LENGTH)
    .replace(/\s+/gu, " ")
    .trim();
  return line.slice(0, TEXT_LENGTH).replace(/[\uD800-\uDBFF]$/, "");
}
