import { type Posting, ranked, wayOf, WAYS_ROOM } from "./posting.ts";
import { shardsFor, type SuggestionQuery } from "./query.ts";
import type { SuggestionRoot } from "./root.ts";
import { lookUp, type SuggestionShard } from "./shard.ts";
import { MATCH_WAYS } from "./keys.ts";

/** A text that may be suggested. */
type SuggestionCandidate = {
  readonly posting: Posting;
  /** What its normal form must hold; empty when it is known to be right. */
  readonly parts: readonly string[];
  /** Lower is better: by what was looked for, then by how it was found. Equal ones follow as texts
   *  do. */
  readonly rank: number;
};

/** The texts that may be suggested, the best first; one may be there twice.
 *  @param shards  those that `shardsFor` names
 *  @throws {TypeError} when one of them is not there */
export function candidatesFor(
  root: SuggestionRoot,
  query: SuggestionQuery,
  shards: ReadonlyMap<number, SuggestionShard>,
): readonly SuggestionCandidate[] {
  const candidates: SuggestionCandidate[] = [];
  let rank = -WAYS_ROOM;
  for (const [{ key, parts, share }, number] of shardsFor(root, query)) {
    rank += WAYS_ROOM;
    const shard = shards.get(number);
    if (shard === undefined) throw new TypeError(`shard ${number} was not read`);
    const { postings, isSure } = lookUp(shard, key);
    for (const posting of ranked(postings)) {
      const isChecked = isWritten(posting) && (share !== "all" || !isSure);
      if (isChecked) candidates.push({ posting, parts, rank: rank + wayOf(posting) });
      else if (share !== "part")
        candidates.push({ posting, parts: [], rank: rank + wayOf(posting) });
    }
  }
  return candidates;
}

/** Only what is found as it is written can be compared with its text. */
function isWritten(posting: Posting): boolean {
  const way = wayOf(posting);
  return way === MATCH_WAYS.written || way === MATCH_WAYS.writtenWithin;
}
