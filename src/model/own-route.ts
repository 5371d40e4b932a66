import { percentDecoded } from "./address.ts";

/** What stands at the root of the site, file by file. */
const OWN_FILES: ReadonlySet<string> = new Set(
  (
    "/ /feed.xml /atom.xml /feed.json /feeds.opml /feeds /search /search.js /demo /search-index.json /opensearch.xml /openapi.json " +
    "/sitemap.xml /news-sitemap.xml /robots.txt /llms.txt /favicon.ico /mcp /healthz " +
    // The feeds of other systems, which lead to ours.
    "/feed /feed/rss /feed/rss2 /feed/atom /feed/json /rss /rss.xml /index.xml /atom"
  ).split(" "),
);
/** Folders of which every path is ours. */
const OWN_FOLDERS: ReadonlySet<string> = new Set(
  "sections tags authors languages corrections articles archive search media sitemaps api admin problems".split(
    " ",
  ),
);

/** Whether one of the Worker's own routes answers this path, so that nothing else can claim it.
 *  A query makes no difference, nor does a slash at the end, nor percent-encoding; but the home page gives way to a query that is not its own, for
 *  WordPress has permalinks such as `/?p=123`.
 *  @param path  begins with `/`, may have a query
 *  @see design.md section 4: the table of URLs
 *  @example isOwnRoute("/articles/7?x") // true; isOwnRoute("/html/xw/7.html") // false */
export function isOwnRoute(path: string): boolean {
  if (/^\/\?(?!cursor=)./s.test(path)) return false;
  const bare = percentDecoded(path.replace(/[?#].*$/s, "")).replace(/(?<=[^/])\/+$/, "");
  return OWN_FILES.has(bare || "/") || OWN_FOLDERS.has(bare.split("/", 2)[1] ?? "");
}
