/**
 * The same answers as MiniSearch, at 10,000 articles: the first 20 and the total of 1,000 queries in each language and mode.
 * The test suite asks the same of some hundred articles. Run it with: node bench/search-oracle.ts
 */
import MiniSearch, { type AsPlainObject, type SearchOptions } from "minisearch";
import { isRejection } from "#model/rejection.ts";
import { INDEX_OPTIONS, type IndexedFields } from "#search/format/options.ts";
import { planSearch } from "#search/run/plan.ts";
import type { IndexRoot } from "#search/format/root.ts";
import { runSearch, type SearchParts } from "#search/run/run.ts";
import { allOf, anyOf, type QueryTerm } from "#search/query/term-query.ts";
import { type Ranking, rankingOf } from "../test/search/oracle.ts";
import { createGates } from "./gate.ts";
import { fixtureOf, LANGUAGES } from "./search-fixture.ts";

const ARTICLES = 10_000;
const QUERIES = 1_000;
const TOLERANCE = 1e-9;

type Mode = {
  readonly name: string;
  readonly isExact: boolean;
  readonly loosen: (term: string, last: string) => Partial<QueryTerm>;
  readonly options: (last: string) => SearchOptions;
};

type Held = SearchParts & { readonly root: IndexRoot };

const MODES: readonly Mode[] = [
  { name: "any term", isExact: true, loosen: () => ({}), options: () => ({ combineWith: "OR" }) },
  {
    name: "every term",
    isExact: true,
    loosen: () => ({}),
    options: () => ({ combineWith: "AND" }),
  },
  {
    name: "prefix at the end",
    isExact: false,
    loosen: (term, last) => (term === last ? { prefix: true } : {}),
    options: (last) => ({ prefix: (term) => term === last }),
  },
];

const NOTHING: Ranking = { total: 0, top: [] };

const gates = createGates();
for (const language of LANGUAGES) {
  const fixture = fixtureOf(language, ARTICLES);
  const whole = MiniSearch.loadJS<IndexedFields>(withScriptsApart(fixture.json()), INDEX_OPTIONS);
  const shards = new Map(fixture.root.checksums.map((_, number) => [number, fixture.blob(number)]));
  const columns = fixture.blob("columns");
  const held: Held = { root: fixture.root, shards, lengths: columns, columns };
  const numbers = new Map<unknown, number>();
  for (let doc = 0; doc < ARTICLES; doc++) numbers.set(`${language}-${doc}`, doc);
  const queries = [...fixture.queries, ...fixture.queries].slice(0, QUERIES);
  console.log(`\n${ARTICLES} articles in ${language}, ${QUERIES} queries`);
  for (const mode of MODES) {
    let degraded = 0;
    const same = queries.filter((terms) => {
      const last = terms.at(-1) ?? "";
      const wanted = whole.search(terms.map(apart).join("\n"), {
        tokenize: (text) => text.split("\n"),
        // INDEX_OPTIONS takes a single character for the beginning of pairs.
        prefix: false,
        ...mode.options(apart(last)),
      });
      const found = ours(held, terms, mode);
      // A search that says that it left something out does not claim to be the same.
      if (found.degraded) degraded++;
      return found.degraded || isSame(found, rankingOf(wanted, numbers), mode.isExact);
    });
    gates.atLeast(
      `${mode.name}: answers that are the same${mode.isExact ? ", scores to the last bit" : ""}`,
      same.length,
      QUERIES,
    );
    gates.atMost(`${mode.name}: answers that are degraded`, degraded, QUERIES / 100);
  }
}
gates.finish();

/** The index with the terms of Han, kana and hangul, which it writes in digits and capitals, in an alphabet of their own:
 *  a prefix never leaves its script (docs/search.md), and of MiniSearch's prefixes `6` would begin some of them. */
function withScriptsApart(json: string): AsPlainObject {
  // What MiniSearch itself wrote.
  const index = JSON.parse(json) as AsPlainObject;
  return { ...index, index: index.index.map(([term, postings]) => [apart(term), postings]) };
}

function apart(term: string): string {
  // Of the same length, which weighs in a prefix.
  return /[A-Z]/.test(term)
    ? term.replace(/./g, (unit) => String.fromCharCode(0xe000 + unit.charCodeAt(0)))
    : term;
}

/** Every shard is at hand, so that what is compared is the scorer, and not how many shards a search may read. */
function ours(
  held: Held,
  terms: readonly string[],
  mode: Mode,
): Ranking & { readonly degraded: boolean } {
  const last = terms.at(-1) ?? "";
  const any = anyOf(terms.map((term) => ({ term, ...mode.loosen(term, last) })));
  const query = mode.name === "every term" ? allOf(any) : any;
  const plan = planSearch(held.root, query, held.shards);
  const found = runSearch(held.root, { ...query, limit: 20, facets: false }, plan, held);
  if (isRejection(found)) throw new Error(found.faults[0]?.what);
  const { degraded } = found;
  const ranking = found.partial ? NOTHING : { total: found.total, top: found.docs };
  return { ...ranking, degraded };
}

function isSame(found: Ranking, wanted: Ranking, isExact: boolean): boolean {
  return (
    found.total === wanted.total &&
    wanted.top.every(({ doc, score }, place) => {
      const other = found.top[place];
      const difference = Math.abs((other?.score ?? Number.NaN) - score);
      return other?.doc === doc && difference <= (isExact ? 0 : TOLERANCE * score);
    })
  );
}
