import type { Article } from "../model/article.ts";
import { withoutUndefined } from "../model/defined.ts";
import { asWritten } from "../model/instant.ts";
import { OWN_ORIGIN } from "../model/site.ts";
import { contentHtml, ownUrl } from "../text/content.ts";

/** An article in the fields that a publisher writes: those of JSON Lines and of front matter. */
export type WrittenArticle = Pick<Article, "id" | "section" | "format" | "body"> &
  Readonly<Record<string, unknown>>;

/** The article as its publisher could have written it. What ingest added (the excerpt, the HTML of Markdown) is left out, and so are
 *  empty lists. Markdown that speaks of files or articles of the site becomes HTML, where their addresses are known.
 *  @param baseUrl  what addresses of the site itself shall begin with; "" leaves their paths */
export function writtenArticle(article: Article, baseUrl: string): WrittenArticle {
  const { id, title, section, published, precision, html, excerpt: _, ...rest } = article;
  const isHtml = article.format === "html" || html?.includes(OWN_ORIGIN) === true;
  const own = <T extends { readonly url: string }>(file: T): T => ({
    ...file,
    url: ownPath(file.url, baseUrl),
  });
  const written = withoutUndefined({
    id,
    title,
    section,
    published: asWritten(published, precision),
    ...rest,
    image: rest.image && own(rest.image),
    attachments: rest.attachments.map(own),
    status: article.status === "published" ? undefined : article.status,
    format: isHtml ? ("html" as const) : article.format,
    body: isHtml ? contentHtml(article, baseUrl) : article.body,
  });
  const filled = Object.entries(written).filter(([, value]) => !isEmpty(value));
  // Only empty lists and records were taken away: no article's own fields are any.
  return Object.fromEntries(filled) as WrittenArticle;
}

function ownPath(url: string, baseUrl: string): string {
  return baseUrl === "" ? url.replace(OWN_ORIGIN, "") : ownUrl(url, baseUrl);
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
