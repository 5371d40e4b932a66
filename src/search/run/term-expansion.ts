import { WEIGHTS } from "#search/format/options.ts";
import { hasOtherForms, longerTermsIn, spokenTermsOfWord } from "./fuzzy-terms.ts";
import type { Postings } from "#search/format/shard.ts";
import { unitsOfTerm } from "#search/format/block-entry.ts";
import {
  eachPrefixed,
  findPrefixed,
  findTerm,
  type FoundTerm,
  type OpenShards,
} from "./term-lookup.ts";
import { isWrittenForm, wordOfForm } from "#text/analysis/written-form.ts";
import type { RuledLanguage } from "#text/analysis/word-rules.ts";
import type { QueryTerm } from "#search/query/term-query.ts";

/** One term of the index that a term of the query stands for. */
export type ExpandedTerm = {
  /** By part of the index; undefined where no article of the part has it. */
  readonly places: readonly (Postings | undefined)[];
  /** MiniSearch's termWeight: 1 for the term itself. */
  readonly weight: number;
  /** The languages in which it stands for that; absent: everywhere. */
  readonly languages?: readonly RuledLanguage[] | undefined;
};

/** What one term of a query comes to in the index. */
export type TermExpansion = {
  /** The term itself first, if any article has it. */
  readonly derived: readonly ExpandedTerm[];
  /** Bytes of postings to walk. */
  readonly size: number;
  /** Terms that begin with it, of those that it stands for. */
  readonly prefixed: number;
  /** The words that a misspelt one was taken for, of those that articles have. */
  readonly corrections: readonly string[];
  /** Whether there were more terms that resemble it or begin with it than are followed. */
  readonly isCut: boolean;
};

/** Terms that all prefixes of a search may stand for. A single common Han character begins about
 *  2,000 bigrams in 10,000 articles. */
export const MAX_PREFIXED = 4_096;

/** How far what resembles a term, or begins with it, is followed. */
export type Reach = {
  /** Words one slip away from a misspelt one. */
  readonly near: readonly string[];
  /** Terms that may begin with it, at most. */
  readonly maxPrefixed: number;
};

/** Looks up the words that begin as was typed: terms that begin so, and the stems of written forms
 *  that do, as far as their shards are at hand. */
function expandUnfinished(
  { term }: QueryTerm,
  parts: readonly OpenShards[],
  { maxPrefixed }: Pick<Reach, "maxPrefixed">,
): TermExpansion {
  const longer = parts.flatMap((part) => longerTermsIn(part, term, maxPrefixed));
  const root = parts[0]!.root;
  const texts = new Map<string, readonly RuledLanguage[] | undefined>();
  for (const text of [term, ...longer.map(([longerText]) => longerText)]) {
    // An acronym is no form of a word: AIDS goes on as itself, and not as aid.
    const word = isWrittenForm(text) ? wordOfForm(text) : undefined;
    for (const [one, languages] of word === undefined
      ? [[text, undefined] as const]
      : spokenTermsOfWord(word, root))
      if (!texts.has(one) || languages === undefined) texts.set(one, languages);
  }
  const derived = Array.from(texts).flatMap(([text, languages]): readonly ExpandedTerm[] => {
    const places = parts.map((part) => findTerm(part, text));
    const weight = weightOf(Math.max(text.length, term.length), term);
    return places.some((place) => place !== undefined) ? [{ places, weight, languages }] : [];
  });
  const isCut = longer.length >= maxPrefixed;
  return { derived, size: sizeOf(derived), prefixed: longer.length, corrections: [], isCut };
}

/** Looks up the words that a misspelt one may stand for, each in all of its forms. */
function expandCorrection(parts: readonly OpenShards[], near: readonly string[]): TermExpansion {
  const named = new Map<string, ExpandedTerm>();
  const corrections = near.filter((word) => {
    const weight = (WEIGHTS.fuzzy * word.length) / (word.length + 1);
    const before = named.size;
    for (const [text, languages] of spokenTermsOfWord(word, parts[0]!.root)) {
      const places = parts.map((part) => findTerm(part, text));
      if (places.some((place) => place !== undefined))
        named.set(text, { places, weight, languages });
    }
    return named.size > before;
  });
  const derived = [...named.values()];
  return { derived, size: sizeOf(derived), prefixed: 0, corrections, isCut: false };
}

