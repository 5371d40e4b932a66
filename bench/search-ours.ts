import { isRejection } from "#model/rejection.ts";
import { planSearch } from "#search/run/plan.ts";
import type { IndexRoot } from "#search/format/root.ts";
import { type SearchResult, runSearch } from "#search/run/run.ts";
import { anyOf } from "#search/query/term-query.ts";
import type { BlobFile, Fixture } from "./search-fixture.ts";

/** Our index as an isolate holds it: blobs that were read once are kept. */
export type Ours = {
  /** The first ten articles that have any of the terms. */
  readonly search: (terms: readonly string[]) => SearchResult;
  /** Bytes of shards that such a search reads. */
  readonly shardBytes: (terms: readonly string[]) => number;
};

/** Opens our index of a fixture; blobs are read when they are asked for.
 *  @param facets  whether values are counted, which MiniSearch and the others do not */
export function openOurs({ root, blob }: Fixture, facets: boolean): Ours {
  const held = new Map<BlobFile, Uint8Array>();
  const read = (name: BlobFile): Uint8Array => {
    const known = held.get(name) ?? blob(name);
    held.set(name, known);
    return known;
  };
  return {
    search: (terms) => searchWith(root, read, terms, facets),
    shardBytes: (terms) =>
      planOf(root, terms).shards.reduce((sum, number) => sum + read(number).length, 0),
  };
}

/** Plans and runs a search for any of the terms.
 *  @param facets  whether values are counted */
export function searchWith(
  root: IndexRoot,
  read: (name: BlobFile) => Uint8Array,
  terms: readonly string[],
  facets: boolean,
): SearchResult {
  const query = anyOf(terms.map((term) => ({ term })));
  const plan = planSearch(root, query);
  const shards = new Map(plan.shards.map((number) => [number, read(number)]));
  const columns = read("columns");
  const parts = { shards, lengths: columns, columns };
  const found = runSearch(root, { ...query, partial: true, facets }, plan, parts);
  if (isRejection(found)) throw new Error(found.faults[0]?.what);
  return found;
}

function planOf(root: IndexRoot, terms: readonly string[]): ReturnType<typeof planSearch> {
  return planSearch(root, anyOf(terms.map((term) => ({ term }))));
}
