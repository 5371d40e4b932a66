import { type RuledLanguage, ruledLanguageOf } from "#text/analysis/word-rules.ts";
import { wordOfForm } from "#text/analysis/written-form.ts";
import { FIELDS } from "#search/format/options.ts";
import type { WantedTerm } from "#search/query/term-collector.ts";
import type { Synonym } from "#search/query/term-query.ts";

/** The terms of a search as they are looked for in the texts of its hits; a term is named by its
 *  place. */
export type HighlightTerms = {
  /** Terms of characters written without spaces, and what stands for each: they are marked wherever
   *  they are written, also inside words. */
  readonly characters: readonly { readonly term: number; readonly texts: readonly string[] }[];
  /** Whether there are others: words and numbers. */
  readonly hasWords: boolean;
  /** The terms that a word of a text is, or begins with. O(terms that words may begin with). */
  readonly meant: (word: string) => readonly number[];
};

type Field = (typeof FIELDS)[number];
type NumberedTerm = readonly [place: number, term: WantedTerm];

const known = new WeakMap<readonly WantedTerm[], Map<string, HighlightTerms>>();

/** What of a search is looked for in a field of its hits. O(terms) the first time, then O(1) for
 *  the same array of terms.
 *  @param terms  at most MAX_TERMS
 *  @param lang  BCP 47, of the article */
export function highlightTermsIn(
  terms: readonly WantedTerm[],
  { field, lang }: { readonly field: Field; readonly lang: string },
): HighlightTerms {
  const spoken = ruledLanguageOf(lang);
  const key = `${field} ${spoken ?? ""}`;
  const byKey = known.get(terms) ?? new Map<string, HighlightTerms>();
  known.set(terms, byKey);
  const sought = byKey.get(key) ?? highlightTermsFrom(wantedIn(terms, field), spoken);
  byKey.set(key, sought);
  return sought;
}

/** Terms that weigh no more than this only hold a sentence together: they are not worth marking. */
const LEAST_WEIGHT = 0.1;

function wantedIn(terms: readonly WantedTerm[], field: Field): readonly NumberedTerm[] {
  const bit = 1 << FIELDS.indexOf(field);
  // A stem that counts for one form alone is marked by that form.
  const all = [...terms.entries()].filter(
    ([, { fields = bit, onlyFormOf }]) => (fields & bit) !== 0 && onlyFormOf === undefined,
  );
  const worth = all.filter(([, { boost = 1 }]) => boost > LEAST_WEIGHT);
  return worth.length > 0 ? worth : all;
}

const CHARACTERS = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u;

function highlightTermsFrom(
  wanted: readonly NumberedTerm[],
  spoken: RuledLanguage | undefined,
): HighlightTerms {
  const holds = ({ languages }: Synonym): boolean =>
    languages === undefined || (spoken !== undefined && languages.includes(spoken));
  const texts = wanted.map(([place, { term, synonyms = [] }]) => ({
    term: place,
    texts: [term, ...synonyms.filter(holds).map((synonym) => synonym.term)],
  }));
  const areCharacters = texts.map((each) => each.texts.every((text) => CHARACTERS.test(text)));
  const words = wanted.filter((_, index) => !areCharacters[index]);
  const names = new Map<string, number[]>();
  const named = texts.filter((_, at) => !areCharacters[at] && !wanted[at]![1].isUnfinished);
  for (const { term, texts: all } of named) {
    for (const name of new Set(all)) names.set(name, [...(names.get(name) ?? []), term]);
  }
  const begun = words.filter(
    ([, { prefix, isUnfinished }]) => prefix === true || isUnfinished === true,
  );
  return {
    characters: texts.filter((_, index) => areCharacters[index]),
    hasWords: words.length > 0,
    meant: begun.length > 0 ? withBegun(begun, names) : (word) => names.get(word) ?? NONE,
  };
}

const NONE: readonly number[] = [];

function placesOf(
  terms: readonly NumberedTerm[],
  matches: (term: WantedTerm) => boolean,
): number[] {
  return terms.filter(([, term]) => matches(term)).map(([place]) => place);
}

/** Few terms have longer ones that begin with them: a last word that may go on. */
function withBegun(
  begun: readonly NumberedTerm[],
  names: ReadonlyMap<string, number[]>,
): HighlightTerms["meant"] {
  return (word) => {
    const named = names.get(word) ?? NONE;
    const written = wordOfForm(word) ?? word;
    // What is the unfinished word itself is marked by the forms of that: WHO is not who.
    const begins = ({ term, isUnfinished }: WantedTerm): boolean =>
      written.startsWith(term) && !(isUnfinished === true && written === term);
    if (!begun.some(([, term]) => begins(term))) return named;
    return [...new Set([...named, ...placesOf(begun, begins)])];
  };
}
