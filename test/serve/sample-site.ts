import { type Article, toArticle } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import { type Site, toSite } from "#model/site.ts";

/** The address under which the tests publish. */
export const BASE_URL = "https://news.example.org";

/** A site with nested sections, old addresses and a Traditional Chinese and an English part. */
export const SITE: Site = sure(
  toSite({
    title: "澜川新闻网",
    description: "澜川州的新闻",
    url: BASE_URL,
    lang: "zh-Hans",
    time_zone: "Asia/Shanghai",
    id_authority: "example.org,2026",
    hub: "https://hub.example.org/",
    aliases: ["/rss/all.xml", "/backend/feed.asp?type=all"],
    sections: [
      {
        slug: "news",
        title: "新闻",
        aliases: ["/rss/xw.xml", "/html/xw/"],
        sections: [
          {
            slug: "politics",
            title: "党政要闻",
            aliases: ["/rss/xw_atom.xml", "/sections/zhengzhi"],
          },
          { slug: "society", title: "社会民生", sections: [{ slug: "school", title: "学校" }] },
        ],
      },
      { slug: "overseas", title: "海外版", lang: "zh-Hant" },
      { slug: "english", title: "English", lang: "en" },
      { slug: "新书", title: "新书" },
    ],
  }),
);

const SECTIONS = [
  "news/politics",
  "news/society",
  "news/society/school",
  "news",
  "overseas",
  "english",
];

/** `count` articles of made-up text, some of them on the same day, spread over the sections,
 *  oldest first. */
export function manyArticles(count: number): readonly Article[] {
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(Date.UTC(2023, 0, 1) + Math.floor(index / 3) * 86_400_000);
    return article({
      id: `a${index}`,
      title: `第${index}篇`,
      section: SECTIONS[(index * 7) % SECTIONS.length],
      ...(index % 11 === 0 && { also: ["english"] }),
      published: day.toISOString().slice(0, 10),
      sequence: index,
      tags: index % 2 === 0 ? ["双"] : ["单", "C++"],
      authors: [index % 5 === 0 ? "陆青禾" : "宋怀远"],
      lang: index % 4 === 0 ? "zh-Hant" : "zh-Hans",
      body: `<p>这是第${index}篇文章的正文，说的是第${index % 13}座桥。</p>`,
    });
  });
}

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
        format: "html",
        body: "<p>从明屿港到临澜市。</p>",
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
