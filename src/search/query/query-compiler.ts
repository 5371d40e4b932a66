import type { QueryPiece } from "#text/analysis/query-pieces.ts";
import type { RuledLanguage } from "#text/analysis/word-rules.ts";
import { clauseTermsOf, type ReadClause, readClause, wantedPieces } from "./search-terms.ts";
import { isDoubtful, type PhraseMatcher, phraseMatcherOf } from "./phrase-match.ts";
import type { Synonyms } from "./synonyms.ts";
import type { TermContext } from "./term-context.ts";
import {
  type Alternatives,
  type CollectedTerms,
  createTermCollector,
  type WantedTerm,
} from "./term-collector.ts";
import { MAX_TERMS } from "./term-query.ts";
import { isPlain, type ParsedQuery } from "./query-parser.ts";
import { titleTerm } from "#search/format/title-term.ts";

/** A search as the scorer takes it, and what is needed to show what it found. */
export type CompiledQuery = {
  readonly query: CollectedTerms;
  /** The terms looked for, as the analyzer gives them: what highlights mark. */
  readonly marks: readonly WantedTerm[];
  /** What only the texts of articles can tell: `TermQuery.texts` says to the index how far they
   *  were read. Absent: nothing. */
  readonly phrases?: PhraseMatcher;
  /** Whether terms were left out. */
  readonly isCut: boolean;
};

/** What a search is collected with. */
export type CompileContext = {
  readonly synonyms: Synonyms;
  readonly languages: readonly RuledLanguage[];
  /** Whether the last word typed has ended, so that it stands for no longer ones. */
  readonly isEnded: boolean;
  /** Whether words stand for themselves alone. */
  readonly isExact: boolean;
  /** Whether titles are looked for of which what was typed is a misspelling. */
  readonly withSlips?: boolean;
  /** Where a date begins; absent: dates are words alone, and not when an article was published. */
  readonly timeZone?: string;
};

/** Words, numbers and runs that a query may have for all of them to be asked for. */
const MAX_SHORT_PIECES = 3;
/** Han characters that it may have. Two words of four and one of four, typed without spaces. */
const MAX_SHORT_CHARACTERS = 12;

/** What a title weighs more when all words of a search are asked for: few words are mostly those of
 *  a title, as it is remembered. */
const SHORT_TITLE_BOOST = 1.5;
/** What it weighs in a question asked in Chinese, whose pairs of characters are more than its
 *  words. */
const QUESTION_TITLE_BOOST = 0.75;
/** A long search has many terms that say little: to have one more of them is worth less than that
 *  much more. */
const [LONG_COVERAGE, QUESTION_COVERAGE] = [0.5, 0.6];

/** Turns a typed search into terms: what is scored, what an article must have to match fully, and
 *  what it must not have. A short query asks for every word; a longer one is ranked by how much of
 *  it an article has. What operators ask for always holds. O(length). */
export function compileQuery(
  { groups }: Pick<ParsedQuery, "groups">,
  context: CompileContext,
): CompiledQuery {
  const read = groups.map((group) => group.map((clause) => readClause(clause, context.languages)));
  const wanted = read.flat().filter(({ negated }) => !negated);
  const stops = { ...context, hasOnlyStopWords: hasOnlyStopWords(wanted) };
  const isShort = isShortSearch(wanted, stops);
  const isAlone = piecesAsked(wanted, stops).length === 1;
  const collector = createTermCollector();
  const terms: TermContext = {
    ...stops,
    collector,
    isShort,
    isAlone,
  };
  const last = wanted.at(-1);
  for (const group of read) {
    const found = group.map((clause) => ({
      clause,
      ...clauseTermsOf(
        clause,
        terms,
        clause === last && !context.isEnded && clause.kind === "text",
      ),
    }));
    for (const { clause, required } of found)
      if (clause.negated && required.length > 0)
        collector.refuse(required.flat(), isDoubtful(clause));
    const positive = found.filter(({ clause }) => !clause.negated);
    for (const { scored } of positive) for (const number of scored) collector.score(number);
    const isAsked = isShort || group.length > 1 || !group.every(isPlain);
    if (!isAsked) continue;
    collector.need(
      anyOf(positive.map(({ required }) => required)),
      anyOf(positive.map(({ requiredPairs }) => requiredPairs)),
    );
  }
  const title = titleAsked(groups);
  if (title !== undefined) collector.wholeTitle(collector.numberOf({ term: title }));
  const { query, terms: marks, isCut } = collector.finish();
  const phrases = phraseMatcherOf({ groups }, stops.hasOnlyStopWords);
  return {
    query: { ...query, ...weightsOf(isShort, wanted) },
    marks,
    isCut,
    ...(phrases && { phrases }),
  };
}

