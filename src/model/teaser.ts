import type { Image } from "./article-part.ts";
import type { Card } from "./card.ts";
import { withoutUndefined } from "./defined.ts";
import type { ArticleHead } from "./entry.ts";

/** What a page shows of an article in a list: title, where and when, and a few words. */
export type Teaser = Pick<
  Card,
  "id" | "title" | "section" | "published" | "precision" | "authors" | "summary"
> & {
  readonly lang?: string;
  readonly url?: string;
  readonly kicker?: string;
  readonly image?: Image;
};

/** The teaser of an article. */
export function teaserFromArticle(article: ArticleHead): Teaser {
  const { id, title, section, published, precision, authors, lang, url, kicker, image } = article;
  const summary = article.summary ?? article.excerpt ?? "";
  const head = { id, title, section, published, precision, authors, summary };
  return withoutUndefined({ ...head, lang, url, kicker, image });
}

/** The teaser of a card. */
export function teaserFromCard(whole: Card): Teaser {
  const { text: _, beyond: __, image, ...card } = whole;
  return { ...card, ...(image !== undefined && { image: { url: image } }) };
}
