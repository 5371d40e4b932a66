import { sectionFolder } from "#model/address.ts";
import { type FeedLink, renderFeedDiscovery, renderFormats } from "./feed-links.ts";
import { type Html, html, langAttribute } from "./html.ts";
import { linkOf, type PageContext } from "./page-context.ts";
import { styleHref } from "./style.ts";

/** What a page puts into the layout that all pages share. */
type LayoutContent = {
  /** The page's own title; absent on the home page. */
  readonly title?: string;
  /** Absolute URL of the page; absent where the page has none worth keeping, which also keeps it
   *  out of search engines. */
  readonly canonical?: string;
  readonly description?: string;
  /** Feeds of what the page shows, found before those of its section and of the site. */
  readonly feeds?: readonly FeedLink[];
  /** The licence of what the page shows, and whether the site's terms hold for it; absent where
   *  they do. */
  readonly terms?: { readonly license: string | undefined; readonly isSites: boolean };
  /** Further elements of the head. */
  readonly head?: Html;
  /** What the search box of the masthead holds; `false` where the page has a box of its own. */
  readonly query?: string | false;
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
        <main id="main" tabindex="-1">${content.main}</main>
        ${renderFooter(context, content)}
      </body>
    </html> `;
  return page.source;
}

function renderHead(context: PageContext, content: LayoutContent): Html {
  const { site, basePath, baseUrl } = context;
  const { title, canonical, description, head, feeds = [] } = content;
  const { license, isSites } = termsOf(context, content);
  const isRsl = site.rsl === true && isSites;
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
    <meta name="color-scheme" content="light dark" />
    <link rel="stylesheet" href="${basePath}${styleHref(site)}" />
    <link
      rel="search"
      type="application/opensearchdescription+xml"
      title="${site.title}"
      href="${baseUrl}/opensearch.xml"
    />
    ${license !== undefined && html`<link rel="license" href="${license}" /> `}${
      isRsl &&
      html`<link rel="license" type="application/rsl+xml" href="${baseUrl}/license.xml" /> `
    }${icon !== undefined && html`<link rel="icon" href="${icon}" /> `}${renderFeedDiscovery(context, feeds)}${head}`;
}

function renderMasthead(context: PageContext, { query }: LayoutContent): Html {
  const { site, basePath } = context;
  const logo = site.logo === undefined ? undefined : linkOf(site.logo, context);
  return html`<header class="masthead">
    <p class="name" ${langAttribute(site.lang)}>
      <a href="${basePath}/"
        >${logo === undefined ? site.title : html`<img src="${logo}" alt="${site.title}" />`}</a
      >
    </p>
    ${query !== false && renderSearchBox(context, query)} ${renderNavigation(context)}
  </header>`;
}

/** The form that searches the site; it works without a script. */
export function renderSearchBox(
  { basePath, words }: PageContext,
  query: string | undefined,
  kept: Html | false = false,
): Html {
  return html`<form class="search" action="${basePath}/search" role="search">
    <input
      type="search"
      name="q"
      value="${query}"
      maxlength="4096"
      aria-label="${words.searchHint}"
      placeholder="${words.searchHint}"
    />${kept}<button>${words.search}</button>
  </form>`;
}

/** The links that the publisher chose, else the sections of the top. */
function renderNavigation(context: PageContext): Html | false {
  const { site, basePath, words, sections } = context;
  const here = sections[0]?.path;
  const links =
    site.navigation?.map(({ title, url }) => ({
      title,
      // Words alone, where it leads nowhere.
      href: url === undefined ? undefined : linkOf(url, context),
      lang: site.lang,
      isHere: false,
    })) ??
    site.sections.map(({ path, title, lang }) => ({
      title,
      href: basePath + sectionFolder(path),
      lang: lang ?? site.lang,
      isHere: path === here,
    }));
  if (links.length === 0) return false;
  return html`<nav aria-label="${words.menu}">
    ${links.map(({ title, href, lang, isHere }) =>
      href === undefined
        ? html`<span ${langAttribute(lang)}>${title}</span> `
        : html`<a href="${href}" ${langAttribute(lang)} ${isHere && html` aria-current="true"`}
            >${title}</a
          > `,
    )}
  </nav>`;
}

/** The licence of the page, and whether the site's terms hold for it. */
function termsOf({ site }: PageContext, { terms }: LayoutContent) {
  if (terms === undefined) return { license: site.license, isSites: true };
  const isSites = terms.isSites && terms.license === site.license;
  return { license: terms.license, isSites };
}

function renderFooter(context: PageContext, content: LayoutContent): Html {
  const { isSites } = termsOf(context, content);
  const { site, basePath, words } = context;
  const lines = site.footer ?? [];
  return html`<footer>
    <p class="name" ${langAttribute(site.lang)}><a href="${basePath}/">${site.title}</a></p>
    <p class="feeds">
      <b>${words.feeds}</b> ${renderFormats(basePath)}<a href="${basePath}/feeds"
        >${words.allFeeds}</a
      >
    </p>
    ${site.license !== undefined && html`<p><a ${isSites && html`rel="license" `}href="${site.license}">${words.license}</a></p>`}
    ${
      lines.length > 0 &&
      html`<ul class="lines" aria-label="${words.siteInfo}" ${langAttribute(site.lang)}>
        ${lines.map(({ title, url }) => {
          const href = url === undefined ? undefined : footerHref(url, context);
          return html`<li>
            ${href === undefined ? title : html`<a href="${href}">${title}</a>`}
          </li> `;
        })}
      </ul>`
    }
  </footer>`;
}

function footerHref(url: string, context: PageContext): string | undefined {
  return /^mailto:/i.test(url) ? url : linkOf(url, context);
}
