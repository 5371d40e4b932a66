import { articlePath, sectionFolder } from "#model/address.ts";
import { toAlias } from "#model/article-part.ts";
import type { ArticleId } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";
import { allSections } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { findAlias } from "#store/article-reading.ts";
import type { AliasEntry } from "#store/directory.ts";
import type { Reader } from "#store/reader.ts";
import { asksForFeed, meantBy, readOldAddress } from "./old-address.ts";
import { Problem, WithdrawnProblem } from "#serve/http/problem.ts";
import { movedTo } from "#serve/http/redirect.ts";
import { BROKEN_PATH } from "#serve/http/request-path.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { shown } from "#serve/http/section-or-site.ts";

/** Where feeds used to lie on most systems; a feed of Atom stays one. */
const OLD_FEEDS: Readonly<Record<string, string>> = {
  "/feed": "/feed.xml",
  "/feed/": "/feed.xml",
  "/feed/rss/": "/feed.xml",
  "/feed/rss2/": "/feed.xml",
  "/rss": "/feed.xml",
  "/rss/": "/feed.xml",
  "/rss.xml": "/feed.xml",
  "/index.xml": "/feed.xml",
  "/feed/atom": "/atom.xml",
  "/feed/atom/": "/atom.xml",
  "/atom": "/atom.xml",
  "/atom/": "/atom.xml",
  "/feed/json": "/feed.json",
  "/feed/json/": "/feed.json",
};

/** The answer to a path that no route has, or that leads to nothing: 301 to the article, section
 *  or feed that claims it, with its query where it has one, or without. 3 KV reads at most.
 *  @param otherwise  what is the matter when nothing claims it
 *  @throws {Problem} `otherwise`; page-not-found or bad-path without it; article-withdrawn */
export async function answerAlias(scope: RequestScope, otherwise?: Problem): Promise<Response> {
  const { c, reader, site, baseUrl } = scope;
  const { pathname, search } = new URL(c.req.url);
  const aliases = aliasesOf(site);
  const isFeed = asksForFeed(search);
  // Who asks for a feed in the query is never given a page.
  const claimed = isFeed ? undefined : (aliases.get(pathname) ?? OLD_FEEDS[c.req.path]);
  const path = aliases.get(pathname + search) ?? claimed;
  if (path !== undefined) return movedTo(baseUrl, path);
  const entry = await (isFeed
    ? findAlias(reader, pathname + search)
    : claimOf(reader, pathname, search));
  if (entry !== null) return movedToArticle(baseUrl, entry);
  const meant = meantBy(readOldAddress(pathname, search), site, aliases);
  if (meant !== undefined && meant !== c.req.path) return movedTo(baseUrl, meant);
  if (otherwise !== undefined) throw otherwise;
  if (c.req.path === BROKEN_PATH)
    throw new Problem("bad-path", "The path is not UTF-8 when it is decoded");
  throw new Problem("page-not-found", `Nothing answers ${shown(pathname)}`);
}

/** The answer to the home page's path with a query that an article claims, as old WordPress
 *  permalinks such as `/?p=123` do; undefined when none does.
 *  @throws {Problem} article-withdrawn */
export async function answerHomeAlias({
  c,
  reader,
  baseUrl,
  parameters,
}: RequestScope): Promise<Response | undefined> {
  const { pathname, search } = new URL(c.req.url);
  if (search === "" || parameters.has("cursor")) return undefined;
  const entry = await findAlias(reader, pathname + search);
  return entry === null ? undefined : movedToArticle(baseUrl, entry);
}

/** The problem of an article that was taken back. */
export function withdrawn(id: ArticleId): Problem {
  return new WithdrawnProblem(id, shown(id));
}

function movedToArticle(baseUrl: string, entry: AliasEntry): Response {
  if (entry.withdrawn) throw withdrawn(entry.id);
  return movedTo(baseUrl, articlePath(entry.id));
}

/** What claims a path with its query; else, for links that somebody put a query behind, what
 *  claims the path alone. */
async function claimOf(
  reader: Reader,
  pathname: string,
  search: string,
): Promise<AliasEntry | null> {
  const exact = await findAlias(reader, pathname + search);
  return exact ?? (search === "" ? null : findAlias(reader, pathname));
}

const aliasTables = new WeakMap<Site, ReadonlyMap<string, string>>();

/** Old paths of feeds and sections, and where they lead; made once for each release that an
 *  isolate holds. */
function aliasesOf(site: Site): ReadonlyMap<string, string> {
  const known = aliasTables.get(site);
  if (known !== undefined) return known;
  const owners = [
    ...allSections(site.sections).map(({ path, aliases }) => ({
      folder: sectionFolder(path),
      aliases,
    })),
    { folder: "", aliases: site.aliases },
  ];
  const table = new Map(
    owners.flatMap(({ folder, aliases }) =>
      aliases.map((alias) => [normal(alias), targetOf(alias, folder)] as const),
    ),
  );
  aliasTables.set(site, table);
  return table;
}

function normal(alias: string): string {
  const path = toAlias(alias);
  return isRejection(path) ? alias : path;
}

/** An old address leads to the feed, for those who are subscribed to it must stay; only one that
 *  looks like a page leads to the page.
 *  @example targetOf("/rss/xw.xml", "/sections/news") // "/sections/news/feed.xml"; of
 *  "/html/xw/": "/sections/news" */
function targetOf(alias: string, folder: string): string {
  const isPage = /(?:\/|\.s?html?)$/i.test(alias) && !/rss|feed|atom|xml|rdf/i.test(alias);
  if (isPage) return folder || "/";
  if (/atom/i.test(alias)) return `${folder}/atom.xml`;
  return /json/i.test(alias) ? `${folder}/feed.json` : `${folder}/feed.xml`;
}
