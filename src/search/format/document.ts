import type { Article } from "#model/article.ts";
import type { Instant } from "#model/instant.ts";
import type { ArticleId, SectionPath } from "#model/name.ts";
import type { Site } from "#model/site.ts";
import { contentText } from "#text/html/content.ts";

/** What search knows of one article: `title` and `text` are searched, the rest filters, sorts and
 *  counts. */
export type SearchDocument = {
  readonly id: ArticleId;
  readonly title: string;
  /** Plain text. */
  readonly text: string;
  readonly section: SectionPath;
  /** Further sections that carry it. */
  readonly also: readonly SectionPath[];
  readonly tags: readonly string[];
  readonly authors: readonly string[];
  /** BCP 47. */
  readonly lang: string;
  readonly published: Instant;
};

/** The article as search takes it. Its text is the line above the title, the publisher's own
 *  summary, the body and the tags: what a reader sees of it beside the title. Of what an article is
 *  about its tag is often the only word. O(length of the body). */
export function documentFromArticle(article: Article, site: Site): SearchDocument {
  const { id, title, section, also, tags, authors, published, kicker, summary } = article;
  const texts = [kicker, summary, contentText(article), tags.join("\n")];
  return {
    id,
    title,
    text: texts.filter((text) => text !== undefined && text !== "").join("\n"),
    section,
    also,
    tags,
    authors,
    lang: article.lang ?? site.lang,
    published,
  };
}
