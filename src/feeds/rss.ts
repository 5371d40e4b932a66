import type { Article } from "../model/article.ts";
import {
  articleUrl,
  attachmentsOf,
  type Category,
  categorizer,
  entryHtml,
  fetchableUrl,
  imageOf,
  modifiedOf,
  summaryOf,
} from "./entry.ts";
import {
  type Feed,
  FEED_MAX_AGE_SECONDS,
  feedUrl,
  folderUrl,
  GENERATOR,
  homeUrl,
  knownLang,
} from "./feed.ts";
import { entryId } from "./identity.ts";
import { mediaTypeFromUrl } from "./media-type.ts";
import { rfc822Date } from "./rfc822-date.ts";
import {
  attributesOf,
  element,
  emptyElement,
  XML_DECLARATION,
  xmlAttribute,
  xmlText,
} from "./xml.ts";

const NAMESPACES = attributesOf({
  "xmlns:atom": "http://www.w3.org/2005/Atom",
  "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
  "xmlns:creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
  "xmlns:dc": "http://purl.org/dc/elements/1.1/",
  "xmlns:fh": "http://purl.org/syndication/history/1.0",
  "xmlns:media": "http://search.yahoo.com/mrss/",
  "xmlns:sy": "http://purl.org/rss/1.0/modules/syndication/",
});
const DOCS = "https://www.rssboard.org/rss-specification";
const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3_600;

/** The feed as RSS 2.0. The same feed gives the same bytes. O(length).
 *  @see RSS 2.0.11; RSS Advisory Board best practices profile; RFC 5005 */
export function renderRss(feed: Feed): string {
  const categoriesOf = categorizer(feed.site);
  let items = "";
  for (const article of feed.entries) items += item(article, feed, categoriesOf(article));
  const lang = knownLang(feed.lang);
  return `${XML_DECLARATION}<rss version="2.0"${NAMESPACES}${attributesOf({ "xml:lang": lang })}>
<channel>
${channel(feed)}${items}</channel>
</rss>
`;
}

function channel(feed: Feed): string {
  const home = xmlText(homeUrl(feed));
  const title = `<title>${plain(feed.title)}</title>\n`;
  const license = feed.site.license;
  const archived = feed.archiveOf !== undefined;
  return `${title}<link>${home}</link>
<description>${plain(feed.description || feed.title)}</description>
${element("language", knownLang(feed.lang))}${element("copyright", license)}${creativeCommons(license)}<lastBuildDate>${rfc822Date(feed.modified)}</lastBuildDate>
<generator>${GENERATOR}</generator>
<docs>${DOCS}</docs>
${archived ? "" : pace()}${image(feed, title, home)}${links(feed)}${archived ? "<fh:archive/>\n" : ""}${feed.complete ? "<fh:complete/>\n" : ""}`;
}

/** How often to ask again, in the two ways that readers know. */
function pace(): string {
  return `<ttl>${FEED_MAX_AGE_SECONDS / SECONDS_PER_MINUTE}</ttl>
<sy:updatePeriod>hourly</sy:updatePeriod>
<sy:updateFrequency>${SECONDS_PER_HOUR / FEED_MAX_AGE_SECONDS}</sy:updateFrequency>
`;
}

/** The channel's picture: its title and link must be the channel's own, and without a size any size is right. */
function image({ site, baseUrl }: Feed, title: string, home: string): string {
  const url = site.icon === undefined ? undefined : fetchableUrl(site.icon, baseUrl);
  return url === undefined
    ? ""
    : `<image>\n${element("url", url)}${title}<link>${home}</link>\n</image>\n${element("atom:icon", url)}`;
}

function links(feed: Feed): string {
  const link = (rel: string, href: string | undefined, type?: string): string =>
    href === undefined ? "" : emptyElement("atom:link", { rel, type, href });
  const folder = (path: string | undefined): string | undefined =>
    path === undefined ? undefined : folderUrl(feed.baseUrl, path, "rss");
  return (
    link("self", feedUrl(feed, "rss"), "application/rss+xml") +
    link("hub", feed.hub) +
    link("current", folder(feed.archiveOf)) +
    link("prev-archive", folder(feed.previousArchive)) +
    link("next-archive", folder(feed.nextArchive))
  );
}

