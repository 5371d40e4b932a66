import type { Query } from "#search/query/query.ts";

/** Characters of a search that can be followed: its address stands in feeds and headers. */
export const MAX_FOLLOWED_TEXT = 200;
/** Terms of one: what is left of a feed's KV reads pays for packs. */
export const MAX_FOLLOWED_TERMS = 12;

/** Whether a search has a feed: it has words, and not more of them than a feed can look for. */
export function canBeFollowed({ text, lookup }: Pick<Query, "text" | "lookup">): boolean {
  const isShort = text !== "" && text.length <= MAX_FOLLOWED_TEXT;
  return isShort && lookup.terms.length <= MAX_FOLLOWED_TERMS;
}
