import type { Article } from "#model/article.ts";
import type { Card } from "#model/card.ts";
import { withoutUndefined } from "#model/defined.ts";
import type { Site } from "#model/site.ts";
import { documentFromArticle, readText } from "#search/format/document.ts";
import { contentText } from "#text/html/content.ts";
import { excerpt } from "#text/analysis/excerpt.ts";
import { firstColumns } from "./snippet.ts";
import { cardWithFilter } from "./verify-word.ts";

/** How much of a publisher's summary a card shows. Grapheme clusters. */
const SUMMARY_LENGTH = 200;

/** The card of an article: what lists and hits show of it.
 *  @param textColumns  how much of its text it holds, at most */
export function cardFromArticle(article: Article, site: Site, textColumns: number): Card {
  const text = beginning(contentText(article), textColumns);
  const card = cardWith(text, article, site, () => text);
  return cardWithFilter(card, documentFromArticle(article, site).text);
}

/** The card of an article that was read, with all of it that reads on as its text; its other fields
 *  are those of the card above.
 *  @param textColumns  how much of its text that card holds */
export function wholeCard(article: Article, site: Site, textColumns: number): Card {
  const text = readText(article);
  return cardWith(text, article, site, () => beginning(contentText(article), textColumns));
}

function cardWith(text: string, article: Article, site: Site, ofText: () => string): Card {
  const { id, title, section, published, precision, updated, authors, tags, url, kicker } = article;
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
    summary: excerpt(article.summary ?? article.excerpt ?? ofText(), SUMMARY_LENGTH),
    text,
    image: article.image?.url,
    source: article.source,
  });
}

/** The first sentences of the text on one line, at most `max` columns. */
function beginning(text: string, max: number): string {
  const some = text.slice(0, 2 * max);
  const line = some.replace(/\s+/gu, " ").trim();
  // Where white space fills half of a text, what is left of it is cut all the same.
  return firstColumns(line, some.length < text.length ? Math.min(max, line.length - 1) : max);
}
