import { SYNONYM_WEIGHT, type Synonyms } from "./synonyms.ts";
import { type ClauseTerms, type LookupMode, type TermContext, whereOf } from "./term-context.ts";

/** The terms of the synonyms of a word that are one term each.
 *  @param forms  the word as it was typed, and its stems */
export function synonymTerms(
  forms: readonly string[],
  how: LookupMode,
  { synonyms, collector }: Pick<TermContext, "synonyms" | "collector">,
): readonly number[] {
  const terms = forms.flatMap((form) =>
    synonyms.get(form).flatMap(([term, second]) => (term && second === undefined ? [term] : [])),
  );
  return [...new Set(terms)].map((term) =>
    collector.numberOf({ ...whereOf(how), term, boost: SYNONYM_WEIGHT }),
  );
}

/** More alternatives than this are not worth a synonym. */
const MAX_REQUIRED = 32;

/** Terms that are scored, and of which some are required. */
export type ScoredTerms = Pick<ClauseTerms, "scored" | "required">;

/** What a word comes to when all terms of one of its synonyms do as well: all that is required has
 *  every term of the synonym as an alternative. */
export function withSynonyms(
  { scored, required }: ScoredTerms,
  synonyms: readonly (readonly string[])[],
  { how, context: { collector } }: { readonly how: LookupMode; readonly context: TermContext },
): ScoredTerms {
  let all: ScoredTerms = { scored, required };
  for (const terms of synonyms) {
    if (all.required.length * terms.length > MAX_REQUIRED) continue;
    const numbers = terms.map((term) =>
      collector.numberOf({ ...whereOf(how), term, boost: SYNONYM_WEIGHT }),
    );
    collector.indirect(numbers);
    all = {
      scored: [...all.scored, ...numbers.filter((number) => !all.scored.includes(number))],
      required: all.required.flatMap((some) => numbers.map((number) => [...some, number])),
    };
  }
  return all;
}

/** A word within a run, `[start, end)` in characters, and the terms of each of its synonyms. */
export type SynonymsWithin = {
  readonly start: number;
  readonly end: number;
  readonly others: readonly (readonly string[])[];
};

/** The words within a run that have synonyms. O(characters × longest word). */
export function synonymsWithin(
  characters: readonly string[],
  synonyms: Synonyms,
): readonly SynonymsWithin[] {
  const found: SynonymsWithin[] = [];
  for (let start = 0; start < characters.length; start++) {
    const longest = Math.min(characters.length, start + synonyms.longest);
    for (let end = start + 2; end <= longest; end++) {
      const others = synonyms.get(characters.slice(start, end).join(""));
      if (others.length > 0) found.push({ start, end, others });
    }
  }
  return found;
}
