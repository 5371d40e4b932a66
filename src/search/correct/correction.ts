import { isRejection } from "#model/rejection.ts";
import { fold, originalRange } from "#text/fold/fold.ts";
import { piecesOf } from "#text/analysis/pieces.ts";
import { type QueryPiece, queryPiecesOf } from "#text/analysis/query-pieces.ts";
import { closestStretch, editDistance, type FuzzyStretch } from "./edit-distance.ts";
import { type ReadPart, termsOfWord, wordListsFor } from "#search/run/fuzzy-terms.ts";
import { findTerm, openShards } from "#search/run/term-lookup.ts";
import { openWords, type WordList } from "#search/format/word-list.ts";
import { encodeTerm } from "#search/format/term-codec.ts";

/** What a correction is taken from. */
type CorrectionSource = {
  /** Texts of articles that match in part, the best first. */
  readonly texts: readonly string[];
  /** Names that may be meant as a whole: tags, sections, frequent words. */
  readonly names: readonly string[];
  /** The parts of the index, with the shards that were read for the search. */
  readonly parts: readonly ReadPart[];
};

/** Longer searches are sentences: there a slip hardly counts. UTF-16 units. */
const MAX_CORRECTED = 64;
/** Of one text so much is compared. UTF-16 units. */
const MAX_TEXT = 1_000;
/** Matches what has operators or filters, `tag:甘孜`, `-a`, `"a b"`; refuses `浙江 支援`. */
const OPERATORS = /["＂:：]|(?:^|\s)-/;

/** The search with its misspelt words replaced by what articles have: a word that occurs nowhere by
 *  one at most two slips away, Chinese by a stretch of the articles that match in part, or by a
 *  name of as many characters. Meant for a search that no article matches fully.
 *  @returns null when nothing is near enough. About 1 ms for ten texts */
export function correctionOf(query: string, source: CorrectionSource): string | null {
  if (query.length > MAX_CORRECTED || OPERATORS.test(query)) return null;
  let corrected = query;
  const known: KnownSource = { ...source, words: wordsOf(source) };
  const pieces = queryPiecesOf(query).toSorted((a, b) => b.start - a.start);
  for (const piece of pieces) {
    const better = piece.kind === "term" ? undefined : betterFor(piece, known);
    if (better !== undefined)
      corrected = corrected.slice(0, piece.start) + better + corrected.slice(piece.end);
  }
  return corrected === query ? null : corrected;
}

/** A source whose words are told once, when the first word asks for them. */
type KnownSource = CorrectionSource & { readonly words: () => readonly string[] };

function wordsOf({ names, texts }: CorrectionSource): KnownSource["words"] {
  let words: readonly string[] | undefined;
  return () =>
    (words ??= [
      ...new Set([...names, ...texts].flatMap((text) => wordsIn(text.slice(0, MAX_TEXT)))),
    ]);
}

function betterFor(
  piece: Exclude<QueryPiece, { kind: "term" }>,
  source: KnownSource,
): string | undefined {
  if (piece.kind === "run") return betterRun(piece.characters.join(""), source);
  return piece.part || piece.isStopWord ? undefined : betterWord(piece, source);
}

/** Characters that may differ in so many. */
function slipsIn(length: number): number {
  return length < 5 ? 1 : length < 9 ? 2 : 3;
}

function betterRun(run: string, { texts, names, parts }: CorrectionSource): string | undefined {
  // A pair that articles have is none of the words that were not found.
  if (run.length < 2 || (run.length === 2 && isKnown([run], parts))) return undefined;
  const max = slipsIn(run.length);
  const near: { readonly text: string; readonly distance: number }[] = [];
  const add = (text: string, isWhole: boolean): void => {
    const folded = fold(text.slice(0, MAX_TEXT));
    const found = exchangedStretch(run, folded.text) ?? closestStretch(run, folded.text, max);
    if (!found) return;
    const { start, end, distance } = found;
    // Two characters out of a text are mostly no word: 服器 of 伺服器.
    const least = isWhole ? Infinity : Math.min(run.length, 3);
    if (end - start < least && end - start !== folded.text.length) return;
    if (isInsideNumber(folded.text, start) || isInsideNumber(folded.text, end)) return;
    near.push({ text: text.slice(...originalRange(folded, start, end)), distance });
  };
  for (const name of names) add(name, run.length === 2);
  // One character of two is no likeness.
  if (run.length > 2) for (const text of texts) add(text, false);
  const best = near
    .filter(({ text }) => RUN.test(text))
    .reduce<(typeof near)[number] | undefined>(
      (first, one) => (first && first.distance <= one.distance ? first : one),
      undefined,
    );
  return best === undefined || best.distance === 0 ? undefined : best.text;
}

/** Where a text has the run with two neighbouring characters exchanged, unless it has the run. */
function exchangedStretch(run: string, text: string): FuzzyStretch | undefined {
  if (text.includes(run)) return undefined;
  for (let at = 1; at < run.length; at++) {
    const [one, other] = [run.charAt(at - 1), run.charAt(at)];
    const start = text.indexOf(run.slice(0, at - 1) + other + one + run.slice(at + 1));
    if (start >= 0) return { start, end: start + run.length, distance: 1 };
  }
  return undefined;
}

/** Whether `at` parts a number or a word of an alphabet: 00名 of 300名 is nothing to suggest. */
function isInsideNumber(text: string, at: number): boolean {
  return at > 0 && ALPHANUMERIC.test(text.charAt(at - 1)) && ALPHANUMERIC.test(text.charAt(at));
}

const ALPHANUMERIC = /[a-z0-9]/;

/** What a Chinese word is made of; a stretch with a comma in it is none. */
const RUN = /^[\p{L}\p{M}\p{N}]+$/u;

/** Letters that a word must have for one slip, and for two. */
const LEAST_LETTERS = 4;
const LEAST_FOR_TWO = 6;

function betterWord(
  { word, terms }: Extract<QueryPiece, { kind: "word" }>,
  { words, parts }: KnownSource,
): string | undefined {
  if (word.length < LEAST_LETTERS || isKnown(terms, parts)) return undefined;
  const max = word.length < LEAST_FOR_TWO ? 1 : 2;
  const written = nearestOf(word, words(), max);
  if (written !== undefined) return written;
  return nearestOf(word, listedWords(word, max, parts), max);
}

function isKnown(terms: readonly string[], parts: readonly ReadPart[]): boolean {
  return parts.some((part) => {
    const open = openShards(part.root, part.shards, part.gone);
    // A damaged shard has been reported by the search.
    return (
      isRejection(open) || terms.some((term) => findTerm(open, encodeTerm(term)) !== undefined)
    );
  });
}

function wordsIn(text: string): readonly string[] {
  const folded = fold(text);
  return piecesOf(folded.text)
    .filter(({ kind }) => kind === "word")
    .map(({ start, end }) => folded.text.slice(start, end));
}

function nearestOf(word: string, others: Iterable<string>, max: number): string | undefined {
  let [best, least]: [string | undefined, number] = [undefined, max + 1];
  for (const other of others) {
    const distance = editDistance(word, other, max);
    if (distance < least) [best, least] = [other, distance];
  }
  return best;
}

/** Words of the index that begin alike: hardly anybody mistypes the first letter. */
function* listedWords(word: string, max: number, parts: readonly ReadPart[]): Generator<string> {
  const [base] = parts;
  // What is recent is always at hand; lists of the base only where the search had use for them.
  const isAsked = base && wordListsFor(base.root, word).some((number) => base.shards.has(number));
  for (const part of isAsked ? parts : [])
    for (const listed of listedIn(word, max, part)) if (isThere(listed, part)) yield listed;
}

function* listedIn(word: string, max: number, { root, shards }: ReadPart): Generator<string> {
  for (const number of wordListsFor(root, word)) {
    const bytes = shards.get(number);
    const lists = bytes && openWords(bytes, root.checksums[number]);
    if (!lists || isRejection(lists)) continue;
    for (const list of lists)
      if (list.isWritten && Math.abs(list.length - word.length) <= max)
        yield* beginningWith(list, word.charCodeAt(0));
  }
}

/** Whether a listed word is in any article still: one that cannot be shown to be is not offered. */
function isThere(word: string, { root, shards, gone }: ReadPart): boolean {
  if (!gone) return true;
  const open = openShards(root, shards, gone);
  return !isRejection(open) && termsOfWord(word, root).some((term) => findTerm(open, term));
}

function* beginningWith({ length, units }: WordList, first: number): Generator<string> {
  for (let at = 0; at < units.length; at += length)
    if (units[at] === first) yield String.fromCharCode(...units.subarray(at, at + length));
}
