import { articlePath } from "#model/address.ts";
import type { Article } from "#model/article.ts";
import type { ArticleHead } from "#model/entry.ts";
import { isForeign } from "#model/license.ts";
import type { Attachment, Image } from "#model/article-part.ts";
import type { SectionPath } from "#model/name.ts";
import { breadcrumb } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { withoutUndefined } from "#model/defined.ts";
import { ownUrl, storedHtml } from "#text/html/content.ts";
import { mediaTypeFromUrl } from "#model/media-type.ts";

/** What stands for a file of unknown kind. */
const UNKNOWN_TYPE = "application/octet-stream";

/** A section as a feed names it. */
export type Category = { readonly path: SectionPath; readonly titles: string };

/** The address of an article in a feed: where it lives, here or elsewhere; of a link post, its page
 *  here. */
export function articleUrl(
  { id, url }: Pick<Article, "id" | "url">,
  { site, baseUrl }: FeedPlace,
): string {
  return (site.linkPosts === true ? undefined : url) ?? baseUrl + articlePath(id);
}

/** The address that a link post leads to, beside its page here; undefined for other articles.
 *  @see JSON Feed 1.1, external_url */
export function externalUrl(
  { url }: Pick<Article, "url">,
  { site }: Pick<FeedPlace, "site">,
): string | undefined {
  return site.linkPosts === true ? url : undefined;
}

/** The site of a feed, and its address. */
type FeedPlace = { readonly site: Pick<Site, "linkPosts">; readonly baseUrl: string };

/** A function that gives that address escaped. A path of ours is percent-encoded, so that nothing
 *  in it needs an escape. */
export function linkWriter(
  { site, baseUrl }: FeedPlace,
  escape: (url: string) => string,
): (article: Pick<Article, "id" | "url">) => string {
  const base = escape(baseUrl);
  const isHere = site.linkPosts === true;
  return ({ id, url }) => (isHere || url === undefined ? base + articlePath(id) : escape(url));
}

/** The publisher's summary, else the excerpt made at ingest; plain text. */
export function summaryOf({ summary, excerpt }: ArticleHead): string | undefined {
  return summary ?? excerpt;
}

/** What stands for the content of an item that has none, nor a summary: its title, for an item is
 *  never empty. */
export function lastWords(article: ArticleHead, isEmpty: boolean): string | undefined {
  return summaryOf(article) ?? (isEmpty ? article.title : undefined);
}

/** A function that names an article's sections with the titles on the way to each, joined by `/`,
 *  its own section first.
 *  @see RSS 2.0 category: "a forward-slash-separated string that identifies a hierarchic
 *  location" */
export function categorizer(site: Site): (article: ArticleHead) => readonly Category[] {
  const known = new Map<SectionPath, Category>();
  const categoryOf = (path: SectionPath): Category => {
    const found = known.get(path);
    if (found !== undefined) return found;
    const titles = breadcrumb(site.sections, path).map((section) => section.title);
    const category = { path, titles: titles.length > 0 ? titles.join("/") : path };
    known.set(path, category);
    return category;
  };
  return ({ section, also }) =>
    also.length === 0
      ? [categoryOf(section)]
      : [...new Set([section, ...also])].map((path) => categoryOf(path));
}

/** The image that stands for an article, at an absolute http(s) URL: its own, else the first of its
 *  body; undefined when there is none that a reader could fetch. */
export function imageOf(article: ArticleHead | Article, baseUrl: string): Image | undefined {
  const image = article.image ?? ("body" in article ? bodyImage(article) : undefined);
  const url = image && fetchableUrl(image.url, baseUrl);
  return image && url !== undefined ? { ...image, url } : undefined;
}

/** Matches an image of safe HTML, whose attributes are in double quotes; refuses `<imgx>`. */
const IMG = /<img(?:\s[^>]*)?>/;

/** The first picture of an article's body; undefined where it has none. O(length). */
export function bodyImage(article: Article): Image | undefined {
  if (article.format === "text") return undefined;
  const tag = IMG.exec(storedHtml(article))?.[0] ?? "";
  const attribute = (name: string): string | undefined => {
    const written = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
    return written
      ?.replace(/&quot;/g, '"')
      .replace(/&lt;/g, "<")
      .replace(/&amp;/g, "&");
  };
  const size = (name: string): number | undefined => {
    const pixels = Number(attribute(name));
    return Number.isInteger(pixels) && pixels > 0 ? pixels : undefined;
  };
  const url = attribute("src");
  if (url === undefined || url === "") return undefined;
  const alt = attribute("alt") || undefined;
  return withoutUndefined({ url, alt, width: size("width"), height: size("height") });
}

/** An article's files at absolute http(s) URLs, each with its media type; first the one for an
 *  enclosure: sound or film before others. */
export function attachmentsOf(
  article: ArticleHead,
  baseUrl: string,
): readonly (Attachment & { readonly type: string })[] {
  if (article.attachments.length === 0) return [];
  const files = article.attachments.flatMap((file) => {
    const url = fetchableUrl(file.url, baseUrl);
    const type = file.type ?? mediaTypeFromUrl(file.url) ?? UNKNOWN_TYPE;
    return url === undefined ? [] : [{ ...file, url, type }];
  });
  const first = files.findIndex(({ type }) => /^(?:audio|video)\//.test(type));
  const [leader] = files.splice(Math.max(first, 0), 1);
  return leader === undefined ? [] : [leader, ...files];
}

/** The absolute URL that others can fetch, or undefined: no `javascript:`, `data:` or path without
 *  a root gets out.
 *  @param url  absolute, beginning with OWN_ORIGIN, or a path of this site */
export function fetchableUrl(url: string, baseUrl: string): string | undefined {
  const parsed = URL.parse(ownUrl(url, baseUrl));
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed.href : undefined;
}

/** What an article says of its rights where that is not what the feed says: its own licence, or
 *  whose it is. */
export function rightsOf(article: ArticleHead, site: Site): string | undefined {
  return article.license ?? foreignRights(article, site);
}

/** Whose an article without a licence is that comes from a foreign source, where the feed has a
 *  licence, which does not hold for it. */
export function foreignRights(article: ArticleHead, site: Site): string | undefined {
  const { license, source } = article;
  if (license !== undefined || site.license === undefined) return undefined;
  return isForeign(article, site) ? `© ${source?.name}` : undefined;
}
