import { sectionFolder } from "#model/address.ts";
import { renderFeedDiscovery, renderFormats } from "./feed-links.ts";
import { type Html, html, langAttribute } from "./html.ts";
import { linkOf, type PageContext } from "./page-context.ts";
import { STYLE_PATH } from "./style.ts";

/** What a page puts into the frame that all pages share. */
type LayoutContent = {
  /** The page's own title; absent on the home page. */
  readonly title?: string;
  /** Absolute URL of the page; absent where the page has none worth keeping, which also keeps it
   *  out of search engines. */
  readonly canonical?: string;
  readonly description?: string;
  /** Further elements of the head. */
  readonly head?: Html;
  /** What the search box holds. */
  readonly query?: string;
  readonly main: Html;
};

/** A whole HTML document: head with feeds, masthead with sections and search box, `main`, and a
 *  foot. */
export function renderLayout(context: PageContext, content: LayoutContent): string {
  const { site, words } = context;
  const page = html`<!doctype html>
    <html lang="${words.lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${content.title !== undefined && `${content.title} – `}${site.title}</title>
        ${renderHead(context, content)}
      </head>
      <body>
        <a class="skip" href="#main">${words.skip}</a>
        ${renderMasthead(context, content)}
        <main id="main">${content.main}</main>
        ${renderFooter(context)}
      </body>
    </html> `;
  return page.source;
}

function renderHead(
  context: PageContext,
  { title, canonical, description, head }: LayoutContent,
): Html {
  const { site, basePath, baseUrl } = context;
  const icon = site.icon === undefined ? undefined : linkOf(site.icon, context);
  return html`${
      canonical === undefined
        ? html`<meta name="robots" content="noindex" /> `
        : html`<link rel="canonical" href="${canonical}" />
            <meta property="og:url" content="${canonical}" /> `
    }${
      description !== undefined &&
      html`<meta name="description" content="${description}" />
        <meta property="og:description" content="${description}" /> `
    }<meta property="og:title" content="${title ?? site.title}" />
    <meta property="og:site_name" content="${site.title}" />
    <link rel="stylesheet" href="${basePath}${STYLE_PATH}" />
    <link
      rel="search"
      type="application/opensearchdescription+xml"
      title="${site.title}"
      href="${baseUrl}/opensearch.xml"
    />
    ${icon !== undefined && html`<link rel="icon" href="${icon}" /> `}${renderFeedDiscovery(context)}${head}`;
}

function renderMasthead(
  { site, basePath, words, sections }: PageContext,
  { query }: LayoutContent,
): Html {
  const here = sections[0]?.path;
  return html`<header class="masthead">
    <p class="name" ${langAttribute(site.lang)}><a href="${basePath}/">${site.title}</a></p>
    <form class="search" action="${basePath}/search" role="search">
      <input
        type="search"
        name="q"
        value="${query}"
        maxlength="4096"
        aria-label="${words.searchHint}"
        placeholder="${words.searchHint}"
      /><button>${words.search}</button>
    </form>
    ${
      site.sections.length > 0 &&
      html`<nav aria-label="${words.sections}">
        ${site.sections.map(
          ({ path, title, lang }) =>
            html`<a
              href="${basePath}${sectionFolder(path)}"
              ${langAttribute(lang ?? site.lang)}
              ${path === here && html` aria-current="true"`}
              >${title}</a
            > `,
        )}
      </nav>`
    }
  </header>`;
}

function renderFooter({ site, basePath, words }: PageContext): Html {
  return html`<footer>
    <p><a href="${basePath}/" ${langAttribute(site.lang)}>${site.title}</a></p>
    <p class="feeds">
      <b>${words.feeds}</b> ${renderFormats(basePath)}<a href="${basePath}/feeds"
        >${words.allFeeds}</a
      >
    </p>
    ${site.license !== undefined && html`<p><a rel="license" href="${site.license}">${words.license}</a></p>`}
  </footer>`;
}
