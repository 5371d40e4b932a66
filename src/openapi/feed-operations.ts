import { FEED_FORMATS } from "#feeds/feed.ts";
import { HTML, type Operation, XML } from "./operation.ts";
import type { Wording } from "./wording.ts";

const FORMAT_NAMES: Readonly<Record<keyof typeof FEED_FORMATS, string>> = {
  rss: "RSS 2.0",
  atom: "Atom 1.0",
  json: "JSON Feed 1.1",
};

/** The media types of the three formats. */
const FEEDS = Object.fromEntries(
  Object.entries(FEED_FORMATS).map(([format, { type }]) => [
    type.split(";")[0],
    format === "json" ? "JsonFeed" : null,
  ]),
);

function siteFeed(format: keyof typeof FEED_FORMATS): Operation {
  const { file, type } = FEED_FORMATS[format];
  const name = FORMAT_NAMES[format];
  return {
    path: `/${file}`,
    id: `${format}Feed`,
    says: [`The site's feed as ${name}`, `全站订阅源，${name} 格式`, `全站訂閱源，${name} 格式`],
    query: ["lang"],
    gives: { [type.split(";")[0] ?? ""]: format === "json" ? "JsonFeed" : null },
    problems: ["bad-parameter"],
  };
}

/** The page and the feeds of a tag, of an author or of a language. */
function topic(
  name: "tag" | "author" | "lang",
  folder: string,
  [english, simplified, traditional]: Wording,
): readonly Operation[] {
  const id = folder[0]?.toUpperCase() + folder.slice(1);
  return [
    {
      path: `/${folder}/{${name}}`,
      id: `pageOf${id}`,
      says: [`The page of ${english}`, `${simplified}页面`, `${traditional}頁面`],
      query: ["cursor"],
      gives: HTML,
      problems: ["bad-parameter", "topic-not-found"],
    },
    {
      path: `/${folder}/{${name}}/{feed}`,
      id: `feedOf${id}`,
      says: [`The feeds of ${english}`, `${simplified}订阅源`, `${traditional}訂閱源`],
      gives: FEEDS,
      problems: ["topic-not-found"],
    },
  ];
}

/** What the routes of feeds can be asked for. */
export const FEED_OPERATIONS = {
  siteFeed: [siteFeed("rss"), siteFeed("atom"), siteFeed("json")],
  archive: [
    {
      path: "/archive/{document}/{feed}",
      id: "archiveDocument",
      says: [
        "An archive document of the site's feed (RFC 5005)",
        "全站订阅源的归档文档（RFC 5005）",
        "全站訂閱源的歸檔文件（RFC 5005）",
      ],
      gives: FEEDS,
      problems: ["archive-not-found", "archive-superseded"],
    },
  ],
  section: [
    {
      path: "/sections/{section}",
      id: "sectionPage",
      says: ["The page of a section", "栏目页面", "欄目頁面"],
      query: ["cursor"],
      gives: HTML,
      problems: ["bad-parameter", "section-not-found", "section-gone"],
    },
    {
      path: "/sections/{section}/{feed}",
      id: "sectionFeed",
      says: ["The feeds of a section", "栏目订阅源", "欄目訂閱源"],
      query: ["depth", "lang"],
      gives: FEEDS,
      problems: ["bad-parameter", "section-not-found", "section-gone"],
    },
    {
      path: "/sections/{section}/archive/{document}/{feed}",
      id: "sectionArchiveDocument",
      says: [
        "An archive document of a section's feed (RFC 5005)",
        "栏目订阅源的归档文档（RFC 5005）",
        "欄目訂閱源的歸檔文件（RFC 5005）",
      ],
      gives: FEEDS,
      problems: ["archive-not-found", "archive-superseded", "section-not-found", "section-gone"],
    },
  ],
  topic: [
    ...topic("tag", "tags", ["a tag", "标签", "標籤"]),
    ...topic("author", "authors", ["an author", "作者", "作者"]),
    ...topic("lang", "languages", ["a language", "语言", "語言"]),
  ],
  corrections: [
    {
      path: "/corrections/{feed}",
      id: "correctionsFeed",
      says: ["The feeds of corrections", "更正订阅源", "更正訂閱源"],
      gives: FEEDS,
      problems: ["page-not-found"],
    },
  ],
  searchFeed: [
    {
      path: "/search/{feed}",
      id: "searchFeed",
      says: [
        "The feeds of a search: its newest articles",
        "搜索订阅源：最新的匹配文章",
        "搜尋訂閱源：最新的相符文章",
      ],
      query: ["q", "section", "tag", "author", "lang", "after", "before", "on"],
      needs: ["q"],
      gives: FEEDS,
      problems: ["bad-parameter", "section-gone", "index-outdated", "too-many-requests"],
    },
  ],
  feeds: [
    {
      path: "/feeds",
      id: "feedsPage",
      says: ["All feeds, as a page", "全部订阅源，网页", "全部訂閱源，網頁"],
      gives: HTML,
    },
  ],
  opml: [
    {
      path: "/feeds.opml",
      id: "feedsOpml",
      says: ["All feeds, as OPML", "全部订阅源，OPML", "全部訂閱源，OPML"],
      gives: { "text/x-opml": null },
    },
  ],
  sitemap: [
    {
      path: "/sitemap.xml",
      id: "sitemap",
      says: ["The list of sitemaps", "站点地图目录", "網站地圖目錄"],
      gives: XML,
    },
  ],
  sitemapPart: [
    {
      path: "/sitemaps/{part}.xml",
      id: "sitemapPart",
      says: ["A sitemap", "站点地图", "網站地圖"],
      gives: XML,
      problems: ["page-not-found"],
    },
  ],
  newsSitemap: [
    {
      path: "/news-sitemap.xml",
      id: "newsSitemap",
      says: [
        "The articles of two days, for news search",
        "两日内的新闻站点地图",
        "兩日內的新聞網站地圖",
      ],
      gives: XML,
    },
  ],
} as const satisfies Readonly<Record<string, readonly Operation[]>>;
