import { memoize } from "#model/memoize.ts";
import { acronymTest } from "./acronym.ts";
import { analyze } from "./analysis.ts";
import { chineseNumeralsIn, numeralTerms } from "./chinese-numerals.ts";
import { fold, type Folded, foldText, originalRange } from "#text/fold/fold.ts";
import { mayHaveNumerals } from "./numeral-values.ts";
import { kindAt, MARK, unitsAt } from "./letter-kind.ts";
import { charactersOf, type Piece } from "./pieces.ts";
import type { Range, TermConsumer } from "./term-consumer.ts";
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
  /** Gives those of a word as one text, with WITH between them. */
  readonly areJoined?: boolean;
};

/** The terms under which the index holds a text, in its order, with repeats. For each run of Han,
 *  kana, hangul or Thai its overlapping bigrams and its last character; for each word its stem;
 *  numbers, dates and names as their readers give them. A superset of what `queryTermsOf` gives for
 *  the same text. O(length), about 60 ns a Han character. */
export function termsOf(text: string, options: AnalysisOptions = {}): string[] {
  const terms: string[] = [];
  eachTerm(text, options, { take: (term) => terms.push(term) });
  return terms;
}

/** Who takes the terms of a text. */
export type TermTaker = {
  readonly take: (term: string) => unknown;
  /** Takes a term of two characters of one UTF-16 unit each, which nearly all of a Chinese text
   *  are, without making a text of it; absent: `take` gets it. */
  readonly takePair?: (first: number, second: number) => unknown;
};

/** Gives what `termsOf` gives, one after another. O(length). */
export function eachTerm(text: string, options: AnalysisOptions, taker: TermTaker): void {
  if (options.writtenForms) {
    const folded = fold(text);
    const isAcronym = acronymTest(text, folded);
    analyze(folded.text, indexConsumer({ text: folded.text, options, isAcronym, ...taker }));
    return;
  }
  const folded = foldText(text);
  analyze(folded, indexConsumer({ text: folded, options, ...taker }));
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

/** What parts a word's stem and its written form where they are joined. */
export const WITH = "\n";

/** Words of which the joined terms are kept: each that is put together anew is hashed anew. */
const REMEMBERED_WORDS = 50_000;
const joinersByStem = new Map<(word: string) => string, (word: string) => string>();

function joinerOf(stem: (word: string) => string): (word: string) => string {
  const known = joinersByStem.get(stem);
  if (known) return known;
  const joiner = memoize(
    (word: string) => (hasWrittenForm(word) ? stem(word) + WITH + writtenForm(word) : stem(word)),
    REMEMBERED_WORDS,
  );
  joinersByStem.set(stem, joiner);
  return joiner;
}

type Take = (term: string, start: number, end: number) => unknown;

type IndexContext = {
  readonly text: string;
  readonly options: AnalysisOptions;
  readonly take: Take;
  readonly takePair?: TermTaker["takePair"];
  /** Absent: nothing is told from other words as an acronym. */
  readonly isAcronym?: (start: number, end: number) => boolean;
};

function indexConsumer(context: IndexContext): TermConsumer {
  const { text, options, take, takePair, isAcronym } = context;
  const { isStopWord } = wordRulesOf(options.lang ?? "en");
  const keep = options.keepStopWords === true;
  const takers = options.areJoined ? joinedTakers(context) : apartTakers(context);
  return {
    term: (term, { start, end }) => take(cutTerm(term), start, end),
    word(word, { start, end }) {
      const isKept = keep || !isStopWord(word);
      if (isAcronym?.(start, end) === true) takers.acronym(word, { start, end, isKept });
      else if (isKept) takers.word(word, start, end);
    },
    run(piece) {
      if (takePair === undefined || !takePairs(text, piece, { take, takePair }))
        takeRun(text, piece, take);
    },
  };
}

type WordTakers = {
  readonly word: (word: string, start: number, end: number) => void;
  /** An acronym; where it is no stop word, in small letters as well. */
  readonly acronym: (word: string, how: Range & { readonly isKept: boolean }) => void;
};

function apartTakers({ options, take }: IndexContext): WordTakers {
  const { stem, variants } = wordRulesOf(options.lang ?? "en");
  return {
    word(word, start, end) {
      take(stem(word), start, end);
      for (const variant of variants(word)) take(variant, start, end);
      if (options.writtenForms && hasWrittenForm(word)) take(writtenForm(word), start, end);
    },
    acronym(word, { start, end, isKept }) {
      if (isKept) take(cutTerm(word), start, end);
      take(acronymForm(word), start, end);
    },
  };
}

function joinedTakers({ options, take }: IndexContext): WordTakers {
  const { stem, variants } = wordRulesOf(options.lang ?? "en");
  const joined = joinerOf(stem);
  return {
    word(word, start, end) {
      take(joined(word), start, end);
      for (const variant of variants(word)) take(variant, start, end);
    },
    acronym(word, { start, end, isKept }) {
      take(isKept ? cutTerm(word) + WITH + acronymForm(word) : acronymForm(word), start, end);
    },
  };
}

/** Gives the pairs of a run, and its last character; whether it could: not where a character takes
 *  several units, or where there are numbers in it. */
function takePairs(
  text: string,
  { start, end }: Piece,
  { take, takePair }: { readonly take: Take } & Pick<Required<TermTaker>, "takePair">,
): boolean {
  if (!isOfSingleUnits(text, start, end) || mayHaveNumerals(text.slice(start, end))) return false;
  let first = text.charCodeAt(start);
  for (let at = start + 1; at < end; at++) {
    const second = text.charCodeAt(at);
    takePair(first, second);
    first = second;
  }
  take(text.charAt(end - 1), end - 1, end);
  return true;
}

/** Whether a stretch of a run has neither surrogates nor marks. Han, kana and hangul syllables are
 *  told at a glance. */
function isOfSingleUnits(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    const isPlain = (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xd7a3);
    if (!isPlain && (unitsAt(text, at) > 1 || kindAt(text, at) === MARK)) return false;
  }
  return true;
}

function takeRun(text: string, piece: Piece, take: Take): void {
  const characters = charactersOf(text, piece);
  /** Where each of them begins, and at last where the run ends. */
  const offsets = [piece.start];
  let start = piece.start;
  for (const [index, character] of characters.entries()) {
    const next = characters[index + 1];
    const end = start + character.length;
    offsets.push(end);
    if (next === undefined) take(character, start, end);
    else take(character + next, start, end + next.length);
    start = end;
  }
  if (!mayHaveNumerals(text.slice(piece.start, piece.end))) return;
  for (const numeral of chineseNumeralsIn(characters)) {
    const [from, to] = [offsets[numeral.start]!, offsets[numeral.end]!];
    for (const term of numeralTerms(numeral)) take(term, from, to);
  }
}
