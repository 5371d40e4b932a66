import type { RuledLanguage } from "#text/analysis/word-rules.ts";
import type { Filter } from "./search-filter.ts";

/** One distinct term of a query: what is looked up, and how loosely. */
export type QueryTerm = {
  /** As the index writes it. */
  readonly term: string;
  /** Whether longer terms that begin with it count, less than itself. */
  readonly prefix?: boolean;
  /** Whether the term is what was typed of a word, and words that begin so count, each in all of
   *  its forms. */
  readonly isUnfinished?: boolean;
  /** The term is a word as it was typed, and only words one slip away count: when no article has
   *  the word in any form. */
  readonly correction?: Misspelling;
  /** Only articles whose title has so many terms count, for which the title alone is looked at. */
  readonly titleLength?: number;
  /** The term is a stem, and counts where this written form is the only one of it. */
  readonly onlyFormOf?: string;
  /** The term is the date that is named, and what was published in this span counts for it. */
  readonly published?: PublicationSpan;
  /** Terms that stand for it. */
  readonly synonyms?: readonly Synonym[];
  /** The fields that count, a bit for each field number; absent: all. */
  readonly fields?: number;
  /** MiniSearch's `boostTerm`; absent: 1. */
  readonly boost?: number;
};

/** A span of time that articles were published in, from `after` to before `before`. Seconds since
 *  1970. */
export type PublicationSpan = { readonly after: number; readonly before: number };

/** How a misspelt word is told. */
type Misspelling = {
  /** The word as it was typed. */
  readonly typed: string;
  /** The terms of its forms, as the index writes them: where an article has one, it is no slip. */
  readonly forms: readonly string[];
  /** Whether the word may still go on, so that words that begin with it are its forms, too. */
  readonly isUnfinished: boolean;
};

/** A term that stands for another.
 *  `weight` is what it counts against the term itself, 0 to 1; in `languages` it does so, where it
 *  does not everywhere. */
export type Synonym = {
  readonly term: string;
  readonly weight: number;
  readonly languages?: readonly RuledLanguage[];
};

/** What is looked up: terms, what an article must have of them, and which page is wanted.
 *  Bits in masks stand for indexes in `terms`. */
export type TermQuery = {
  /** Distinct terms, at most MAX_TERMS. */
  readonly terms: readonly QueryTerm[];
  /** Indexes in `terms` in the order of the query, repeats kept: each is scored. Empty: every
   *  article matches, with score 0. */
  readonly sequence: readonly number[];
  /** An article matches fully when it has a term of each of these masks. Empty: every article that
   *  is found matches fully. */
  readonly required: readonly number[];
  /** Terms that are not what was typed but stand for it: words that begin so, synonyms. What has
   *  none but these of a required mask matches fully, behind what has the words themselves. */
  readonly indirect?: number;
  /** For masks of terms that say the same as one term, its bit: they do not count beside it when
   *  an article's terms are counted. */
  readonly aliases?: readonly (readonly [mask: number, bit: number])[];
  /** Terms of which one alone finds nothing. */
  readonly slips?: number;
  /** What the title weighs beside MiniSearch's boost of it; absent: 1. */
  readonly titleBoost?: number;
  /** Whether the length of a field counts less than MiniSearch has it. */
  readonly isMild?: boolean;
  /** The exponent of how many of the terms an article has, by which its score is multiplied;
   *  absent: 1, as MiniSearch has it. */
  readonly coverage?: number;
  /** The bit of the term that stands for a whole title: what has it comes first. */
  readonly wholeTitle?: number;
  /** Whether something was typed of which nothing can be looked up, so that nothing is found. */
  readonly isUnsearchable?: boolean;
  /** As `required`, but every pair of characters of a run, where `required` asks only for every
   *  character. They hold instead when enough articles meet them for the run to be one word. */
  readonly requiredPairs?: readonly number[];
  /** An article that has all terms of one of these masks is not found. */
  readonly mustNot?: readonly number[];
  /** As `mustNot`, but for articles whose text was read and proved to be without the phrase that
   *  these terms make. */
  readonly mustNotUnverified?: readonly number[];
  /** All must hold. */
  readonly filters: readonly Filter[];
  readonly sort: "relevance" | "date";
  /** Whether articles that match in part follow those that match fully. */
  readonly partial: boolean;
  /** Articles before the page. */
  readonly offset: number;
  /** Articles on the page. */
  readonly limit: number;
  /** The script in which it was typed: of articles with the same score those written in it come
   *  first. */
  readonly script?: ChineseScript;
  /** Days after which an article counts half; absent: age does not count. */
  readonly halfLifeDays?: number;
  /** What the texts of articles tell; absent: the index alone decides. */
  readonly texts?: TextCheck;
  /** Whether runs are one word: articles must meet `requiredPairs` to match fully, however many
   *  do; absent: the index decides. */
  readonly asOneWord?: boolean;
  /** Articles that match in part alone, whatever the index says: their cards tell so. They come
   *  before all others that match in part. */
  readonly demoted?: Pick<ReadonlySet<number>, "has">;
  /** Whether values are counted over all that is found; absent: they are. It costs about as much
   *  as the scores. */
  readonly facets?: boolean;
};

/** How far the texts of articles were looked at for phrases. */
type TextCheck = {
  /** Whether a phrase is asked for; otherwise one is refused. */
  readonly isAsked: boolean;
  /** The articles whose text is as it should be: of those that must be read, no others are found.
   *  Absent: just those that must be read are found. */
  readonly confirmed?: Pick<ReadonlySet<number>, "has">;
};

/** The script that a search was typed in. */
export type ChineseScript = "zh-Hans" | "zh-Hant";

/** Distinct terms that count; of a longer query the first ones. More than 32 bits do not fit a
 *  mask, and on natural questions more add nothing. */
export const MAX_TERMS = 32;

/** How a query is answered that says nothing of it: the first twenty of what has any of its terms.
 */
const DEFAULT_PAGE: Pick<TermQuery, "filters" | "sort" | "partial" | "offset" | "limit"> = {
  filters: [],
  sort: "relevance",
  partial: false,
  offset: 0,
  limit: 20,
};

/** The query that looks for any of `terms`, as MiniSearch does by default; `allOf` asks for every
 *  one of them.
 *  @param terms  as the index writes them, with repeats
 *  @example anyOf(["news", "today", "news"]).sequence // [0, 1, 0] */
export function anyOf(terms: readonly QueryTerm[]): TermQuery {
  const distinct: QueryTerm[] = [];
  const sequence: number[] = [];
  for (const term of terms) {
    let index = distinct.findIndex((known) => known.term === term.term);
    if (index < 0 && distinct.length < MAX_TERMS) index = distinct.push(term) - 1;
    if (index >= 0) sequence.push(index);
  }
  return { terms: distinct, sequence, required: [], ...DEFAULT_PAGE };
}

/** The same query, for articles that have every one of its terms. */
export function allOf(query: TermQuery): TermQuery {
  return { ...query, required: query.terms.map((_, index) => 1 << index) };
}
