import type { Article } from "#model/article.ts";
import { modifiedOf, type ArticleHead, type Entry } from "#model/entry.ts";
import { attachmentsOf, categorizer, imageOf, linkWriter, lastWords, rightsOf } from "./entry.ts";
import { memoize } from "#model/memoize.ts";
import { contentWriter } from "./entry-content.ts";
import { type Feed, knownLang } from "./feed.ts";
import { entryId } from "#model/address.ts";
import { rslContent } from "./rsl.ts";
import type { Site } from "#model/site.ts";
import { mediaTypeFromUrl } from "#model/media-type.ts";
import type { FeedPart } from "./part.ts";
import { rfc822Date } from "./rfc822-date.ts";
import { rssTitle } from "./title.ts";
import { element, emptyElement, xmlAttribute, xmlText, xmlWords } from "./xml.ts";

/** The function that writes an article of the feed as an item of RSS 2.0, in parts.
 *  @see RSS Advisory Board profile: the summary comes before the full content, for some readers
 *    take the last of the two */
export function itemWriter(feed: Feed): (article: Article | Entry) => readonly FeedPart[] {
  const { site, baseUrl } = feed;
  const contentOf = contentWriter(baseUrl);
  const linkOf = linkWriter(feed, xmlText);
  const categoriesOf = categorizer(site);
  const scheme = xmlAttribute(`${baseUrl}/sections`);
  const sectionLine = memoize(
    (titles: string) => `<category domain="${scheme}">${plainText(titles)}</category>\n`,
  );
  const tagLine = memoize((tag: string) => `<category>${plainText(tag)}</category>\n`);
  const authorLine = memoize((name: string) => `<dc:creator>${plainText(name)}</dc:creator>\n`);
  return (article) => {
    let topics = "";
    for (const author of article.authors) topics += authorLine(author);
    for (const { titles } of categoriesOf(article)) topics += sectionLine(titles);
    for (const tag of article.tags) topics += tagLine(tag);
    const content = contentOf(article);
    const opening = content === "" ? "" : "<content:encoded>";
    const closing = content === "" ? "" : "</content:encoded>\n";
    const head = `<item>
<title>${plainText(rssTitle(article.title))}</title>
<link>${linkOf(article)}</link>
<guid isPermaLink="false">${xmlText(entryId(article, site))}</guid>
<pubDate>${rfc822Date(article.published)}</pubDate>
${updated(article)}${topics}${element("dc:language", knownLang(article.lang))}${source(article)}${license(article, site)}${rslContent(article, site, baseUrl)}${description(article, content === "")}${opening}`;
    return [head, content, `${closing}${media(article, baseUrl)}</item>\n`];
  };
}

function updated(article: ArticleHead): string {
  const modified = modifiedOf(article);
  return modified === article.published ? "" : `<atom:updated>${modified}</atom:updated>\n`;
}

function description(article: ArticleHead, isEmpty: boolean): string {
  const summary = lastWords(article, isEmpty);
  return element("description", summary === undefined ? undefined : htmlLine(summary));
}

function license(article: ArticleHead, site: Site): string {
  const rights = rightsOf(article, site);
  return element("dc:rights", rights) + creativeCommons(rights);
}

function source({ source: from }: ArticleHead): string {
  if (from === undefined) return "";
  return from.url === undefined
    ? `<dc:source>${plainText(from.name)}</dc:source>\n`
    : `<source url="${xmlAttribute(from.url)}">${plainText(from.name)}</source>\n`;
}

/** The first file as the one enclosure that RSS allows, the others and the image in Media RSS.
 *  Their titles and descriptions are left out: feedparser 6 takes `media:title` and
 *  `media:description` for the item's own. */
function media(article: ArticleHead, baseUrl: string): string {
  const [first, ...others] = attachmentsOf(article, baseUrl);
  let written = first
    ? emptyElement("enclosure", { url: first.url, length: first.size ?? 0, type: first.type })
    : "";
  if (first?.duration !== undefined)
    written += element("itunes:duration", String(Math.round(first.duration)));
  for (const { url, type, size, duration } of others)
    written += emptyElement("media:content", { url, type, fileSize: size, duration });
  const picture = imageOf(article, baseUrl);
  if (picture === undefined) return written;
  const { url, width, height } = picture;
  const type = mediaTypeFromUrl(url);
  written += emptyElement("media:content", { url, type, medium: "image", width, height });
  return written + emptyElement("media:thumbnail", { url, width, height });
}

/** The element that names a Creative Commons licence; nothing for another licence. */
export function creativeCommons(license: string | undefined): string {
  const isTheirs = license !== undefined && /^https?:\/\/creativecommons\.org\//.test(license);
  return isTheirs ? element("creativeCommons:license", license) : "";
}

/** Text that readers take as plain, in the form of escaping that the profile asks for; a parser
 *  gives back the same.
 *  @see RSS Advisory Board profile, "character data" */
export function plainText(text: string): string {
  const escaped = xmlWords(text);
  return escaped.includes("&")
    ? escaped.replace(/&amp;/g, "&#x26;").replace(/&lt;/g, "&#x3C;")
    : escaped;
}

/** Plain text as HTML, which an item's description is: only what HTML would take for markup is
 *  escaped, so that readers that take it for plain text see `R&D` and `a < b` as they are. */
function htmlLine(text: string): string {
  if (!text.includes("&") && !text.includes("<")) return text;
  return text.replace(/&(?=#|[a-z][a-z0-9])/gi, "&amp;").replace(/<(?=[a-z/!?])/gi, "&lt;");
}
