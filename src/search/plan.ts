import { isRejection } from "../model/rejection.ts";
import type { IndexRoot } from "./root.ts";
import { findPrefixed, findTerm, openShards, shardOf, shardsOfPrefix } from "./term-lookup.ts";
import type { QueryTerm, TermQuery } from "./term-query.ts";
import { isFuzzyWord, openWords, wordsOneEditAway } from "./word-list.ts";

/** Which shards to read before a search can run. */
export type Plan = {
  /** Shards still to read, ascending; none when everything is at hand. */
  readonly shards: readonly number[];
  /** Whether terms were left out, since a search reads at most MAX_SHARDS. */
  readonly isCut: boolean;
};

/** Shards that one search reads, at most: one for each term of the longest query, and some for what terms stand for. */
export const MAX_SHARDS = 40;
/** Shards that a prefix may reach over. */
const MAX_PREFIX_SHARDS = 4;
/** Words one edit away that a word may stand for. */
export const MAX_NEAR = 16;
/** Lists of words read for all misspelt words of a query. */
const MAX_WORD_LISTS = 12;

/** Which shards a search needs that are not yet at hand. Ask again with what was read until none is missing: a word that occurs nowhere
 *  asks first for lists of words, then for the shards of those that resemble it; every other query asks once.
 *  @param read  the shards at hand */
export function planSearch(
  root: IndexRoot,
  query: TermQuery,
  read: ReadonlyMap<number, Uint8Array> = new Map(),
): Plan {
  const wanted = new Set<number>();
  let isCut = false;
  const want = (numbers: readonly number[], max: number): void => {
    for (const [index, number] of numbers.entries()) {
      if (number < 0 || wanted.has(number)) continue;
      if (index >= max || wanted.size >= MAX_SHARDS) isCut = true;
      else wanted.add(number);
    }
  };
  for (const { term, synonyms = [] } of byRarity(root, query.terms)) {
    want(
      [term, ...synonyms.map((synonym) => synonym.term)].map((text) => shardOf(root, text)),
      9,
    );
  }
  for (const { term, prefix } of query.terms) {
    if (prefix) want(shardsOfPrefix(root, term), MAX_PREFIX_SHARDS);
  }
  if ([...wanted].every((number) => read.has(number))) {
    for (const place of unknownWords(root, query, read)) {
      const { term } = query.terms[place]!;
      want(wordListsFor(root, term), MAX_WORD_LISTS);
      want(
        nearTerms(root, term, read).map((near) => shardOf(root, near)),
        MAX_NEAR,
      );
    }
  }
  const shards = [...wanted].filter((number) => !read.has(number)).sort((a, b) => a - b);
  return { shards, isCut };
}

/** Terms one edit away, by the place of each misspelt term, as far as the lists of words are at hand. */
export function nearTermsOf(
  root: IndexRoot,
  query: TermQuery,
  read: ReadonlyMap<number, Uint8Array>,
): Map<number, readonly string[]> {
  const places = unknownWords(root, query, read);
  return new Map(places.map((place) => [place, nearTerms(root, query.terms[place]!.term, read)]));
}

/** The rarest terms first, so that the commonest are left out when not all fit; the root names the commonest. */
function byRarity(root: IndexRoot, terms: readonly QueryTerm[]): readonly QueryTerm[] {
  const postings = new Map(root.common);
  const count = ({ term }: QueryTerm): number => postings.get(term) ?? 0;
  return terms.toSorted((a, b) => count(a) - count(b));
}

/** Places of the words for which others one edit away are wanted. */
function unknownWords(
  root: IndexRoot,
  { terms }: TermQuery,
  read: ReadonlyMap<number, Uint8Array>,
): number[] {
  const fuzzy = [...terms.keys()].filter(
    (place) => terms[place]!.fuzzy !== undefined && isFuzzyWord(terms[place]!.term),
  );
  if (fuzzy.length === 0) return [];
  const shards = openShards(root, read);
  if (isRejection(shards)) return [];
  return fuzzy.filter((place) => {
    const { term, fuzzy, prefix } = terms[place]!;
    if (fuzzy === "always") return true;
    if (findTerm(shards, term) !== undefined) return false;
    return prefix !== true || findPrefixed(shards, term, 1).size === 0;
  });
}

function wordListsFor(root: IndexRoot, word: string): number[] {
  return root.words
    .filter(({ length }) => Math.abs(length - word.length) <= 1)
    .map(({ shard }) => shard);
}

function nearTerms(root: IndexRoot, word: string, read: ReadonlyMap<number, Uint8Array>): string[] {
  const found: string[] = [];
  for (const { length, shard } of root.words) {
    const bytes = read.get(shard);
    if (bytes === undefined || Math.abs(length - word.length) > 1) continue;
    const list = openWords(bytes, length, root.checksums[shard]);
    if (!isRejection(list)) found.push(...wordsOneEditAway(list, word));
  }
  return found.slice(0, MAX_NEAR);
}
