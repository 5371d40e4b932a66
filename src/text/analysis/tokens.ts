import { analyze } from "./analysis.ts";
import { fold, type Folded, foldText, originalRange } from "#text/fold/fold.ts";
import { charactersOf, type Piece } from "./pieces.ts";
import type { TermConsumer } from "./term-consumer.ts";
import { cutTerm, wordRulesOf } from "./word-rules.ts";

/** A term of a text and where it stands in it: `[start, end)` in UTF-16 units of the original.
 *  Tokens may overlap: bigrams do. */
export type Token = { readonly term: string; readonly start: number; readonly end: number };

/** How a text is analysed for the index. */
type AnalysisOptions = {
  /** BCP 47; decides stems and stop words. English when absent. */
  readonly lang?: string;
  /** Keeps stop words, so that a title of nothing else (The Who) is found. */
  readonly keepStopWords?: boolean;
};

/** The terms under which the index holds a text, in its order, with repeats. For each run of Han,
 *  kana, hangul or Thai its overlapping bigrams and its last character; for each word its stem;
 *  numbers, dates and names as their readers give them. A superset of what `queryTermsOf` gives for
 *  the same text. O(length), about 60 ns a Han character. */
export function termsOf(text: string, options: AnalysisOptions = {}): string[] {
  const terms: string[] = [];
  const folded = foldText(text);
  analyze(
    folded,
    indexConsumer(folded, options, (term) => terms.push(term)),
  );
  return terms;
}

/** The same terms with where they stand in the original text. */
export function tokensOf(text: string, options: AnalysisOptions = {}): Token[] {
  return tokensOfFolded(fold(text), options);
}

/** The same of a text that was folded already. */
export function tokensOfFolded(folded: Folded, options: AnalysisOptions = {}): Token[] {
  const tokens: Token[] = [];
  const take = (term: string, from: number, to: number): void => {
    const [start, end] = originalRange(folded, from, to);
    tokens.push({ term, start, end });
  };
  analyze(folded.text, indexConsumer(folded.text, options, take));
  return tokens;
}

type Take = (term: string, start: number, end: number) => unknown;

function indexConsumer(text: string, options: AnalysisOptions, take: Take): TermConsumer {
  const { stem, isStopWord } = wordRulesOf(options.lang ?? "en");
  const keep = options.keepStopWords === true;
  return {
    term: (term, { start, end }) => take(cutTerm(term), start, end),
    word(word, { start, end }) {
      if (keep || !isStopWord(word)) take(stem(word), start, end);
    },
    run: (piece) => takeRun(text, piece, take),
  };
}

function takeRun(text: string, piece: Piece, take: Take): void {
  const characters = charactersOf(text, piece);
  let start = piece.start;
  for (const [index, character] of characters.entries()) {
    const next = characters[index + 1];
    const end = start + character.length;
    if (next === undefined) take(character, start, end);
    else take(character + next, start, end + next.length);
    start = end;
  }
}
