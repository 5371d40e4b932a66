import type { Article } from "#model/article.ts";
import { withoutUndefined } from "#model/defined.ts";
import { asWritten } from "#model/instant.ts";
import { OWN_ORIGIN } from "#model/site.ts";
import { contentHtml, ownUrl } from "#text/html/content.ts";

/** An article in the fields that a publisher writes: those of JSON Lines and of front matter. */
export type WrittenArticle = Pick<Article, "id" | "section" | "format" | "body"> &
  Readonly<Record<string, unknown>>;

/** The article as its publisher could have written it. What ingest added (the excerpt, the HTML of
 *  Markdown) is left out, and so are empty lists. Markdown that speaks of files or articles of the
 *  site becomes HTML, where their addresses are known.
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
  return ordered(Object.fromEntries(filled)) as WrittenArticle;
}

/** The order in which people look for fields. It is the same whatever the article was read from, so
 *  that what is written twice is written alike. */
const ORDER =
  "id title section also published updated embargo status kicker summary lang authors source tags image attachments url guid aliases sequence " +
  "previous next translations license corrections at note name type alt width height size duration format body";
const RANKS = new Map(ORDER.split(" ").map((field, index) => [field, index]));

/** The value with the fields of every record in it in that order, unknown ones last, by name. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const rankOf = (field: string): number => RANKS.get(field) ?? RANKS.size;
  const fields: readonly [string, unknown][] = Object.entries(value);
  return Object.fromEntries(
    fields
      .map(([field, inner]) => [field, ordered(inner)] as const)
      .toSorted(([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1)),
  );
}

function ownPath(url: string, baseUrl: string): string {
  return baseUrl === "" ? url.replace(OWN_ORIGIN, "") : ownUrl(url, baseUrl);
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
