import type { Site } from "#model/site.ts";
import { bigramsOf, queryPiecesOf } from "#text/analysis/query-pieces.ts";
import { foldTag } from "#text/fold/fold.ts";

/** What else a word may be called. */
export type Synonyms = {
  /** The terms of each word that stands for a folded word; an article must have all terms of one of
   *  them. */
  readonly get: (folded: string) => readonly (readonly string[])[];
  /** UTF-16 units of the longest word that has synonyms; 0 when there are none. */
  readonly longest: number;
};

/** What a synonym counts against the word itself. */
export const SYNONYM_WEIGHT = 0.8;
/** Synonyms of one word that count. */
const MAX_SYNONYMS = 8;

const NONE: Synonyms = { get: () => [], longest: 0 };
const known = new WeakMap<Site["synonyms"], Synonyms>();

/** The synonyms of a site: every word of a group stands for every other. O(words) the first time,
 *  then O(1) for the same list. */
export function synonymsOf(groups: Site["synonyms"]): Synonyms {
  if (groups.length === 0) return NONE;
  const before = known.get(groups);
  if (before) return before;
  const table = new Map<string, (readonly string[])[]>();
  for (const group of groups) {
    const words = [...new Set(group.map(foldTag))];
    for (const word of words) {
      const others = words.filter((other) => other !== word).map(termsOfWord);
      for (const name of new Set([word, stemsOf(word)])) {
        const all = [...(table.get(name) ?? []), ...others].filter((terms) => terms.length > 0);
        table.set(name, all.slice(0, MAX_SYNONYMS));
      }
    }
  }
  const made = {
    get: (folded: string) => table.get(folded) ?? [],
    longest: Math.max(...[...table.keys()].map(({ length }) => length)),
  };
  known.set(groups, made);
  return made;
}

/** A word or a name by its stems, which its inflected forms have as well. */
function stemsOf(name: string): string {
  const pieces = queryPiecesOf(name);
  if (!pieces.every((piece) => piece.kind === "word")) return name;
  return pieces.map((piece) => (piece.kind === "word" ? (piece.terms[0] ?? "") : "")).join(" ");
}

function termsOfWord(word: string): readonly string[] {
  return queryPiecesOf(word).flatMap((piece) => {
    if (piece.kind === "run")
      return piece.characters.length > 1 ? bigramsOf(piece.characters) : piece.characters;
    if (piece.kind === "term") return piece.part ? [] : [piece.term];
    return piece.part || piece.isStopWord ? [] : piece.terms.slice(0, 1);
  });
}
