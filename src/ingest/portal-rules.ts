/** What is particular to the pages of one portal. What is absent is as on most Chinese portals. */
export type PortalRules = {
  /** Words before the breadcrumb, such as `您所在的位置`. */
  readonly breadcrumbLabels: readonly string[];
  /** Crumbs that are no sections: the page's own, and the home page. The first crumb is the site's name and never a section. */
  readonly furniture: readonly string[];
  /** Slugs of section titles, where the permalink does not tell them. */
  readonly slugs: Readonly<Record<string, string>>;
  /** Words that mark a part of a title as spam. */
  readonly spamWords: readonly string[];
};

/** The rules of a portal that nobody wrote rules for. */
export const PORTAL_RULES: PortalRules = {
  breadcrumbLabels:
    "您所在的位置 您现在的位置 您現在的位置 你所在的位置 当前位置 當前位置 所在位置 位置".split(
      " ",
    ),
  furniture:
    "首页 首頁 浏览文章 瀏覽文章 正文 内容 內容 文章内容 文章內容 文章正文 阅读文章 閱讀文章 查看文章".split(
      " ",
    ),
  slugs: {},
  spamWords: [],
};
