import type { SearchDocument } from "#search/format/document.ts";
import { isRejection } from "#model/rejection.ts";
import { type BuiltIndex, buildIndex } from "#search/build/build.ts";
import type { RecentIndex } from "#search/run/open-index.ts";
import { planSearch } from "#search/run/plan.ts";
import { type SearchResult, runSearch } from "#search/run/run.ts";
import type { TermQuery } from "#search/query/term-query.ts";

/** A page of a ranking: what is compared. */
export type Ranking = {
  readonly total: number;
  readonly top: readonly { readonly doc: number; readonly score: number }[];
};

/** Runs a search as the Worker does: plans, reads what is missing, plans again, runs. */
export function searchBuilt(
  built: BuiltIndex,
  query: TermQuery,
  options: Partial<TermQuery> = {},
  recent?: RecentIndex,
): SearchResult & { readonly rounds: number; readonly read: ReadonlyMap<number, Uint8Array> } {
  const read = new Map<number, Uint8Array>();
  let plan = planSearch(built.root, query, read, recent);
  let rounds = 0;
  for (; plan.shards.length > 0; rounds++) {
    for (const number of plan.shards) read.set(number, built.shards[number]!);
    plan = planSearch(built.root, query, read, recent);
  }
  const asked: TermQuery = { ...query, ...options };
  const found = runSearch(built.root, asked, plan, {
    ...built,
    shards: read,
    ...(recent && { recent }),
  });
  if (isRejection(found)) throw new Error(found.faults[0]?.what);
  return { ...found, rounds, read };
}

/** MiniSearch's results in our order of ties: the newer article first. */
export function rankingOf(
  results: readonly { readonly id: unknown; readonly score: number }[],
  numbers: ReadonlyMap<unknown, number>,
): Ranking {
  const docs = results.map(({ id, score }) => ({ doc: numbers.get(id) ?? -1, score }));
  docs.sort((a, b) => b.score - a.score || b.doc - a.doc);
  return { total: docs.length, top: docs.slice(0, 20) };
}

/** Article numbers by id. */
export function numbersOf(documents: readonly SearchDocument[]): ReadonlyMap<unknown, number> {
  return new Map(documents.map(({ id }, doc) => [id, doc]));
}

/** What changed, as a search takes it: all shards at hand. */
export function recentOf(
  documents: readonly SearchDocument[],
  removed: readonly number[],
  places?: readonly number[],
): RecentIndex {
  const built = buildIndex(documents);
  return {
    ...built,
    shards: new Map(built.shards.entries()),
    removed,
    ...(places && { places }),
  };
}
