import { articlePath } from "#model/address.ts";
import type { Article } from "#model/article.ts";
import { asWritten } from "#model/instant.ts";
import type { Site } from "#model/site.ts";
import { OWN_ORIGIN } from "#model/site.ts";
import { contentText } from "#text/html/content.ts";

/** `GET /articles/{id}.md`: the article with front matter. A body that came as Markdown is given
 *  as it was written; any other as its plain text, in paragraphs. */
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
    license: article.license ?? site.license,
  };
  // A JSON value is a YAML value.
  const lines = Object.entries(head)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => `${field}: ${JSON.stringify(value)}`);
  return `---\n${lines.join("\n")}\n---\n\n# ${title}\n\n${bodyOf(article, baseUrl)}\n`;
}

function bodyOf(article: Article, baseUrl: string): string {
  if (article.format === "markdown") return article.body.replaceAll(OWN_ORIGIN, baseUrl).trim();
  return contentText(article)
    .split(/\n+/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
    .join("\n\n");
}
