import { cutArchive, PAGE_BYTES } from "./archive.ts";
import type { ReadyArticle } from "./ready-article.ts";

/** What the newest page of a feed holds: at least so many articles and all of that span before the newest, so that a reader that polls once a day, and sleeps a
 *  night, misses nothing; and no more than so many, whatever else is wished. */
export const NEWEST_PAGE = {
  minArticles: 20,
  minSpanMs: 48 * 3_600_000,
  maxArticles: 100,
} as const;

/** The articles of a section, divided: each is in one archive document or on the newest page. */
export type Division = {
  /** Archive documents, the oldest first, each with its articles oldest first. */
  readonly archived: readonly (readonly ReadyArticle[])[];
  /** Oldest first. */
  readonly newest: readonly ReadyArticle[];
};

/** Divides the articles of a section into archive documents and the newest page. As many documents are archived as leave at least 20 articles and all of the
 *  48 hours before the newest; more, if what they leave is over 100 articles or 1 MB.
 *  @param articles  oldest first */
export function divide(articles: readonly ReadyArticle[]): Division {
  const { documents, rest } = cutArchive(articles);
  const since = (articles.at(-1)?.ms ?? 0) - NEWEST_PAGE.minSpanMs;
  let kept = documents.length;
  let newest = [...rest];
  const isEnough = (): boolean => {
    const before = documents[kept - 1]?.at(-1);
    return newest.length >= NEWEST_PAGE.minArticles && (before === undefined || before.ms < since);
  };
  while (kept > 0 && (newest.length === 0 || !isEnough())) {
    const wider = [...(documents[kept - 1] ?? []), ...newest];
    if (
      newest.length > 0 &&
      (wider.length > NEWEST_PAGE.maxArticles || bytesOf(wider) > PAGE_BYTES)
    )
      break;
    newest = wider;
    kept -= 1;
  }
  return { archived: documents.slice(0, kept), newest };
}

function bytesOf(articles: readonly ReadyArticle[]): number {
  return articles.reduce((sum, { record }) => sum + record.length, 0);
}
