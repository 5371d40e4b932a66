/** Every route of the Worker, by what answers it: the app is made from this list, and what is told
 *  of the routes is compared with it. Paths as Hono writes them, each after its method where that
 *  is not GET (`POST /mcp`); what is asked first stands first. */
export const ROUTES = {
  home: ["/"],
  siteFeed: ["/feed.xml", "/atom.xml", "/feed.json"],
  archive: ["/archive/:name/:file"],
  section: ["/sections/*"],
  topic: ["/tags/*", "/authors/*", "/languages/*"],
  corrections: ["/corrections/*"],
  article: ["/articles/:name"],
  articleList: ["/api/articles"],
  sectionTree: ["/api/sections"],
  search: ["/api/search"],
  suggest: ["/api/suggest"],
  searchPage: ["/search"],
  searchFeed: ["/search/*"],
  demo: ["/demo"],
  apiPage: ["/api"],
  openApi: ["/openapi.json"],
  widget: ["/search.js", "/:script{search-[a-z0-9]+\\.js}"],
  feeds: ["/feeds"],
  opml: ["/feeds.opml"],
  sitemap: ["/sitemap.xml"],
  sitemapPart: ["/sitemaps/:name"],
  newsSitemap: ["/news-sitemap.xml"],
  health: ["/healthz"],
  canary: ["/edge-canary"],
  icon: ["/favicon.ico"],
  openSearch: ["/opensearch.xml"],
  index: ["/search-index.json"],
  media: ["/media/:name"],
  problemNote: ["/problems/:name"],
  robots: ["/robots.txt"],
  style: ["/:style{style-[a-z0-9]+\\.css}"],
  llms: ["/llms.txt"],
  apiCatalog: ["/.well-known/api-catalog"],
  serverCard: ["/.well-known/mcp/server-card.json"],
  rsl: ["/license.xml"],
  mcp: ["POST /mcp"],
  purge: ["POST /admin/purge"],
  putArticle: ["PUT /admin/articles/:id"],
  deleteArticle: ["DELETE /admin/articles/:id"],
  getArticle: ["/admin/articles/:id"],
  listArticles: ["/admin/articles"],
  postArticles: ["POST /admin/articles"],
  postMedia: ["POST /admin/media"],
  rollback: ["POST /admin/rollback"],
  releases: ["/admin/releases"],
  alias: ["*"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What answers a route. */
export type RouteName = keyof typeof ROUTES;

/** A route's method and its path.
 *  @example methodAndPath("POST /mcp") // ["POST", "/mcp"] */
export function methodAndPath(route: string): readonly [method: string, path: string] {
  const [path = route, method = "GET"] = route.split(" ").toReversed();
  return [method, path];
}
