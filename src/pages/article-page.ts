import type { Article } from "#model/article.ts";
import { licenseOf } from "#model/license.ts";
import { precisionOf } from "#model/instant.ts";
import { type Related, UNRELATED } from "#model/related.ts";
import { contentHtml } from "#text/html/content.ts";
import { canonicalOf, feedsOfArticle, renderArticleHead } from "./article-head.ts";
import {
  mentionsUrl,
  renderAttachments,
  renderCorrections,
  renderTags,
  renderTranslations,
} from "./article-foot.ts";
import { renderNeighbours, renderRelated } from "./article-related.ts";
import { renderBreadcrumb } from "./breadcrumb.ts";
import { renderDate } from "./date.ts";
import { renderFeedLinks } from "./feed-links.ts";
import { renderHeadline } from "./headline.ts";
import { type Html, html, langAttribute, rawHtml } from "./html.ts";
import { renderLayout } from "./layout.ts";
import { pageBody } from "./page-body.ts";
import { linkOf, type PageContext } from "./page-context.ts";
import { imageAttributes } from "./teaser.ts";
import { renderAuthors } from "./topic-link.ts";

/** One article for people: where it stands, who wrote it and when, what it says, what belongs to
 *  it, and what to read next. */
export function renderArticle(
  context: PageContext,
  article: Article,
  related: Related = UNRELATED,
): string {
  const { site, words } = context;
  const { title, lang, kicker } = article;
  const license = licenseOf(article, site);
  // The site's own stands in the foot of every page.
  const licenseUrl = license === site.license ? undefined : license;
  const description = article.summary ?? article.excerpt;
  const body = pageBody(contentHtml(article, context.basePath));
  return renderLayout(context, {
    title,
    canonical: canonicalOf(context, article),
    terms: { license, isSites: article.license === undefined },
    ...(description !== undefined && { description }),
    feeds: feedsOfArticle(context, article),
    head: renderArticleHead(context, article),
    main: html`${renderBreadcrumb(context, context.sections)}
      <article class="story" ${langAttribute(lang)} dir="auto">
        <header>
          ${kicker !== undefined && html`<p class="kicker">${kicker}</p>`}
          <h1>${renderHeadline(title)}</h1>
          ${article.summary !== undefined && html`<p class="motto">${article.summary}</p>`}
          ${renderByline(context, article)}
        </header>
        ${renderLeadImage(context, article, body)}
        <div class="body">${rawHtml(body)}</div>
        ${renderCorrections(context, article)} ${renderAttachments(context, article, body)}
      </article>
      <footer class="end">
        ${article.url !== undefined && html`<p><a href="${article.url}">${words.original}</a></p>`}
        ${renderTags(context, article)} ${renderTranslations(context, article)}
        ${licenseUrl !== undefined && html`<p class="small"><a rel="license" href="${licenseUrl}">${words.license}</a></p>`}
        ${renderFeedLinks(context)} ${renderNeighbours(context, article, related)}
      </footer>
      ${renderRelated(context, related)}`,
  });
}

function renderByline(context: PageContext, article: Article): Html {
  const { words } = context;
  const { authors, source, updated, lang, corrections } = article;
  const from = source?.url === undefined ? undefined : linkOf(source.url, context);
  return html`<p class="byline" lang="${words.lang}">
    ${
      authors.length > 0 && html`<span>${words.by(renderAuthors(authors, lang, context))}</span> `
    }${renderDate(article.published, article.precision, context)}
    ${
      source !== undefined &&
      html`<span class="nb"
        >${words.source}${from === undefined ? source.name : html`<a href="${from}">${source.name}</a>`}</span
      > `
    }${updated !== undefined && html`<span class="nb">${words.updated} ${renderDate(updated, precisionOf(updated), context)}</span> `}${
      corrections.length > 0 &&
      html`<a class="nb" href="#corrections">${words.correctionsShort}</a>`
    }
  </p>`;
}

/** The picture that stands for the article, unless the body shows it anyway. */
function renderLeadImage(context: PageContext, { image }: Article, body: string): Html | false {
  const source = image === undefined ? undefined : linkOf(image.url, context);
  if (image === undefined || source === undefined) return false;
  if (mentionsUrl(body, source)) return false;
  const { alt = "" } = image;
  return html`<figure class="wide">
    <img
      src="${source}"
      alt="${alt}"
      ${imageAttributes(image, context, "(min-width: 56rem) 52rem, 100vw")}
      fetchpriority="high"
    />${alt !== "" && html`<figcaption>${alt}</figcaption>`}
  </figure>`;
}
