import { isRejection, type Rejection } from "#model/rejection.ts";
import { fuzzyTermsOf, type ReadPart } from "./fuzzy-terms.ts";
import type { Facets } from "./facets.ts";
import {
  FIRST_NUMBERS,
  type IndexBlobs,
  type OpenIndex,
  openIndex,
  type RecentIndex,
} from "./open-index.ts";
import type { Plan } from "./plan.ts";
import { recencyOf } from "./recency.ts";
import type { IndexRoot } from "#search/format/root.ts";
import { type CorrectedWord, scoreQuery } from "./query-scorer.ts";
import { type AdjacencyCount, partition } from "./match-level.ts";
import { type FoundArticle, pageOf } from "./result-page.ts";
import { clearScratch, createScratch, type Scratch } from "./bm25.ts";
import { type OpenShards, openShards } from "./term-lookup.ts";
import type { TermQuery } from "#search/query/term-query.ts";

/** What a search found. */
export type SearchResult = AdjacencyCount & {
  /** Articles that match fully; when there are none, those that match in part. */
  readonly total: number;
  /** Articles that match fully. */
  readonly full: number;
  /** Words that no article has, and those that were looked for instead. What has those alone
   *  matches in part. */
  readonly corrections: readonly CorrectedWord[];
  /** The page that was asked for. */
  readonly docs: readonly FoundArticle[];
  /** Whether terms were left out since the query goes beyond the limits. */
  readonly degraded: boolean;
  /** Whether no article matches fully, so that `total` and the facets speak of those that match in
   *  part. */
  readonly partial: boolean;
  readonly facets: Facets;
  /** What of the search was left aside, for nothing would have been found with it. */
  readonly ignored?: readonly string[];
  readonly suggestion: string | null;
};

/** What was read for a search. */
export type SearchParts = IndexBlobs & {
  /** What changed since the base was built; all of its shards. */
  readonly recent?: RecentIndex;
};

/** Runs a search over the blobs that its plan asked for. O(postings of the query's terms + articles
 *  found).
 *  @returns what was found, or a Rejection when a blob is cut short, damaged or not of this index
 */
export function runSearch(
  root: IndexRoot,
  query: TermQuery,
  plan: Plan,
  parts: SearchParts,
): SearchResult | Rejection {
  const index = openIndex(root, parts, parts.recent);
  if (isRejection(index)) return index;
  const gone = index.parts[0]?.removed ?? null;
  const base: ReadPart = { root, shards: parts.shards, gone };
  const read: readonly ReadPart[] = [base, ...(parts.recent ? [parts.recent] : [])];
  const shards: OpenShards[] = [];
  for (const part of read) {
    const open = openShards(part.root, part.shards, part.gone);
    if (isRejection(open)) return open;
    shards.push(open);
  }
  const scratch = scratchFor(index.numbers);
  const near = fuzzyTermsOf(query, read);
  const scored = scoreQuery(query, { index, shards, near }, scratch);
  if (query.sequence.length === 0 && !query.isUnsearchable) findAll(index, scratch);
  const boosts = recencyOf(index, query.halfLifeDays);
  if (boosts !== undefined) {
    for (const doc of scratch.docs.subarray(0, scratch.count)) scratch.scores[doc]! *= boosts(doc);
  }
  const matches = partition(index, query, scored, scratch);
  const found = pageOf(index, query, matches, scratch);
  clearScratch(scratch);
  const { corrections } = scored;
  return { ...found, degraded: plan.isCut || scored.isCut, corrections, suggestion: null };
}

let shared: Scratch | undefined;

/** One scratch serves all searches of an isolate: a search runs from its beginning to its end
 *  without a pause. */
function scratchFor(numbers: number): Scratch {
  if (shared === undefined || shared.scores.length < numbers)
    shared = createScratch(Math.max(numbers, FIRST_NUMBERS));
  return shared;
}

/** A query without terms finds every article. */
function findAll({ numbers }: OpenIndex, scratch: Scratch): void {
  for (let doc = 0; doc < numbers; doc++) scratch.docs[doc] = doc;
  scratch.count = numbers;
}
