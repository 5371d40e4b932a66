import { NEWEST_PAGE } from "#model/newest-page.ts";
import { epochMs, type Instant } from "#model/instant.ts";
import type { ArticleId } from "#model/name.ts";
import { cutArchive } from "./archive.ts";
import { byAge, type ReadyArticle } from "./ready-article.ts";

/** At most this many articles that are older than the newest page show there. */
const MAX_LATE = 20;

/** The articles of a section, divided: each is in one archive document or on the newest page. */
type Division = {
  /** Archive documents, the oldest first, each with its articles oldest first. */
  readonly archived: readonly (readonly ReadyArticle[])[];
  /** Oldest first; those that come late before all others. */
  readonly newest: readonly ReadyArticle[];
};

/** A division, and which articles are on the newest page only because they come late. */
type LateDivision = Division & { readonly late: readonly ReadyArticle[] };

/** Divides the articles of a section into archive documents and the newest page. As many documents
 *  are archived as leave at least 20 articles and all of the 48 hours before the newest; more, if
 *  what they leave is over 100 articles or 1 MB.
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
    if (newest.length > 0 && !fits(wider)) break;
    newest = wider;
    kept -= 1;
  }
  return { archived: documents.slice(0, kept), newest };
}

/** Divides the articles of a section as `divide` does, but puts those that come late on the newest
 *  page, where readers see them, and leaves them out of the archive until their time there is over.
 *  So each article is in one place at any time, and the documents around a late one stay as they
 *  were until it moves there, under a new name. At most 20, and only while the page has room.
 *  @param articles  oldest first
 *  @param late  since when articles are late; those that the newest page has anyway make no
 *    difference */
export function divideWithLate(
  articles: readonly ReadyArticle[],
  late: ReadonlyMap<ArticleId, Instant>,
): LateDivision {
  const plain = divide(articles);
  if (late.size === 0) return { ...plain, late: [] };
  const since = ({ article: { id } }: ReadyArticle): number => epochMs(late.get(id) ?? NEVER);
  const chosen = plain.archived
    .flat()
    .filter(({ article: { id } }) => late.has(id))
    .sort((a, b) => since(b) - since(a) || byAge(b, a))
    .slice(0, MAX_LATE);
  for (; chosen.length > 0; chosen.pop()) {
    const apart = new Set(chosen);
    const { archived, newest } = divide(articles.filter((ready) => !apart.has(ready)));
    const page = [...chosen.toSorted(byAge), ...newest];
    if (fits(page)) return { archived, newest: page, late: chosen };
  }
  return { ...plain, late: [] };
}

/** Stands for no moment at all. The brand's form is kept. */
const NEVER = "1970-01-01T00:00:00Z" as Instant;

function fits(articles: readonly ReadyArticle[]): boolean {
  const bytes = articles.reduce((sum, ready) => sum + ready.bytes, 0);
  return articles.length <= NEWEST_PAGE.maxArticles && bytes <= NEWEST_PAGE.maxBytes;
}
