import { articlePath, sectionFolder, topicPath } from "#model/address.ts";
import type { Article } from "#model/article.ts";
import { modifiedOf } from "#model/entry.ts";
import { asWritten } from "#model/instant.ts";
import { licenseOf } from "#model/license.ts";
import type { Section } from "#model/section.ts";
import { ownUrl } from "#text/html/content.ts";
import { type FeedLink, sectionFeeds } from "./feed-links.ts";
import { type Html, html, rawHtml } from "./html.ts";
import { jsonLd } from "./json-ld.ts";
import type { PageContext } from "./page-context.ts";
import { topicHref } from "./topic-link.ts";

/** Authors and tags whose feeds a page names in its head. */
const MAX_AUTHOR_FEEDS = 2;
const MAX_TAG_FEEDS = 4;
/** What search engines show of a headline. UTF-16 units.
 *  @see https://developers.google.com/search/docs/appearance/structured-data/article */
const HEADLINE_LENGTH = 110;

/** The one absolute URL of an article: where it lives elsewhere, or its page here. */
export function canonicalOf({ baseUrl }: PageContext, { id, url }: Article): string {
  return url ?? baseUrl + articlePath(id);
}

/** What an article says of itself to programs: Open Graph, its languages, its other forms, and
 *  schema.org's NewsArticle and BreadcrumbList. */
export function renderArticleHead(context: PageContext, article: Article): Html {
  const { baseUrl } = context;
  const { id, lang, translations, tags, section } = article;
  const page = baseUrl + articlePath(id);
  const others = Object.entries(translations);
  const own: [string, typeof id][] = others.length > 0 && lang !== undefined ? [[lang, id]] : [];
  const { image } = article;
  const modified = modifiedOf(article);
  return html`<meta property="og:type" content="article" />
    <meta property="article:published_time" content="${article.published}" />
    ${modified !== article.published && html`<meta property="article:modified_time" content="${modified}" /> `}
    <meta property="article:section" content="${context.sections.at(-1)?.title ?? section}" />
    ${tags.map((tag) => html`<meta property="article:tag" content="${tag}" /> `)}${
      lang !== undefined &&
      html`<meta property="og:locale" content="${lang.replaceAll("-", "_")}" /> `
    }${
      image === undefined
        ? html`<meta name="twitter:card" content="summary" /> `
        : html`<meta property="og:image" content="${ownUrl(image.url, baseUrl)}" /> ${
              image.width !== undefined &&
              html`<meta property="og:image:width" content="${image.width}" /> `
            }${
              image.height !== undefined &&
              html`<meta property="og:image:height" content="${image.height}" /> `
            }${
              image.alt !== undefined &&
              html`<meta property="og:image:alt" content="${image.alt}" /> `
            }<meta name="twitter:card" content="summary_large_image" /> `
    }${article.authors.map((author) => html`<meta name="author" content="${author}" /> `)}${[
      ...own,
      ...others,
    ].map(
      ([tag, other]) =>
        html`<link rel="alternate" hreflang="${tag}" href="${baseUrl}${articlePath(other)}" /> `,
    )}<link rel="alternate" type="application/json" href="${page}.json" />
    <link rel="alternate" type="text/markdown" href="${page}.md" />
    ${rawHtml(jsonLd(newsArticle(context, article)))}${rawHtml(jsonLd(breadcrumbList(context)))}`;
}

/** The feeds that the page of an article names: of its sections, its authors and its tags. */
export function feedsOfArticle(context: PageContext, article: Article): readonly FeedLink[] {
  const { authors, tags } = article;
  const feeds = (kind: "authors" | "tags", values: readonly string[]): readonly FeedLink[] =>
    values
      .filter((value) => topicHref(kind, value, context) !== undefined)
      .map((value) => ({ title: value, folder: topicPath(kind, value) }));
  return [
    ...sectionFeeds(context.sections),
    ...feeds("authors", authors.slice(0, MAX_AUTHOR_FEEDS)),
    ...feeds("tags", tags.slice(0, MAX_TAG_FEEDS)),
  ];
}

/** @see https://schema.org/NewsArticle */
function newsArticle(context: PageContext, article: Article): Readonly<Record<string, unknown>> {
  const { site, baseUrl } = context;
  const { title, published, precision, image, tags, lang } = article;
  const modified = modifiedOf(article);
  const license = licenseOf(article, site);
  return {
    "@type": "NewsArticle",
    mainEntityOfPage: canonicalOf(context, article),
    headline: title.slice(0, HEADLINE_LENGTH).toWellFormed(),
    description: article.summary ?? article.excerpt,
    datePublished: asWritten(published, precision),
    dateModified: modified === published ? asWritten(published, precision) : modified,
    inLanguage: lang ?? site.lang,
    articleSection: context.sections.map((section) => section.title),
    ...(tags.length > 0 && { keywords: tags }),
    ...(image !== undefined && { image: [ownUrl(image.url, baseUrl)] }),
    ...creatorsOf(context, article),
    ...(license !== undefined && { license }),
    ...(article.corrections.length > 0 && { correction: correctionsOf(article) }),
    isAccessibleForFree: true,
  };
}

/** Who wrote it and who publishes it. */
function creatorsOf(
  context: PageContext,
  { authors, source }: Article,
): Readonly<Record<string, unknown>> {
  const { site, baseUrl } = context;
  const picture = site.logo ?? site.icon;
  const logo = picture && { "@type": "ImageObject", url: ownUrl(picture, baseUrl) };
  return {
    author:
      authors.length > 0
        ? authors.map((name) => personFrom(name, context))
        : [{ "@type": "Organization", name: source?.name ?? site.title }],
    publisher: {
      "@type": "Organization",
      name: site.title,
      url: `${baseUrl}/`,
      ...(logo && { logo }),
    },
  };
}

function correctionsOf({ corrections }: Article): readonly Readonly<Record<string, unknown>>[] {
  return corrections.map(({ at, note }) => ({
    "@type": "CorrectionComment",
    datePublished: at,
    text: note,
  }));
}

function personFrom(name: string, context: PageContext): Readonly<Record<string, unknown>> {
  const href = topicHref("authors", name, { basePath: context.baseUrl });
  return { "@type": "Person", name, ...(href !== undefined && { url: href }) };
}

/** @see https://schema.org/BreadcrumbList */
function breadcrumbList({
  site,
  baseUrl,
  sections,
}: PageContext): Readonly<Record<string, unknown>> {
  const steps = [
    { name: site.title, item: `${baseUrl}/` },
    ...sections.map(({ title, path }: Section) => ({
      name: title,
      item: baseUrl + sectionFolder(path),
    })),
  ];
  return {
    "@type": "BreadcrumbList",
    itemListElement: steps.map((step, index) => ({
      "@type": "ListItem",
      position: index + 1,
      ...step,
    })),
  };
}
