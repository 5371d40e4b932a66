import { bigramWeight, isAskingCharacter } from "../text/function-characters.ts";
import { bigramsOf, type QueryPiece, queryPiecesOf } from "../text/query-pieces.ts";
import type { RuledLanguage } from "../text/word-rules.ts";
import { FIELDS } from "./options.ts";
import { SYNONYM_WEIGHT, type Synonyms } from "./synonyms.ts";
import type { Need, TermCollector } from "./term-collector.ts";
import type { Synonym } from "./term-query.ts";
import type { Clause } from "./typed-search.ts";

/** What the terms of a query are found with. */
export type TermContext = {
  readonly collector: TermCollector;
  readonly synonyms: Synonyms;
  /** Languages of the articles that have rules of their own. */
  readonly languages: readonly RuledLanguage[];
  /** Whether the query is short enough that every word of it is asked for, and that a single character is worth looking for. */
  readonly isShort: boolean;
  /** Whether nothing but stop words was typed, so that they are what is looked for. */
  readonly hasOnlyStopWords: boolean;
};

/** What a clause comes to: terms to score in order, repeats kept, and what an article must have. */
export type ClauseTerms = { readonly scored: readonly number[]; readonly needs: readonly Need[] };

/** The pieces of a clause that are asked for, or say something. */
export function wantedPieces(
  clause: Clause,
  { languages, hasOnlyStopWords }: Pick<TermContext, "languages" | "hasOnlyStopWords">,
): readonly QueryPiece[] {
  return queryPiecesOf(clause.text, languages).filter(
    (piece) => piece.kind !== "word" || !piece.isStopWord || hasOnlyStopWords,
  );
}

/** Collects the terms of a clause.
 *  @param isTyping  whether the clause's last word may go on: a reader who types has not ended it */
export function clauseTermsOf(
  clause: Clause,
  context: TermContext,
  isTyping: boolean,
): ClauseTerms {
  const pieces = wantedPieces(clause, context);
  const scored: number[] = [];
  const needs: Need[] = [];
  const how: How = {
    isPhrase: clause.kind === "phrase" || clause.negated,
    ...(clause.field && TITLE),
  };
  for (const [index, piece] of pieces.entries()) {
    const isLast = isTyping && piece.end === clause.text.length;
    const next = pieces[index + 1];
    if (isOrdinal(piece, next)) continue;
    const found = pieceTermsOf(piece, { ...how, isLast }, context);
    scored.push(...found.scored);
    needs.push(...found.needs);
  }
  return { scored, needs };
}

/** 第 before a number is part of the number. */
function isOrdinal(piece: QueryPiece, next: QueryPiece | undefined): boolean {
  if (piece.kind !== "run" || piece.characters.join("") !== "第") return false;
  return next?.kind === "term" && next.start === piece.end;
}

type How = { readonly isPhrase: boolean; readonly fields?: number; readonly isLast?: boolean };

const TITLE = { fields: 1 << FIELDS.indexOf("title") };
/** Words of fewer letters begin too many others. */
const MIN_PREFIX_LENGTH = 2;
const MIN_FUZZY_LENGTH = 4;
/** In runs shorter than this, every character is part of a word. */
const MIN_SENTENCE_CHARACTERS = 5;

function pieceTermsOf(piece: QueryPiece, how: How, context: TermContext): ClauseTerms {
  if (piece.kind === "word") return wordTerms(piece, how, context);
  if (piece.kind === "run") {
    const [only, second] = piece.characters;
    return only !== undefined && second === undefined
      ? characterTerms(only, how, context)
      : runTerms(piece, how, context);
  }
  return numberTerms(piece, how, context);
}

/** Digits of a number that may still be typed: a longer one is a year, or long enough to say what it means. */
const MAX_UNFINISHED_DIGITS = 3;
/** What the numbers that begin with an unfinished one weigh: there are many, and together they would outweigh every word. */
const UNFINISHED_WEIGHT = 0.1;

function numberTerms(
  { term, part }: Extract<QueryPiece, { kind: "term" }>,
  how: How,
  { collector }: TermContext,
): ClauseTerms {
  const number = collector.numberOf({ ...whereOf(how), term });
  if (part) return { scored: [number], needs: [] };
  const isUnfinished =
    how.isLast === true && term.length <= MAX_UNFINISHED_DIGITS && /^\d+$/.test(term);
  if (!isUnfinished) return { scored: [number], needs: [[number]] };
  const longer = collector.numberOf({
    ...whereOf(how),
    term,
    prefix: true,
    boost: UNFINISHED_WEIGHT,
  });
  return { scored: [number, longer], needs: [[number, longer]] };
}

function whereOf({ fields }: How): { readonly fields?: number } {
  return fields === undefined ? {} : { fields };
}

