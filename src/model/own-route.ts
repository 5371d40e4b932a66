import { percentDecoded } from "./address.ts";

/** What stands at the root of the site, file by file, and the API. */
export const OWN_FILES: ReadonlySet<string> = new Set(
  (
    "/ /feed.xml /atom.xml /feed.json /feeds.opml /feeds /search /search.js /demo /search-index.json /opensearch.xml /openapi.json " +
    "/sitemap.xml /news-sitemap.xml /robots.txt /llms.txt /license.xml /.well-known/api-catalog /.well-known/mcp/server-card.json /favicon.ico /mcp /healthz /edge-canary " +
    "/api /api/articles /api/sections /api/search /api/suggest " +
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

/** Folders of which every path is ours, whatever is published. */
const RESERVED_FOLDERS: ReadonlySet<string> = new Set(
  "api admin media problems sitemaps".split(" "),
);
/** Matches what a feed's file or a section's archive has behind its folder. */
const FEED_FILE = /\/(?:feed\.xml|atom\.xml|feed\.json)$/;

/** What a site answers by its articles and sections. */
export type Present = {
  /** Ids of articles, drafts included. */
  readonly ids: ReadonlySet<string>;
  /** Paths of sections. */
  readonly sections: ReadonlySet<string>;
};

/** Whether nothing but the Worker itself can ever answer this path: no alias can claim it.
 *  @param path  begins with `/`, may have a query
 *  @example isReserved("/feed.xml") // true; isReserved("/sections/old/feed.xml") // false */
export function isReserved(path: string): boolean {
  const bare = barePath(path);
  if (bare === undefined) return false;
  const [, folder = "", ...rest] = bare.split("/");
  if (OWN_FILES.has(bare || "/") || RESERVED_FOLDERS.has(folder)) return true;
  const isFeed = FEED_FILE.test(bare) && rest.length === 1;
  return isFeed && (folder === "search" || folder === "corrections");
}

/** Whether a path is reserved, or that of an article or a section that is there: an alias that
 *  claims it would never be asked for. Of sections and articles that are gone, or never were, the
 *  paths are free.
 *  @param path  begins with `/`, may have a query */
export function isAnswered(path: string, { ids, sections }: Present): boolean {
  const bare = barePath(path);
  if (bare === undefined) return false;
  if (isReserved(path)) return true;
  const [, folder = "", ...rest] = bare.split("/");
  const below = rest.join("/").normalize("NFC");
  if (folder === "articles") return ids.has(below.replace(/\.(?:json|md|html)$/, ""));
  const section = below
    .replace(/(?:^|\/)archive\/[^/]+~[\w-]{10}(?=\/)/, "")
    .replace(FEED_FILE, "")
    .replace(/\.md$/, "");
  if (folder === "archive") return /^[^/]+~[\w-]{10}\/[^/]+$/.test(below) && FEED_FILE.test(bare);
  return folder === "sections" && sections.has(section);
}

/** Whether one of the Worker's own routes answers this path, so that nothing else can claim it. A
 *  query makes no difference, nor does a slash at the end, nor percent-encoding; but the home page
 *  gives way to a query that is not its own, for WordPress has permalinks such as `/?p=123`.
 *  @param path  begins with `/`, may have a query
 *  @see design.md section 4: the table of URLs
 *  @example isOwnRoute("/articles/7?x") // true; isOwnRoute("/html/xw/7.html") // false */
export function isOwnRoute(path: string): boolean {
  const bare = barePath(path);
  if (bare === undefined) return false;
  return OWN_FILES.has(bare || "/") || OWN_FOLDERS.has(bare.split("/", 2)[1] ?? "");
}

/** The path without query and slash at the end, decoded; undefined for the home page with a query
 *  that is not its own. */
function barePath(path: string): string | undefined {
  if (/^\/\?(?!cursor=)./s.test(path)) return undefined;
  return percentDecoded(path.replace(/[?#].*$/s, "")).replace(/(?<=[^/])\/+$/, "");
}
