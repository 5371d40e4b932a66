import { SYNONYM_WEIGHT, type Synonyms } from "./synonyms.ts";
import { type ClauseTerms, type LookupMode, type TermContext, whereOf } from "./term-context.ts";
import type { Synonym } from "./term-query.ts";

/** The synonyms of a word that are one term, which the scorer takes for the word's own. */
export function singleSynonyms(
  word: string,
  { synonyms }: Pick<TermContext, "synonyms">,
): Synonym[] {
  return synonyms.get(word).flatMap((terms) => {
    const [term, second] = terms;
    return term !== undefined && second === undefined ? [{ term, weight: SYNONYM_WEIGHT }] : [];
  });
}

/** More needs than this are not worth a synonym. */
const MAX_REQUIRED = 32;

/** Terms and needs of one kind. */
export type ScoredTerms = Pick<ClauseTerms, "scored" | "required">;

/** What a word comes to when all terms of one of its synonyms do as well: every need has every term
 *  of the synonym as an alternative. */
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
    all = {
      scored: [...all.scored, ...numbers.filter((number) => !all.scored.includes(number))],
      required: all.required.flatMap((need) => numbers.map((number) => [...need, number])),
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
      // A bigram's synonyms of one term are part of the bigram's own term.
      const left = end - start === 2 ? others.filter((terms) => terms.length > 1) : others;
      if (left.length > 0) found.push({ start, end, others: left });
    }
  }
  return found;
}
