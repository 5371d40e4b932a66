import { fold, type Folded, originalRange } from "#text/fold/fold.ts";
import { withoutJoints } from "#text/analysis/joined-runs.ts";
import { type Token, tokensOfFolded } from "#text/analysis/tokens.ts";
import { type FIELDS } from "#search/format/options.ts";
import { highlightTermsIn, type HighlightTerms } from "./highlight-terms.ts";
import type { WantedTerm } from "#search/query/term-collector.ts";

/** A place in a text where something that was searched for stands: `[start, end)` in UTF-16 units,
 *  and which of the terms it is. */
export type Mark = { readonly start: number; readonly end: number; readonly term: number };

/** Where the terms of a search stand in a text, in order of their beginnings; places may overlap. A
 *  word is marked whole also where only its stem or its beginning was searched for.
 *  O(length + marks).
 *  @param terms  the same array for all texts of a search
 *  @param field  which of an article's texts it is
 *  @param lang  BCP 47, of the article: the text is analysed as for the index */
export function marksIn(
  text: string,
  terms: readonly WantedTerm[],
  { field, lang }: { readonly field: (typeof FIELDS)[number]; readonly lang: string },
): readonly Mark[] {
  const sought = highlightTermsIn(terms, { field, lang });
  if (sought.characters.length === 0 && !sought.hasWords) return [];
  const folded = fold(text);
  const marks = characterMarks(folded, sought);
  if (sought.hasWords)
    addWordMarks(
      marks,
      tokensOfFolded(folded, {
        lang,
        keepStopWords: true,
        writtenForms: true,
        original: text,
      }),
      sought,
    );
  return marks.sort((a, b) => a.start - b.start || b.end - a.end || a.term - b.term);
}

/** Marks that stand within a name are passed over, and belong to a match that goes on behind them:
 *  those that a match ends at do not. */
function characterMarks(folded: Folded, { characters }: HighlightTerms): Mark[] {
  const { text, offsets } = withoutJoints(folded.text);
  const placeOf = (at: number): number => offsets?.[at] ?? at;
  const marks: Mark[] = [];
  for (const { term, texts } of characters) {
    for (const word of texts) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        const last = placeOf(at + word.length - 1);
        const [start, end] = originalRange(folded, placeOf(at), last + 1);
        marks.push({ start, end, term });
      }
    }
  }
  return marks;
}

function addWordMarks(marks: Mark[], tokens: readonly Token[], sought: HighlightTerms): void {
  for (const { term: word, start, end } of tokens)
    for (const term of sought.meant(word)) marks.push({ start, end, term });
}
