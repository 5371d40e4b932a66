import { isRejection } from "#model/rejection.ts";
import type { IndexRoot } from "#search/format/root.ts";
import {
  findPrefixed,
  findTerm,
  type FoundTerm,
  type OpenShards,
  openShards,
} from "./term-lookup.ts";
import type { QueryTerm, TermQuery } from "#search/query/term-query.ts";
import { wordRulesOf } from "#text/analysis/word-rules.ts";
import { writtenForm } from "#text/analysis/written-form.ts";
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
    ([, { correction, isUnfinished, term }]) =>
      isUnfinished === true || (correction !== undefined && isFuzzyWord(term)),
  );
  if (wanted.length === 0) return new Map();
  const open = parts.flatMap((part) => {
    const shards = openShards(part.root, part.shards);
    return isRejection(shards) ? [] : [shards];
  });
  const misspelt = wanted.filter(([, term]) => !isKnown(term, open));
  const lists = parts.flatMap((part) =>
    listsFor(
      part,
      misspelt.map(([, term]) => term),
    ),
  );
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
  const slips = misspelt.filter(([, { isUnfinished }]) => !isUnfinished);
  const words = slips.map(([, { term }]) => term);
  const found = slips.map(() => ({ swapped: new Set<string>(), edited: new Set<string>() }));
  for (const list of slips.length > 0 ? lists : []) {
    for (const [index, { swapped, edited }] of fuzzyWordsIn(list, words).entries()) {
      const { correction, term } = slips[index]![1];
      // MiniSearch knows no swaps, and hardly anybody mistypes the first letter.
      const isLikely = (word: string): boolean => correction === undefined || word[0] === term[0];
      if (correction) addAll(found[index]!.swapped, swapped.filter(isLikely));
      addAll(found[index]!.edited, edited.filter(isLikely));
    }
  }
  const near = slips.map(([place, { correction, term }], index) => {
    const { swapped, edited } = found[index]!;
    // What somebody is still typing is no slip.
    const begins = correction?.isUnfinished === true && beginningWith(lists, term).length > 0;
    const all = begins ? [] : [...swapped, ...edited];
    return [place, all.slice(0, correction ? MAX_CORRECTIONS : MAX_FUZZY)] as const;
  });
  const unfinished = misspelt.filter(([, { isUnfinished }]) => isUnfinished);
  const longer = unfinished.map(
    ([place, { term }]) => [place, beginningWith(lists, term).slice(0, MAX_FUZZY)] as const,
  );
  return new Map([...near, ...longer]);
}

/** The words of some lists that begin with some letters. O(words). */
function beginningWith(lists: readonly WordList[], letters: string): readonly string[] {
  return lists
    .filter(({ length }) => length >= letters.length)
    .flatMap(({ length, units }) => {
      const words: string[] = [];
      for (let at = 0; at < units.length; at += length) {
        let same = 0;
        while (same < letters.length && units[at + same] === letters.charCodeAt(same)) same++;
        if (same === letters.length)
          words.push(String.fromCharCode(...units.subarray(at, at + length)));
      }
      return words;
    });
}

/** Words that one misspelt word may be, at most. */
const MAX_CORRECTIONS = 6;

/** The terms of a word that the index has the written form of, in any language of its articles. */
export function termsOfWord(word: string, { languages = [] }: IndexRoot): readonly string[] {
  const stems = ["en", ...languages].map((language) => wordRulesOf(language).stem(word));
  return [...new Set([writtenForm(word), ...stems])];
}

/** The blobs of words in which those one edit away from any of `sought` can stand. */
export function wordListsFor({ words }: IndexRoot, ...sought: readonly string[]): number[] {
  return words
    .filter(({ shortest, longest }) =>
      sought.some(({ length }) => length >= shortest - 1 && length <= longest + 1),
    )
    .map(({ shard }) => shard);
}

/** The blobs of words in which what a term may be can stand: words that begin so, or slips. */
export function wordListsOf(root: IndexRoot, { term, isUnfinished, correction }: QueryTerm) {
  const near = isUnfinished ? [] : wordListsFor(root, term);
  if (!isUnfinished && !correction?.isUnfinished) return near;
  const longer = root.words.filter(({ longest }) => longest >= term.length);
  return [...new Set([...near, ...longer.map(({ shard }) => shard)])];
}

/** Whether a word is no slip, for it stands in some article, in any of its forms. */
function isKnown(term: QueryTerm, parts: readonly OpenShards[]): boolean {
  const { correction, isUnfinished } = term;
  const begins = (letters: string): boolean =>
    parts.some((part) => longerTermsIn(part, letters, 1).length > 0);
  if (isUnfinished) return begins(term.term);
  if (correction === undefined) return false;
  const isWritten = correction.forms.some((form) =>
    parts.some((part) => findTerm(part, form) !== undefined),
  );
  return isWritten || (correction.isUnfinished && begins(term.term));
}

/** The terms that begin with some letters, and the written forms that do.
 *  @param max  of either, at most so many */
export function longerTermsIn(
  part: OpenShards,
  letters: string,
  max: number,
): readonly FoundTerm[] {
  const terms = findPrefixed(part, letters, max);
  return [...terms, ...findPrefixed(part, writtenForm(letters), max)];
}

/** The lists, as far as they are at hand, in which words can stand that resemble any of `sought`.
 */
function listsFor({ root, shards }: ReadPart, terms: readonly QueryTerm[]): readonly WordList[] {
  return [...new Set(terms.flatMap((term) => wordListsOf(root, term)))].flatMap((shard) => {
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
