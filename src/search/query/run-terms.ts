import { bigramWeight, isAskingCharacter } from "#text/fold/function-characters.ts";
import { bigramsOf, type QueryPiece } from "#text/analysis/query-pieces.ts";
import { type SynonymsWithin, synonymsWithin, withSynonyms } from "./clause-synonyms.ts";
import { slipTerms } from "./slip-terms.ts";
import { numeralAlternatives, type RunRequirement } from "./numeral-terms.ts";
import { type ClauseTerms, type LookupMode, type TermContext, whereOf } from "./term-context.ts";

/** In runs shorter than this, every character is part of a word. */
const MIN_SENTENCE_CHARACTERS = 5;

/** The terms of a run of two characters or more: its bigrams. Loosely, each character must be in a
 *  bigram that an article has, for a run may be words written together; strictly, and in a phrase,
 *  the article must have every bigram. */
export function runTerms(
  { characters, bridged, numerals }: Extract<QueryPiece, { kind: "run" }>,
  how: LookupMode,
  context: TermContext,
): ClauseTerms {
  const isSentence = characters.length >= MIN_SENTENCE_CHARACTERS;
  const bigrams = bigramsOf(characters);
  const numbers = bigrams.map((bigram) => {
    const boost = isSentence ? bigramWeight(bigram) : 1;
    return context.collector.numberOf({
      ...whereOf(how),
      term: bigram,
      ...(boost !== 1 && { boost }),
    });
  });
  const isFree = (at: number): boolean => isSentence && isAskingCharacter(characters[at]!);
  const pairs = numbers.map((number, at) => ({
    from: at,
    to: at + 2,
    required: isFree(at) || isFree(at + 1) ? [] : [[number]],
  }));
  const covers = characters.map((_, at) => ({
    from: at,
    to: at + 1,
    required:
      isFree(at) || (at === 0 && bridged) ? [] : [numbers.slice(Math.max(0, at - 1), at + 1)],
  }));
  if (how.isPhrase) {
    const all = numbers.map((number) => [number]);
    return { scored: numbers, required: all, requiredPairs: all };
  }
  const within = synonymsWithin(characters, context.synonyms);
  const { scored, inDigits } = numeralAlternatives({ characters, numerals }, how, context);
  const loose = withinRun({ scored: [...numbers, ...scored], asking: inDigits(covers) }, within, {
    how,
    context,
  });
  const requiredPairs = withinRun({ scored: loose.scored, asking: inDigits(pairs) }, within, {
    how,
    context,
  });
  const slips = context.withSlips && context.isShort ? slipTerms(characters, context) : [];
  return {
    scored: [...requiredPairs.scored, ...slips],
    required: loose.required,
    requiredPairs: requiredPairs.required,
  };
}

/** The needs of a run in which a synonym may stand for the words that have one. */
function withinRun(
  {
    scored,
    asking,
  }: { readonly scored: readonly number[]; readonly asking: readonly RunRequirement[] },
  within: readonly SynonymsWithin[],
  how: { readonly how: LookupMode; readonly context: TermContext },
): Pick<ClauseTerms, "scored" | "required"> {
  let all = asking;
  let terms = scored;
  for (const { start, end, others } of within) {
    all = all.map((one) => {
      if (one.from < start || one.to > end) return one;
      const found = withSynonyms({ scored: terms, required: one.required }, others, how);
      terms = found.scored;
      return { ...one, required: found.required };
    });
  }
  return { scored: terms, required: all.flatMap(({ required }) => required) };
}
