import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import { indexTerms } from "#search/format/options.ts";
import { MAX_SHARDS, planSearch } from "#search/run/plan.ts";
import { runSearch } from "#search/run/run.ts";
import { type QueryTerm, type TermQuery, allOf, anyOf } from "#search/query/term-query.ts";
import { recentOf, searchBuilt } from "../oracle.ts";
import { commonTerms, sampleDocuments } from "../sample.ts";

const documents = sampleDocuments("en", 400);
const built = buildIndex(documents, { shardBytes: 8 << 10 });
const [first = "", second = ""] = commonTerms(documents);
const both = `${first} ${second}`;
const any = (query: string): TermQuery => anyOf(query.split(" ").map((term) => ({ term })));
const terms = new Map(
  documents.map((document, doc) => {
    const { title, text, lang } = document;
    return [doc, new Set([...indexTerms(title, lang, "title"), ...indexTerms(text, lang, "text")])];
  }),
);
const having = (...some: string[]): number[] =>
  [...terms.keys()].filter((doc) => some.every((term) => terms.get(doc)!.has(term)));

const ascending = (a: number, b: number): number => a - b;

test("articles that match fully come first, those that match in part follow and are marked, and only the full ones are counted", () => {
  const query = allOf(any(both));
  const found = searchBuilt(built, query, { partial: true, limit: 400 });
  const full = having(first, second);
  expect(full.length).toBeGreaterThan(3);
  expect(found.total).toBe(full.length);
  expect(found.partial).toBe(false);
  expect(
    found.docs
      .filter(({ partial }) => !partial)
      .map(({ doc }) => doc)
      .toSorted(ascending),
  ).toEqual(full.toSorted(ascending));
  expect(found.docs.slice(0, full.length).every(({ partial }) => !partial)).toBe(true);
  expect(new Set(found.docs.map(({ doc }) => doc))).toEqual(
    new Set([...having(first), ...having(second)]),
  );
  expect(found.facets.lang).toEqual([{ value: "en", count: full.length }]);
});

test("pages lie one behind another, from full matches into partial ones", () => {
  const query = allOf(any(both));
  const whole = searchBuilt(built, query, { partial: true, limit: 60 }).docs;
  const pages = [0, 1, 2, 3, 4, 5].flatMap((page) => [
    ...searchBuilt(built, query, { partial: true, limit: 10, offset: page * 10 }).docs,
  ]);
  expect(pages).toEqual(whole);
});

test("when nothing matches fully, what matches in part is the answer, and says so", () => {
  const query = allOf(anyOf([{ term: first }, { term: "occursnowhere" }]));
  const found = searchBuilt(built, query);
  expect([found.total, found.partial]).toEqual([having(first).length, true]);
  expect(found.docs.every(({ partial }) => partial)).toBe(true);
});

test("a term that must not be there keeps its articles out", () => {
  const { sequence, terms: kept } = any(first);
  const found = searchBuilt(
    built,
    { ...any(first), terms: [...kept, { term: second }], sequence, mustNot: [0b10] },
    { limit: 400 },
  );
  const wanted = having(first).filter((doc) => !terms.get(doc)!.has(second));
  expect(found.docs.map(({ doc }) => doc).toSorted(ascending)).toEqual(wanted.toSorted(ascending));
});

test("a term wanted in the title is not found in the text", () => {
  const [{ title, lang }] = [documents[7]!];
  const [term = ""] = indexTerms(title, lang, "title");
  const inTitle = (doc: number): boolean =>
    indexTerms(documents[doc]!.title, "en", "title").includes(first);
  const found = searchBuilt(built, anyOf([{ term: first, fields: 1 }]), { limit: 400 });
  expect(found.docs.map(({ doc }) => doc).toSorted(ascending)).toEqual(
    [...terms.keys()].filter(inTitle).toSorted(ascending),
  );
  expect(
    searchBuilt(built, anyOf([{ term, fields: 0b10 }])).docs.map(({ doc }) => doc),
  ).not.toContain(7);
});

test("date order is newest first, of what matches fully", () => {
  const found = searchBuilt(built, allOf(any(both)), {
    sort: "date",
    partial: true,
    limit: 400,
  });
  expect(found.docs.map(({ doc }) => doc)).toEqual(having(first, second).sort((a, b) => b - a));
});

test("filters leave what passes all of them, and totals and facets count that", () => {
  const filters = [{ section: "news" }, { tag: "music" }];
  const found = searchBuilt(built, any(first), { filters, limit: 400 });
  const wanted = having(first).filter((doc) => {
    const { section, also, tags } = documents[doc]!;
    return tags.includes("music") && [section, ...also].some((path) => path.startsWith("news"));
  });
  expect(wanted.length).toBeGreaterThan(0);
  expect(found.docs.map(({ doc }) => doc).toSorted(ascending)).toEqual(wanted.toSorted(ascending));
  expect(found.facets.tag.find(({ value }) => value === "music")?.count).toBe(wanted.length);
});

test("a query without words finds all that the filters leave, newest first", () => {
  const found = searchBuilt(built, anyOf([]), { filters: [{ section: "economy" }], limit: 400 });
  expect(found.total).toBe(found.docs.length);
  expect(found.docs.map(({ doc }) => doc)).toEqual(
    found.docs.map(({ doc }) => doc).toSorted((a, b) => b - a),
  );
});