/** Looks a term up in all parts, with what else it stands for. O(terms that begin with it, where
 *  they are wanted). */
export function expandTerm(
  term: QueryTerm,
  parts: readonly OpenShards[],
  reach: Reach,
): TermExpansion {
  if (term.published) return NOTHING;
  if (term.isUnfinished) return expandUnfinished(term, parts, reach);
  if (term.correction) return expandCorrection(parts, reach.near);
  if (term.onlyFormOf !== undefined && hasOtherForms(term, parts)) return NOTHING;
  return expandWord(term, parts, reach);
}

/** What stands for no term of the index. */
const NOTHING: TermExpansion = {
  derived: [],
  size: 0,
  prefixed: 0,
  corrections: [],
  isCut: false,
};

function expandWord(
  term: QueryTerm,
  parts: readonly OpenShards[],
  { maxPrefixed }: Pick<Reach, "maxPrefixed">,
): TermExpansion {
  const named = new Map<string, ExpandedTerm>();
  const add = (text: string, weight: number, languages?: readonly RuledLanguage[]): void => {
    if (named.has(text)) return;
    const places = parts.map((part) => findTerm(part, text));
    if (places.some((place) => place !== undefined)) named.set(text, { places, weight, languages });
  };
  // The first character of a title is the first of a pair, and not its last.
  if (!(term.prefix && term.titleLength !== undefined)) add(term.term, 1);
  for (const synonym of term.synonyms ?? []) add(synonym.term, synonym.weight, synonym.languages);
  const derived = [...named.values()];
  const { prefixed, isCut } = term.prefix ? prefixedBy(term, parts, maxPrefixed) : NONE_PREFIXED;
  for (const one of prefixed) if (one.text === undefined || !named.has(one.text)) derived.push(one);
  return { derived, size: sizeOf(derived), prefixed: prefixed.length, corrections: [], isCut };
}

/** A term that begins with another; its text where it must be known. */
type PrefixedTerm = ExpandedTerm & { readonly text?: string };
type PrefixedTerms = { readonly prefixed: readonly PrefixedTerm[]; readonly isCut: boolean };

const NONE_PREFIXED: PrefixedTerms = { prefixed: [], isCut: false };

/** The terms that begin with a term. Of one part, each is there once, and its text is made only
 *  where it may be a synonym or near as well. */
function prefixedBy(
  { term, synonyms }: QueryTerm,
  parts: readonly OpenShards[],
  maxPrefixed: number,
): PrefixedTerms {
  const [only, second] = parts;
  if (only && !second && !synonyms) {
    const prefixed = longerIn(only, term, maxPrefixed);
    return { prefixed, isCut: prefixed.length >= maxPrefixed };
  }
  const found = parts.map((part) => findPrefixed(part, term, maxPrefixed));
  return {
    prefixed: together(found, term),
    isCut: found.some(({ length }) => length >= maxPrefixed),
  };
}

function longerIn(part: OpenShards, term: string, max: number): readonly PrefixedTerm[] {
  const found: PrefixedTerm[] = [];
  if (max > 0)
    eachPrefixed(part, term, (cursor, postings) => {
      found.push({ places: [postings], weight: weightOf(unitsOfTerm(cursor), term) });
      return found.length < max;
    });
  return found;
}

/** The terms that were found in any part, each with its places in all of them. */
function together(found: readonly (readonly FoundTerm[])[], term: string): readonly PrefixedTerm[] {
  const byPart = found.map((part) => new Map(part));
  return [...new Set(found.flat().map(([text]) => text))].map((text) => ({
    text,
    places: byPart.map((part) => part.get(text)),
    weight: weightOf(text.length, term),
  }));
}

/** MiniSearch's weight of a term that is longer than what was typed. */
function weightOf(length: number, typed: string): number {
  return (WEIGHTS.prefix * length) / (length + 0.3 * (length - typed.length));
}

function sizeOf(derived: readonly ExpandedTerm[]): number {
  let size = 0;
  for (const { places } of derived) for (const place of places) size += place?.size ?? 0;
  return size;
}
