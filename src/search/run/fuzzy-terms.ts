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
import { type RuledLanguage, stemOfForm, wordRulesOf } from "#text/analysis/word-rules.ts";
import { isWrittenForm, wordOfForm, writtenForm } from "#text/analysis/written-form.ts";
import { fuzzyWordsIn } from "./fuzzy-words.ts";
import { isFuzzyWord, openWords, type WordList } from "#search/format/word-list.ts";

/** One part of an index, with those of its shards that were read. */
export type ReadPart = {
  readonly root: IndexRoot;
  readonly shards: ReadonlyMap<number, Uint8Array>;
  /** As `OpenShards` has it. */
  readonly gone?: Uint8Array | null;
};

/** Terms one edit away from a term of the query, by its place. */
export type FuzzyTerms = ReadonlyMap<number, readonly string[]>;

/** For each misspelt word of a query those that resemble it, as far as the lists of words are at
 *  hand. A damaged shard is left for the search to report. O(words of about their lengths);
 *  O(terms) when the same query is asked again and no list has come since. */
export function fuzzyTermsOf({ terms }: TermQuery, parts: readonly ReadPart[]): FuzzyTerms {
  const wanted = [...terms.entries()].filter(
    ([, { correction, term }]) => correction !== undefined && isFuzzyWord(term),
  );
  if (wanted.length === 0) return new Map();
  const open = openParts(parts);
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

function openParts(parts: readonly ReadPart[]): readonly OpenShards[] {
  return parts.flatMap((part) => {
    const shards = openShards(part.root, part.shards, part.gone);
    return isRejection(shards) ? [] : [shards];
  });
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
  const found = misspelt.map(() => ({ swapped: new Set<string>(), edited: new Set<string>() }));
  for (const list of lists) {
    for (const [index, { swapped, edited }] of fuzzyWordsIn(list, words).entries()) {
      const { term } = misspelt[index]![1];
      // Hardly anybody mistypes the first letter.
      const isLikely = (word: string): boolean => word[0] === term[0];
      addAll(found[index]!.swapped, swapped.filter(isLikely));
      addAll(found[index]!.edited, edited.filter(isLikely));
    }
  }
  return new Map(
    misspelt.map(([place], index) => {
      const { swapped, edited } = found[index]!;
      return [place, [...swapped, ...edited].slice(0, MAX_CORRECTIONS)] as const;
    }),
  );
}

/** Words that one misspelt word may be, at most. */
const MAX_CORRECTIONS = 6;

/** The terms of a word that the index has the written form of, in any language of its articles. */
export function termsOfWord(word: string, root: IndexRoot): readonly string[] {
  return [...new Set([writtenForm(word), ...stemsOfWord(word, root)])];
}

/** Those of `termsOfWord` that articles in every language have of it, and with the others the
 *  languages in which they do. */
export function spokenTermsOfWord(
  word: string,
  root: IndexRoot,
): ReadonlyMap<string, readonly RuledLanguage[] | undefined> {
  const spoken = new Map<string, readonly RuledLanguage[] | undefined>([
    [writtenForm(word), undefined],
    [wordRulesOf("en").stem(word), undefined],
  ]);
  for (const language of root.languages ?? []) {
    const stem = wordRulesOf(language).stem(word);
    const before = spoken.get(stem) ?? [];
    if (stem === word) spoken.set(stem, undefined);
    else if (!spoken.has(stem) || before.length > 0) spoken.set(stem, [...before, language]);
  }
  return spoken;
}

function stemsOfWord(word: string, { languages = [] }: IndexRoot): readonly string[] {
  return ["en", ...languages].map((language) => wordRulesOf(language).stem(word));
}

/** The blobs of words in which those one edit away from any of `sought` can stand. */
export function wordListsFor({ words }: IndexRoot, ...sought: readonly string[]): number[] {
  return words
    .filter(({ shortest, longest }) =>
      sought.some(({ length }) => length >= shortest - 1 && length <= longest + 1),
    )
    .map(({ shard }) => shard);
}

/** Whether a word is no slip, for it stands in some article, in any of its forms. */
function isKnown(term: QueryTerm, parts: readonly OpenShards[]): boolean {
  const { correction } = term;
  if (correction === undefined) return false;
  const isWritten = correction.forms.some((form) =>
    parts.some((part) => findTerm(part, form) !== undefined),
  );
  // What somebody is still typing is no slip.
  const isBegun = (part: OpenShards): boolean => longerTermsIn(part, term.term, 1).length > 0;
  return isWritten || (correction.isUnfinished && parts.some(isBegun));
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

/** Words that begin so of which the stems are looked at: of more, others are near enough. */
const MAX_STEMS = 32;

/** The stems of the words that begin with some letters, as far as their shards are at hand, that do
 *  not begin so themselves. */
export function unfinishedStems(parts: readonly ReadPart[], letters: string): readonly string[] {
  const stems = openParts(parts).flatMap((part) =>
    findPrefixed(part, writtenForm(letters), MAX_STEMS).flatMap(([form]) =>
      stemsOfWord(wordOfForm(form) ?? "", part.root),
    ),
  );
  return [...new Set(stems)].filter((stem) => !stem.startsWith(letters));
}

/** Whether a stem has written forms beside one, as far as their shards are at hand. */
export function hasOtherForms(
  { term, onlyFormOf }: QueryTerm,
  parts: readonly OpenShards[],
): boolean {
  // Porter changes the last letter.
  const begin = writtenForm(term.slice(0, -1));
  return parts.some((part) =>
    findPrefixed(part, begin, MAX_STEMS).some(
      ([form]) => form !== onlyFormOf && isWrittenForm(form) && stemOfForm(form) === term,
    ),
  );
}

/** The lists, as far as they are at hand, in which words can stand that resemble any of `sought`.
 */
function listsFor({ root, shards }: ReadPart, terms: readonly QueryTerm[]): readonly WordList[] {
  return [...new Set(terms.flatMap(({ term }) => wordListsFor(root, term)))].flatMap((shard) => {
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
