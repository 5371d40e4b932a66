import { createFacetCounter, type Facets, NO_FACETS } from "./facets.ts";
import { type Passes, passesOf } from "./filter.ts";
import type { OpenIndex } from "./open-index.ts";
import { scriptMatchTest } from "./script-match.ts";
import type { Scratch } from "./bm25.ts";
import type { TermQuery } from "#search/query/term-query.ts";
import type { Scored } from "./query-scorer.ts";
import { firstOf } from "./top.ts";

/** One article that was found. */
export type FoundArticle = {
  /** Its number: below `root.documents` in the base, from there on in the recent part. */
  readonly doc: number;
  readonly score: number;
  /** Whether it matches only in part. */
  readonly partial: boolean;
};

/** One page of what was found, and what is counted over all of it. */
export type Page = AdjacencyCount & {
  readonly total: number;
  readonly full: number;
  readonly docs: readonly FoundArticle[];
  readonly partial: boolean;
  readonly facets: Facets;
};

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
  const { demoted, asOneWord = false, indirect = 0, wholeTitle = 0 } = query;
  const { masks } = scratch;
  const kept = remaining(index, query, scratch);
  const fullBy = (required: readonly number[], among = kept): number =>
    fullFirst(
      among,
      masks,
      required.filter((mask) => (mask & dropped) === 0),
    );
  const required = corrected === 0 ? query.required : withoutCorrected(query, corrected);
  const loose = fullBy(required);
  const adjacent = query.requiredPairs?.length ? fullBy(query.requiredPairs) : loose;
  const isOneWord = asOneWord || isWord(adjacent, loose);
  const near = isOneWord ? adjacent : fullBy(required);
  const full = demoted ? wholeFirst(kept, near, demoted) : near;
  const asked = isOneWord && query.requiredPairs?.length ? query.requiredPairs : required;
  const itself = asked.map((mask) => mask & ~indirect || mask);
  const direct = indirect === 0 ? full : fullBy(itself, kept.subarray(0, full));
  const titled = wholeTitle === 0 ? 0 : fullBy([wholeTitle], kept.subarray(0, direct));
  return { docs: kept, titled, direct, full, near, all: kept.length, adjacent, isOneWord };
}

/** What an article must have to match fully: where everything is found that has any of the terms,
 *  one that is no other word in place of what was typed. */
function withoutCorrected({ required, sequence }: TermQuery, corrected: number): readonly number[] {
  if (required.length > 0) return required;
  const scored = sequence.reduce((mask, index) => mask | (1 << index), 0);
  return [scored & ~corrected];
}

/** The articles that scoring touched and nothing refuses. */
function remaining(
  index: OpenIndex,
  query: TermQuery,
  { docs, count, masks }: Scratch,
): Int32Array {
  const { filters } = query;
  let kept = docs.slice(0, count);
  if (query.mustNot?.length || query.mustNotUnverified?.length) {
    const isRefused = refusalOf(query);
    kept = kept.filter((doc) => !isRefused(masks[doc]!));
  }
  const isFound = textTestOf(query);
  if (isFound) kept = kept.filter((doc) => isFound(doc, masks[doc]!));
  if (filters.length > 0 || index.documents < index.numbers)
    kept = kept.filter(allPass(index, filters));
  return kept;
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

/** Whether an article with these terms must not be found: it has what is refused, or nothing else
 *  that the query names. */
function refusalOf({ mustNot = [], sequence }: TermQuery): (mask: number) => boolean {
  const scored = sequence.reduce((mask, place) => mask | (1 << place), 0);
  return (mask) =>
    (scored !== 0 && (mask & scored) === 0) ||
    mustNot.some((together) => (mask & together) === together);
}

/** Whether an article is found as far as its text must be known; undefined when it need not. */
function textTestOf({
  mustNotUnverified = [],
  texts,
}: TermQuery): ((doc: number, mask: number) => boolean) | undefined {
  const isDoubted = (mask: number): boolean =>
    mustNotUnverified.some((together) => (mask & together) === together);
  if (texts === undefined)
    return mustNotUnverified.length > 0 ? (_doc, mask) => !isDoubted(mask) : undefined;
  const { isAsked, confirmed } = texts;
  if (confirmed === undefined) return isAsked ? undefined : (_doc, mask) => isDoubted(mask);
  return (doc, mask) => confirmed.has(doc) || (!isAsked && !isDoubted(mask));
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

function allPass({ parts }: OpenIndex, filters: TermQuery["filters"]): Passes {
  const byPart = parts.map(({ columns, first, removed }) => {
    const tests = filters.map((filter) => passesOf(columns, filter));
    return (doc: number): boolean =>
      removed?.[doc - first] !== 1 && tests.every((test) => test(doc - first));
  });
  const [base, recent] = byPart;
  const border = parts[1]?.first ?? Infinity;
  return (doc) => (doc < border ? base!(doc) : recent!(doc));
}

/** The page that was asked for, and the counts. O(articles × log page). */
export function pageOf(
  index: OpenIndex,
  { sort, offset, limit, partial, sequence, facets, script }: TermQuery,
  { docs, titled, direct, full, near, all, adjacent, isOneWord }: Matches,
  { scores }: Scratch,
): Page {
  const { ranks } = index;
  const newer = (a: number, b: number): boolean => ranks[a]! > ranks[b]!;
  const isOwn = script && scriptMatchTest(index, script);
  const isFirst = (a: number, b: number): boolean =>
    isOwn && isOwn(a) !== isOwn(b) ? isOwn(a) : newer(a, b);
  const better = (a: number, b: number): boolean =>
    scores[a]! > scores[b]! || (scores[a] === scores[b] && isFirst(a, b));
  const before = sort === "date" || sequence.length === 0 ? newer : better;
  const end = offset + limit;
  const isPartial = full === 0 && all > 0;
  const counted = full > 0 ? full : all;
  const page: number[] = [];
  const follow = (from: number, to: number): void =>
    void page.push(...firstOf(docs.subarray(from), to - from, end - page.length, before));
  if (sort === "date") follow(0, full);
  else {
    follow(0, titled);
    follow(titled, direct);
    follow(direct, full);
  }
  if ((partial && sort === "relevance") || isPartial) {
    follow(full, near);
    follow(near, all);
  }
  return {
    adjacent,
    isOneWord,
    total: counted,
    full,
    partial: isPartial,
    facets: facets === false ? NO_FACETS : countFacets(index, docs, counted),
    docs: page.slice(offset, end).map((doc, place) => ({
      doc,
      score: scores[doc]!,
      partial: offset + place >= full,
    })),
  };
}

function countFacets({ parts }: OpenIndex, docs: Int32Array, count: number): Facets {
  const counter = createFacetCounter();
  const [base, recent] = parts;
  if (recent === undefined) {
    counter.add(base!.columns, docs, count);
    return counter.facets();
  }
  for (const { columns, first } of parts) {
    const inside = docs
      .subarray(0, count)
      .filter((doc) => doc >= first && doc < first + columns.count)
      .map((doc) => doc - first);
    counter.add(columns, inside, inside.length);
  }
  return counter.facets();
}
