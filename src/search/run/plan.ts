import {
  fuzzyTermsOf,
  type ReadPart,
  termsOfWord,
  unfinishedStems,
  wordListsFor,
} from "./fuzzy-terms.ts";
import type { IndexRoot } from "#search/format/root.ts";
import { removedFlags } from "./open-index.ts";
import { shardOf, shardsOfPrefix } from "./term-lookup.ts";
import { writtenForm } from "#text/analysis/written-form.ts";
import type { QueryTerm, TermQuery } from "#search/query/term-query.ts";

/** Which shards to read before a search can run. */
export type Plan = {
  /** Shards still to read, ascending; none when everything is at hand. */
  readonly shards: readonly number[];
  /** Whether terms were left out, since a search reads at most MAX_SHARDS. */
  readonly isCut: boolean;
};

/** Shards that one search reads, at most: one for each term of the longest query, and some for what
 *  terms stand for. */
export const MAX_SHARDS = 40;
/** Shards that a prefix may reach over. The bigrams that begin with the commonest Chinese character
 *  are 3 % of all: six shards of 10,000 articles. */
const MAX_PREFIX_SHARDS = 12;
/** The same of written forms, which are fewer. */
const MAX_FORM_SHARDS = 4;
/** Shards read for words that resemble a misspelt one. */
const MAX_FUZZY_SHARDS = 24;
/** Lists of words read for all misspelt words of a query. */
const MAX_WORD_LISTS = 12;

/** Which shards a search needs that are not yet at hand. Ask again with what was read until none is
 *  missing: a word that occurs nowhere asks first for lists of words, then for the shards of those
 *  that resemble it; every other query asks once.
 *  @param read  the shards at hand
 *  @param recent  what changed since the base was built; its shards are all at hand */
export function planSearch(
  root: IndexRoot,
  query: TermQuery,
  read: ReadonlyMap<number, Uint8Array> = new Map(),
  recent?: ReadPart & { readonly removed: readonly number[] },
): Plan {
  const wanted = createWantedShards();
  wantTerms(root, query.terms, wanted);
  wantLonger(root, query.terms, wanted);
  if (wanted.numbers().every((number) => read.has(number))) {
    const gone = removedFlags(recent?.removed ?? [], root.documents);
    const parts = [{ root, shards: read, gone }, ...(recent ? [recent] : [])];
    wantNear(root, { query, parts }, wanted);
    wantStems(root, { query, parts }, wanted);
  }
  const shards = wanted.numbers().filter((number) => !read.has(number));
  return { shards: shards.sort((a, b) => a - b), isCut: wanted.isCut() };
}

/** The shards that a search wants, at most MAX_SHARDS. */
type WantedShards = {
  /** Wants some shards more.
   *  @param max  of these, at most so many */
  readonly want: (numbers: readonly number[], max: number) => void;
  readonly numbers: () => number[];
  readonly isCut: () => boolean;
};

function createWantedShards(): WantedShards {
  const wanted = new Set<number>();
  let isCut = false;
  return {
    want(numbers, max) {
      for (const [index, number] of numbers.entries()) {
        if (number < 0 || wanted.has(number)) continue;
        if (index >= max || wanted.size >= MAX_SHARDS) isCut = true;
        else wanted.add(number);
      }
    },
    numbers: () => [...wanted],
    isCut: () => isCut,
  };
}

/** Terms that one term of a query stands for, with itself. */
const MAX_SYNONYM_SHARDS = 9;

function wantTerms(root: IndexRoot, terms: readonly QueryTerm[], { want }: WantedShards): void {
  for (const { term, synonyms = [], ...how } of byRarity(root, terms)) {
    if (how.correction || how.isUnfinished || how.published) continue;
    const texts = [term, ...synonyms.map((synonym) => synonym.term)];
    want(
      texts.map((text) => shardOf(root, text)),
      MAX_SYNONYM_SHARDS,
    );
  }
}

function wantLonger(root: IndexRoot, terms: readonly QueryTerm[], { want }: WantedShards): void {
  for (const { term, prefix, isUnfinished } of terms) {
    if (prefix || isUnfinished) want(shardsOfPrefix(root, term), MAX_PREFIX_SHARDS);
    if (isUnfinished) want(shardsOfPrefix(root, writtenForm(term)), MAX_FORM_SHARDS);
  }
}

type AtHand = { readonly query: TermQuery; readonly parts: readonly ReadPart[] };

/** Words that nobody writes: first the lists of words, then the shards of those one slip away. */
function wantNear(root: IndexRoot, { query, parts }: AtHand, { want }: WantedShards): void {
  for (const [place, near] of fuzzyTermsOf(query, parts)) {
    want(wordListsFor(root, query.terms[place]!.term), MAX_WORD_LISTS);
    want(
      near.flatMap((word) => termsOfWord(word, root)).map((term) => shardOf(root, term)),
      MAX_FUZZY_SHARDS,
    );
  }
}

/** Words that begin so of which the stem does not, and happens to lie in the shard before. */
function wantStems(root: IndexRoot, { query, parts }: AtHand, { want }: WantedShards): void {
  for (const { term, isUnfinished } of query.terms) {
    if (!isUnfinished) continue;
    const stems = unfinishedStems(parts, term);
    want(
      stems.map((stem) => shardOf(root, stem)),
      MAX_FORM_SHARDS,
    );
  }
}

/** The rarest terms first, so that the commonest are left out when not all fit; the root names the
 *  commonest. */
function byRarity(root: IndexRoot, terms: readonly QueryTerm[]): readonly QueryTerm[] {
  if (terms.length < MAX_SHARDS / 2) return terms;
  const postings = new Map(root.common);
  const count = ({ term }: QueryTerm): number => postings.get(term) ?? 0;
  return terms.toSorted((a, b) => count(a) - count(b));
}
