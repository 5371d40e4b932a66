import { percentDecoded, sectionFolder } from "#model/address.ts";
import { toAlias } from "#model/article-part.ts";
import { oldSection } from "#model/old-section.ts";
import { isAnswered, type Present } from "#model/own-route.ts";
import { createRedirects } from "#model/redirect.ts";
import { isRejection } from "#model/rejection.ts";
import { allSections } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { asksForFeed, meantBy, readOldAddress } from "./old-address.ts";

/** What a site knows of its old paths. */
type OldPaths = {
  /** Where aliases of feeds and sections lead. */
  readonly feeds: ReadonlyMap<string, string>;
  /** Where any old path leads, aliases and redirects. */
  readonly known: (spellings: readonly string[]) => string | undefined;
};

const oldPaths = new WeakMap<Site, OldPaths>();

/** The old paths of a site; made once for each release that an isolate holds. */
export function oldPathsOf(site: Site): OldPaths {
  const held = oldPaths.get(site);
  if (held !== undefined) return held;
  const owners = [
    ...allSections(site.sections).map(({ path, aliases }) => ({
      folder: sectionFolder(path),
      aliases,
    })),
    { folder: "", aliases: site.aliases },
  ];
  const feeds = new Map(
    owners.flatMap(({ folder, aliases }) =>
      aliases.map((alias) => [normal(alias), targetOf(alias, folder)] as const),
    ),
  );
  const redirectOf = createRedirects(site.redirects ?? {});
  const known: OldPaths["known"] = (spellings) =>
    spellings.map((path) => feeds.get(path)).find((to) => to !== undefined) ??
    redirectOf(spellings);
  const made = { feeds, known };
  oldPaths.set(site, made);
  return made;
}

/** Where an old path leads by aliases, redirects and the forms that other systems write; and
 *  whether it is an alias of a feed or a section itself.
 *  @param search  its query with the `?`, or "" */
export function meantPath(
  site: Site,
  pathname: string,
  search: string,
): { readonly path: string | undefined; readonly isClaimed: boolean } {
  const { feeds, known } = oldPathsOf(site);
  // Who asks for a feed in the query is never given a page.
  const bare = asksForFeed(search) ? undefined : feeds.get(pathname);
  const claimed = feeds.get(pathname + search) ?? bare;
  if (claimed !== undefined) return { path: claimed, isClaimed: true };
  const exact = asksForFeed(search) ? undefined : known([pathname + search]);
  const path = exact ?? meantBy(readOldAddress(pathname, search), site, known);
  return { path, isClaimed: false };
}

/** What a path of a site is answered by: its own resource, or the one that it leads to by `was`,
 *  aliases and redirects; "gone" for a section that ended; undefined when nothing answers. What a
 *  redirect says of a tag or an author is believed: which of them were served is not known here.
 *  @param path  with its query
 *  @param present  what the site has; old paths of articles are not among it */
export function answeredBy(path: string, site: Site, present: Present): string | undefined {
  if (isAnswered(path, present)) return path;
  const [pathname = "", query] = path.split("?", 2);
  const search = query === undefined ? "" : `?${query}`;
  const meant = meantPath(site, pathname, search).path;
  if (meant === undefined || meant === path) return endOf(pathname, site);
  if (isAnswered(meant, present)) return meant;
  const [, folder = ""] = meant.split("/");
  if (folder === "articles" || folder === "sections") return endOf(meant, site);
  return pathname.startsWith(`/${folder}/`) ? undefined : meant;
}

/** What became of a section's page or feed that is not there any more. */
function endOf(pathname: string, site: Site): string | undefined {
  const [, below, file = ""] =
    /^\/sections\/(.+?)(\/(?:feed\.xml|atom\.xml|feed\.json))?\/?$/s.exec(pathname) ?? [];
  const old = below === undefined ? undefined : oldSection(site, percentDecoded(below));
  if (old === undefined) return undefined;
  return old.kind === "gone" ? "gone" : sectionFolder(old.to) + file;
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
  const isPage =
    /(?:\/|\.s?html?|\/(?:index|default)\.\w+)$/i.test(alias) &&
    !/rss|feed|atom|xml|rdf/i.test(alias);
  if (isPage) return folder || "/";
  if (/atom/i.test(alias)) return `${folder}/atom.xml`;
  return /json/i.test(alias) ? `${folder}/feed.json` : `${folder}/feed.xml`;
}
