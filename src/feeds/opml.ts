import type { Instant } from "#model/instant.ts";
import type { Section } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { feedUrl, homeUrl, knownLang } from "./feed.ts";
import { type Heading, sectionHeading, siteHeading } from "./heading.ts";
import { rfc822Date } from "./rfc822-date.ts";
import { attributesOf, element, emptyElement, XML_DECLARATION } from "./xml.ts";

/** The media type of OPML. */
export const OPML_TYPE = "text/x-opml; charset=utf-8";

/** The site's feed and every section's as OPML 2.0. Behind the whole site's, those of sections are
 *  a set that does not overlap: sections without children, and of a parent only its own articles.
 *  @see OPML 2.0 "subscription lists"; feeds.md §2.8: a category carries `text` alone, and `docs`
 *    is refused by validators */
export function renderOpml(site: Site, baseUrl: string, modified: Instant): string {
  const sections = site.sections.map((section) => outline(section, site, baseUrl)).join("");
  return `${XML_DECLARATION}<opml version="2.0">
<head>
${element("title", site.title)}<dateModified>${rfc822Date(modified)}</dateModified>
${element("ownerName", site.title)}${element("ownerId", `${baseUrl}/`)}</head>
<body>
${leaf(siteHeading(site), baseUrl)}${sections}</body>
</opml>
`;
}

function outline(section: Section, site: Site, baseUrl: string): string {
  const heading = sectionHeading(site, section);
  if (section.children.length === 0) return leaf(heading, baseUrl);
  const children = section.children.map((child) => outline(child, site, baseUrl)).join("");
  return `<outline${attributesOf({ text: section.title })}>\n${leaf(heading, baseUrl, "?depth=0")}${children}</outline>\n`;
}

function leaf(heading: Heading, baseUrl: string, query = ""): string {
  return emptyElement("outline", {
    type: "rss",
    text: heading.title,
    title: heading.title,
    description: heading.description,
    xmlUrl: feedUrl({ ...heading, baseUrl, query }, "rss"),
    htmlUrl: homeUrl({ ...heading, baseUrl }),
    language: knownLang(heading.lang),
    version: "RSS2",
  });
}
