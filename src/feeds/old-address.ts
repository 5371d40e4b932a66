import { percentDecoded, sectionFolder } from "#model/address.ts";
import { oldSection } from "#model/old-section.ts";
import { toLanguageTag } from "#model/language-tag.ts";
import { isRejection } from "#model/rejection.ts";
import { sectionAt } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { FEED_FORMATS } from "./feed.ts";
import type { FeedFormat } from "#model/release.ts";
import { topicFolder, valueTopic } from "./folder.ts";
import { barePath } from "./old-spelling.ts";

/** How the systems of the wild call a feed, in `?feed=` and at the end of a path. */
const FORMATS: Readonly<Record<string, FeedFormat>> = {
  feed: "rss",
  rss: "rss",
  rss2: "rss",
  rdf: "rss",
  atom: "atom",
  json: "json",
};

/** The format that a system of the wild means by a word such as `rss2`; undefined for none. */
export function oldFeedFormat(name: string): FeedFormat | undefined {
  const word = name.toLowerCase();
  return Object.hasOwn(FORMATS, word) ? FORMATS[word] : undefined;
}

/** Matches the end of a feed's path: `/feed`, `/feed/rdf/`, `/rss.xml`, `/index.xml`, `/atom.xml/`,
 *  `/wp-rss2.php`; refuses `/feeds`, `/feed/x`, `/atomic`. */
const FEED_TAIL =
  /\/+(?:feed\/+(rss2?|rdf|atom|json)|(feed|rss2?|rdf|atom)(?:\.(?:xml|php|rdf))?|wp-(feed|rss2?|rdf|atom)\.php|(?:feed|index)\.(json)|index\.(?:xml|rdf))\/*$/i;

/** Parameters by which WordPress chooses what a page or a feed is of. */
const CHOOSING =
  /^(?:cat|category_name|tag|tag_id|author|author_name|p|page_id|attachment_id|name|pagename|m|w|year|monthnum|day|s|post_type)=/;

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
  const path = pathname.replace(/\/{2,}/g, "/").replace(/^\/index\.php(?=\/)/i, "");
  const blogger = BLOGGER_FEED.exec(path);
  if (blogger !== null) return bloggerFeed(blogger[1], parameters.get("alt"));
  const { page, named } = partsOf(path);
  const name = parameters.get("feed")?.toLowerCase() ?? named;
  const format = name === undefined ? undefined : (oldFeedFormat(name) ?? "unknown");
  return { folder: page, query, ...(format !== undefined && { format }) };
}

function bloggerFeed(label: string | undefined, alt: string | null): OldAddress {
  const format = FORMATS[alt ?? "atom"] ?? "unknown";
  return { folder: label === undefined ? "" : `/search/label/${label}`, query: [], format };
}

/** The page that a path is of, and the word for a feed at its end. */
function partsOf(path: string): { readonly page: string; readonly named?: string } {
  const tail = FEED_TAIL.exec(path);
  const page = barePath(tail === null ? path : path.slice(0, tail.index))
    .replace(/\/page\/\d+$/, "")
    .replace(/\/+$/, "");
  if (tail === null) return { page };
  return { page, named: (tail.slice(1).find(Boolean) ?? "rss").toLowerCase() };
}

function queryPart([name, value]: readonly [string, string]): string {
  return new URLSearchParams([[name, value]]).toString();
}

/** Matches a parameter by which WordPress chose one page of a site, `p=12`, `cat=2`, `m=202401`;
 *  refuses `m=1`, by which Blogger asks for the page of a phone, and `utm_source=x`. */
const CHOOSING_ONE =
  /^(?:(?:cat|p|page_id|attachment_id|tag_id|author)=\d+|(?:category_name|tag|author_name|pagename)=.|m=\d{4})/;

/** What a query behind the home page asked WordPress for: words that were searched for, or "other"
 *  for a page that is not the home page; undefined for neither. `?s=20` is how links are shared. */
export function askedOfHome(search: string): { readonly words: string } | "other" | undefined {
  const parameters = new URLSearchParams(search);
  const words = parameters.get("s")?.trim() ?? "";
  if (words !== "" && !/^\d{1,2}$/.test(words)) return { words };
  return [...parameters].map(queryPart).some((part) => CHOOSING_ONE.test(part))
    ? "other"
    : undefined;
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
  const choosing = format === undefined ? CHOOSING_ONE : CHOOSING;
  const isHome = folder === "" && old === undefined && !query.some((part) => choosing.test(part));
  const own = ownFolder(folder, site, format !== undefined) ?? (isHome ? "/" : undefined);
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

/** The folder of a section or a topic that a path of ours means.
 *  @param isFeed  whether its feed is asked for: some have no page */
function ownFolder(folder: string, site: Site, isFeed = false): string | undefined {
  const [, kind = "", ...rest] = folder.split("/").map(percentDecoded);
  const name = rest.join("/").normalize("NFC");
  if (kind === "sections") return presentFolder(name, site);
  if (kind === "tags" || kind === "authors")
    return name !== "" && rest.length === 1 ? topicFolder(valueTopic(kind, name)) : undefined;
  return isFeed ? feedFolder(kind, rest) : undefined;
}

/** The folder of a section, also by a path that it had before. */
function presentFolder(name: string, site: Site): string | undefined {
  const section = sectionAt(site.sections, name);
  if (section !== undefined) return sectionFolder(section.path);
  const moved = oldSection(site, name);
  return moved?.kind === "moved" ? sectionFolder(moved.to) : undefined;
}

/** The folder of what has feeds alone: corrections, and a language. */
function feedFolder(kind: string, [name, ...more]: readonly string[]): string | undefined {
  if (kind === "corrections" && name === undefined) return "/corrections";
  if (kind !== "languages" || name === undefined || more.length > 0) return undefined;
  const value = toLanguageTag(name);
  return isRejection(value) ? undefined : topicFolder({ kind, value });
}
