import { queryPiecesOf, type QueryPiece } from "#text/analysis/query-pieces.ts";
import { withSynonyms } from "./clause-synonyms.ts";
import type { ClauseTerms, LookupMode, TermContext } from "./term-context.ts";

/** What may be half of a word. */
type HalfPiece = Extract<QueryPiece, { kind: "word" }>;
/** A place among pieces, and what those that begin there are as one word. */
type Compound = { readonly word: string; readonly pieces: readonly number[] };

/** Letters of two words written as one, at least and at most: of fewer the words are others. */
const [MIN_LETTERS, MAX_LETTERS] = [4, 24];
/** Stop words that end a compound: start up, lock down. */
const ENDINGS = new Set(["up", "down", "off", "out", "over"]);
/** Matches what is between the halves of a compound. */
const BETWEEN = /^[ -]$/;

/** The terms of a clause's pieces, where two neighbouring words may be written as one: health care
 *  is healthcare, and e commerce e-commerce. In a search of many words it would add nothing.
 *  O(pieces).
 *  @param typed  the clause as it was typed
 *  @param found  what each of the wanted pieces came to */
export function withCompounds(
  { typed, pieces }: { readonly typed: string; readonly pieces: readonly QueryPiece[] },
  wanted: readonly QueryPiece[],
  found: readonly ClauseTerms[],
  how: { readonly how: LookupMode; readonly context: TermContext },
): readonly ClauseTerms[] {
  if (!how.context.isShort || how.context.isExact) return found;
  const all = [...found];
  for (const compound of compoundsIn(typed, pieces)) {
    const terms = termsOf(compound.word, how.context).map((term) => [term]);
    for (const index of compound.pieces.map((at) => wanted.indexOf(pieces[at]!))) {
      if (index < 0) continue;
      const { scored, required } = withSynonyms(all[index]!, terms, how);
      all[index] = { scored, required, requiredPairs: required };
    }
  }
  return all;
}

function compoundsIn(typed: string, pieces: readonly QueryPiece[]): readonly Compound[] {
  return pieces.flatMap((first, at) => {
    const second = pieces[at + 1];
    if (!isHalf(first) || first.isStopWord || !second || !isHalf(second)) return [];
    const isEnd = !second.isStopWord || ENDINGS.has(second.word);
    const word = first.word + second.word;
    const isLong = word.length >= MIN_LETTERS && word.length <= MAX_LETTERS;
    return isEnd && isLong && BETWEEN.test(typed.slice(first.end, second.start))
      ? [{ word, pieces: [at, at + 1] }]
      : [];
  });
}

/** Whether a piece is a word by itself, GPT and 4o too. */
function isHalf(piece: QueryPiece): piece is HalfPiece {
  return piece.kind === "word" && !piece.part && /^[\p{L}\p{N}]+$/u.test(piece.word);
}

function termsOf(word: string, { languages }: Pick<TermContext, "languages">): readonly string[] {
  const [piece] = queryPiecesOf(word, languages);
  if (piece?.kind !== "word") return [];
  return piece.terms.filter((term) => !piece.foreign?.has(term));
}
