import { articlePath } from "#model/address.ts";
import type { Article } from "#model/article.ts";
import { contentHtml, ownUrl } from "#text/html/content.ts";
import {
  renderAttachments,
  renderCorrections,
  renderTags,
  renderWays,
  shows,
} from "./article-foot.ts";
import { renderDate } from "./date.ts";
import { renderFeedLinks } from "./feed-links.ts";
import { renderFrame } from "./frame.ts";
import { renderBreadcrumb } from "./front-page.ts";
import { type Html, html, langAttribute, rawHtml } from "./html.ts";
import { namesOf } from "./listing.ts";
import { linkOf, type Setting } from "./setting.ts";

/** One article for people: where it stands, who wrote it and when, what it says, what belongs to it. */
export function renderArticle(setting: Setting, article: Article): string {
  const { site, words } = setting;
  const { title, lang, kicker, license } = article;
  // The site's own stands in the foot of every page.
  const licenseUrl = license === site.license ? undefined : license;
  const description = article.summary ?? article.excerpt;
  const body = contentHtml(article, setting.basePath);
  return renderFrame(setting, {
    title,
    canonical: canonicalOf(setting, article),
    ...(description !== undefined && { description }),
    head: renderArticleHead(setting, article),
    main: html`${renderBreadcrumb(setting, setting.sections)}
      <article class="story" ${langAttribute(lang)} dir="auto">
        <header>
          ${kicker !== undefined && html`<p class="kicker">${kicker}</p>`}
          <h1>${title}</h1>
          ${article.summary !== undefined && html`<p class="motto">${article.summary}</p>`}
          ${renderByline(setting, article)}
        </header>
        ${renderLeadImage(setting, article, body)}
        <div class="body">${rawHtml(body)}</div>
        ${renderCorrections(setting, article)} ${renderAttachments(setting, article, body)}
      </article>
      <footer class="end">
        ${article.url !== undefined && html`<p><a href="${article.url}">${words.original}</a></p>`}
        ${renderTags(setting, article)}
        ${licenseUrl !== undefined && html`<p class="small"><a rel="license" href="${licenseUrl}">${words.license}</a></p>`}
        ${renderWays(setting, article)} ${renderFeedLinks(setting)}
      </footer>`,
  });
}

/** The one absolute URL of an article: where it lives elsewhere, or its page here. */
function canonicalOf({ baseUrl }: Setting, { id, url }: Article): string {
  return url ?? baseUrl + articlePath(id);
}

function renderArticleHead(setting: Setting, article: Article): Html {
  const { baseUrl } = setting;
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

function renderByline(setting: Setting, article: Article): Html {
  const { words } = setting;
  const { authors, source, updated, lang } = article;
  const from = source?.url === undefined ? undefined : linkOf(source.url, setting);
  return html`<p class="byline" lang="${words.lang}">
    ${
      authors.length > 0 &&
      html`<span ${langAttribute(lang)}>${words.by(namesOf(authors, lang ?? words.lang))}</span> `
    }${renderDate(article.published, article.precision, setting)}
    ${
      source !== undefined &&
      html`<span
        >${words.source}
        ${from === undefined ? source.name : html`<a href="${from}">${source.name}</a>`}</span
      > `
    }${updated !== undefined && html`<span>${words.updated} ${renderDate(updated, "time", setting)}</span>`}
  </p>`;
}

/** The picture that stands for the article, unless the body shows it anyway. */
function renderLeadImage(setting: Setting, { image }: Article, body: string): Html | false {
  const source = image === undefined ? undefined : linkOf(image.url, setting);
  if (image === undefined || source === undefined) return false;
  if (shows(body, source)) return false;
  const { alt = "", width, height } = image;
  return html`<figure>
    <img
      src="${source}"
      alt="${alt}"
      ${width !== undefined && html` width="${width}"`}${height !== undefined && html` height="${height}"`}
    />${alt !== "" && html`<figcaption>${alt}</figcaption>`}
  </figure>`;
}
