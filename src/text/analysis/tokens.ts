import { acronymTest } from "./acronym.ts";
import { analyze } from "./analysis.ts";
import { chineseNumeralsIn, numeralTerms } from "./chinese-numerals.ts";
import { fold, type Folded, foldText, originalRange } from "#text/fold/fold.ts";
import { charactersOf, type Piece } from "./pieces.ts";
import type { TermConsumer } from "./term-consumer.ts";
import { cutTerm, wordRulesOf } from "./word-rules.ts";
import { acronymForm, hasWrittenForm, writtenForm } from "./written-form.ts";

/** A term of a text and where it stands in it: `[start, end)` in UTF-16 units of the original.
 *  Tokens may overlap: bigrams do. */
export type Token = { readonly term: string; readonly start: number; readonly end: number };

/** How a text is analysed for the index. */
type AnalysisOptions = {
  /** BCP 47; decides stems and stop words. English when absent. */
  readonly lang?: string;
  /** Keeps stop words, so that a title of nothing else (The Who) is found. */
  readonly keepStopWords?: boolean;
  /** Gives the written form of each word behind its stem, and knows acronyms. */
  readonly writtenForms?: boolean;
};

/** The terms under which the index holds a text, in its order, with repeats. For each run of Han,
 *  kana, hangul or Thai its overlapping bigrams and its last character; for each word its stem;
 *  numbers, dates and names as their readers give them. A superset of what `queryTermsOf` gives for
 *  the same text. O(length), about 60 ns a Han character. */
export function termsOf(text: string, options: AnalysisOptions = {}): string[] {
  const terms: string[] = [];
  const take = (term: string): unknown => terms.push(term);
  if (options.writtenForms) {
    const folded = fold(text);
    const isAcronym = acronymTest(text, folded);
    analyze(folded.text, indexConsumer({ text: folded.text, options, take, isAcronym }));
    return terms;
  }
  const folded = foldText(text);
  analyze(folded, indexConsumer({ text: folded, options, take }));
  return terms;
}

/** The same terms with where they stand in the original text. */
export function tokensOf(text: string, options: AnalysisOptions = {}): Token[] {
  return tokensOfFolded(fold(text), { ...options, original: text });
}

/** The same of a text that was folded already. */
export function tokensOfFolded(
  folded: Folded,
  { original, ...options }: AnalysisOptions & { readonly original?: string } = {},
): Token[] {
  const tokens: Token[] = [];
  const take = (term: string, from: number, to: number): void => {
    const [start, end] = originalRange(folded, from, to);
    tokens.push({ term, start, end });
  };
  const isAcronym =
    options.writtenForms && original !== undefined ? acronymTest(original, folded) : undefined;
  const { text } = folded;
  analyze(text, indexConsumer({ text, options, take, ...(isAcronym && { isAcronym }) }));
  return tokens;
}

type Take = (term: string, start: number, end: number) => unknown;

type IndexContext = {
  readonly text: string;
  readonly options: AnalysisOptions;
  readonly take: Take;
  /** Absent: nothing is told from other words as an acronym. */
  readonly isAcronym?: (start: number, end: number) => boolean;
};

function indexConsumer({ text, options, take, isAcronym }: IndexContext): TermConsumer {
  const { stem, isStopWord, variants } = wordRulesOf(options.lang ?? "en");
  const keep = options.keepStopWords === true;
  return {
    term: (term, { start, end }) => take(cutTerm(term), start, end),
    word(word, { start, end }) {
      const isAcronymHere = isAcronym?.(start, end) === true;
      if (isAcronymHere) {
        if (keep || !isStopWord(word)) take(cutTerm(word), start, end);
        take(acronymForm(word), start, end);
        return;
      }
      if (!keep && isStopWord(word)) return;
      take(stem(word), start, end);
      for (const variant of variants(word)) take(variant, start, end);
      if (options.writtenForms && hasWrittenForm(word)) take(writtenForm(word), start, end);
    },
    run(piece) {
      takeRun(text, piece, take);
    },
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
  if (!NUMERAL.test(text.slice(piece.start, piece.end))) return;
  for (const numeral of chineseNumeralsIn(characters)) {
    const from = piece.start + characters.slice(0, numeral.start).join("").length;
    const to = from + characters.slice(numeral.start, numeral.end).join("").length;
    for (const term of numeralTerms(numeral)) take(term, from, to);
  }
}

const NUMERAL = /[零一二三四五六七八九十两百千万亿]/;
