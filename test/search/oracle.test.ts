import MiniSearch, { type SearchOptions } from "minisearch";
import { describe, expect, test } from "vitest";
import { type BuiltIndex, buildIndex } from "#search/build/build.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { INDEX_OPTIONS, type IndexedFields, indexTerms } from "#search/format/options.ts";
import { allOf, anyOf, MAX_TERMS, type QueryTerm } from "#search/query/term-query.ts";
import { isWrittenForm } from "#text/analysis/written-form.ts";
import { numbersOf, type Ranking, rankingOf, searchBuilt } from "./oracle.ts";
import { commonTerms, sampleDocuments, sampleQueries, type SampleLanguage } from "./sample.ts";

const ARTICLES = 700;
const QUERIES = 1_000;

type Mode = {
  readonly name: string;
  readonly isExact: boolean;
  readonly loosen?: (term: string, last: string) => Partial<QueryTerm>;
  readonly options: (last: string) => SearchOptions;
};

const MODES: readonly Mode[] = [
  { name: "any term", isExact: true, options: () => ({ combineWith: "OR" }) },
  { name: "every term", isExact: true, options: () => ({ combineWith: "AND" }) },
  {
    name: "a prefix at the end",
    isExact: false,
    loosen: (term, last) => (term === last ? { prefix: true } : {}),
    options: (last) => ({ prefix: (term) => term === last }),
  },
];

/** Terms of the index, none of them a prefix of others. */
const AS_THEY_ARE: SearchOptions = { tokenize: (text) => text.split("\n"), prefix: false };

function ours(built: BuiltIndex, terms: readonly string[], mode: Mode): Ranking {
  const last = terms.at(-1) ?? "";
  const query = anyOf(terms.map((term) => ({ term, ...mode.loosen?.(term, last) })));
  const found = searchBuilt(built, mode.name === "every term" ? allOf(query) : query);
  // Where no article has every term, a search goes on with those that have some; MiniSearch's AND stops.
  return found.partial ? { total: 0, top: [] } : { total: found.total, top: found.docs };
}

function expectSame(found: Ranking, wanted: Ranking, isExact: boolean): void {
  expect(found.total).toBe(wanted.total);
  expect(found.top.map(({ doc }) => doc)).toEqual(wanted.top.map(({ doc }) => doc));
  for (const [place, { score }] of wanted.top.entries()) {
    if (isExact) expect(found.top[place]?.score).toBe(score);
    else expect(Math.abs((found.top[place]?.score ?? 0) / score - 1)).toBeLessThan(1e-9);
  }
}

describe.each<SampleLanguage>(["en", "zh"])("an index of articles in %s", (language) => {
  const documents = sampleDocuments(language, ARTICLES);
  const built = buildIndex(documents, { chunkArticles: 150, shardBytes: 16 << 10 });
  const whole = new MiniSearch<IndexedFields>(INDEX_OPTIONS);
  whole.addAll(documents);
  const numbers = numbersOf(documents);
  const queries = sampleQueries(documents, QUERIES)
    // Which written forms are kept is known when all articles are: MiniSearch has them all.
    .map((query) => indexTerms(query, "en", "text").filter((term) => !isWrittenForm(term)))
    .filter((terms) => terms.length > 0 && new Set(terms).size <= MAX_TERMS);

  test.each(MODES)("answers as the whole MiniSearch does: $name", (mode) => {
    expect(queries.length).toBeGreaterThan(QUERIES * 0.8);
    for (const terms of queries) {
      const wanted = whole.search(terms.join("\n"), {
        ...AS_THEY_ARE,
        ...mode.options(terms.at(-1) ?? ""),
      });
      expectSame(ours(built, terms, mode), rankingOf(wanted, numbers), mode.isExact);
    }
  });

  test("answers as a MiniSearch that was loaded with the needed terms alone", () => {
    const serialised = whole.toJSON();
    for (const terms of queries.slice(0, 200)) {
      const needed = serialised.index.filter(([term]) => terms.includes(term));
      const small = MiniSearch.loadJS<IndexedFields>(
        { ...serialised, index: needed },
        INDEX_OPTIONS,
      );
      const wanted = small.search(terms.join("\n"), AS_THEY_ARE);
      const mode = MODES[0]!;
      expectSame(ours(built, terms, mode), rankingOf(wanted, numbers), true);
    }
  });

  test("scores a term as often as the query says it, and counts it once", () => {
    const [term = "", other = ""] = queries.find((terms) => new Set(terms).size > 1) ?? [];
    const terms = [term, other, term, term];
    const wanted = whole.search(terms.join("\n"), AS_THEY_ARE);
    const mode = MODES[0]!;
    expectSame(ours(built, terms, mode), rankingOf(wanted, numbers), true);
    const once = ours(built, [term, other], mode);
    expect(ours(built, terms, mode).top[0]?.score).toBeGreaterThan(once.top[0]?.score ?? Infinity);
  });
});

test("a word repeated beyond all measure weighs what MiniSearch gives it, within 1e-9", () => {
  const documents: SearchDocument[] = sampleDocuments("en", 60);
  const built = buildIndex(documents);
  const whole = new MiniSearch<IndexedFields>(INDEX_OPTIONS);
  whole.addAll(documents);
  const [first = "", second = ""] = commonTerms(documents);
  const terms = Array.from({ length: 300 }, (_, index) => (index % 3 === 0 ? first : second));
  const wanted = whole.search(terms.join("\n"), AS_THEY_ARE);
  expectSame(ours(built, terms, MODES[0]!), rankingOf(wanted, numbersOf(documents)), false);
});
