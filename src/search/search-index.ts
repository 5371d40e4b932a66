import { isRejection, type Rejection } from "../model/rejection.ts";
import type { BlobName, IndexRef } from "../model/release.ts";
import type { RecentIndex } from "./open-index.ts";
import { planSearch } from "./plan.ts";
import { toIndexRoot } from "./root.ts";
import { type Found, runSearch } from "./run.ts";
import type { SearchRequest } from "./term-query.ts";

/** Reads blobs, in the order of their names, all in one round. */
export type ReadBlobs = (names: readonly BlobName[]) => Promise<readonly Uint8Array[]>;

/** An index as a manifest names it, and the way to its blobs. */
export type StoredIndex = {
  readonly index: IndexRef;
  readonly blobs: ReadBlobs;
  /** What changed since it was built. */
  readonly recent?: RecentIndex;
};

/** Plans a search, reads what it needs and runs it. One round of reads; up to two more when a word of the query occurs nowhere.
 *  Cost: a read for each distinct term of the query, lengths and columns, then O(postings of the terms + articles found).
 *  @returns what was found, or a Rejection when the index is damaged or was made by another version */
export async function searchIndex(
  { index, blobs, recent }: StoredIndex,
  request: SearchRequest,
): Promise<Found | Rejection> {
  const root = toIndexRoot(index.root);
  if (isRejection(root)) return root;
  const shards = new Map<number, Uint8Array>();
  let plan = planSearch(root, request.query, shards, recent);
  const { lengths: lengthsName, columns: columnsName } = index;
  const names = plan.shards.map((number) => index.shards[number]!);
  const [lengths, columns, ...first] = await blobs([lengthsName, columnsName, ...names]);
  let read: readonly Uint8Array[] = first;
  for (;;) {
    for (const [place, number] of plan.shards.entries()) shards.set(number, read[place]!);
    plan = planSearch(root, request.query, shards, recent);
    if (plan.shards.length === 0) break;
    read = await blobs(plan.shards.map((number) => index.shards[number]!));
  }
  if (lengths === undefined || columns === undefined)
    throw new RangeError("blobs were read in part");
  const parts = { shards, lengths, columns, ...(recent && { recent }) };
  return runSearch(root, request, plan, parts);
}
