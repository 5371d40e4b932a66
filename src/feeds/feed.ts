import type { Article } from "#model/article.ts";
import type { Entry } from "#model/entry.ts";
import type { FeedFormat, PerFormat } from "#model/release.ts";
import type { Instant } from "#model/instant.ts";
import type { Site } from "#model/site.ts";
import type { Tombstone } from "#model/entry.ts";
import { asciiPath } from "./folder.ts";

/** One feed document: the newest page of a feed, or one of its archive documents. What the three
 *  formats are written from. */
export type Feed = {
  readonly site: Site;
  /** The site's address without a slash at the end. */
  readonly baseUrl: string;
  /** The folder of the document, as it stands in its URL: "" for the whole site, `/sections/news`,
   *  `/sections/news/archive/NAME`, `/tags/R%26D`. */
  readonly path: string;
  /** The canonical query of the document, with its `?`, such as `?depth=0`; absent when it has
   *  none. */
  readonly query?: string;
  /** The page for people that shows the same: `/`, `/sections/news`. */
  readonly homePath: string;
  /** Plain text. */
  readonly title: string;
  /** Plain text; the title stands in for an empty one. */
  readonly description: string;
  /** BCP 47, or "und". */
  readonly lang: string;
  /** When anything in it last changed. */
  readonly modified: Instant;
  /** Newest first; each once: ready, or as packs hold them. */
  readonly entries: readonly (Article | Entry)[];
  /** The folder of the archive document just before this document. */
  readonly previousArchive?: string;
  /** The folder of the archive document just after this one; only in archive documents. */
  readonly nextArchive?: string;
  /** The folder of the current feed; set in archive documents, and only there. */
  readonly archiveOf?: string;
  /** Whether the document holds every entry the feed has, so that readers may drop the others. */
  readonly complete: boolean;
  /** URL of the WebSub hub. */
  readonly hub?: string;
  /** Articles withdrawn of late: Atom and JSON Feed say so. */
  readonly tombstones?: readonly Tombstone[];
};

/** The file of each format in a feed's folder, and its media type.
 *  @see RFC 4287 section 7; JSON Feed 1.1 "discovery" */
export const FEED_FORMATS = {
  rss: { file: "feed.xml", type: "application/rss+xml; charset=utf-8" },
  atom: { file: "atom.xml", type: "application/atom+xml; charset=utf-8" },
  json: { file: "feed.json", type: "application/feed+json; charset=utf-8" },
} as const satisfies PerFormat<{ readonly file: string; readonly type: string }>;

/** Part of every feed's ETag: raise it when the same articles come out as other bytes. */
export const FEEDS_REVISION = 6;

/** How long a feed may be kept before it is asked for again: `max-age` of the answer, and `ttl` and
 *  `sy:` inside it. Seconds.
 *  @see feeds.md §2.7: 900 to 3600 */
export const FEED_MAX_AGE_SECONDS = 900;

/** The name that feeds give as their generator. */
export const GENERATOR = "Broadsheet";

/** The absolute URL of the document in a format: `rel="self"`, `feed_url`. */
export function feedUrl(
  feed: Pick<Feed, "baseUrl" | "path" | "query">,
  format: FeedFormat,
): string {
  return folderUrl(feed.baseUrl, feed.path, format) + (feed.query ?? "");
}

/** The absolute URL of the feed in another folder of the same site, such as an archive
 *  document's. */
export function folderUrl(baseUrl: string, path: string, format: FeedFormat): string {
  return `${baseUrl}${asciiPath(path)}/${FEED_FORMATS[format].file}`;
}

/** The absolute URL of the page for people. */
export function homeUrl({ baseUrl, homePath }: Pick<Feed, "baseUrl" | "homePath">): string {
  return baseUrl + asciiPath(homePath);
}

/** A language tag that says something: undefined for "und" and for none. */
export function knownLang(lang: string | undefined): string | undefined {
  return lang === "und" ? undefined : lang;
}
