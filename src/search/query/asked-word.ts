import { type QueryPiece, queryPiecesOf } from "#text/analysis/query-pieces.ts";
import type { ParsedQuery } from "./query-parser.ts";
import type { Synonyms } from "./synonyms.ts";

type Run = Extract<QueryPiece, { kind: "run" }>;

/** Characters of a word that can be put together of pairs from elsewhere; what is longer is seldom
 *  one word. */
const [SHORTEST, LONGEST] = [3, 6];

/** The one Chinese word that a search asks for, folded; undefined when it asks for anything else,
 *  or for a word of which a part may be called otherwise. Of three characters and more the index
 *  knows the pairs alone, and 甘孜州 may be put together of 甘孜 and 孜州 that stand apart. */
export function wordAsked(
  { groups, filters }: Pick<ParsedQuery, "groups" | "filters">,
  synonyms: Synonyms,
): string | undefined {
  const [clause, ...more] = groups.flat();
  if (clause === undefined || more.length + filters.length > 0) return undefined;
  if (clause.kind !== "text" || clause.negated || clause.field !== undefined) return undefined;
  const [piece, ...others] = queryPiecesOf(clause.text);
  if (piece?.kind !== "run" || others.length > 0) return undefined;
  return isOneWord(piece) && !mayDiffer(piece.characters, synonyms)
    ? piece.characters.join("")
    : undefined;
}

/** Whether a run is as long as a word, and has no number that digits may stand for. */
function isOneWord({ characters: { length }, numerals }: Run): boolean {
  return length >= SHORTEST && length <= LONGEST && numerals.length === 0;
}

/** Whether a stretch of these characters has synonyms. */
function mayDiffer(characters: readonly string[], synonyms: Synonyms): boolean {
  return characters.some((_, start) =>
    characters.some(
      (_, end) => end > start && synonyms.get(characters.slice(start, end + 1).join("")).length > 0,
    ),
  );
}
