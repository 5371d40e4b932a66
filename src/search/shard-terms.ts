import { BLOCK_TERMS, type Postings, type Shard } from "./shard.ts";
import { nextEntry, openEntries, termOf } from "./term-entry.ts";

/** Told of a term and its postings; answers whether to go on. */
export type TermVisitor = (term: string, postings: Postings) => boolean;

/** Gives the terms of a shard in order, from the beginning of a block on. O(terms). */
export function eachTermFrom(shard: Shard, block: number, visit: TermVisitor): void {
  const { bytes, blocks, terms } = shard;
  const cursor = openEntries(bytes, blocks[block] ?? 0);
  for (let entry = block * BLOCK_TERMS; entry < terms; entry++) {
    nextEntry(cursor);
    const postings = { bytes, at: cursor.postingsAt, size: cursor.postingsSize };
    if (!visit(termOf(cursor), postings)) return;
  }
}