test("with a half-life, an article that old counts half", () => {
  const plain = searchBuilt(built, any(first), { limit: 400 });
  const aged = searchBuilt(built, any(first), { limit: 400, halfLifeDays: 30 });
  const scores = new Map(plain.docs.map(({ doc, score }) => [doc, score]));
  const newest = Date.parse(documents.at(-1)!.published);
  for (const { doc, score } of aged.docs) {
    const days = (newest - Date.parse(documents[doc]!.published)) / 86_400_000;
    expect(score / (scores.get(doc)! * 0.5 ** (days / 30))).toBeCloseTo(1, 9);
  }
});

test("a synonym finds what the word itself does not, and counts as the word", () => {
  const query = anyOf([{ term: "occursnowhere", synonyms: [{ term: first, weight: 0.5 }] }]);
  const [plain, found] = [searchBuilt(built, any(first)), searchBuilt(built, query)];
  expect(found.docs.map(({ doc }) => doc)).toEqual(plain.docs.map(({ doc }) => doc));
  expect(found.docs[0]!.score / plain.docs[0]!.score).toBeCloseTo(0.5, 12);
});

/** A word that may be a slip of another. */
const slip = (term: string): QueryTerm => ({
  term,
  correction: { typed: term, forms: [term], isUnfinished: false },
});

test("a misspelt word that occurs nowhere finds those one edit away, in one or two more rounds; one that occurs stays itself", () => {
  // A stem that is a word itself: what is corrected are words as they are typed.
  const isWritten = (term: string): boolean =>
    documents.some(({ text }) => new RegExp(`\\b${term}\\b`, "i").test(text));
  const [word = ""] = commonTerms(documents).filter((term) => term.length > 6 && isWritten(term));
  const misspelt = `${word.slice(0, 3)}q${word.slice(4)}`;
  const found = searchBuilt(built, anyOf([slip(misspelt)]), { limit: 400 });
  expect(having(misspelt)).toEqual([]);
  expect(found.docs.map(({ doc }) => doc)).toEqual(expect.arrayContaining(having(word)));
  expect(found.rounds).toBeGreaterThan(1);
  expect(found.rounds).toBeLessThanOrEqual(3);
  const known = searchBuilt(built, anyOf([{ term: second }, slip(second)]));
  expect([known.rounds, known.total]).toEqual([1, having(second).length]);
});

test("a search reads at most so many shards, leaves out the commonest terms beyond, and says so", () => {
  const fine = buildIndex(documents, { shardBytes: 512 });
  const wide = anyOf(Array.from("abcdefghijklmnoprstuvw", (term) => ({ term, prefix: true })));
  const plan = planSearch(fine.root, wide);
  expect(plan.shards.length).toBeLessThanOrEqual(MAX_SHARDS);
  expect(plan.isCut).toBe(true);
  expect(searchBuilt(fine, wide).degraded).toBe(true);
  expect(searchBuilt(built, any(first)).degraded).toBe(false);
});

test("a blob that is cut short, damaged or of another index is an error value, never a wrong answer", () => {
  const plan = planSearch(built.root, any(first));
  const [number = 0] = plan.shards;
  const other = buildIndex(sampleDocuments("en", 400, { seed: 2 }), { shardBytes: 8 << 10 });
  const good = { ...built, shards: new Map([[number, built.shards[number]!]]) };
  const damaged = built.shards[number]!.slice();
  damaged[damaged.length >> 1]! ^= 4;
  const wrong = [
    { ...good, shards: new Map([[number, built.shards[number]!.slice(0, 100)]]) },
    { ...good, shards: new Map([[number, damaged]]) },
    { ...good, shards: new Map([[number, other.shards[number]!]]) },
    { ...good, shards: new Map([[number, built.shards[number + 1]!]]) },
    { ...good, lengths: other.lengths },
    { ...good, columns: built.columns.slice(0, -4) },
  ];
  expect(isRejection(runSearch(built.root, any(first), plan, good))).toBe(false);
  for (const parts of wrong)
    expect(isRejection(runSearch(built.root, any(first), plan, parts))).toBe(true);
});

test("one search leaves nothing behind for the next", () => {
  const before = searchBuilt(built, any(both), { limit: 400 });
  searchBuilt(built, anyOf([{ term: first, prefix: true }]), { limit: 400 });
  searchBuilt(built, anyOf([]));
  expect(searchBuilt(built, any(both), { limit: 400 }).docs).toEqual(before.docs);
});

test("an index of no articles finds nothing", () => {
  const empty = buildIndex([]);
  expect(searchBuilt(empty, any(first)).total).toBe(0);
  expect(searchBuilt(empty, anyOf([])).total).toBe(0);
});

test("what lies over the base is searched with it", () => {
  const word = "quokkaish";
  const newest = { ...documents.at(-1)!, id: "over", title: word, text: word } as const;
  const over = { ...newest, id: newest.id as (typeof documents)[number]["id"] };
  const recent = recentOf([over], [], [documents.length]);
  const found = searchBuilt(built, anyOf([{ term: word }]), {}, recent);
  expect(found.docs.map(({ doc }) => doc)).toEqual([documents.length]);
  expect(searchBuilt(built, anyOf([{ term: word }])).total).toBe(0);
});
