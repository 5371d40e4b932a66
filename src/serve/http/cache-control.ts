import { FEED_MAX_AGE_SECONDS } from "#feeds/feed.ts";

/** What caches may do with each kind of answer. All are public: an answer never depends on who
 *  asks. Stale copies may be shown for a minute while a new one is fetched, so that somebody who
 *  comes back in the evening does not see the morning, and for a week while we fail: RFC 5861. */
export const CACHE = {
  /** As long as the feed's own `ttl` says. */
  feed: `public, max-age=${FEED_MAX_AGE_SECONDS}, stale-while-revalidate=60, stale-if-error=604800`,
  /** Pages and the API: a publication is seen within two minutes. */
  page: "public, max-age=60, stale-while-revalidate=60, stale-if-error=604800",
  /** What has its hash in its name. */
  immutable: "public, max-age=31536000, immutable",
  /** A media file: the same for ever in a browser that has it; what many share asks again after a
   *  day, for its article may have been withdrawn. */
  media: "public, max-age=31536000, s-maxage=86400, immutable",
  /** The search element: a new version is in every page within an hour, and no page waits for
   *  it. */
  script: "public, max-age=3600, stale-while-revalidate=604800, stale-if-error=604800",
  /** What changes with a new version of Broadsheet only. */
  fixed: "public, max-age=86400",
  /** What is not there now, but may be published in a minute. */
  absence: "public, max-age=60",
  /** What must be asked for each time. */
  never: "no-store",
} as const;
