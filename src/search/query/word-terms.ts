import { hasPoints } from "#text/analysis/acronym.ts";
import type { QueryPiece } from "#text/analysis/query-pieces.ts";
import { wordRulesOf } from "#text/analysis/word-rules.ts";
import { acronymForm, writtenForm } from "#text/analysis/written-form.ts";
import { MIN_CORRECTED_LENGTH } from "#search/format/word-list.ts";
import { encodeTerm } from "#search/format/term-codec.ts";
import { synonymTerms, withSynonyms } from "./clause-synonyms.ts";
import type { Alternatives, TermCollector } from "./term-collector.ts";
import { type ClauseTerms, type LookupMode, type TermContext, whereOf } from "./term-context.ts";
import type { Synonym } from "./term-query.ts";

/** A word of a query. */
type WordPiece = Extract<QueryPiece, { kind: "word" }>;

/** Words of fewer letters begin too many others. */
const MIN_PREFIX_LENGTH = 2;
/** What the form that was typed weighs beside the stem, of which all forms are. */
const FORM_WEIGHT = 0.5;
/** The same in a search of many words, which says by itself what is meant. */
const FORM_WEIGHT_IN_LONG = 0.05;
/** What words weigh that only begin as was typed. */
const UNFINISHED_BOOST = 1;

/** The terms of a word: its stem in each language, with its form as it was typed weighing more;
 *  words that begin so, where it may go on; words one slip away, where nobody writes it. */
export function wordTerms(piece: WordPiece, how: LookupMode, context: TermContext): ClauseTerms {
  const { word, part } = piece;
  const { collector, synonyms } = context;
  const isAcronym = piece.terms[0] === acronymForm(word);
  const number = collector.numberOf(ownTerm(piece, how, context));
  if (part) return { scored: [number], required: [], requiredPairs: [] };
  if (how.isPhrase) return withRequired([number], [number]);
  const longer = longerTerms(piece, how, context);
  const near = isAcronym ? [] : nearTerm(piece, how, context);
  const small = isAcronym ? smallTerms(piece, how, collector) : [];
  const others = [...small, ...synonymTerms([word, ...piece.terms], how, context)];
  // What only begins as an acronym does is no match of it. Beside other words, the weight of what
  // is unfinished decides: it is one word of several, and the others say more of what is meant.
  const isNeeded = isAcronym ? [] : longer;
  collector.standFor(number, [...longer, ...near, ...others]);
  collector.indirect(context.isAlone ? [...longer, ...others] : others);
  const all = [number, ...longer, ...near, ...others];
  const found = withSynonyms(
    { scored: all, required: [[number, ...isNeeded, ...others]] },
    longSynonyms([word, ...piece.terms], synonyms),
    { how, context },
  );
  return { ...found, requiredPairs: found.required };
}

/** What is more than one word and stands for any of some forms of a word, each once. */
function longSynonyms(
  forms: readonly string[],
  synonyms: TermContext["synonyms"],
): ReturnType<TermContext["synonyms"]["get"]> {
  const long = forms.flatMap((form) => synonyms.get(form)).filter(({ length }) => length > 1);
  return [...new Map(long.map((synonym) => [synonym.join("\n"), synonym])).values()];
}

function withRequired(scored: readonly number[], need: Alternatives): ClauseTerms {
  return { scored, required: [need], requiredPairs: [need] };
}

/** The word itself, in all of its forms; the one that was typed weighs more. */
function ownTerm(
  { word, terms, written, foreign }: WordPiece,
  how: LookupMode,
  { isShort }: Pick<TermContext, "isShort">,
) {
  const isAcronym = terms[0] === acronymForm(word);
  const [term = word, ...stems] = isAcronym && how.isPhrase ? [...terms, stemOf(word)] : terms;
  // In small letters an acronym comes behind: it stands for other words as well.
  const others: Synonym[] =
    isAcronym && !how.isPhrase ? [] : stems.map((stem) => formFrom(stem, foreign));
  if (written !== undefined && !how.isPhrase) {
    const weight = isShort ? FORM_WEIGHT : FORM_WEIGHT_IN_LONG;
    others.push({ term: written, weight });
  }
  return { ...whereOf(how), term, ...(others.length > 0 && { synonyms: others }) };
}

/** A form of a word, where it is one. */
function formFrom(term: string, foreign: WordPiece["foreign"]): Synonym {
  const languages = foreign?.get(term);
  return { term, weight: 1, ...(languages && { languages }) };
}

/** What was typed in capitals, as articles may write it in small letters: in that form alone, or
 *  where no other form of the word occurs, as the word. */
function smallTerms(
  { word, terms: [, ...small], foreign }: WordPiece,
  how: LookupMode,
  { numberOf }: TermCollector,
): readonly number[] {
  const [first, ...rest] = small;
  if (first === undefined) return [];
  const synonyms = rest.map((term) => formFrom(term, foreign));
  const forms = { ...whereOf(how), term: first, ...(rest.length > 0 && { synonyms }) };
  const stem = stemOf(word);
  if (rest.includes(stem)) return [numberOf(forms)];
  const only = { ...whereOf(how), term: stem, onlyFormOf: encodeTerm(first) };
  return [numberOf(forms), numberOf(only)];
}

function stemOf(word: string): string {
  return wordRulesOf("en").stem(word);
}

/** Words that begin with the typed letters, and not with their stem. In a search of many words they
 *  say nothing. */
function longerTerms(
  { word }: WordPiece,
  how: LookupMode,
  { collector, isShort }: TermContext,
): readonly number[] {
  if (!isShort || how.isLast !== true || word.length < MIN_PREFIX_LENGTH) return [];
  // Nobody goes on behind the points of an abbreviation.
  if (hasPoints(how.typed ?? "")) return [];
  const term = { ...whereOf(how), term: word, isUnfinished: true, boost: UNFINISHED_BOOST };
  return [collector.numberOf(term)];
}

/** Matches a word that may be misspelt: letters with a lower case alone. */
const LETTERS = /^\p{Ll}+$/u;

function nearTerm(
  { word, terms, isStopWord }: WordPiece,
  how: LookupMode,
  { collector, isExact }: TermContext,
): readonly number[] {
  const mayBeMisspelt = word.length >= MIN_CORRECTED_LENGTH && LETTERS.test(word) && !isStopWord;
  if (isExact || !mayBeMisspelt || /^\p{Lu}+$/u.test(how.typed ?? "")) return [];
  const correction = {
    typed: how.typed ?? word,
    forms: [...new Set([word, writtenForm(word), ...terms])].map(encodeTerm),
    isUnfinished: how.isLast === true,
  };
  return [collector.numberOf({ ...whereOf(how), term: word, correction })];
}
