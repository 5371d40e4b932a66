import type { Operation } from "./operation.ts";

const JSON_OF = (schema: string): Readonly<Record<string, string>> => ({
  "application/json": schema,
});

/** What the routes of articles and of searches can be asked for. */
export const ARTICLE_OPERATIONS = {
  articleList: [
    {
      path: "/api/articles",
      id: "listArticles",
      says: [
        "Articles, newest first; with `updated_after`, what changed since, oldest change first",
        "文章列表，新的在前；用 updated_after 则列出此后的变更，旧的在前",
        "文章列表，新的在前；用 updated_after 則列出此後的變更，舊的在前",
      ],
      query: [
        "section",
        "tag",
        "author",
        "lang",
        "after",
        "before",
        "limit.list",
        "cursor",
        "updated_after",
      ],
      gives: JSON_OF("ArticleList"),
      problems: ["bad-parameter", "section-not-found", "log-too-short"],
    },
  ],
  sectionTree: [
    {
      path: "/api/sections",
      id: "listSections",
      says: [
        "The tree of sections, with counts and feeds",
        "栏目树，含文章数与订阅源",
        "欄目樹，含文章數與訂閱源",
      ],
      gives: JSON_OF("SectionTree"),
    },
  ],
  search: [
    {
      path: "/api/search",
      id: "search",
      says: [
        "Full-text search with highlights and facets",
        "全文搜索，含高亮与分面",
        "全文搜尋，含醒目標示與分面",
      ],
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
      gives: JSON_OF("SearchAnswer"),
      problems: ["bad-parameter", "too-many-requests", "index-outdated"],
    },
  ],
  suggest: [
    {
      path: "/api/suggest",
      id: "suggest",
      says: ["What the text in a search box may become", "搜索建议", "搜尋建議"],
      query: ["q", "format"],
      gives: {
        "application/json": "Suggestions",
        "application/x-suggestions+json": "OpenSearchSuggestions",
      },
      problems: ["bad-parameter", "too-many-requests", "index-outdated"],
    },
  ],
  article: [
    {
      path: "/articles/{id}",
      id: "articlePage",
      says: ["An article's page", "文章页面", "文章頁面"],
      gives: { "text/html": null },
      problems: ["article-not-found", "article-withdrawn"],
    },
    {
      path: "/articles/{id}.json",
      id: "article",
      says: ["An article with all its fields", "文章的全部字段", "文章的全部欄位"],
      gives: JSON_OF("Article"),
      problems: ["article-not-found", "article-withdrawn"],
    },
    {
      path: "/articles/{id}.md",
      id: "articleMarkdown",
      says: ["An article as Markdown", "文章的 Markdown 文本", "文章的 Markdown 文字"],
      gives: { "text/markdown": null },
      problems: ["article-not-found", "article-withdrawn"],
    },
  ],
  health: [
    {
      path: "/healthz",
      id: "health",
      says: ["Whether it serves, and what", "运行状况", "執行狀況"],
      gives: JSON_OF("Health"),
    },
  ],
  index: [
    {
      path: "/search-index.json",
      id: "searchIndex",
      says: [
        "The search index as MiniSearch's own JSON, up to 5 MB",
        "搜索索引（MiniSearch 的 JSON，至多 5 MB）",
        "搜尋索引（MiniSearch 的 JSON，至多 5 MB）",
      ],
      gives: { "application/json": null },
      problems: ["index-too-large", "index-outdated"],
    },
  ],
  openApi: [
    {
      path: "/openapi.json",
      id: "openApi",
      says: ["This API as OpenAPI 3.1", "本接口的 OpenAPI 3.1 文档", "本介面的 OpenAPI 3.1 文件"],
      gives: { "application/json": null },
    },
  ],
} as const satisfies Readonly<Record<string, readonly Operation[]>>;
