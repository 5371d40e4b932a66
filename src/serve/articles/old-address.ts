import { percentDecoded, sectionFolder } from "#model/address.ts";
import { oldSection } from "#model/old-section.ts";
import { sectionAt } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { FEED_FORMATS, type FeedFormat } from "#feeds/feed.ts";
import { topicFolder, valueTopic } from "#feeds/folder.ts";

/** How the systems of the wild call a feed, in `?feed=` and at the end of a path. */
const FORMATS: Readonly<Record<string, FeedFormat>> = {
  feed: "rss",
  rss: "rss",
  rss2: "rss",
  rdf: "rss",
  atom: "atom",
  json: "json",
};

/** Matches the end of a feed's path: `/feed`, `/feed/rdf/`, `/rss.xml`, `/index.xml`, `/atom.xml/`;
 *  refuses `/feeds`, `/feed/x`, `/atomic`. */
const FEED_TAIL =
  /\/+(?:feed\/+(rss2?|rdf|atom|json)|(feed|rss2?|rdf|atom)(?:\.(?:xml|php|rdf))?|(?:feed|index)\.(json)|index\.(?:xml|rdf))\/*$/i;

/** Blogger's feeds, of all posts and of a label: `/feeds/posts/default`,
 *  `/feeds/posts/summary/-/label`. */
const BLOGGER_FEED = /^\/feeds\/posts\/(?:default|full|summary)(?:\/-\/([^/]+))?\/*$/;

/** What an old address asks for: the folder of a feed or a page, without slashes at its end. */
type OldAddress = {
  readonly folder: string;
  /** What stands in its query beside `feed`, a part each, such as `cat=2`. */
  readonly query: readonly string[];
  /** "unknown" for a feed in a format that we do not have. */
  readonly format?: FeedFormat | "unknown";
};

/** The forms in which systems write one address, brought to one: doubled slashes, a slash or an
 *  `index.html` at the end, the number of a page, a feed's name behind its page or in the query.
 *  @example readOldAddress("/category/x/feed/atom/", "") // { folder: "/category/x", query: [],
 *  format: "atom" } */
export function readOldAddress(pathname: string, search: string): OldAddress {
  const parameters = new URLSearchParams(search);
  const query = [...parameters].filter(([name]) => name !== "feed").map(queryPart);
  const path = pathname.replace(/\/{2,}/g, "/");
  const blogger = BLOGGER_FEED.exec(path);
  if (blogger !== null) return bloggerFeed(blogger[1], parameters.get("alt"));
  const { page, named } = partsOf(path);
  const name = parameters.get("feed")?.toLowerCase() ?? named;
  const format = name === undefined ? undefined : (FORMATS[name] ?? "unknown");
  return { folder: page, query, ...(format !== undefined && { format }) };
}

function bloggerFeed(label: string | undefined, alt: string | null): OldAddress {
  const format = FORMATS[alt ?? "atom"] ?? "unknown";
  return { folder: label === undefined ? "" : `/search/label/${label}`, query: [], format };
}

/** The page that a path is of, and the word for a feed at its end. */
function partsOf(path: string): { readonly page: string; readonly named?: string } {
  const tail = FEED_TAIL.exec(path);
  const page = (tail === null ? path : path.slice(0, tail.index))
    .replace(/\/(?:index\.(?:html?|php|md))?$/i, "")
    .replace(/\/page\/\d+\/*$/, "")
    .replace(/\/+$/, "");
  if (tail === null) return { page };
  return { page, named: (tail[1] ?? tail[2] ?? tail[3] ?? "rss").toLowerCase() };
}

function queryPart([name, value]: readonly [string, string]): string {
  return new URLSearchParams([[name, value]]).toString();
}

/** Whether a feed is asked for in the query: no page may be given for it. */
export function asksForFeed(search: string): boolean {
  return new URLSearchParams(search).has("feed");
}

/** The path of what an old address means by the sections, topics, aliases and redirects that there
 *  are; undefined when they have nothing of it. Nothing is guessed: `known` tells which old path is
 *  which.
 *  @param known  where a path of the old site leads, by its spellings */
export function meantBy(
  { folder, query, format }: OldAddress,
  site: Site,
  known: (spellings: readonly string[]) => string | undefined,
): string | undefined {
  if (format === "unknown") return undefined;
  const spelled = [
    ...query.flatMap((part) => [`${folder}/?${part}`, `${folder}?${part}`]),
    folder,
    `${folder}/`,
    `${folder}/index.html`,
    `${folder}.html`,
  ];
  const old = known(spelled);
  const own = ownFolder(folder, site) ?? (folder === "" && old === undefined ? "/" : undefined);
  const target = own ?? (old && canonical(old, site));
  if (target === undefined || format === undefined) return target;
  return feedOf(target, format);
}

/** The feed of a page or of another feed; undefined for a file, of which there is none. */
function feedOf(target: string, format: FeedFormat): string | undefined {
  const [path = "", query] = target.replace(/\/(?:feed\.xml|atom\.xml|feed\.json)$/, "").split("?");
  if (/\.\w+$/.test(path)) return undefined;
  const folder = path === "/" ? "" : path;
  return `${folder}/${FEED_FORMATS[format].file}${query === undefined ? "" : `?${query}`}`;
}

/** A target as its own resource writes it, so that one redirect is enough. */
function canonical(target: string, site: Site): string {
  const [, folder = target, file = ""] =
    /^(.*?)(\/(?:feed\.xml|atom\.xml|feed\.json))?$/s.exec(target) ?? [];
  const own = folder.includes("?") ? undefined : ownFolder(folder, site);
  return own === undefined ? target : own + file;
}

/** The folder of a section or a topic that a path of ours means. */
function ownFolder(folder: string, site: Site): string | undefined {
  const [, kind, ...rest] = folder.split("/").map(percentDecoded);
  const name = rest.join("/").normalize("NFC");
  if (kind === "sections") {
    const section = sectionAt(site.sections, name);
    const moved = oldSection(site, name);
    if (section !== undefined) return sectionFolder(section.path);
    return moved?.kind === "moved" ? sectionFolder(moved.to) : undefined;
  }
  const isTopic = (kind === "tags" || kind === "authors") && name !== "" && rest.length === 1;
  return isTopic ? topicFolder(valueTopic(kind, name)) : undefined;
}
