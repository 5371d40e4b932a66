import { sectionFolder } from "#model/address.ts";
import type { Section } from "#model/section.ts";
import { type Html, html, langAttribute } from "./html.ts";
import type { PageContext } from "./page-context.ts";

/** A feed that a page has. */
export type FeedLink = {
  readonly title: string;
  /** Path of the folder of its formats, below the site. */
  readonly folder: string;
  /** With `?`, for the feed of a search. */
  readonly query?: string;
};

/** The formats of a feed, RSS first: many readers subscribe to the first link that they find. */
const FORMATS = [
  { name: "RSS", file: "feed.xml", type: "application/rss+xml" },
  { name: "Atom", file: "atom.xml", type: "application/atom+xml" },
  { name: "JSON", file: "feed.json", type: "application/feed+json" },
] as const;

/** A folder's feed in each format, as links.
 *  @param folder  path of the folder with the site's own in front, such as `/sections/news` */
export function renderFormats(folder: string, query = ""): Html {
  return html`${FORMATS.map(
    ({ name, file, type }) => html`<a href="${folder}/${file}${query}" type="${type}">${name}</a> `,
  )}`;
}

/** `<link rel="alternate">` for the feeds of what the page shows, of its section and of the site:
 *  distinct titles, absolute URLs, the nearest first.
 *  @see feeds.md §2.7, autodiscovery */
export function renderFeedDiscovery(
  { site, baseUrl, sections }: PageContext,
  own: readonly FeedLink[] = [],
): Html {
  const feeds = [...own, ...sectionFeeds(sections)].filter(
    ({ folder }, index, all) => all.findIndex((other) => other.folder === folder) === index,
  );
  const all = [
    ...feeds.map((feed) => ({ ...feed, title: `${site.title} – ${feed.title}` })),
    { title: site.title, folder: "", query: "" },
  ];
  return html`${all.flatMap(({ title, folder, query = "" }) =>
    FORMATS.map(
      ({ name, file, type }) =>
        html`<link
          rel="alternate"
          type="${type}"
          title="${title} (${name})"
          href="${baseUrl}${folder}/${file}${query}"
        /> `,
    ),
  )}`;
}

/** The feeds of sections, those of the innermost first. */
export function sectionFeeds(sections: readonly Section[]): readonly FeedLink[] {
  return sections.toReversed().map(({ title, path }) => ({ title, folder: sectionFolder(path) }));
}

/** The feeds of the page's section as links for people; those of the site stand in the foot of
 *  every page. */
export function renderFeedLinks({ site, basePath, words, sections }: PageContext): Html | false {
  const section = sections.at(-1);
  if (section === undefined) return false;
  const folder = basePath + sectionFolder(section.path);
  return html`<p class="feeds">
    <b>${words.feeds}</b> <span ${langAttribute(section.lang ?? site.lang)}>${section.title}</span>
    ${renderFormats(folder)}
  </p>`;
}
