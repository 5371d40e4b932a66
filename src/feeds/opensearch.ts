import type { Site } from "#model/site.ts";
import { ownUrl } from "#text/html/content.ts";
import { excerpt } from "#text/analysis/excerpt.ts";
import { knownLang } from "./feed.ts";
import { mediaTypeFromUrl } from "#model/media-type.ts";
import { attributesOf, element, emptyElement, XML_DECLARATION } from "./xml.ts";

/** The media type of an OpenSearch description. */
export const OPENSEARCH_TYPE = "application/opensearchdescription+xml; charset=utf-8";

/** Raised when the description of the same site changes; part of its entity tag. */
export const OPENSEARCH_REVISION = 2;

/** Characters that the specification allows for the names, and for the description. */
const MAX_SHORT_NAME = 16;
const MAX_LONG_NAME = 48;
const MAX_DESCRIPTION = 1_024;

/** The site's search as browsers add it to their own: its results as a page and as feeds, and what
 *  it suggests as one types.
 *  @param baseUrl  the site's address without a slash at the end
 *  @see OpenSearch 1.1 draft 6; names hold no markup and URLs are absolute, or validators refuse
 *    them */
export function renderOpenSearch(site: Site, baseUrl: string): string {
  const { title, description, lang, sections } = site;
  const url = (type: string, template: string, rel?: string): string =>
    emptyElement("Url", { type, rel, template: baseUrl + template });
  const parts = [
    element("ShortName", plainName(title, MAX_SHORT_NAME)),
    element("LongName", plainName(title, MAX_LONG_NAME)),
    element("Description", plainName(description ?? title, MAX_DESCRIPTION)),
    url("text/html", "/search?q={searchTerms}&page={startPage?}"),
    url("application/atom+xml", "/search/atom.xml?q={searchTerms}"),
    url("application/rss+xml", "/search/feed.xml?q={searchTerms}"),
    url("application/x-suggestions+json", "/api/suggest?format=opensearch&q={searchTerms}"),
    url("application/opensearchdescription+xml", "/opensearch.xml", "self"),
    image(site, baseUrl),
    emptyElement("Query", {
      role: "example",
      searchTerms: encodeURIComponent((sections[0]?.title ?? title).toWellFormed()),
    }),
    element("Language", knownLang(lang) ?? "*"),
    element("InputEncoding", "UTF-8"),
    element("OutputEncoding", "UTF-8"),
  ];
  return `${XML_DECLARATION}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n${parts.join("")}</OpenSearchDescription>\n`;
}

/** The site's own icon where its address and its kind are known, else the one that is made of its
 *  name. */
function image({ icon }: Site, baseUrl: string): string {
  const own = icon === undefined ? "" : ownUrl(icon, baseUrl);
  const type = mediaTypeFromUrl(own);
  const isKnown = /^https?:/i.test(own) && type !== undefined;
  const [href, kind] = isKnown ? [own, type] : [`${baseUrl}/favicon.ico`, "image/svg+xml"];
  return element("Image", href).replace("<Image", `<Image${attributesOf({ type: kind })}`);
}

/** A name without what validators take for markup, cut to `max` UTF-16 units between characters. */
function plainName(text: string, max: number): string {
  const plain = text.replace(/[<>]/g, " ").replace(/&(?=#?\w+;)/g, "& ");
  for (let clusters = Math.min(max, 1_000); clusters > 1; clusters--) {
    const cut = excerpt(plain, clusters);
    if (cut.length <= max) return cut;
  }
  return "Search";
}
