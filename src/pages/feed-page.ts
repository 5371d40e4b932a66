import { renderLayout } from "./layout.ts";
import { type Html, html, langAttribute } from "./html.ts";
import type { Teaser } from "#model/teaser.ts";
import { renderTeaser } from "./teaser.ts";
import type { PageContext } from "./page-context.ts";

/** What a person sees who opens a feed in a browser. */
export type FeedPage = {
  readonly title: string;
  /** The title again, where there is no other. */
  readonly description: string;
  readonly lang: string;
  /** The format that was opened. */
  readonly format: keyof typeof FORMAT_NAMES;
  /** Absolute addresses of the same feed in each format. */
  readonly urls: Readonly<Record<keyof typeof FORMAT_NAMES, string>>;
  /** Path of the page for people that shows the same. */
  readonly homePath: string;
  /** In an archive document: the address of the feed that it belongs to. */
  readonly newest?: string;
  /** The address of the archive document before. */
  readonly older?: string;
  /** Newest first. */
  readonly articles: readonly Teaser[];
};

/** The formats as readers name them, RSS first. */
const FORMAT_NAMES = { rss: "RSS", atom: "Atom", json: "JSON Feed" } as const;
const FORMATS = ["rss", "atom", "json"] as const;

/** A feed for people: that it is one, how to subscribe to it, and what it holds. Without a
 *  script: the address is marked as a whole by one click. */
export function renderFeedPage(context: PageContext, page: FeedPage): string {
  const { words, basePath } = context;
  const { title, lang, homePath, articles } = page;
  return renderLayout(context, {
    title: `${title} (${FORMAT_NAMES[page.format]})`,
    main: html`<h1 ${langAttribute(lang)}>${title}</h1>
      ${page.description !== title && html`<p class="motto" ${langAttribute(lang)}>${page.description}</p>`}
      ${page.newest === undefined ? renderSubscription(context, page) : renderArchived(context, page.newest)}
      ${
        articles.length === 0
          ? html`<p class="empty">${words.noArticles}</p>`
          : html`<div class="river">
              ${articles.map((article) => renderTeaser(article, context))}
            </div>`
      }
      <p class="pager">
        <a href="${basePath}${homePath}">${words.feedHome}</a>
        ${page.older !== undefined && html`<a rel="next" href="${linkWithin(context, page.older)}">${words.older}</a>`}
      </p>`,
  });
}

/** An address of the site as a link between its pages. */
function linkWithin({ baseUrl, basePath }: PageContext, url: string): string {
  return url.startsWith(baseUrl) ? basePath + url.slice(baseUrl.length) : url;
}

/** How to follow the feed: its address to copy, and the same feed in the other formats. */
function renderSubscription(context: PageContext, { format, urls }: FeedPage): Html {
  const { words, basePath } = context;
  return html`<section class="subscribe">
    <p><b>${words.feedNote}</b> ${words.feedHelp}</p>
    <p class="address"><code>${urls[format]}</code></p>
    <p class="feeds">
      <span>${words.feedFormats}</span>
      ${FORMATS.map((name) =>
        name === format
          ? html`<b aria-current="true">${FORMAT_NAMES[name]}</b> `
          : html`<a href="${linkWithin(context, urls[name])}">${FORMAT_NAMES[name]}</a> `,
      )}
      <a href="${basePath}/feeds">${words.allFeeds}</a>
    </p>
  </section>`;
}

function renderArchived(context: PageContext, newest: string): Html {
  const { words } = context;
  return html`<section class="subscribe">
    <p>
      <b>${words.archiveNote}</b> <a href="${linkWithin(context, newest)}">${words.backToNewest}</a>
    </p>
  </section>`;
}
