import type { Article } from "../model/article.ts";
import { articlePath } from "../model/address.ts";
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
import { type Feed, feedUrl, folderUrl, GENERATOR, homeUrl, knownLang } from "./feed.ts";
import { atomId, feedId } from "./identity.ts";
import {
  attributesOf,
  element,
  emptyElement,
  XML_DECLARATION,
  xmlAttribute,
  xmlText,
} from "./xml.ts";

const NAMESPACES = attributesOf({
  xmlns: "http://www.w3.org/2005/Atom",
  "xmlns:dc": "http://purl.org/dc/elements/1.1/",
  "xmlns:fh": "http://purl.org/syndication/history/1.0",
  "xmlns:media": "http://search.yahoo.com/mrss/",
});
/** Declared only where it is used: validators older than RFC 6721 warn of it. */
const TOMBSTONE_NAMESPACE = attributesOf({ "xmlns:at": "http://purl.org/atompub/tombstones/1.0" });

/** The feed as Atom 1.0. The same feed gives the same bytes. O(length).
 *  @see RFC 4287; RFC 5005; RFC 6721 */
export function renderAtom(feed: Feed): string {
  const categoriesOf = categorizer(feed.site);
  const tombstones = feed.tombstones ?? [];
  let entries = "";
  for (const { article, when } of tombstones)
    entries += emptyElement("at:deleted-entry", { ref: atomId(article, feed.site), when });
  for (const article of feed.entries) entries += entry(article, feed, categoriesOf(article));
  const more = (tombstones.length > 0 ? TOMBSTONE_NAMESPACE : "") + langAttribute(feed.lang);
  return `${XML_DECLARATION}<feed${NAMESPACES}${more}>\n${head(feed)}${entries}</feed>\n`;
}

function head(feed: Feed): string {
  const { site } = feed;
  const icon = site.icon === undefined ? undefined : fetchableUrl(site.icon, feed.baseUrl);
  const id = feedId(feed.archiveOf ?? feed.path, feed.query ?? "", site);
  return (
    element("id", id) +
    element("title", feed.title) +
    element("subtitle", feed.description || undefined) +
    `<updated>${feed.modified}</updated>\n${links(feed)}` +
    // Every entry without an author has this one: RFC 4287 section 4.1.2 wants one.
    `<author>\n${element("name", site.title)}${element("uri", `${feed.baseUrl}/`)}</author>\n` +
    `<generator>${GENERATOR}</generator>\n` +
    element("icon", icon) +
    element("rights", site.license) +
    (feed.archiveOf === undefined ? "" : "<fh:archive/>\n") +
    (feed.complete ? "<fh:complete/>\n" : "")
  );
}

function links(feed: Feed): string {
  const link = (rel: string, href: string | undefined, type?: string): string =>
    href === undefined ? "" : emptyElement("link", { rel, type, href });
  const folder = (path: string | undefined): string | undefined =>
    path === undefined ? undefined : folderUrl(feed.baseUrl, path, "atom");
  return (
    link("self", feedUrl(feed, "atom"), "application/atom+xml") +
    link("alternate", homeUrl(feed), "text/html") +
    link("hub", feed.hub) +
    link("license", feed.site.license) +
    link("current", folder(feed.archiveOf)) +
    link("prev-archive", folder(feed.previousArchive)) +
    link("next-archive", folder(feed.nextArchive))
  );
}

function entry(article: Article, feed: Feed, categories: readonly Category[]): string {
  const { site, baseUrl } = feed;
  const summary = summaryOf(article);
  const html = entryHtml(article, baseUrl);
  let people = "";
  for (const author of article.authors) people += `<author>\n${element("name", author)}</author>\n`;
  const scheme = xmlAttribute(`${baseUrl}/sections`);
  let topics = "";
  for (const { path, titles } of categories)
    topics += `<category term="${xmlAttribute(path)}" scheme="${scheme}" label="${xmlAttribute(titles)}"/>\n`;
  for (const tag of article.tags) topics += `<category term="${xmlAttribute(tag)}"/>\n`;
  return `<entry${langAttribute(article.lang)}>
<id>${xmlText(atomId(article, site))}</id>
<title>${xmlText(article.title)}</title>
${entryLinks(article, baseUrl)}<published>${article.published}</published>
<updated>${modifiedOf(article)}</updated>
${people}${topics}${element("dc:source", article.source?.name)}${element("rights", article.license)}${element("summary", summary)}${html ? `<content type="html">${xmlText(html)}</content>\n` : ""}${picture(article, baseUrl)}</entry>
`;
}

/** The article's page, its translations, where it came from, its licence and its files. */
function entryLinks(article: Article, baseUrl: string): string {
  const hreflang = knownLang(article.lang);
  const href = articleUrl(article, baseUrl);
  let written = emptyElement("link", { rel: "alternate", type: "text/html", hreflang, href });
  // Two alternates of one type and language are an error: RFC 4287 section 4.1.2.
  for (const [tag, id] of Object.entries(article.translations)) {
    if (tag === hreflang) continue;
    const href = baseUrl + articlePath(id);
    written += emptyElement("link", { rel: "alternate", type: "text/html", hreflang: tag, href });
  }
  if (article.source?.url)
    written += emptyElement("link", { rel: "via", href: article.source.url });
  if (article.license) written += emptyElement("link", { rel: "license", href: article.license });
  for (const { url, type, size, title } of attachmentsOf(article, baseUrl))
    written += emptyElement("link", { rel: "enclosure", type, length: size, title, href: url });
  return written;
}

function picture(article: Article, baseUrl: string): string {
  const image = imageOf(article, baseUrl);
  if (image === undefined) return "";
  return emptyElement("media:thumbnail", {
    url: image.url,
    width: image.width,
    height: image.height,
  });
}

function langAttribute(lang: string | undefined): string {
  return attributesOf({ "xml:lang": knownLang(lang) });
}
