/** Addresses that a document leads to: further parts of the same source, pages that it lists, and
 *  parts that may be there although nothing says so. */
export type FollowUps = {
  readonly parts: readonly string[];
  readonly pages: readonly string[];
  readonly guesses?: readonly string[];
  /** When pages changed, as a sitemap says. */
  readonly changes?: ReadonlyMap<string, string>;
};

/** Of a document that leads nowhere. */
export const NO_FOLLOW_UPS: FollowUps = { parts: [], pages: [] };
