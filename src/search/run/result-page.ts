import { type Facets, facetsOf, NO_FACETS } from "./facets.ts";
import type { AdjacencyCount, Matches } from "./match-level.ts";
import type { OpenIndex } from "./open-index.ts";
import { publishedThenTest } from "./published-then.ts";
import { scriptMatchTest } from "./script-match.ts";
import type { Scratch } from "./bm25.ts";
import type { TermQuery } from "#search/query/term-query.ts";
import { firstOf } from "./top.ts";

/** One article that was found. */
export type FoundArticle = {
  /** Its number: below `root.documents` in the base, from there on in the recent part. */
  readonly doc: number;
  readonly score: number;
  /** Whether it matches only in part. */
  readonly partial: boolean;
  /** Whether it was published on a date that was asked for and that it does not name. */
  readonly publishedThen?: true;
};

/** One page of what was found, and what is counted over all of it. */
export type Page = AdjacencyCount & {
  readonly total: number;
  readonly full: number;
  readonly docs: readonly FoundArticle[];
  readonly partial: boolean;
  readonly facets: Facets;
};

/** The page that was asked for, and the counts. O(articles × log page). */
export function pageOf(
  index: OpenIndex,
  query: TermQuery,
  { docs, titled, direct, full, near, all, adjacent, isOneWord }: Matches,
  { scores, masks }: Scratch,
): Page {
  const { sort, offset, limit, partial, sequence, facets, script } = query;
  const isPublishedThen = publishedThenTest(query);
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
      ...(isPublishedThen(masks[doc]!) && { publishedThen: true }),
    })),
  };
}

function countFacets(
  { columns, parts, ranks }: OpenIndex,
  docs: Int32Array,
  count: number,
): Facets {
  const isWhole = parts.length === 1;
  const counted = isWhole ? docs : docs.subarray(0, count).map((doc) => ranks[doc]!);
  return facetsOf(columns, counted, count);
}
