import { sectionFolder } from "../model/address.ts";
import type { Section } from "../model/section.ts";
import type { Site } from "../model/site.ts";
import type { Feed } from "./feed.ts";

/** What a feed says of itself before its entries: the same on every page of it, in autodiscovery and in OPML. */
export type Heading = Pick<Feed, "path" | "homePath" | "title" | "description" | "lang">;

/** The heading of the feed of the whole site. */
export function siteHeading(site: Site): Heading {
  const { title, description = title, lang } = site;
  return { path: "", homePath: "/", title, description, lang };
}

/** The heading of a section's feed, whose title names the site too: in a reader it stands among feeds of other sites.
 *  @example sectionHeading(site, section).title // "甘孜晨报 – 党政要闻" */
export function sectionHeading(site: Site, section: Section): Heading {
  const path = sectionFolder(section.path);
  const title = `${site.title} – ${section.title}`;
  const { description = title, lang = site.lang } = section;
  return { path, homePath: path, title, description, lang };
}
