import type { FuzzyTerms } from "./fuzzy-terms.ts";
import type { OpenIndex } from "./open-index.ts";
import { MAX_PREFIXED, type TermExpansion, expandTerm } from "./term-expansion.ts";
import { keepLanguages, keepTitlesOf, markExpanded, scoreExpanded } from "./term-scorer.ts";
import { markPublished } from "./published-then.ts";
import { endMarkedTerm, endTerm, type Scratch, weighByTerms } from "./bm25.ts";
import type { OpenShards } from "./term-lookup.ts";
import type { TermQuery } from "#search/query/term-query.ts";

/** What scoring a query left out. */
export type Scored = {
  /** Bits of the terms that were too common to be walked within the budget. */
  readonly dropped: number;
  /** Whether anything was left out, of the terms or of what they stand for. */
  readonly isCut: boolean;
  /** Bits of the terms that only words one slip away stand for. */
  readonly corrected: number;
  /** The words that were taken for misspelt ones. */
  readonly corrections: readonly CorrectedWord[];
};

/** A word that was typed, and one that articles have instead. */
export type CorrectedWord = { readonly from: string; readonly to: string };

/** Bytes of postings that one search walks, at most: about 400,000 postings, some three
 *  milliseconds. */
const MAX_POSTING_BYTES = 512 << 10;
/** Terms scored one after another; of a longer query each distinct term is scored once and weighed
 *  by how often it stands there. */
const MAX_SEQUENCE = 64;

/** Scores every article that has a term of the query into `scratch`. O(postings of the terms).
 *  @param shards  by part of the index */
export function scoreQuery(
  query: TermQuery,
  {
    index,
    shards,
    near,
  }: {
    readonly index: OpenIndex;
    readonly shards: readonly OpenShards[];
    readonly near: FuzzyTerms;
  },
  scratch: Scratch,
): Scored {
  const scoredAtAll = query.sequence.reduce((mask, place) => mask | (1 << place), 0);
  // What is refused must not use up what is wanted, nor the other way round.
  const left = { wanted: maxPrefixedBy(query), mustNot: MAX_PREFIXED };
  const expanded = query.terms.map((term, place) => {
    const kind = (scoredAtAll & (1 << place)) === 0 ? "mustNot" : "wanted";
    const maxPrefixed = left[kind];
    const one = expandTerm(term, shards, { near: near.get(place) ?? [], maxPrefixed });
    left[kind] -= one.prefixed;
    return one;
  });
  const steps = stepsOf(query.sequence);
  const dropped = commonestBeyond(MAX_POSTING_BYTES, expanded, steps);
  let scored = 0;
  for (const { place, times } of steps) {
    if ((dropped & (1 << place)) !== 0) continue;
    scoreTerm(place, times);
    scored |= 1 << place;
  }
  weighByTerms(scored, scratch, query);
  // Terms that articles may be refused for are marked last, and add nothing to a score.
  const mustNot = [...(query.mustNot ?? []), ...(query.mustNotUnverified ?? [])];
  const marked = mustNot.reduce((mask, together) => mask | together, query.wholeTitle ?? 0);
  for (let place = 0; place < query.terms.length; place++) {
    if ((marked & ~scored & (1 << place)) !== 0) markTerm(place);
  }
  const corrections = expanded.flatMap((one, place) =>
    one.corrections.map((to) => ({ from: query.terms[place]!.correction?.typed ?? "", to })),
  );
  const corrected = query.terms.reduce(
    (mask, { correction }, place) => (correction ? mask | (1 << place) : mask),
    0,
  );
  const isCut = dropped !== 0 || expanded.some(({ isCut }) => isCut);
  return { dropped, isCut, corrected, corrections };

  function scoreTerm(place: number, times: number): void {
    const { boost = 1, fields, published, titleLength } = query.terms[place]!;
    const { titleBoost, isMild } = query;
    const how = { boost: boost * times, fields, titleBoost, isMild };
    if (published) markPublished(index, published, 1 << place, scratch);
    for (const derived of expanded[place]!.derived) {
      if (derived.languages === undefined) continue;
      scoreExpanded(index, derived, how, scratch);
      keepLanguages(index, derived.languages, scratch);
      endTerm(1 << place, scratch);
    }
    for (const derived of expanded[place]!.derived)
      if (derived.languages === undefined) scoreExpanded(index, derived, how, scratch);
    if (titleLength !== undefined) keepTitlesOf(index, titleLength, scratch);
    endTerm(1 << place, scratch);
  }

  function markTerm(place: number): void {
    const { fields } = query.terms[place]!;
    const bit = 1 << place;
    for (const derived of expanded[place]!.derived) {
      if (derived.languages === undefined) {
        markExpanded(index, derived, { bit, fields }, scratch);
        continue;
      }
      scoreExpanded(index, derived, { fields }, scratch);
      keepLanguages(index, derived.languages, scratch);
      endMarkedTerm(bit, scratch);
    }
  }
}

/** In a longer query an unfinished word says less of what is meant. */
const LONG_QUERY_TERMS = 8;

/** Terms that the prefixes of what a query wants may stand for. */
function maxPrefixedBy({ terms }: TermQuery): number {
  return terms.length > LONG_QUERY_TERMS ? MAX_PREFIXED / 2 : MAX_PREFIXED;
}

type Step = { readonly place: number; readonly times: number };

function stepsOf(sequence: readonly number[]): readonly Step[] {
  if (sequence.length <= MAX_SEQUENCE) return sequence.map((place) => ({ place, times: 1 }));
  const times = new Map<number, number>();
  for (const place of sequence) times.set(place, (times.get(place) ?? 0) + 1);
  return [...times].map(([place, count]) => ({ place, times: count }));
}

/** The bits of the terms to leave out, the one with the most postings first, until the rest fits.
 *  One term is always kept. */
function commonestBeyond(
  budget: number,
  expanded: readonly TermExpansion[],
  steps: readonly Step[],
): number {
  const walks = Map.groupBy(steps, ({ place }) => place);
  const sizes = Array.from(
    walks,
    ([place, all]) => [place, expanded[place]!.size * all.length] as const,
  );
  let total = sizes.reduce((sum, [, size]) => sum + size, 0);
  let dropped = 0;
  for (const [place, size] of sizes.sort((a, b) => b[1] - a[1]).slice(0, -1)) {
    if (total <= budget) break;
    dropped |= 1 << place;
    total -= size;
  }
  return dropped;
}
