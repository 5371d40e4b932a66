import type { Operation } from "./operation.ts";

const JSON_OF = { "application/json": null };
/** Problems that any of them can have, beside its own. */
const ADMIN = [
  "page-not-found",
  "unauthorized",
  "too-many-requests",
  "press-missing",
  "press-busy",
  "site-too-large",
] as const;
/** Problems of what writes articles. */
const WRITING = [
  "bad-body",
  "bad-parameter",
  "content-too-large",
  "unsupported-media-type",
  "invalid-article",
  "idempotency-key-reused",
  "article-purged",
  "mass-loss",
  "reappearing-articles",
  "lost-addresses",
  "limit-reached",
  "fold-needed",
] as const;

/** What publishers can ask for, with their token. */
export const ADMIN_OPERATIONS = {
  putArticle: [
    {
      path: "/admin/articles/{id}",
      method: "put",
      takes: "application/json",
      isGuarded: true,
      id: "putArticle",
      says: [
        "Publishes an article, or a new version of it, and names the release in which it is seen",
        "发布一篇文章或其新版本，并告知从哪个版本起可见",
        "發布一篇文章或其新版本，並告知從哪個版本起可見",
      ],
      query: ["allow"],
      gives: JSON_OF,
      problems: [...ADMIN, ...WRITING],
    },
  ],
  deleteArticle: [
    {
      path: "/admin/articles/{id}",
      method: "delete",
      isGuarded: true,
      id: "deleteArticle",
      says: [
        "Withdraws an article: its address answers 410",
        "撤回一篇文章：其网址返回 410",
        "撤回一篇文章：其網址返回 410",
      ],
      query: ["purge", "allow"],
      gives: JSON_OF,
      problems: [...ADMIN, "article-not-found", "mass-loss", "lost-addresses", "fold-needed"],
    },
  ],
  getArticle: [
    {
      path: "/admin/articles/{id}",
      isGuarded: true,
      id: "getArticle",
      says: [
        "An article as it can be sent back, drafts and scheduled ones too",
        "文章原样，可修改后送回；含草稿与定时文章",
        "文章原樣，可修改後送回；含草稿與定時文章",
      ],
      gives: JSON_OF,
      problems: [...ADMIN, "article-not-found"],
    },
  ],
  listArticles: [
    {
      path: "/admin/articles",
      isGuarded: true,
      id: "listAllArticles",
      says: [
        "Ids of all articles with entity tag and status, drafts and scheduled ones too",
        "全部文章的编号、实体标签与状态，含草稿与定时文章",
        "全部文章的編號、實體標籤與狀態，含草稿與定時文章",
      ],
      gives: JSON_OF,
      problems: [...ADMIN],
    },
  ],
  postArticles: [
    {
      path: "/admin/articles",
      method: "post",
      takes: "application/json",
      isGuarded: true,
      id: "postArticles",
      says: [
        "Publishes a list of articles (JSON or JSON Lines) in one release: all of them or none",
        "在一个版本中发布一批文章（JSON 或 JSON Lines）：要么全部，要么一篇也不",
        "在一個版本中發布一批文章（JSON 或 JSON Lines）：要麼全部，要麼一篇也不",
      ],
      query: ["allow"],
      gives: JSON_OF,
      problems: [...ADMIN, ...WRITING, "article-not-found"],
    },
  ],
  postMedia: [
    {
      path: "/admin/media",
      method: "post",
      takes: "image/*",
      isGuarded: true,
      status: 201,
      id: "postMedia",
      says: [
        "Keeps a picture, checked by its bytes, and gives its address",
        "保存一张图片（按内容检验），返回其网址",
        "儲存一張圖片（按內容檢驗），返回其網址",
      ],
      gives: JSON_OF,
      problems: [...ADMIN, "content-too-large", "invalid-media"],
    },
  ],
  rollback: [
    {
      path: "/admin/rollback",
      method: "post",
      takes: "application/json",
      isGuarded: true,
      id: "rollback",
      says: ["Shows an earlier release again", "重新显示先前的版本", "重新顯示先前的版本"],
      gives: JSON_OF,
      problems: [...ADMIN, "bad-body", "release-not-found", "rollback-refused", "fold-needed"],
    },
  ],
  releases: [
    {
      path: "/admin/releases",
      isGuarded: true,
      id: "listReleases",
      says: ["The releases that are stored", "所存的各个版本", "所存的各個版本"],
      gives: JSON_OF,
      problems: [...ADMIN],
    },
  ],
} as const satisfies Readonly<Record<string, readonly Operation[]>>;
