import { isRejection, type Rejection } from "../model/rejection.ts";
import { type Posting, ranked, wayOf } from "./suggestion-posting.ts";
import { shardsFor, type Sought, type SuggestionQuery } from "./suggestion-query.ts";
import type { SuggestionRoot } from "./suggestion-root.ts";
import { lookUp, openSuggestionShard } from "./suggestion-shard.ts";
import { WAYS } from "./suggestion-keys.ts";

/** A text that may be suggested. */
export type Candidate = {
  readonly posting: Posting;
  /** What its normal form must hold; empty when it is known to be right. */
  readonly parts: readonly string[];
};

/** The texts that may be suggested, the best first; one may be there twice.
 *  @param shards  those that `shardsFor` names
 *  @returns a Rejection when a shard is damaged */
export function candidatesFor(
  root: SuggestionRoot,
  query: SuggestionQuery,
  shards: ReadonlyMap<number, Uint8Array>,
): readonly Candidate[] | Rejection {
  const direct: Posting[] = [];
  const checked: Posting[] = [];
  const apart: Candidate[] = [];
  for (const [sought, number] of shardsFor(root, query)) {
    const bytes = shards.get(number);
    if (bytes === undefined) throw new TypeError(`shard ${number} was not read`);
    const shard = openSuggestionShard(bytes, root.checksums[number]);
    if (isRejection(shard)) return shard;
    const { postings, isSure } = lookUp(shard, sought.key);
    if (sought.isPart) apart.push(...ranked(postings).filter(isWritten).map(withParts(sought)));
    else
      for (const posting of postings)
        (isSure || !isWritten(posting) ? direct : checked).push(posting);
  }
  const [first] = query.sought;
  return [
    ...ranked(direct).map((posting) => ({ posting, parts: [] })),
    ...(first === undefined ? [] : ranked(checked).map(withParts(first))),
    ...apart,
  ];
}

function withParts({ parts }: Sought): (posting: Posting) => Candidate {
  return (posting) => ({ posting, parts });
}

/** Only what is found as it is written can be compared with its text. */
function isWritten(posting: Posting): boolean {
  const way = wayOf(posting);
  return way === WAYS.written || way === WAYS.writtenWithin;
}
