import { type QueryPiece, queryPiecesOf } from "#text/analysis/query-pieces.ts";
import type { RuledLanguage } from "#text/analysis/word-rules.ts";
import { withCompounds } from "./compound-terms.ts";
import { withNameSynonyms } from "./name-synonyms.ts";
import { FIELDS } from "#search/format/options.ts";
import { publishedTerm } from "./published-terms.ts";
import { runTerms } from "./run-terms.ts";
import type { Alternatives } from "./term-collector.ts";
import { type ClauseTerms, type LookupMode, type TermContext, whereOf } from "./term-context.ts";
import type { Clause } from "./query-parser.ts";
import { wordTerms } from "./word-terms.ts";

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
  const how: LookupMode = {
    isPhrase: clause.kind === "phrase" || clause.negated,
    ...(clause.field && TITLE),
  };
  const found = pieces.map((piece, index): ClauseTerms => {
    if (isOrdinal(piece, pieces[index + 1])) return { scored: [], required: [], requiredPairs: [] };
    const isCut = clause.text.charAt(piece.end) === UNFINISHED_SIGN;
    const isLast = isCut || (isTyping && STILL_TYPED.test(clause.text.slice(piece.end)));
    const typed = clause.text.slice(piece.start, piece.end);
    return pieceTermsOf(piece, { ...how, isLast, typed }, context);
  });
  const written = { typed: clause.text, pieces: clause.pieces };
  const named = how.isPhrase
    ? found
    : withCompounds(written, pieces, withNameSynonyms(pieces, found, { how, context }), {
        how,
        context,
      });
  return {
    scored: named.flatMap(({ scored }) => scored),
    required: named.flatMap(({ required }) => required),
    requiredPairs: named.flatMap(({ requiredPairs }) => requiredPairs),
  };
}

/** Matches what may stand behind what is still being typed: the point of `1.`. */
const STILL_TYPED = /^\.?$/;
/** What says that a word goes on: `pum*`. */
const UNFINISHED_SIGN = "*";
/** 第 before a number is part of the number. */
function isOrdinal(piece: QueryPiece, next: QueryPiece | undefined): boolean {
  if (piece.kind !== "run" || piece.characters.join("") !== "第") return false;
  return next?.kind === "term" && next.start === piece.end;
}

const TITLE = { fields: 1 << FIELDS.indexOf("title") };

function pieceTermsOf(piece: QueryPiece, how: LookupMode, context: TermContext): ClauseTerms {
  if (piece.kind === "word") return wordTerms(piece, how, context);
  if (piece.kind === "term") return numberTerms(piece, how, context);
  const [only, second] = piece.characters;
  return only !== undefined && second === undefined
    ? characterTerms(only, how, context)
    : runTerms(piece, how, context);
}

/** Matches a number that may still be typed: `20`, `1.2`; refuses `2023`, which is a year, or long
 *  enough to say what it means. */
const UNFINISHED_NUMBER = /^(?:\d{1,3}|\d+(?:\.\d+)+)$/;
/** What the numbers that begin with an unfinished one weigh: there are many, and together they
 *  would outweigh every word. */
const UNFINISHED_WEIGHT = 0.4;

function numberTerms(
  { term, part }: Extract<QueryPiece, { kind: "term" }>,
  how: LookupMode,
  context: TermContext,
): ClauseTerms {
  const { collector, isAlone } = context;
  const number = collector.numberOf({ ...whereOf(how), term });
  if (part) return asked([number], []);
  const published = publishedTerm({ term, number }, how, context);
  if (published !== undefined) return asked([number, published], [[number, published]]);
  if (how.isLast !== true || !UNFINISHED_NUMBER.test(term)) return asked([number], [[number]]);
  const longer = collector.numberOf({
    ...whereOf(how),
    term,
    prefix: true,
    boost: UNFINISHED_WEIGHT,
  });
  collector.standFor(number, [longer]);
  if (isAlone) collector.indirect([longer]);
  return asked([number, longer], [[number, longer]]);
}

/** Terms of which the same are required, whether runs are one word or not. */
function asked(scored: readonly number[], required: readonly Alternatives[]): ClauseTerms {
  return { scored, required, requiredPairs: required };
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
