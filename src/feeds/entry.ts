import { articlePath } from "../model/address.ts";
import type { Article } from "../model/article.ts";
import type { Attachment, Image } from "../model/article-part.ts";
import { type Instant, laterOf } from "../model/instant.ts";
import type { SectionPath } from "../model/name.ts";
import { breadcrumb } from "../model/section.ts";
import { OWN_ORIGIN, type Site } from "../model/site.ts";
import { contentHtml, ownUrl, storedHtml } from "../text/content.ts";
import { escapeHtml } from "../text/escape.ts";
import { correctionsHtml } from "./correction.ts";
import { mediaTypeFromUrl } from "../model/media-type.ts";
import { xmlText } from "./xml.ts";

/** What stands for a file of unknown kind. */
const UNKNOWN_TYPE = "application/octet-stream";

/** A section as a feed names it. */
export type Category = { readonly path: SectionPath; readonly titles: string };

/** The address of an article: where it lives, here or elsewhere. */
export function articleUrl(article: Pick<Article, "id" | "url">, baseUrl: string): string {
  return article.url ?? baseUrl + articlePath(article.id);
}

/** When an article last changed in a way that readers should see: never before its publication. */
export function modifiedOf({ published, updated, corrections }: Article): Instant {
  const latest = updated === undefined ? published : laterOf(published, updated);
  return corrections.reduce((latest, { at }) => laterOf(latest, at), latest);
}

/** The publisher's summary, else the excerpt made at ingest; plain text. */
export function summaryOf({ summary, excerpt }: Article): string | undefined {
  return summary ?? excerpt;
}

/** An entry's content: the body as safe HTML with absolute addresses, its corrections below. */
export function entryHtml(article: Article, baseUrl: string): string {
  return contentHtml(article, baseUrl) + correctionsHtml(article);
}

/** The same content as XML text. Its addresses are made absolute last: the text is then put together once, with the whole feed. */
export function entryXml(article: Article, baseUrl: string): string {
  const html = storedHtml(article) + correctionsHtml(article);
  return xmlText(html).replaceAll(OWN_ORIGIN, xmlText(escapeHtml(baseUrl)));
}

/** A function that names an article's sections with the titles on the way to each, joined by `/`, its own section first.
 *  @see RSS 2.0 category: "a forward-slash-separated string that identifies a hierarchic location" */
export function categorizer(site: Site): (article: Article) => readonly Category[] {
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

/** The image that stands for an article, at an absolute http(s) URL; undefined when there is none that a reader could fetch. */
export function imageOf(article: Article, baseUrl: string): Image | undefined {
  const url = article.image && fetchableUrl(article.image.url, baseUrl);
  return article.image && url !== undefined ? { ...article.image, url } : undefined;
}

/** An article's files at absolute http(s) URLs, each with its media type; first the one for an enclosure: sound or film before others. */
export function attachmentsOf(
  article: Article,
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

/** The absolute URL that others can fetch, or undefined: no `javascript:`, `data:` or path without a root gets out.
 *  @param url  absolute, beginning with OWN_ORIGIN, or a path of this site */
export function fetchableUrl(url: string, baseUrl: string): string | undefined {
  const parsed = URL.parse(ownUrl(url, baseUrl));
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed.href : undefined;
}

/** The function that makes each text only once: the articles of a feed share sections, tags and authors. */
export function remembering<K>(make: (key: K) => string): (key: K) => string {
  const made = new Map<K, string>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const text = make(key);
    made.set(key, text);
    return text;
  };
}
