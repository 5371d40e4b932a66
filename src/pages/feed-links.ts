import { sectionFolder } from "#model/address.ts";
import { type Html, html, langAttribute } from "./html.ts";
import type { PageContext } from "./page-context.ts";

/** The formats of a feed, RSS first: many readers subscribe to the first link that they find. */
const FORMATS = [
  { name: "RSS", file: "feed.xml", type: "application/rss+xml" },
  { name: "Atom", file: "atom.xml", type: "application/atom+xml" },
  { name: "JSON", file: "feed.json", type: "application/feed+json" },
] as const;

/** A folder's feed in each format, as links.
 *  @param folder  path of the folder with the site's own in front, such as `/sections/news` */
export function renderFormats(folder: string): Html {
  return html`${FORMATS.map(
    ({ name, file, type }) => html`<a href="${folder}/${file}" type="${type}">${name}</a> `,
  )}`;
}

/** `<link rel="alternate">` for the feeds of the page's section and of the site: distinct
 *  titles, absolute URLs, the nearest section first.
 *  @see feeds.md §2.7, autodiscovery */
export function renderFeedDiscovery({ site, baseUrl, sections }: PageContext): Html {
  const folders = [
    ...sections.toReversed().map((section) => ({
      title: `${site.title} – ${section.title}`,
      folder: sectionFolder(section.path),
    })),
    { title: site.title, folder: "" },
  ];
  return html`${folders.flatMap(({ title, folder }) =>
    FORMATS.map(
      ({ name, file, type }) =>
        html`<link
          rel="alternate"
          type="${type}"
          title="${title} (${name})"
          href="${baseUrl}${folder}/${file}"
        /> `,
    ),
  )}`;
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
