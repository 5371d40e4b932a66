import { HTML, type Operation } from "./operation.ts";

/** What the routes of pages and files can be asked for. */
export const PAGE_OPERATIONS = {
  home: [
    {
      path: "/",
      id: "homePage",
      says: ["The home page", "首页", "首頁"],
      query: ["cursor"],
      gives: HTML,
      problems: ["bad-parameter"],
    },
  ],
  searchPage: [
    {
      path: "/search",
      id: "searchPage",
      says: ["The results page of a search", "搜索结果页面", "搜尋結果頁面"],
      query: [
        "q",
        "section",
        "tag",
        "author",
        "lang",
        "after",
        "before",
        "on",
        "sort",
        "limit.search",
        "page",
      ],
      gives: HTML,
      problems: ["bad-parameter", "section-gone", "too-many-requests", "index-outdated"],
    },
  ],
  demo: [
    {
      path: "/demo",
      id: "demoPage",
      says: ["The search element, to try", "搜索组件演示", "搜尋元件展示"],
      gives: HTML,
    },
  ],
  apiPage: [
    {
      path: "/api",
      id: "apiPage",
      says: ["This API, to read", "接口说明", "介面說明"],
      gives: HTML,
    },
  ],
  problemNote: [
    {
      path: "/problems/{problem}",
      id: "problemNote",
      says: ["What a problem means", "错误的含义", "錯誤的含義"],
      gives: HTML,
      problems: ["page-not-found"],
    },
  ],
  media: [
    {
      path: "/media/{file}",
      id: "media",
      says: [
        "A picture or a file; ranges are answered",
        "图片或文件；支持范围请求",
        "圖片或檔案；支援範圍請求",
      ],
      gives: { "*/*": null },
      problems: ["media-not-found", "range-not-satisfiable"],
    },
  ],
  widget: [
    {
      path: "/search.js",
      id: "searchElement",
      says: ["The search element", "搜索组件", "搜尋元件"],
      gives: { "text/javascript": null },
    },
    {
      path: "/search-{hash}.js",
      id: "pinnedSearchElement",
      says: [
        "The search element under the name of its bytes",
        "以内容散列命名的搜索组件",
        "以內容雜湊命名的搜尋元件",
      ],
      gives: { "text/javascript": null },
    },
  ],
  style: [
    {
      path: "/style-{hash}.css",
      id: "style",
      says: ["The pages' style", "页面样式", "頁面樣式"],
      query: ["accent"],
      gives: { "text/css": null },
    },
  ],
  icon: [
    {
      path: "/favicon.ico",
      id: "icon",
      says: ["The icon", "图标", "圖示"],
      gives: { "image/svg+xml": null, "image/png": null },
    },
  ],
  openSearch: [
    {
      path: "/opensearch.xml",
      id: "openSearch",
      says: [
        "The site's search, for browsers (OpenSearch 1.1)",
        "供浏览器使用的搜索描述（OpenSearch 1.1）",
        "供瀏覽器使用的搜尋描述（OpenSearch 1.1）",
      ],
      gives: { "application/opensearchdescription+xml": null },
    },
  ],
  canary: [
    {
      path: "/edge-canary",
      id: "edgeCanary",
      says: [
        "An id that is new each time it is made: who gets it twice got it from a cache",
        "每次生成都不同的标识，用来检验缓存",
        "每次產生都不同的識別碼，用來檢驗快取",
      ],
      gives: { "text/plain": null },
    },
  ],
  robots: [
    {
      path: "/robots.txt",
      id: "robots",
      says: ["What crawlers may visit", "爬虫规则", "爬蟲規則"],
      gives: { "text/plain": null },
    },
  ],
  alias: [
    {
      path: "/{path}",
      id: "oldAddress",
      says: [
        "An old address: leads to what it meant",
        "旧网址：转到现在的网址",
        "舊網址：轉到現在的網址",
      ],
      gives: {},
      status: 301,
      problems: ["page-not-found", "bad-path", "article-withdrawn", "section-gone"],
    },
  ],
} as const satisfies Readonly<Record<string, readonly Operation[]>>;
