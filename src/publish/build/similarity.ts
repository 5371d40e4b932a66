import type { Article } from "#model/article.ts";
import { termsOf } from "#text/analysis/tokens.ts";
import { foldTag } from "#text/fold/fold.ts";
import { contentText } from "#text/html/content.ts";

/** Similar articles that are named for one, at most. */
const MAX_SIMILAR = 3;
/** Terms by which an article is compared. */
const KEYWORDS = 32;
/** How much of a text is read for them. UTF-16 units. */
const TEXT_LENGTH = 1_200;
/** A keyword that so many articles share tells nothing of any. */
const MAX_SHARED = 400;
/** Cosine below which two articles are about different things. */
const MIN_SCORE = 0.06;
/** What a term counts by where it stands. */
const WEIGHT = { tag: 6, title: 4, text: 1 } as const;
/** Articles of one section are a little nearer, those in the other Chinese script a little less. */
const SAME_SECTION = 1.15;
const OTHER_SCRIPT = 0.8;

/** Finds, for articles that come one by one, the earlier ones about the same. */
export type Similarity = {
  /** Takes an article in, and gives the earlier ones about the same, the nearest first. What is
   *  found depends on earlier ones alone: an article added at the end changes no other's. */
  add(article: Article): readonly Article[];
};

type Keyword = readonly [term: string, weight: number];

/** Compares articles by tf-idf over their keywords, counted over the earlier ones.
 *  O(keywords × articles that share one) for each. */
export function createSimilarity(): Similarity {
  const frequency = new Map<string, number>();
  const holders = new Map<string, { readonly at: number; readonly weight: number }[]>();
  const articles: Article[] = [];
  return {
    add(article) {
      const counts = countsOf(article);
      for (const term of counts.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
      const keywords = keywordsOf(counts, frequency, articles.length + 1);
      const scores = new Map<number, number>();
      for (const [term, weight] of keywords) {
        const shared = holders.get(term) ?? [];
        if (shared.length > MAX_SHARED) continue;
        for (const { at, weight: other } of shared)
          scores.set(at, (scores.get(at) ?? 0) + weight * other);
      }
      const nearest = nearestOf(article, scores, articles);
      for (const [term, weight] of keywords) {
        const shared = holders.get(term) ?? [];
        if (shared.length > MAX_SHARED) continue;
        shared.push({ at: articles.length, weight });
        holders.set(term, shared);
      }
      articles.push(article);
      return nearest;
    },
  };
}

/** How much each term counts in an article. */
function countsOf(article: Article): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const options = article.lang === undefined ? {} : { lang: article.lang };
  const add = (terms: readonly string[], weight: number): void => {
    for (const term of terms)
      if (isTelling(term)) counts.set(term, (counts.get(term) ?? 0) + weight);
  };
  add(termsOf(article.title, options), WEIGHT.title);
  add(termsOf(contentText(article).slice(0, TEXT_LENGTH), options), WEIGHT.text);
  // A space keeps tags apart from words, which have none.
  for (const tag of article.tags) counts.set(` ${foldTag(tag)}`, WEIGHT.tag);
  return counts;
}

/** Numbers are shared by what has nothing else in common, and so are single characters. */
function isTelling(term: string): boolean {
  return !/^\p{N}|^.$/su.test(term);
}

/** The most telling terms, their weights of length 1 together. */
function keywordsOf(
  counts: ReadonlyMap<string, number>,
  frequency: ReadonlyMap<string, number>,
  total: number,
): readonly Keyword[] {
  const weighted = [...counts].map(([term, count]): Keyword => {
    const idf = Math.log(1 + total / (frequency.get(term) ?? 1));
    return [term, (1 + Math.log(count)) * idf];
  });
  weighted.sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1));
  const best = weighted.slice(0, KEYWORDS);
  const length = Math.hypot(...best.map(([, weight]) => weight)) || 1;
  return best.map(([term, weight]) => [term, weight / length]);
}

function nearestOf(
  article: Article,
  scores: ReadonlyMap<number, number>,
  articles: readonly Article[],
): readonly Article[] {
  const translations = new Set(Object.values(article.translations));
  return [...scores]
    .flatMap(([at, score]) => {
      const other = articles[at];
      if (other === undefined || mainLanguage(other) !== mainLanguage(article)) return [];
      if (translations.has(other.id) || other.title === article.title) return [];
      const nearness =
        score *
        (other.section === article.section ? SAME_SECTION : 1) *
        (other.lang === article.lang ? 1 : OTHER_SCRIPT);
      return nearness < MIN_SCORE ? [] : [{ at, other, score: nearness }];
    })
    .sort((a, b) => b.score - a.score || b.at - a.at)
    .slice(0, MAX_SIMILAR)
    .map(({ other }) => other);
}

function mainLanguage({ lang = "und" }: Article): string {
  return lang.split("-", 1)[0] ?? lang;
}
