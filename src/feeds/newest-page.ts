/** What the newest page of a feed holds: at least so many articles and all of that span before the
 *  newest, so that a reader that polls once a day, and sleeps a night, misses nothing; and no more
 *  than so many and so many bytes, whatever else is wished.
 *  @see design.md §4 */
export const NEWEST_PAGE = {
  minArticles: 20,
  minSpanMs: 48 * 3_600_000,
  maxArticles: 100,
  maxBytes: 1_000_000,
} as const;
