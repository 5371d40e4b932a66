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

/** The article as search takes it. Its text is what reads on, the tags and the authors: what a
 *  reader sees of it beside the title. Of what an article is about its tag is often the only word,
 *  and its byline the only place that names who wrote it. O(length of the body). */
export function documentFromArticle(article: Article, site: Site): SearchDocument {
  const { id, title, section, also, tags, authors, published } = article;
  return {
    id,
    title,
    text: lines([readText(article), ...tags, ...authors]),
    section,
    also,
    tags,
    authors,
    lang: article.lang ?? site.lang,
    published,
  };
}

/** What of an article can be read on from line to line: what stands above the title, the
 *  publisher's own summary and the body. */
export function readText(article: Article): string {
  return lines([article.kicker, article.summary, contentText(article)]);
}

function lines(texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined && text !== "").join("\n");
}
