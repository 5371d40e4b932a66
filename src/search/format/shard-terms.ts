import { BLOCK_TERMS, type Postings, type Shard } from "./shard.ts";
import { type EntryCursor, nextEntry, openEntries, termOf } from "./block-entry.ts";

/** Told of a term, which is at the cursor, and of its postings; answers whether to go on. */
export type EntryVisitor = (cursor: EntryCursor, postings: Postings) => boolean;
/** The same, of a term as text. */
type TermVisitor = (term: string, postings: Postings) => boolean;

/** Gives the terms of a shard in order, from the beginning of a block on. O(terms). */
export function eachTermFrom(shard: Shard, block: number, visit: TermVisitor): void {
  eachEntryFrom(shard, block, (cursor, postings) => visit(termOf(cursor), postings));
}

/** The same without making texts of them, which costs more than the rest. O(terms). */
export function eachEntryFrom(shard: Shard, block: number, visit: EntryVisitor): void {
  const { bytes, blocks, terms } = shard;
  const cursor = openEntries(bytes, blocks[block] ?? 0);
  for (let entry = block * BLOCK_TERMS; entry < terms; entry++) {
    nextEntry(cursor);
    const postings = { bytes, at: cursor.postingsAt, size: cursor.postingsSize };
    if (!visit(cursor, postings)) return;
  }
}
