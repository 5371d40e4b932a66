import type { QueryPiece } from "#text/analysis/query-pieces.ts";
import { withSynonyms } from "./clause-synonyms.ts";
import type { ClauseTerms, LookupMode, TermContext } from "./term-context.ts";

/** Words of the longest name that has synonyms. */
const MAX_NAME_WORDS = 5;

/** The terms of a clause's pieces, where names of several words have synonyms: New York is NYC.
 *  O(pieces × MAX_NAME_WORDS).
 *  @param found  what each piece came to */
export function withNameSynonyms(
  pieces: readonly QueryPiece[],
  found: readonly ClauseTerms[],
  how: { readonly how: LookupMode; readonly context: TermContext },
): readonly ClauseTerms[] {
  const { synonyms } = how.context;
  if (synonyms.longest === 0) return found;
  const all = [...found];
  for (let start = 0; start < pieces.length; start++) {
    for (let end = start + 2; end <= Math.min(pieces.length, start + MAX_NAME_WORDS); end++) {
      const others = namesOf(pieces.slice(start, end)).flatMap((name) => synonyms.get(name));
      if (others.length === 0) continue;
      for (let index = start; index < end; index++) {
        const { scored, required } = withSynonyms(all[index]!, others, how);
        all[index] = { scored, required, requiredPairs: required };
      }
    }
  }
  return all;
}

/** Some words as one name, as they were typed and by their stems. */
function namesOf(pieces: readonly QueryPiece[]): readonly string[] {
  if (!pieces.every((piece) => piece.kind === "word")) return [];
  const words = pieces.filter((piece) => piece.kind === "word");
  const typed = words.map(({ word }) => word).join(" ");
  const stems = words.map(({ word, terms }) => terms[0] ?? word).join(" ");
  return [...new Set([typed, stems])];
}
