import type { OpenIndex } from "./open-index.ts";
import { remaining } from "./remaining-articles.ts";
import { publicationBits } from "./published-then.ts";
import type { Scratch } from "./bm25.ts";
import type { TermQuery } from "#search/query/term-query.ts";
import type { Scored } from "./query-scorer.ts";

/** How many of what was found have a run of Chinese as it was typed, as far as the index can tell.
 */
export type AdjacencyCount = {
  /** Articles that have every pair of characters of every run. */
  readonly adjacent: number;
  /** Whether these are the ones that match fully; otherwise all that have every character are. */
  readonly isOneWord: boolean;
};

/** Articles that match fully (first those whose title is what was typed, then those that have the
 *  words themselves, then those that have what stands for them), then those that do so by the index
 *  alone, up to `near`, then those that match in part, in one array. */
export type Matches = AdjacencyCount & {
  readonly docs: Int32Array;
  readonly titled: number;
  readonly direct: number;
  readonly full: number;
  readonly near: number;
  readonly all: number;
};

/** Whether a run is a word rather than words typed together: it stands as it was typed in more than
 *  one article, and in a fifth of those that have all its characters, or in all of them. */
function isWord(adjacent: number, loose: number): boolean {
  return adjacent === loose || (adjacent > 1 && adjacent * 5 >= loose);
}

/** Parts the articles that scoring touched: those that match fully, those that match in part, and
 *  those that must not be found. */
export function partition(
  index: OpenIndex,
  query: TermQuery,
  { dropped, corrected }: Pick<Scored, "dropped" | "corrected">,
  scratch: Scratch,
): Matches {
  const { demoted, indirect = 0, wholeTitle = 0 } = query;
  const kept = remaining(index, query, scratch);
  const fullBy: FullBy = (required, among = kept) =>
    fullFirst(
      among,
      scratch.masks,
      required.filter((mask) => (mask & dropped) === 0),
    );
  const published = publicationBits(query);
  const said = published === 0 ? query : withoutBits(query, published);
  const found = adjacencyOf(said, withoutCorrected(said, corrected), fullBy);
  const { asked, near: whole, ...adjacency } = found;
  // Behind what says a date comes what was published then.
  const near = published === 0 ? whole : fullBy(query.required);
  if (published !== 0) fullBy(asked, kept.subarray(0, near));
  const full = demoted ? wholeFirst(kept, whole, demoted) : whole;
  const itself = asked.map((mask) => mask & ~indirect || mask);
  const direct = indirect === 0 ? full : fullBy(itself, kept.subarray(0, full));
  const titled = wholeTitle === 0 ? 0 : fullBy([wholeTitle], kept.subarray(0, direct));
  return { docs: kept, titled, direct, full, near, all: kept.length, ...adjacency };
}

/** The query for those that say the dates that it names. */
function withoutBits(query: TermQuery, bits: number): TermQuery {
  const without = (masks: readonly number[]): readonly number[] =>
    masks.map((mask) => mask & ~bits);
  const { required, requiredPairs = [], sequence } = query;
  return {
    ...query,
    required: without(required),
    requiredPairs: without(requiredPairs),
    sequence: sequence.filter((place) => (bits & (1 << place)) === 0),
  };
}

/** Moves the articles that have a term of each mask to the front, and tells how many they are. */
type FullBy = (required: readonly number[], among?: Int32Array) => number;

/** Moves those that match fully to the front: what has every pair of characters of a run where it
 *  is a word, else what has every character.
 *  @returns what was asked of them, and how many they are */
function adjacencyOf(
  { requiredPairs = [], asOneWord = false }: TermQuery,
  required: readonly number[],
  fullBy: FullBy,
): AdjacencyCount & { readonly asked: readonly number[]; readonly near: number } {
  const loose = fullBy(required);
  if (requiredPairs.length === 0)
    return { adjacent: loose, isOneWord: true, asked: required, near: loose };
  const adjacent = fullBy(requiredPairs);
  const isOneWord = asOneWord || isWord(adjacent, loose);
  return isOneWord
    ? { adjacent, isOneWord, asked: requiredPairs, near: adjacent }
    : { adjacent, isOneWord, asked: required, near: fullBy(required) };
}

/** What an article must have to match fully: where everything is found that has any of the terms,
 *  one that is no other word in place of what was typed. */
function withoutCorrected({ required, sequence }: TermQuery, corrected: number): readonly number[] {
  if (corrected === 0 || required.length > 0) return required;
  const scored = sequence.reduce((mask, index) => mask | (1 << index), 0);
  return [scored & ~corrected];
}

/** Moves those of the first `full` articles that match in part alone behind the others.
 *  @returns how many the others are */
function wholeFirst(
  docs: Int32Array,
  full: number,
  demoted: NonNullable<TermQuery["demoted"]>,
): number {
  const isWhole = (doc: number): boolean => !demoted.has(doc);
  const first = docs.slice(0, full);
  const whole = first.filter(isWhole);
  docs.set(whole);
  docs.set(
    first.filter((doc) => !isWhole(doc)),
    whole.length,
  );
  return whole.length;
}

/** Moves the articles that have a term of each need to the front.
 *  @returns how many they are */
function fullFirst(docs: Int32Array, masks: Int32Array, required: readonly number[]): number {
  if (required.length === 0) return docs.length;
  let full = 0;
  for (let place = 0; place < docs.length; place++) {
    const doc = docs[place]!;
    const mask = masks[doc]!;
    let has = true;
    for (let need = 0; has && need < required.length; need++) has = (mask & required[need]!) !== 0;
    if (!has) continue;
    docs[place] = docs[full]!;
    docs[full++] = doc;
  }
  return full;
}