function item(article: Article, feed: Feed, categories: readonly Category[]): string {
  const { site, baseUrl } = feed;
  const modified = modifiedOf(article);
  const summary = summaryOf(article);
  const html = entryHtml(article, baseUrl);
  let texts = "";
  for (const author of article.authors) texts += `<dc:creator>${plain(author)}</dc:creator>\n`;
  const scheme = xmlAttribute(`${baseUrl}/sections`);
  for (const { titles } of categories)
    texts += `<category domain="${scheme}">${plain(titles)}</category>\n`;
  for (const tag of article.tags) texts += `<category>${plain(tag)}</category>\n`;
  return `<item>
<title>${plain(article.title)}</title>
<link>${xmlText(articleUrl(article, baseUrl))}</link>
<guid isPermaLink="false">${xmlText(entryId(article, site))}</guid>
<pubDate>${rfc822Date(article.published)}</pubDate>
${modified === article.published ? "" : `<atom:updated>${modified}</atom:updated>\n`}${texts}${element("dc:language", knownLang(article.lang))}${source(article)}${element("dc:rights", article.license)}${creativeCommons(article.license)}${summary === undefined ? "" : `<description>${xmlText(htmlLine(summary))}</description>\n`}${html ? `<content:encoded>${xmlText(html)}</content:encoded>\n` : ""}${media(article, baseUrl)}</item>
`;
}

function source({ source: from }: Article): string {
  if (from === undefined) return "";
  return from.url === undefined
    ? `<dc:source>${plain(from.name)}</dc:source>\n`
    : `<source url="${xmlAttribute(from.url)}">${plain(from.name)}</source>\n`;
}

/** The first file as the one enclosure that RSS allows, the others and the image in Media RSS. */
function media(article: Article, baseUrl: string): string {
  const [first, ...others] = attachmentsOf(article, baseUrl);
  let written = first
    ? emptyElement("enclosure", { url: first.url, length: first.size ?? 0, type: first.type })
    : "";
  for (const { url, type, size, duration, title } of others) {
    const file = { url, type, fileSize: size, duration };
    written += mediaContent(file, element("media:title", title));
  }
  const picture = imageOf(article, baseUrl);
  if (picture === undefined) return written;
  const { url, width, height, alt } = picture;
  const type = mediaTypeFromUrl(url);
  const file = { url, type, medium: "image", width, height };
  written += mediaContent(file, element("media:description", alt));
  return written + emptyElement("media:thumbnail", { url });
}

function mediaContent(
  attributes: Readonly<Record<string, string | number | undefined>>,
  inside: string,
): string {
  return inside === ""
    ? emptyElement("media:content", attributes)
    : `<media:content${attributesOf(attributes)}>\n${inside}</media:content>\n`;
}

function creativeCommons(license: string | undefined): string {
  const isTheirs = license !== undefined && /^https?:\/\/creativecommons\.org\//.test(license);
  return isTheirs ? element("creativeCommons:license", license) : "";
}

/** Text that readers take as plain, in the form of escaping that the profile asks for; a parser gives back the same.
 *  @see RSS Advisory Board profile, "character data" */
function plain(text: string): string {
  const escaped = xmlText(text);
  return escaped.includes("&")
    ? escaped.replace(/&amp;/g, "&#x26;").replace(/&lt;/g, "&#x3C;")
    : escaped;
}

/** Plain text as HTML, which an item's description is: only what HTML would take for markup is escaped, so that readers that
 *  take it for plain text see `R&D` and `a < b` as they are. */
function htmlLine(text: string): string {
  return text.replace(/&(?=#|[a-z][a-z0-9])/gi, "&amp;").replace(/<(?=[a-z/!?])/gi, "&lt;");
}
