import { fold, type Folded, originalRange } from "../text/fold.ts";
import { type Token, tokensOf } from "../text/tokens.ts";
import { isOneEditAway } from "./one-edit.ts";
import { FIELDS } from "./options.ts";
import type { WantedTerm } from "./term-collector.ts";

/** A place in a text where something that was searched for stands: `[start, end)` in UTF-16 units, and which of the terms it is. */
export type Mark = { readonly start: number; readonly end: number; readonly term: number };

/** Terms that weigh no more than this only hold a sentence together: they are not worth marking. */
const LEAST_WEIGHT = 0.1;

/** Where the terms of a search stand in a text, in order of their beginnings; places may overlap. A word is marked whole
 *  also where only its stem, its beginning or all but one of its letters was searched for. O(length × terms that begin or resemble words).
 *  @param field  which of an article's texts it is
 *  @param lang  BCP 47, of the article: the text is analysed as for the index */
export function marksIn(
  text: string,
  terms: readonly WantedTerm[],
  { field, lang }: { readonly field: (typeof FIELDS)[number]; readonly lang: string },
): readonly Mark[] {
  const bit = 1 << FIELDS.indexOf(field);
  const isWorth = ({ boost = 1 }: WantedTerm): boolean => boost > LEAST_WEIGHT;
  const all = [...terms.entries()].filter(([, { fields = bit }]) => (fields & bit) !== 0);
  const worth = all.filter(([, term]) => isWorth(term));
  const wanted = worth.length > 0 ? worth : all;
  if (wanted.length === 0) return [];
  const folded = fold(text);
  let tokens: readonly Token[] | undefined;
  return wanted
    .flatMap(([term, wantedTerm]) => {
      if (isCharacters(wantedTerm)) return characterMarks(folded, wantedTerm, term);
      tokens ??= tokensOf(text, { lang, keepStopWords: true });
      return tokensFor(wantedTerm, tokens).map(({ start, end }) => ({ start, end, term }));
    })
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

const CHARACTERS = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u;

/** Whether the term and its synonyms are characters written without spaces: they stand wherever they are written, also inside words. */
function isCharacters({ term, synonyms = [] }: WantedTerm): boolean {
  return CHARACTERS.test(term) && synonyms.every((synonym) => CHARACTERS.test(synonym.term));
}

function characterMarks(
  folded: Folded,
  { term, synonyms = [] }: WantedTerm,
  number: number,
): Mark[] {
  const marks: Mark[] = [];
  for (const word of [term, ...synonyms.map((synonym) => synonym.term)]) {
    for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + 1)) {
      const [start, end] = originalRange(folded, at, at + word.length);
      marks.push({ start, end, term: number });
    }
  }
  return marks;
}

function tokensFor(
  { term, prefix, fuzzy, synonyms = [] }: WantedTerm,
  tokens: readonly Token[],
): readonly Token[] {
  const names = new Set([term, ...synonyms.map((synonym) => synonym.term)]);
  const found = tokens.filter(
    (token) => names.has(token.term) || (prefix === true && token.term.startsWith(term)),
  );
  if (found.length > 0 || fuzzy === undefined) return found;
  return tokens.filter((token) => isOneEditAway(token.term, term));
}
