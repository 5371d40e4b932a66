import { sectionFolder } from "../model/address.ts";
import { type Html, html } from "./html.ts";
import type { Setting } from "./setting.ts";

/** The formats of a feed, RSS first: many readers subscribe to the first link that they find. */
const FORMATS = [
  { name: "RSS", file: "feed.xml", type: "application/rss+xml" },
  { name: "Atom", file: "atom.xml", type: "application/atom+xml" },
  { name: "JSON", file: "feed.json", type: "application/feed+json" },
] as const;

/** `<link rel="alternate">` for the feeds of the page's section and of the site: distinct titles, absolute URLs, the nearest section first.
 *  @see feeds.md §2.7, autodiscovery */
export function renderFeedDiscovery({ site, baseUrl, words, sections }: Setting): Html {
  const comma = words.comma === "、" ? "：" : ": ";
  const places = [
    ...sections.toReversed().map((section) => ({
      title: `${site.title}${comma}${section.title}`,
      folder: sectionFolder(section.path),
    })),
    { title: site.title, folder: "" },
  ];
  return html`${places.flatMap(({ title, folder }) =>
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

/** The feeds of the page's section, or of the site, as links for people. */
export function renderFeedLinks({ basePath, words, sections }: Setting): Html {
  const folder = basePath + sectionFolder(sections.at(-1)?.path ?? "");
  const links = FORMATS.map(
    ({ name, file, type }) => html` <a href="${folder}/${file}" type="${type}">${name}</a>`,
  );
  return html`<p class="feeds"><b>${words.feeds}</b>${links}</p>`;
}