function wordTerms(
  { word, terms, part }: Extract<QueryPiece, { kind: "word" }>,
  how: How,
  context: TermContext,
): ClauseTerms {
  const { collector, synonyms } = context;
  const [term = word, ...stems] = terms;
  const others = [
    ...stems.map((stem) => ({ term: stem, weight: 1 })),
    ...singleSynonyms(word, context),
  ];
  const number = collector.numberOf({
    ...whereOf(how),
    term,
    ...(how.isLast === true && word.length >= MIN_PREFIX_LENGTH && { prefix: true }),
    ...(!part && !how.isPhrase && word.length >= MIN_FUZZY_LENGTH && { fuzzy: "unknown" as const }),
    ...(others.length > 0 && { synonyms: others }),
  });
  if (part) return { scored: [number], needs: [] };
  const longer = synonyms.get(word).filter((synonym) => synonym.length > 1);
  return withSynonyms({ scored: [number], needs: [[number]] }, longer, { how, context });
}

/** Synonyms of one term, which the scorer takes for the term itself. */
function singleSynonyms(word: string, { synonyms }: TermContext): Synonym[] {
  return synonyms.get(word).flatMap((terms) => {
    const [term, second] = terms;
    return term !== undefined && second === undefined ? [{ term, weight: SYNONYM_WEIGHT }] : [];
  });
}

/** A single character is the first of the terms that begin with it. In a long query it says nothing. */
function characterTerms(
  character: string,
  how: How,
  { collector, isShort }: TermContext,
): ClauseTerms {
  if (!isShort) return { scored: [], needs: [] };
  const number = collector.numberOf({ ...whereOf(how), term: character, prefix: true });
  return { scored: [number], needs: [[number]] };
}

function runTerms(
  { characters, bridged }: Extract<QueryPiece, { kind: "run" }>,
  how: How,
  context: TermContext,
): ClauseTerms {
  const { collector, synonyms } = context;
  const isSentence = characters.length >= MIN_SENTENCE_CHARACTERS;
  const numbers = bigramsOf(characters).map((bigram) => {
    const boost = isSentence ? bigramWeight(bigram) : 1;
    const others = singleSynonyms(bigram, context);
    return collector.numberOf({
      ...whereOf(how),
      term: bigram,
      ...(boost !== 1 && { boost }),
      ...(others.length > 0 && { synonyms: others }),
    });
  });
  if (how.isPhrase) return { scored: numbers, needs: numbers.map((number) => [number]) };
  // What covers each character: the bigrams on both sides of it.
  let covers: readonly Cover[] = characters.map((character, index) => {
    const isFree = (index === 0 && bridged) || (isSentence && isAskingCharacter(character));
    return { index, needs: isFree ? [] : [numbers.slice(Math.max(0, index - 1), index + 1)] };
  });
  let scored: readonly number[] = numbers;
  for (const { start, end, others } of synonymsWithin(characters, synonyms)) {
    covers = covers.map((cover) => {
      if (cover.index < start || cover.index >= end) return cover;
      const found = withSynonyms({ scored, needs: cover.needs }, others, { how, context });
      ({ scored } = found);
      return { ...cover, needs: found.needs };
    });
  }
  return { scored, needs: covers.flatMap(({ needs }) => needs) };
}

type Cover = { readonly index: number; readonly needs: readonly Need[] };

/** More needs than this are not worth a synonym. */
const MAX_NEEDS = 32;

/** What a word comes to when all terms of one of its synonyms do as well: every need has every term of the synonym as an alternative. */
function withSynonyms(
  { scored, needs }: ClauseTerms,
  synonyms: readonly (readonly string[])[],
  { how, context: { collector } }: { readonly how: How; readonly context: TermContext },
): ClauseTerms {
  let all: ClauseTerms = { scored, needs };
  for (const terms of synonyms) {
    if (all.needs.length * terms.length > MAX_NEEDS) continue;
    const numbers = terms.map((term) =>
      collector.numberOf({ ...whereOf(how), term, boost: SYNONYM_WEIGHT }),
    );
    all = {
      scored: [...all.scored, ...numbers.filter((number) => !all.scored.includes(number))],
      needs: all.needs.flatMap((need) => numbers.map((number) => [...need, number])),
    };
  }
  return all;
}

type SynonymsWithin = {
  readonly start: number;
  readonly end: number;
  readonly others: readonly (readonly string[])[];
};

/** The words within a run that have synonyms. */
function synonymsWithin(
  characters: readonly string[],
  synonyms: Synonyms,
): readonly SynonymsWithin[] {
  const found: SynonymsWithin[] = [];
  for (let start = 0; start < characters.length; start++) {
    const longest = Math.min(characters.length, start + synonyms.longest);
    for (let end = start + 2; end <= longest; end++) {
      const others = synonyms.get(characters.slice(start, end).join(""));
      // A bigram's synonyms of one term are part of the bigram's own term.
      const left = end - start === 2 ? others.filter((terms) => terms.length > 1) : others;
      if (left.length > 0) found.push({ start, end, others: left });
    }
  }
  return found;
}
