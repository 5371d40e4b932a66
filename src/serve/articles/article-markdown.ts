import { articlePath } from "#model/address.ts";
import type { Article } from "#model/article.ts";
import { asWritten } from "#model/instant.ts";
import { licenseOf } from "#model/license.ts";
import type { Site } from "#model/site.ts";
import { contentHtml } from "#text/html/content.ts";
import { markdownFromHtml, plainMarkdown } from "#text/html/markdown.ts";

/** `GET /articles/{id}.md`: the article with front matter, its body made of what pages and feeds
 *  show, with absolute addresses. */
export function renderMarkdown(article: Article, site: Site, baseUrl: string): string {
  const { id, title, section, published, precision, authors, tags, lang, source } = article;
  const head = {
    id,
    title,
    section,
    published: asWritten(published, precision),
    updated: article.updated,
    url: article.url ?? baseUrl + articlePath(id),
    lang: lang ?? site.lang,
    summary: article.summary,
    kicker: article.kicker,
    authors: authors.length > 0 ? authors : undefined,
    source: source?.name,
    tags: tags.length > 0 ? tags : undefined,
    license: licenseOf(article, site),
  };
  // A JSON value is a YAML value.
  const lines = Object.entries(head)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => `${field}: ${JSON.stringify(value)}`);
  const body = markdownFromHtml(contentHtml(article, baseUrl), baseUrl + articlePath(id));
  return `---\n${lines.join("\n")}\n---\n\n# ${plainMarkdown(title)}\n\n${body}\n`;
}
