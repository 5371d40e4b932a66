import { type Article, toArticle } from "#model/article.ts";
import type { Site } from "#model/site.ts";
import { toSite } from "#model/site.ts";
import { isRejection } from "#model/rejection.ts";

/** A small site with a Chinese, a Traditional Chinese and an English section. */
export const SITE: Site = sure(
  toSite({
    title: "澜川新闻网",
    description: "澜川州的新闻",
    url: "https://news.example.org",
    lang: "zh-Hans",
    time_zone: "Asia/Shanghai",
    license: "https://creativecommons.org/licenses/by/4.0/",
    sections: [
      {
        slug: "news",
        title: "新闻",
        description: "州内要闻",
        sections: [{ slug: "politics", title: "党政要闻" }],
      },
      { slug: "overseas", title: "海外版", lang: "zh-Hant" },
      { slug: "english", title: "English & more", lang: "en" },
    ],
  }),
);

/** An article with the given fields, complete otherwise. */
export function article(fields: Readonly<Record<string, unknown>>): Article {
  return sure(
    toArticle(
      {
        id: "87613",
        title: "山海相连三千里",
        section: "news/politics",
        published: "2023-04-14",
        lang: "zh-Hans",
        body: "<p>从明屿港到临澜市。</p>",
        format: "html",
        ...fields,
      },
      { timeZone: "Asia/Shanghai" },
    ),
  );
}

/** The value, which must not be a rejection. */
export function sure<T>(value: T): Exclude<T, { readonly kind: "rejection" }> {
  if (isRejection(value)) throw new TypeError(JSON.stringify(value));
  // A rejection was just ruled out.
  return value as Exclude<T, { readonly kind: "rejection" }>;
}
