import { fetchableUrl } from "./entry.ts";
import { entryWriter, langAttribute } from "./atom-entry.ts";
import { type Feed, feedUrl, folderUrl, GENERATOR, homeUrl } from "./feed.ts";
import { feedId } from "./identity.ts";
import { atomId } from "#model/address.ts";
import { type FeedPart, textOfParts } from "./part.ts";
import { attributesOf, element, emptyElement, XML_DECLARATION } from "./xml.ts";

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
  return textOfParts(atomParts(feed));
}

/** The same in parts: a text of this length is dear to join, and its bytes can be made without. */
export function atomParts(feed: Feed): readonly FeedPart[] {
  const writeEntry = entryWriter(feed);
  const tombstones = feed.tombstones ?? [];
  const more = (tombstones.length > 0 ? TOMBSTONE_NAMESPACE : "") + langAttribute(feed.lang);
  const parts: FeedPart[] = [`${XML_DECLARATION}<feed${NAMESPACES}${more}>\n${head(feed)}`];
  for (const { article, when } of tombstones)
    parts.push(emptyElement("at:deleted-entry", { ref: atomId(article, feed.site), when }));
  for (const entry of feed.entries) parts.push(...writeEntry(entry));
  parts.push("</feed>\n");
  return parts;
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
