import { type QueryPiece, queryPiecesOf } from "#text/analysis/query-pieces.ts";
import type { RuledLanguage } from "#text/analysis/word-rules.ts";
import { singleSynonyms, withSynonyms } from "./clause-synonyms.ts";
import { FIELDS } from "#search/format/options.ts";
import { MIN_FUZZY_LENGTH } from "#search/format/word-list.ts";
import { runTerms } from "./run-terms.ts";
import type { Alternatives } from "./term-collector.ts";
import { type ClauseTerms, type LookupMode, type TermContext, whereOf } from "./term-context.ts";
import type { Clause } from "./query-parser.ts";

/** A clause whose text was analysed: once for all that is asked of it. */
export type ReadClause = Clause & { readonly pieces: readonly QueryPiece[] };

/** The clause with its pieces. O(length).
 *  @param languages  languages with rules of their own, besides English, that articles are in */
export function readClause(clause: Clause, languages: readonly RuledLanguage[]): ReadClause {
  return { ...clause, pieces: queryPiecesOf(clause.text, languages) };
}

/** The pieces of a clause that are asked for, or say something. */
export function wantedPieces(
  { pieces }: ReadClause,
  { hasOnlyStopWords }: Pick<TermContext, "hasOnlyStopWords">,
): readonly QueryPiece[] {
  return pieces.filter((piece) => piece.kind !== "word" || !piece.isStopWord || hasOnlyStopWords);
}

/** Collects the terms of a clause.
 *  @param isTyping  whether the clause's last word may go on: a reader who types has not ended it
 */
export function clauseTermsOf(
  clause: ReadClause,
  context: TermContext,
  isTyping: boolean,
): ClauseTerms {
  const pieces = wantedPieces(clause, context);
  const scored: number[] = [];
  const required: Alternatives[] = [];
  const requiredPairs: Alternatives[] = [];
  const how: LookupMode = {
    isPhrase: clause.kind === "phrase" || clause.negated,
    ...(clause.field && TITLE),
  };
  for (const [index, piece] of pieces.entries()) {
    const isLast = isTyping && piece.end === clause.text.length;
    const next = pieces[index + 1];
    if (isOrdinal(piece, next)) continue;
    const found = pieceTermsOf(piece, { ...how, isLast }, context);
    scored.push(...found.scored);
    required.push(...found.required);
    requiredPairs.push(...found.requiredPairs);
  }
  return { scored, required, requiredPairs };
}

/** 第 before a number is part of the number. */
function isOrdinal(piece: QueryPiece, next: QueryPiece | undefined): boolean {
  if (piece.kind !== "run" || piece.characters.join("") !== "第") return false;
  return next?.kind === "term" && next.start === piece.end;
}

const TITLE = { fields: 1 << FIELDS.indexOf("title") };
/** Words of fewer letters begin too many others. */
const MIN_PREFIX_LENGTH = 2;

function pieceTermsOf(piece: QueryPiece, how: LookupMode, context: TermContext): ClauseTerms {
  if (piece.kind === "word") return wordTerms(piece, how, context);
  if (piece.kind === "run") {
    const [only, second] = piece.characters;
    return only !== undefined && second === undefined
      ? characterTerms(only, how, context)
      : runTerms(piece, how, context);
  }
  return numberTerms(piece, how, context);
}

/** Digits of a number that may still be typed: a longer one is a year, or long enough to say what
 *  it means. */
const MAX_UNFINISHED_DIGITS = 3;
/** What the numbers that begin with an unfinished one weigh: there are many, and together they
 *  would outweigh every word. */
const UNFINISHED_WEIGHT = 0.1;

function numberTerms(
  { term, part }: Extract<QueryPiece, { kind: "term" }>,
  how: LookupMode,
  { collector }: TermContext,
): ClauseTerms {
  const number = collector.numberOf({ ...whereOf(how), term });
  if (part) return asked([number], []);
  const isUnfinished =
    how.isLast === true && term.length <= MAX_UNFINISHED_DIGITS && /^\d+$/.test(term);
  if (!isUnfinished) return asked([number], [[number]]);
  const longer = collector.numberOf({
    ...whereOf(how),
    term,
    prefix: true,
    boost: UNFINISHED_WEIGHT,
  });
  return asked([number, longer], [[number, longer]]);
}

/** Terms whose needs are the same, strict or not. */
function asked(scored: readonly number[], required: readonly Alternatives[]): ClauseTerms {
  return { scored, required, requiredPairs: required };
}

function wordTerms(
  { word, terms, part }: Extract<QueryPiece, { kind: "word" }>,
  how: LookupMode,
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
  if (part) return asked([number], []);
  const longer = synonyms.get(word).filter((synonym) => synonym.length > 1);
  const found = withSynonyms({ scored: [number], required: [[number]] }, longer, { how, context });
  return asked(found.scored, found.required);
}

/** A single character is the first of the terms that begin with it. In a long query it says
 *  nothing. */
function characterTerms(
  character: string,
  how: LookupMode,
  { collector, isShort }: TermContext,
): ClauseTerms {
  if (!isShort) return asked([], []);
  const number = collector.numberOf({ ...whereOf(how), term: character, prefix: true });
  return asked([number], [[number]]);
}
