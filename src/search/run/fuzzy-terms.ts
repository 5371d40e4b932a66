import { isRejection } from "#model/rejection.ts";
import type { IndexRoot } from "#search/format/root.ts";
import { findPrefixed, findTerm, type OpenShards, openShards } from "./term-lookup.ts";
import type { QueryTerm, TermQuery } from "#search/query/term-query.ts";
import { fuzzyWordsIn } from "./fuzzy-words.ts";
import { isFuzzyWord, openWords, type WordList } from "#search/format/word-list.ts";

/** One part of an index, with those of its shards that were read. */
export type ReadPart = {
  readonly root: IndexRoot;
  readonly shards: ReadonlyMap<number, Uint8Array>;
};

/** Terms one edit away from a term of the query, by its place. */
export type FuzzyTerms = ReadonlyMap<number, readonly string[]>;

/** Words one edit away that a word may stand for. */
export const MAX_FUZZY = 64;

/** For each misspelt word of a query those that resemble it, as far as the lists of words are at
 *  hand. A damaged shard is left for the search to report. O(words of about their lengths);
 *  O(terms) when the same query is asked again and no list has come since. */
export function fuzzyTermsOf({ terms }: TermQuery, parts: readonly ReadPart[]): FuzzyTerms {
  const wanted = [...terms.entries()].filter(
    ([, { fuzzy, term }]) => fuzzy !== undefined && isFuzzyWord(term),
  );
  if (wanted.length === 0) return new Map();
  const open = parts.flatMap((part) => {
    const shards = openShards(part.root, part.shards);
    return isRejection(shards) ? [] : [shards];
  });
  const misspelt = wanted.filter(([, term]) => term.fuzzy !== "unknown" || !isKnown(term, open));
  const words = misspelt.map(([, { term }]) => term);
  const lists = parts.flatMap((part) => listsFor(part, words));
  const places = misspelt.map(([place]) => place);
  const before = lookedFor.get(terms);
  if (before && areSame(before.places, places) && areSame(before.lists, lists)) return before.near;
  const near = nearIn(lists, misspelt);
  lookedFor.set(terms, { places, lists, near });
  return near;
}

type Misspelt = readonly [place: number, term: QueryTerm];

/** What was found for the terms of a query, and where: a search is planned anew whenever something
 *  was read for it, and then runs. */
const lookedFor = new WeakMap<
  TermQuery["terms"],
  {
    readonly places: readonly number[];
    readonly lists: readonly WordList[];
    readonly near: FuzzyTerms;
  }
>();

function nearIn(lists: readonly WordList[], misspelt: readonly Misspelt[]): FuzzyTerms {
  const words = misspelt.map(([, { term }]) => term);
  const found = misspelt.map(() => new Set<string>());
  for (const list of lists) {
    for (const [index, { swapped, edited }] of fuzzyWordsIn(list, words).entries()) {
      // MiniSearch knows no swaps, so that only words of which it would find nothing have them.
      if (misspelt[index]![1].fuzzy === "unknown") addAll(found[index]!, swapped);
      addAll(found[index]!, edited);
    }
  }
  return new Map(
    misspelt.map(([place], index) => [place, [...found[index]!].slice(0, MAX_FUZZY)] as const),
  );
}

/** The blobs of words in which those one edit away from any of `sought` can stand. */
export function wordListsFor({ words }: IndexRoot, ...sought: readonly string[]): number[] {
  return words
    .filter(({ shortest, longest }) =>
      sought.some(({ length }) => length >= shortest - 1 && length <= longest + 1),
    )
    .map(({ shard }) => shard);
}

function isKnown({ term, prefix }: QueryTerm, parts: readonly OpenShards[]): boolean {
  return parts.some(
    (part) =>
      findTerm(part, term) !== undefined ||
      (prefix === true && findPrefixed(part, term, 1).length > 0),
  );
}

/** The lists, as far as they are at hand, in which words can stand that resemble any of `sought`.
 */
function listsFor({ root, shards }: ReadPart, sought: readonly string[]): readonly WordList[] {
  return wordListsFor(root, ...sought).flatMap((shard) => {
    const bytes = shards.get(shard);
    const lists = bytes === undefined ? [] : openWords(bytes, root.checksums[shard]);
    return isRejection(lists) ? [] : lists;
  });
}

function areSame<T>(some: readonly T[], others: readonly T[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}

function addAll(to: Set<string>, words: readonly string[]): void {
  for (const word of words) to.add(word);
}
