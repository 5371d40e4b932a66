import { sectionFolder } from "#model/address.ts";
import type { Section } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { languageName } from "#text/analysis/language-name.ts";
import type { Feed } from "./feed.ts";
import { type Topic, topicFolder } from "./folder.ts";

/** What a feed says of itself before its entries: the same on every page of it, in autodiscovery
 *  and in OPML. */
export type Heading = Pick<Feed, "path" | "query" | "homePath" | "title" | "description" | "lang">;

/** The heading of the feed of the whole site. */
export function siteHeading(site: Site): Heading {
  const { title, description = title, lang } = site;
  return { path: "", homePath: "/", title, description, lang };
}

/** The heading of a section's feed, whose title names the site too: in a reader it stands among
 *  feeds of other sites.
 *  @example sectionHeading(site, section).title // "甘孜晨报 – 党政要闻" */
export function sectionHeading(site: Site, section: Section): Heading {
  const path = sectionFolder(section.path);
  const title = `${site.title} – ${section.title}`;
  const { description = title, lang = site.lang } = section;
  return { path, homePath: path, title, description, lang };
}

/** The heading of the same feed in one language only, or of a section without what lies below it.
 *  @param feedFilter  `lang` is BCP 47; with `own` the query says `depth=0` */
export function filteredHeading(
  heading: Heading,
  { own, lang }: { readonly own: boolean; readonly lang?: string },
): Heading {
  const parameters = [...(own ? ["depth=0"] : []), ...(lang === undefined ? [] : [`lang=${lang}`])];
  if (parameters.length === 0) return heading;
  const name = lang === undefined ? "" : ` – ${languageName(lang)}`;
  return {
    ...heading,
    query: `?${parameters.join("&")}`,
    title: heading.title + name,
    description: heading.description + name,
    lang: lang ?? heading.lang,
  };
}

/** The heading of the feed of a tag, an author or a language.
 *  @param name  the value as the newest article writes it
 *  @example topicHeading(site, { kind: "tags", value: "党政" }, "黨政").title // "澜川新闻网 –
 *  #黨政" */
export function topicHeading(site: Site, topic: Topic, name: string): Heading {
  const { kind, value } = topic;
  const title = `${site.title} – ${SHOWN[kind](name)}`;
  return {
    path: topicFolder(topic),
    homePath: `/search?q=${encodeURIComponent(SEARCHES[kind](name))}`,
    title,
    description: title,
    lang: kind === "languages" ? value : site.lang,
  };
}

/** The heading of a search as a feed.
 *  @param query  canonical, with its `?` */
export function searchHeading(site: Site, text: string, query: string): Heading {
  const title = `${site.title} – “${text}”`;
  return {
    path: "/search",
    query,
    homePath: `/search${query}`,
    title,
    description: title,
    lang: site.lang,
  };
}

/** The heading of the feed of corrections. */
export function correctionsHeading(site: Site): Heading {
  const language = site.lang.split("-", 1)[0] ?? "";
  const title = `${site.title} – ${CORRECTIONS[language] ?? "Corrections"}`;
  return {
    path: "/corrections",
    homePath: "/",
    title,
    description: title,
    lang: site.lang,
  };
}

const CORRECTIONS: Readonly<Record<string, string>> = { zh: "更正", ja: "訂正", ko: "정정" };

/** How a title names a topic. */
const SHOWN: Readonly<Record<Topic["kind"], (name: string) => string>> = {
  tags: (name) => `#${name}`,
  authors: (name) => name,
  languages: languageName,
};

/** What to type into the search to find what a feed shows. A quotation mark cannot stand in a
 *  quotation. */
const SEARCHES: Readonly<Record<Topic["kind"], (name: string) => string>> = {
  tags: (name) => `tag:"${name.replaceAll('"', " ")}"`,
  authors: (name) => `author:"${name.replaceAll('"', " ")}"`,
  languages: (name) => `lang:${name}`,
};
