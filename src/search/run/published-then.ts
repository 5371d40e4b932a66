import type { Scratch } from "./bm25.ts";
import { firstSince } from "./filter.ts";
import type { OpenIndex } from "./open-index.ts";
import type { PublicationSpan, TermQuery } from "#search/query/term-query.ts";

/** Marks the articles that were published in a span of time, and adds nothing to their scores.
 *  O(log articles + those found).
 *  @param bit  what is set in their masks */
export function markPublished(
  { parts }: OpenIndex,
  { after, before }: PublicationSpan,
  bit: number,
  scratch: Scratch,
): void {
  const { masks, docs } = scratch;
  for (const { columns, first } of parts) {
    const end = first + firstSince(columns, before);
    for (let doc = first + firstSince(columns, after); doc < end; doc++) {
      if (masks[doc] === 0) docs[scratch.count++] = doc;
      masks[doc]! |= bit;
    }
  }
}

/** The bits of a query that say when an article was published; 0 when it does not ask. */
export function publicationBits({ terms }: Pick<TermQuery, "terms">): number {
  return terms.reduce((mask, { published }, place) => (published ? mask | (1 << place) : mask), 0);
}

/** Whether an article with these terms was published on a date that a query names and the article
 *  does not. O(dates). */
export function publishedThenTest(
  query: Pick<TermQuery, "terms" | "aliases">,
): (mask: number) => boolean {
  const bits = publicationBits(query);
  const dates = (query.aliases ?? []).filter(([others]) => (others & bits) !== 0);
  return (mask) => dates.some(([others, bit]) => (mask & others & bits) !== 0 && !(mask & bit));
}
