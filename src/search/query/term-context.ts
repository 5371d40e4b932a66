import type { RuledLanguage } from "#text/analysis/word-rules.ts";
import type { Synonyms } from "./synonyms.ts";
import type { Alternatives, TermCollector } from "./term-collector.ts";

/** What the terms of a query are found with. */
export type TermContext = {
  readonly collector: TermCollector;
  readonly synonyms: Synonyms;
  /** Languages of the articles that have rules of their own. */
  readonly languages: readonly RuledLanguage[];
  /** Whether the query is short enough that every word of it is asked for, and that a single
   *  character is worth looking for. */
  readonly isShort: boolean;
  /** Whether the query is one word, one number or one run. */
  readonly isAlone: boolean;
  /** Whether nothing but stop words was typed, so that they are what is looked for. */
  readonly hasOnlyStopWords: boolean;
  /** Whether words stand for themselves alone, and not for what may have been meant by them. */
  readonly isExact: boolean;
  /** Whether titles are looked for of which what was typed is a misspelling. */
  readonly withSlips?: boolean;
  /** Where a date begins; absent: dates are words alone, and not when an article was published. */
  readonly timeZone?: string;
};

/** What a clause comes to: terms to score in order, repeats kept, and what an article must have. */
export type ClauseTerms = {
  readonly scored: readonly number[];
  readonly required: readonly Alternatives[];
  /** What an article must have to have every run of it as it was typed; more than `required` where
   *  a run may be words written together. */
  readonly requiredPairs: readonly Alternatives[];
};

/** How the terms of one piece of a clause are looked for. */
export type LookupMode = {
  /** Whether it must stand as it was typed. */
  readonly isPhrase: boolean;
  /** The fields that count, a bit for each; absent: all. */
  readonly fields?: number;
  /** Whether it is the last word, and may still go on. */
  readonly isLast?: boolean;
  /** As it was typed. */
  readonly typed?: string;
};

/** The part of a term that says where it is looked for. */
export function whereOf({ fields }: LookupMode): { readonly fields?: number } {
  return fields === undefined ? {} : { fields };
}
