import { wordRulesOf } from "#text/analysis/word-rules.ts";
import { writtenForm } from "#text/analysis/written-form.ts";
import type { WantedTerm } from "#search/query/term-collector.ts";
import type { CorrectedWord } from "#search/run/query-scorer.ts";

/** The terms to mark in the hits of a search: those that were typed, and in the place of a misspelt
 *  word the words that it was taken for. O(terms × corrections). */
export function resolvedMarks(
  terms: readonly WantedTerm[],
  corrections: readonly CorrectedWord[],
): readonly WantedTerm[] {
  return terms.flatMap((term): readonly WantedTerm[] => {
    const { correction, ...how } = term;
    if (correction === undefined) return [term];
    return corrections
      .filter(({ from }) => from === correction.typed)
      .map(({ to }) => ({
        ...how,
        term: wordRulesOf("en").stem(to),
        synonyms: [{ term: writtenForm(to), weight: 1 }],
      }));
  });
}