/** What a title, the length of a text and the count of terms weigh in a search. */
function weightsOf(
  isShort: boolean,
  wanted: readonly ReadClause[],
): Pick<CollectedTerms, "titleBoost" | "isMild" | "coverage"> {
  const hasRuns = wanted.some(({ pieces }) => pieces.some(({ kind }) => kind === "run"));
  if (isShort) return { titleBoost: SHORT_TITLE_BOOST, isMild: !hasRuns };
  return hasRuns
    ? { coverage: QUESTION_COVERAGE, titleBoost: QUESTION_TITLE_BOOST }
    : { coverage: LONG_COVERAGE };
}

/** The term of the title that is all of a search without operators. */
function titleAsked(groups: ParsedQuery["groups"]): string | undefined {
  const [only, ...more] = groups.flat();
  return only && more.length === 0 && isPlain(only) ? titleTerm(only.text) : undefined;
}

/** Needs of one group that are checked, and terms of one need. */
const MAX_REQUIRED = 64;
const MAX_ALTERNATIVES = 32;

/** The needs of a group: those of its one clause, or such that one of its clauses has all of its
 *  own. O(alternatives × MAX_NEEDS). */
function anyOf(clauses: readonly (readonly Alternatives[])[]): readonly Alternatives[] {
  const [first = [], ...rest] = clauses.filter((required) => required.length > 0);
  if (rest.length === 0) return first;
  const distinct = (required: readonly Alternatives[]): Alternatives[] =>
    required.map((need) => [...new Set(need)]);
  let required = distinct(first);
  for (const other of rest.slice(0, MAX_ALTERNATIVES))
    required = eitherOf(required, distinct(other));
  return required;
}

/** Needs that hold where all of the one or all of the other hold: the first MAX_NEEDS of them. */
function eitherOf(
  required: readonly Alternatives[],
  others: readonly Alternatives[],
): Alternatives[] {
  const both: Alternatives[] = [];
  for (const need of required) {
    for (const other of others) {
      if (both.length === MAX_REQUIRED) return both;
      both.push(withMore(need, other));
    }
  }
  return both;
}

/** A need with more alternatives. One of more terms than a search has is never asked for, however
 *  many more it gets. */
function withMore(need: Alternatives, more: Alternatives): Alternatives {
  if (need.length > MAX_TERMS) return need;
  return [...need, ...more.filter((number) => !need.includes(number))];
}

function hasOnlyStopWords(clauses: readonly ReadClause[]): boolean {
  return clauses.every(({ pieces }) =>
    pieces.every((piece) => piece.kind === "word" && piece.isStopWord),
  );
}

/** What is asked for, and not only scored. */
function piecesAsked(
  clauses: readonly ReadClause[],
  context: Pick<TermContext, "hasOnlyStopWords">,
): readonly QueryPiece[] {
  return clauses
    .flatMap((clause) => wantedPieces(clause, context))
    .filter((piece) => piece.kind === "run" || !piece.part);
}

function isShortSearch(
  clauses: readonly ReadClause[],
  context: Pick<TermContext, "hasOnlyStopWords">,
): boolean {
  const pieces = piecesAsked(clauses, context);
  const characters = pieces.reduce(
    (sum, piece) => sum + (piece.kind === "run" ? piece.characters.length : 0),
    0,
  );
  return pieces.length <= MAX_SHORT_PIECES && characters <= MAX_SHORT_CHARACTERS;
}
