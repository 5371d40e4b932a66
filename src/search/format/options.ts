import type { Options } from "minisearch";
import { termsOf } from "#text/analysis/tokens.ts";
import { encodeTerm } from "./term-codec.ts";

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
export const ANALYSIS = "1";

/** One article as MiniSearch takes it. */
export type IndexedFields = {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** BCP 47; decides how words are stemmed. */
  readonly lang: string;
};

/** The terms of a text as the index holds them. In a title stop words are kept, so that one made of
 *  nothing else is found. O(length). */
export function indexTerms(text: string, lang: string, field: string): string[] {
  return termsOf(text, { lang, keepStopWords: field === "title" }).map(encodeTerm);
}

/** How MiniSearch indexes and searches: the one module that says so. The build indexes with it, the
 *  scorer follows it, and the exported index opens with it: `MiniSearch.loadJSON(json,
 *  INDEX_OPTIONS)`. */
export const INDEX_OPTIONS: Options<IndexedFields> = {
  idField: "id",
  fields: [...FIELDS],
  // MiniSearch gives its tokenizer a field's text alone, so the language goes ahead of it.
  extractField: (document, field) =>
    field === "title" || field === "text" ? `${document.lang}\n${document[field]}` : document.id,
  tokenize(text, field) {
    const border = text.indexOf("\n");
    return indexTerms(text.slice(border + 1), text.slice(0, border), field ?? "text");
  },
  // The analyzer has folded and stemmed already.
  processTerm: (term) => term,
  searchOptions: {
    tokenize: (text) => indexTerms(text, "en", "text"),
    boost: { ...BOOST },
    bm25: { ...BM25 },
    weights: { ...WEIGHTS },
  },
};
