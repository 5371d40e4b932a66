import { articlePath } from "#model/address.ts";
import type { Article } from "#model/article.ts";
import type { Image } from "#model/article-part.ts";
import { asWritten } from "#model/instant.ts";
import { licenseOf } from "#model/license.ts";
import { breadcrumb, sectionAt } from "#model/section.ts";
import { OWN_ORIGIN, type Site } from "#model/site.ts";
import { contentHtml, contentText, ownUrl } from "#text/html/content.ts";

/** `GET /articles/{id}.json`: the fields that the publisher gave, with absolute URLs, and the
 *  content as HTML and as text. `published` is as it was written, a date alone where it was one;
 *  `published_at` is the moment. A body in HTML or text is given as content alone. */
export function articleJson(article: Article, site: Site, baseUrl: string): object {
  const { precision, html: _, embargo: __, status: ___, body, format, section, ...rest } = article;
  const { id, published, url, image, attachments, translations } = article;
  return {
    ...rest,
    url: url ?? baseUrl + articlePath(id),
    section: {
      path: section,
      title: sectionAt(site.sections, section)?.title ?? section,
      titles: breadcrumb(site.sections, section).map(({ title }) => title),
    },
    published: asWritten(published, precision),
    published_at: published,
    format,
    license: licenseOf(article, site),
    ...(format === "markdown" && { body }),
    content_html: contentHtml(article, baseUrl),
    content_text: contentText(article),
    ...(image !== undefined && { image: withOwnUrls(image, baseUrl) }),
    attachments: attachments.map((file) => ({ ...file, url: ownUrl(file.url, baseUrl) })),
    translations: Object.fromEntries(
      Object.entries(translations).map(([lang, other]) => [
        lang,
        { id: other, url: baseUrl + articlePath(other) },
      ]),
    ),
  };
}

function withOwnUrls(image: Image, baseUrl: string): Image {
  const { url, srcset } = image;
  return {
    ...image,
    url: ownUrl(url, baseUrl),
    ...(srcset !== undefined && { srcset: srcset.replaceAll(OWN_ORIGIN, baseUrl) }),
  };
}
