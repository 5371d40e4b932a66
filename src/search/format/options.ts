import type { Options } from "minisearch";
import { memoize } from "#model/memoize.ts";
import { bigramsOf, type QueryPiece, queryPiecesOf } from "#text/analysis/query-pieces.ts";
import { eachTerm, WITH } from "#text/analysis/tokens.ts";
import { acronymForm } from "#text/analysis/written-form.ts";
import { titleTerm } from "./title-term.ts";
import { encodeTerm, isCharacter } from "./term-codec.ts";

/** What of an article is searched, in MiniSearch's order of fields: a field's number is its index
 *  here. */
export const FIELDS = ["title", "text"] as const;

/** What a word in the title weighs against one in the text. Chosen on the collections: 2 gains on
 *  titles and costs nothing elsewhere. */
export const BOOST: Readonly<Record<(typeof FIELDS)[number], number>> = { title: 2, text: 1 };

/** BM25 as MiniSearch computes it, by its names: `k` bounds what repetition adds, `b` is the weight
 *  of length, `d` what a term adds at least. */
export const BM25 = { k: 1.2, b: 0.75, d: 0 } as const;

/** What terms that only resemble a term of the query weigh, by MiniSearch's names; its own
 *  defaults. */
export const WEIGHTS = { fuzzy: 0.45, prefix: 0.375 } as const;

/** The revision of the analysis: raised whenever the same text gives other terms, so that an index
 *  and a query never disagree. */
export const ANALYSIS = "4";

/** The revisions that a query may ask: in an index of one before it finds all but what is written
 *  in newer ways, until the site is published again. */
export const READABLE_ANALYSES: readonly string[] = ["3", ANALYSIS];

/** One article as MiniSearch takes it. */
export type IndexedFields = {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** BCP 47; decides how words are stemmed. */
  readonly lang: string;
};

/** Words of which the terms are kept, for the same are met again and again: each that is taken
 *  apart anew is hashed anew. */
const REMEMBERED_WORDS = 50_000;
const partsOf = memoize((token: string) => token.split(WITH), REMEMBERED_WORDS);

/** How the words of a text are told to MiniSearch: as texts, or as numbers of them. */
export type TokenWriter<T> = {
  /** A word or its terms, `WITH` between them. */
  readonly token: (term: string) => T;
  /** Two characters of one UTF-16 unit each; absent: `token` gets them. */
  readonly pair?: (first: number, second: number) => T;
  /** A token and one more term of it. */
  readonly joined: (token: T, term: string) => T;
};

/** The words of a text as MiniSearch counts them, a stem with its written form as one, so that a
 *  field is as long as it has words; `processTerm` gives the terms of each. In a title stop words
 *  are kept, so that one made of nothing else is found. O(length). */
export function indexTokens<T>(
  { text, lang, field }: { readonly text: string; readonly lang: string; readonly field: string },
  { token, pair, joined }: TokenWriter<T>,
): T[] {
  const keepStopWords = field === "title";
  const tokens: T[] = [];
  eachTerm(
    text,
    { lang, keepStopWords, writtenForms: true, areJoined: true },
    {
      take: (term) => tokens.push(token(term)),
      ...(pair && { takePair: (first, second) => tokens.push(pair(first, second)) }),
    },
  );
  const whole = field === "title" ? titleTerm(text) : undefined;
  const last = tokens.pop();
  if (last !== undefined) tokens.push(whole === undefined ? last : joined(last, whole));
  return tokens;
}

/** As MiniSearch's own index has them. */
const AS_TEXT: TokenWriter<string> = {
  token: encodeTerm,
  joined: (token, term) => `${token}${WITH}${term}`,
};

/** The terms of a text as the index holds them. O(length). */
export function indexTerms(text: string, lang: string, field: string): string[] {
  return indexTokens({ text, lang, field }, AS_TEXT).flatMap((token) => token.split(WITH));
}

/** The terms that a query asks for, as the index holds them: what all of them must be in. Pairs of
 *  characters alone, for the last one of a run in a text need not be the last of one in the query;
 *  a character typed alone is a prefix of those. O(length). */
function queryTerms(query: string): string[] {
  const pieces = queryPiecesOf(query);
  const isStopWord = (piece: QueryPiece): boolean => piece.kind === "word" && piece.isStopWord;
  const wanted = pieces.every(isStopWord) ? pieces : pieces.filter((piece) => !isStopWord(piece));
  return wanted.flatMap((piece) => {
    if (piece.kind === "run") {
      const { characters, bridged } = piece;
      const isOrdinal =
        characters.join("") === "第" && pieces.some(({ start }) => start === piece.end);
      if (isOrdinal) return [];
      if (characters.length > 1) return bigramsOf(characters).map(encodeTerm);
      return bridged ? [] : characters.map(encodeTerm);
    }
    if (piece.part) return [];
    if (piece.kind === "term") return [encodeTerm(piece.term)];
    // What was typed in capitals is an acronym, its form in small letters, or a word: the last says
    // most where it is one.
    const [first = piece.word, , asWord] = piece.terms;
    return [encodeTerm(first === acronymForm(piece.word) ? (asWord ?? first) : first)];
  });
}

/** A field as `tokenize` gets it: the language ahead of its text. */
export function fieldOf(given: string, field = "text") {
  const border = given.indexOf("\n");
  return { text: given.slice(border + 1), lang: given.slice(0, border), field };
}

/** How MiniSearch indexes: what the build needs, and of searching nothing, so that a Worker that
 *  only builds is without it. */
export const BUILD_OPTIONS: Options<IndexedFields> = {
  idField: "id",
  fields: [...FIELDS],
  // MiniSearch gives its tokenizer a field's text alone, so the language goes ahead of it.
  extractField: (document, field) =>
    field === "title" || field === "text" ? `${document.lang}\n${document[field]}` : document.id,
  tokenize(text, field) {
    return indexTokens(fieldOf(text, field), AS_TEXT);
  },
  // The analyzer has folded and stemmed already.
  processTerm: (token) => (token.includes(WITH) ? partsOf(token) : token),
};

/** How MiniSearch indexes and searches: the one module that says so. The build indexes with it, the
 *  scorer follows it, and the exported index opens with it: `MiniSearch.loadJSON(json,
 *  INDEX_OPTIONS)`. */
export const INDEX_OPTIONS: Options<IndexedFields> = /* @__PURE__ */ withSearch(BUILD_OPTIONS);

function withSearch(options: Options<IndexedFields>): Options<IndexedFields> {
  return {
    ...options,
    searchOptions: {
      tokenize: queryTerms,
      processTerm: (term) => term,
      prefix: isCharacter,
      boost: { ...BOOST },
      bm25: { ...BM25 },
      weights: { ...WEIGHTS },
    },
  };
}
