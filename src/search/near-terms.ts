import { isRejection } from "../model/rejection.ts";
import type { IndexRoot } from "./root.ts";
import { findPrefixed, findTerm, type OpenShards, openShards } from "./term-lookup.ts";
import type { QueryTerm, TermQuery } from "./term-query.ts";
import { isFuzzyWord, openWords, wordsOneEditAway, wordsOneSwapAway } from "./word-list.ts";

/** One part of an index, with those of its shards that were read. */
export type ReadPart = {
  readonly root: IndexRoot;
  readonly shards: ReadonlyMap<number, Uint8Array>;
};

/** Terms one edit away from a term of the query, by its place. */
export type NearTerms = ReadonlyMap<number, readonly string[]>;

/** Words one edit away that a word may stand for. */
export const MAX_NEAR = 64;

/** For each misspelt word of a query those that resemble it, as far as the lists of words are at hand. A damaged shard is left for the search to report. */
export function nearTermsOf({ terms }: TermQuery, parts: readonly ReadPart[]): NearTerms {
  const near = new Map<number, readonly string[]>();
  const wanted = [...terms.entries()].filter(
    ([, { fuzzy, term }]) => fuzzy !== undefined && isFuzzyWord(term),
  );
  if (wanted.length === 0) return near;
  const open = parts.flatMap((part) => {
    const shards = openShards(part.root, part.shards);
    return isRejection(shards) ? [] : [shards];
  });
  for (const [place, term] of wanted) {
    if (term.fuzzy === "unknown" && isKnown(term, open)) continue;
    const found = new Set(parts.flatMap((part) => resembling(part, term)));
    near.set(place, [...found].slice(0, MAX_NEAR));
  }
  return near;
}

/** The blobs of words in which those one edit away can stand. */
export function wordListsFor({ words }: IndexRoot, word: string): number[] {
  return words
    .filter(({ shortest, longest }) => word.length >= shortest - 1 && word.length <= longest + 1)
    .map(({ shard }) => shard);
}

function isKnown({ term, prefix }: QueryTerm, parts: readonly OpenShards[]): boolean {
  return parts.some(
    (part) =>
      findTerm(part, term) !== undefined ||
      (prefix === true && findPrefixed(part, term, 1).size > 0),
  );
}

/** MiniSearch knows no swaps, so that only words of which it would find nothing have them. */
function resembling({ root, shards }: ReadPart, { term, fuzzy }: QueryTerm): string[] {
  return wordListsFor(root, term).flatMap((shard) => {
    const bytes = shards.get(shard);
    const lists = bytes === undefined ? [] : openWords(bytes, root.checksums[shard]);
    if (isRejection(lists)) return [];
    return lists.flatMap((list) => [
      ...(fuzzy === "unknown" ? wordsOneSwapAway(list, term) : []),
      ...wordsOneEditAway(list, term),
    ]);
  });
}
