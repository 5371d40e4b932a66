import type { Filter } from "./search-filter.ts";

/** One distinct term of a query: what is looked up, and how loosely. */
export type QueryTerm = {
  /** As the index writes it. */
  readonly term: string;
  /** Whether longer terms that begin with it count, less than itself. */
  readonly prefix?: boolean;
  /** Whether terms one edit away count, less than itself: `unknown` only when no article has the term or one that begins with it. */
  readonly fuzzy?: "always" | "unknown";
  /** Terms that stand for it. */
  readonly synonyms?: readonly Synonym[];
  /** The fields that count, a bit for each field number; absent: all. */
  readonly fields?: number;
  /** MiniSearch's `boostTerm`; absent: 1. */
  readonly boost?: number;
};

/** A term that stands for another.
 *  `weight` is what it counts against the term itself, 0 to 1. */
export type Synonym = { readonly term: string; readonly weight: number };

/** What the scorer is asked. Bits in masks stand for places in `terms`. */
export type TermQuery = {
  /** Distinct terms, at most MAX_TERMS. */
  readonly terms: readonly QueryTerm[];
  /** Places in `terms` in the order of the query, repeats kept: each is scored. Empty: every article matches, with score 0. */
  readonly sequence: readonly number[];
  /** An article matches fully when it has a term of each of these masks. Empty: every article that is found matches fully. */
  readonly needs: readonly number[];
  /** Stricter needs: every bigram of a run, where `needs` ask only for every character. They hold instead of `needs` when enough articles
   *  meet them for the run to be a word. */
  readonly strict?: readonly number[];
  /** Terms of which an article must have none. They are not in `sequence`. */
  readonly never: number;
  /** An article that has all terms of one of these masks is not found: the bigrams of a word that is refused. */
  readonly refused?: readonly number[];
  /** As `refused`, but for articles whose text was read and proved to be without the phrase that these terms make. */
  readonly doubted?: readonly number[];
};

/** How far the texts of articles were looked at for phrases. */
export type TextCheck = {
  /** Whether a phrase is asked for; otherwise one is refused. */
  readonly isAsked: boolean;
  /** The articles whose text is as it should be: of those that must be read, no others are found. Absent: just those that must be read are found. */
  readonly confirmed?: ReadonlySet<number>;
};

/** The script that a search was typed in. */
export type ChineseScript = "zh-Hans" | "zh-Hant";

/** A search, ready to run: what is scored, what must hold, and which page is wanted. */
export type SearchRequest = {
  readonly query: TermQuery;
  /** All must hold. */
  readonly filters: readonly Filter[];
  readonly sort: "relevance" | "date";
  /** Whether articles that match in part follow those that match fully. */
  readonly partial: boolean;
  /** Articles before the page. */
  readonly offset: number;
  /** Articles on the page. */
  readonly limit: number;
  /** The script in which it was typed: of articles with the same score those written in it come first. */
  readonly script?: ChineseScript;
  /** Days after which an article counts half; absent: age does not count. */
  readonly halfLifeDays?: number;
  /** What the texts of articles tell; absent: the index alone decides. */
  readonly texts?: TextCheck;
  /** Whether articles must meet the query's `strict` needs to match fully, however many do; absent: enough of them must. */
  readonly strictly?: boolean;
  /** Articles that match in part alone, whatever the index says: their cards tell so. They come before all others that match in part. */
  readonly partly?: Pick<ReadonlySet<number>, "has">;
  /** Whether values are counted over all that is found; absent: they are. It costs about as much as the scores. */
  readonly facets?: boolean;
};

/** Distinct terms that count; of a longer query the first ones. More than 32 bits do not fit a mask, and on natural questions more add nothing. */
export const MAX_TERMS = 32;

/** The query that looks for any of `terms`, as MiniSearch does by default; `all` asks for every one of them.
 *  @param terms  as the index writes them, with repeats
 *  @example anyOf(["news", "today", "news"]).sequence // [0, 1, 0] */
export function anyOf(terms: readonly QueryTerm[]): TermQuery {
  const distinct: QueryTerm[] = [];
  const sequence: number[] = [];
  for (const term of terms) {
    let place = distinct.findIndex((known) => known.term === term.term);
    if (place < 0 && distinct.length < MAX_TERMS) place = distinct.push(term) - 1;
    if (place >= 0) sequence.push(place);
  }
  return { terms: distinct, sequence, needs: [], never: 0 };
}

/** The same query, for articles that have every one of its terms. */
export function allOf(query: TermQuery): TermQuery {
  return { ...query, needs: query.terms.map((_, place) => 1 << place) };
}
