import { fetchableUrl } from "./entry.ts";
import {
  type Feed,
  FEED_MAX_AGE_SECONDS,
  feedUrl,
  folderUrl,
  GENERATOR,
  homeUrl,
  knownLang,
} from "./feed.ts";
import { type FeedPart, textOfParts } from "./part.ts";
import { rfc822Date } from "./rfc822-date.ts";
import { RSL_NAMESPACE } from "./rsl.ts";
import { creativeCommons, itemWriter, plainText } from "./rss-item.ts";
import { attributesOf, element, emptyElement, XML_DECLARATION, xmlText } from "./xml.ts";

const NAMESPACES = attributesOf({
  "xmlns:atom": "http://www.w3.org/2005/Atom",
  "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
  "xmlns:creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
  "xmlns:dc": "http://purl.org/dc/elements/1.1/",
  "xmlns:fh": "http://purl.org/syndication/history/1.0",
  "xmlns:media": "http://search.yahoo.com/mrss/",
  "xmlns:sy": "http://purl.org/rss/1.0/modules/syndication/",
});
/** Declared only where it is used. */
const ITUNES_NAMESPACE = attributesOf({
  "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
});
const DOCS = "https://www.rssboard.org/rss-specification";
const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3_600;

/** The feed as RSS 2.0. The same feed gives the same bytes. O(length).
 *  @see RSS 2.0.11; RSS Advisory Board best practices profile; RFC 5005 */
export function renderRss(feed: Feed): string {
  return textOfParts(rssParts(feed));
}

/** The same in parts: a text of this length is dear to join, and its bytes can be made without. */
export function rssParts(feed: Feed): readonly FeedPart[] {
  const writeItem = itemWriter(feed);
  const lang = knownLang(feed.lang);
  const isTimed = feed.entries.some(({ attachments }) =>
    attachments.some(({ duration }) => duration !== undefined),
  );
  const namespaces =
    NAMESPACES +
    (isTimed ? ITUNES_NAMESPACE : "") +
    (feed.site.rsl === true ? attributesOf({ "xmlns:rsl": RSL_NAMESPACE }) : "");
  const head = `${XML_DECLARATION}<rss version="2.0"${namespaces}${attributesOf({ "xml:lang": lang })}>
<channel>
${channel(feed)}`;
  const parts: FeedPart[] = [head];
  for (const entry of feed.entries) parts.push(...writeItem(entry));
  parts.push("</channel>\n</rss>\n");
  return parts;
}

function channel(feed: Feed): string {
  const home = xmlText(homeUrl(feed));
  const title = `<title>${plainText(feed.title)}</title>\n`;
  const license = feed.site.license;
  const archived = feed.archiveOf !== undefined;
  return `${title}<link>${home}</link>
<description>${plainText(feed.description || feed.title)}</description>
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

/** The channel's picture: its title and link must be the channel's own, and without a size any size
 *  is right. */
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
