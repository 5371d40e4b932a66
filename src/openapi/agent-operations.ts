import type { Operation } from "./operation.ts";

/** What the routes for programs that read for people can be asked for. */
export const AGENT_OPERATIONS = {
  llms: [
    {
      path: "/llms.txt",
      id: "llms",
      says: ["What programs find here, in Markdown", "供程序阅读的说明", "供程式閱讀的說明"],
      gives: { "text/plain": null },
    },
  ],
  apiCatalog: [
    {
      path: "/.well-known/api-catalog",
      id: "apiCatalog",
      says: [
        "The interfaces of the site (RFC 9727)",
        "接口目录（RFC 9727）",
        "介面目錄（RFC 9727）",
      ],
      gives: { "application/linkset+json": null },
    },
  ],
  serverCard: [
    {
      path: "/.well-known/mcp/server-card.json",
      id: "mcpServerCard",
      says: ["Where the MCP server is", "MCP 服务的位置", "MCP 服務的位置"],
      gives: { "application/json": null },
    },
  ],
  rsl: [
    {
      path: "/license.xml",
      id: "rsl",
      says: [
        "The site's terms in RSL, where it says so",
        "网站授权条款（RSL），以网站声明为准",
        "網站授權條款（RSL），以網站聲明為準",
      ],
      gives: { "application/rsl+xml": null },
      problems: ["page-not-found"],
    },
  ],
  mcp: [
    {
      path: "/mcp",
      method: "post",
      takes: "application/json",
      id: "mcp",
      says: ["Model Context Protocol", "模型上下文协议（MCP）", "模型上下文協定（MCP）"],
      gives: { "application/json": null },
    },
  ],
  purge: [
    {
      path: "/admin/purge",
      method: "post",
      takes: "application/json",
      id: "purge",
      says: [
        "Lets go of what a cache in front of the site holds; needs the publisher's token",
        "清除站点前的缓存，须有发布者的令牌",
        "清除網站前的快取，須有發布者的權杖",
      ],
      gives: { "application/json": null },
      problems: ["page-not-found", "unauthorized", "bad-parameter"],
    },
  ],
} as const satisfies Readonly<Record<string, readonly Operation[]>>;
