import { articlePath, percentDecoded } from "#model/address.ts";
import { toArticleId } from "#model/name.ts";
import { isReserved, OWN_FILES } from "#model/own-route.ts";
import { isRejection } from "#model/rejection.ts";
import { valueTopic } from "#feeds/folder.ts";
import { findAlias, findArticle, findFirstAlias } from "#store/article-reading.ts";
import { readTopics } from "#store/history/served-topics.ts";
import type { AliasEntry } from "#store/directory.ts";
import type { Reader } from "#store/reader.ts";
import { askedOfHome, asksForFeed, meantBy, readOldAddress } from "#feeds/old-address.ts";
import { meantPath, oldPathsOf } from "#feeds/old-path.ts";
import { otherSpellings, withoutTracking } from "#feeds/old-spelling.ts";
import { isProblemName, Problem } from "#serve/http/problem.ts";
import { movedTo } from "#serve/http/redirect.ts";
import { BROKEN_PATH } from "#serve/http/request-path.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { shown } from "#serve/http/section-or-site.ts";
import { idAndEnding, withdrawn } from "./published-article.ts";

/** Where the sitemap lies on other systems, whatever is published: `/wp-sitemap-posts-post-1.xml`,
 *  `/post_tag-sitemap2.xml`, `/sitemap-posts.xml`, `/sitemap.xml.gz`. */
const OLD_SITEMAPS =
  /^\/(?:wp-sitemap(?:-[\w-]+)?|sitemap(?:[_-]?index|-(?:posts|pages|tags|authors))?|[a-z_]+-sitemap\d*)\.xml(?:\.gz)?$/;

/** The answer to a path that no route has, or that leads to nothing: 301 to the article, section
 *  or feed that claims it, with its query where it has one, or without. 3 KV reads at most.
 *  @param otherwise  what is the matter when nothing claims it
 *  @throws {Problem} `otherwise`; page-not-found or bad-path without it; article-withdrawn */
export async function answerAlias(scope: RequestScope, otherwise?: Problem): Promise<Response> {
  const { c, site, baseUrl } = scope;
  const { pathname, search } = new URL(c.req.url);
  const { path, isClaimed } = meantPath(site, pathname, search);
  const isMoved = path !== undefined && path !== c.req.path;
  // No article can claim what is ours, or what is an alias of a feed.
  if (isMoved && (isClaimed || isReserved(pathname))) return movedTo(baseUrl, path);
  const entry = await findClaimant(scope, pathname, search);
  if (entry !== null) return movedToArticle(baseUrl, entry);
  if (isMoved && (await isServed(scope, path))) return movedTo(baseUrl, path);
  const own = await ownAddress(scope, pathname);
  if (own !== undefined) return movedTo(baseUrl, own + search);
  if (OLD_SITEMAPS.test(pathname)) return movedTo(baseUrl, "/sitemap.xml");
  if (otherwise !== undefined) throw otherwise;
  if (c.req.path === BROKEN_PATH)
    throw new Problem("bad-path", "The path is not UTF-8 when it is decoded");
  throw new Problem("page-not-found", `Nothing answers ${shown(pathname)}`);
}

/** An address of ours to which a path with a slash at its end leads; undefined for others. At most
 *  one KV read. */
async function ownAddress(scope: RequestScope, pathname: string): Promise<string | undefined> {
  const bare = pathname.replace(/\/{2,}/g, "/").replace(/\/$/, "");
  if (bare === pathname || bare === "") return undefined;
  const [, folder, name = ""] = /^\/(articles|problems)\/([^/]+)$/.exec(bare) ?? [];
  if (folder === "articles") return ownArticle(scope, name);
  return OWN_FILES.has(bare) || (folder === "problems" && isProblemName(name)) ? bare : undefined;
}

/** The address of an article, in the form that its ending asks for; undefined where there is none.
 *  At most one KV read. */
async function ownArticle({ reader }: RequestScope, name: string): Promise<string | undefined> {
  const [asked, ending] = idAndEnding(percentDecoded(name));
  const id = toArticleId(asked);
  if (isRejection(id) || (await findArticle(reader, id)) === null) return undefined;
  return ending === "json" || ending === "md" ? `${articlePath(id)}.${ending}` : articlePath(id);
}

/** Whether a path has something to give: of a tag or an author, that there was one. Nobody is sent
 *  to what was never there. 1 KV read, or none. */
async function isServed({ reader }: RequestScope, path: string): Promise<boolean> {
  const [, kind, name] = /^\/(tags|authors)\/([^/?]+)/.exec(path) ?? [];
  if ((kind !== "tags" && kind !== "authors") || name === undefined) return true;
  if (reader.manifest.topics === undefined) return true;
  const { value } = valueTopic(kind, percentDecoded(name));
  return (await readTopics(reader))[kind].includes(value);
}

/** The answer to the home page's path with a query that an article claims, as old WordPress
 *  permalinks such as `/?p=123` do; undefined when it asks for the home page itself.
 *  @throws {Problem} article-withdrawn; page-not-found for a page that nobody claims */
export async function answerHomeAlias({
  c,
  reader,
  site,
  baseUrl,
  parameters,
}: RequestScope): Promise<Response | undefined> {
  const { pathname, search } = new URL(c.req.url);
  if (search === "" || parameters.has("cursor")) return undefined;
  const entry = await findWithQuery(reader, pathname, search);
  if (entry !== null) return movedToArticle(baseUrl, entry);
  const meant =
    site.redirects === undefined
      ? undefined
      : meantBy(readOldAddress(pathname, search), site, oldPathsOf(site).known);
  if (meant !== undefined && meant !== "/") return movedTo(baseUrl, meant);
  const asked = askedOfHome(search);
  // Who asks for an article that is not here is not given the newest instead.
  if (asked === "other") throw new Problem("page-not-found", `Nothing answers ${shown(search)}`);
  return asked && movedTo(baseUrl, `/search?q=${encodeURIComponent(asked.words)}`);
}

function movedToArticle(baseUrl: string, entry: AliasEntry): Response {
  if (entry.withdrawn) throw withdrawn(entry.id);
  return movedTo(baseUrl, articlePath(entry.id));
}

/** The article that claims a path with its query; else, for links that somebody put a query behind,
 *  the one that claims the path alone, or another spelling of it, unless a feed is asked for. 3 KV
 *  reads and a round for what nobody claims, at most as many as there are spellings. */
export async function findClaimant(
  { reader }: Pick<RequestScope, "reader">,
  pathname: string,
  search: string,
): Promise<AliasEntry | null> {
  const exact = await findWithQuery(reader, pathname, search);
  if (exact !== null || asksForFeed(search)) return exact;
  const others = [...(search === "" ? [] : [pathname]), ...otherSpellings(pathname)];
  return others.length === 0 ? null : findFirstAlias(reader, others);
}

/** The article that claims a path with its query, or with what is left of that without the
 *  parameters of those who track links. */
async function findWithQuery(
  reader: Reader,
  pathname: string,
  search: string,
): Promise<AliasEntry | null> {
  const exact = await findAlias(reader, pathname + search);
  const bare = withoutTracking(search);
  return exact !== null || bare === search || bare === ""
    ? exact
    : findAlias(reader, pathname + bare);
}
