import { articlePath } from "#model/address.ts";
import type { Article } from "#model/article.ts";
import { contentHtml, ownUrl } from "#text/html/content.ts";
import {
  renderAttachments,
  renderCorrections,
  renderTags,
  renderArticleNav,
  mentionsUrl,
} from "./article-foot.ts";
import { renderDate } from "./date.ts";
import { renderFeedLinks } from "./feed-links.ts";
import { renderLayout } from "./layout.ts";
import { renderBreadcrumb } from "./front-page.ts";
import { type Html, html, langAttribute, rawHtml } from "./html.ts";
import { namesOf } from "./teaser.ts";
import { linkOf, type PageContext } from "./page-context.ts";

/** One article for people: where it stands, who wrote it and when, what it says, what belongs to
 *  it. */
export function renderArticle(context: PageContext, article: Article): string {
  const { site, words } = context;
  const { title, lang, kicker, license } = article;
  // The site's own stands in the foot of every page.
  const licenseUrl = license === site.license ? undefined : license;
  const description = article.summary ?? article.excerpt;
  const body = contentHtml(article, context.basePath);
  return renderLayout(context, {
    title,
    canonical: canonicalOf(context, article),
    ...(description !== undefined && { description }),
    head: renderArticleHead(context, article),
    main: html`${renderBreadcrumb(context, context.sections)}
      <article class="story" ${langAttribute(lang)} dir="auto">
        <header>
          ${kicker !== undefined && html`<p class="kicker">${kicker}</p>`}
          <h1>${title}</h1>
          ${article.summary !== undefined && html`<p class="motto">${article.summary}</p>`}
          ${renderByline(context, article)}
        </header>
        ${renderLeadImage(context, article, body)}
        <div class="body">${rawHtml(body)}</div>
        ${renderCorrections(context, article)} ${renderAttachments(context, article, body)}
      </article>
      <footer class="end">
        ${article.url !== undefined && html`<p><a href="${article.url}">${words.original}</a></p>`}
        ${renderTags(context, article)}
        ${licenseUrl !== undefined && html`<p class="small"><a rel="license" href="${licenseUrl}">${words.license}</a></p>`}
        ${renderArticleNav(context, article)} ${renderFeedLinks(context)}
      </footer>`,
  });
}

/** The one absolute URL of an article: where it lives elsewhere, or its page here. */
function canonicalOf({ baseUrl }: PageContext, { id, url }: Article): string {
  return url ?? baseUrl + articlePath(id);
}

function renderArticleHead(context: PageContext, article: Article): Html {
  const { baseUrl } = context;
  const { id, lang, image, translations } = article;
  const page = baseUrl + articlePath(id);
  const others = Object.entries(translations);
  const own: [string, typeof id][] = others.length > 0 && lang !== undefined ? [[lang, id]] : [];
  return html`<meta property="og:type" content="article" />
    <meta property="article:published_time" content="${article.published}" />
    ${article.updated !== undefined && html`<meta property="article:modified_time" content="${article.updated}" /> `}${
      image !== undefined &&
      html`<meta property="og:image" content="${ownUrl(image.url, baseUrl)}" /> `
    }${article.authors.map((author) => html`<meta name="author" content="${author}" /> `)}${[
      ...own,
      ...others,
    ].map(
      ([tag, other]) =>
        html`<link rel="alternate" hreflang="${tag}" href="${baseUrl}${articlePath(other)}" /> `,
    )}<link rel="alternate" type="application/json" href="${page}.json" />
    <link rel="alternate" type="text/markdown" href="${page}.md" /> `;
}

function renderByline(context: PageContext, article: Article): Html {
  const { words } = context;
  const { authors, source, updated, lang } = article;
  const from = source?.url === undefined ? undefined : linkOf(source.url, context);
  return html`<p class="byline" lang="${words.lang}">
    ${
      authors.length > 0 &&
      html`<span ${langAttribute(lang)}>${words.by(namesOf(authors, lang ?? words.lang))}</span> `
    }${renderDate(article.published, article.precision, context)}
    ${
      source !== undefined &&
      html`<span
        >${words.source}
        ${from === undefined ? source.name : html`<a href="${from}">${source.name}</a>`}</span
      > `
    }${updated !== undefined && html`<span>${words.updated} ${renderDate(updated, "time", context)}</span>`}
  </p>`;
}

/** The picture that stands for the article, unless the body shows it anyway. */
function renderLeadImage(context: PageContext, { image }: Article, body: string): Html | false {
  const source = image === undefined ? undefined : linkOf(image.url, context);
  if (image === undefined || source === undefined) return false;
  if (mentionsUrl(body, source)) return false;
  const { alt = "", width, height } = image;
  return html`<figure>
    <img
      src="${source}"
      alt="${alt}"
      ${width !== undefined && html` width="${width}"`}${height !== undefined && html` height="${height}"`}
    />${alt !== "" && html`<figcaption>${alt}</figcaption>`}
  </figure>`;
}
