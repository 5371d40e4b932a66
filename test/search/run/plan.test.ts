import { describe, expect, test } from "vitest";
import { type BuiltIndex, buildIndex } from "#search/build/build.ts";
import { indexTerms } from "#search/format/options.ts";
import type { IndexRoot } from "#search/format/root.ts";
import { MAX_SHARDS, type Plan, planSearch } from "#search/run/plan.ts";
import { shardOf } from "#search/run/term-lookup.ts";
import { anyOf, type QueryTerm, type TermQuery } from "#search/query/term-query.ts";
import { writtenForm } from "#text/analysis/written-form.ts";
import { recentOf } from "../oracle.ts";
import { sampleDocuments } from "../sample.ts";

const LETTERS = Array.from("abcdefghijklmnopqrstuvwxyz");
const built = buildIndex([]);

/** The root of an index of which the shards begin with these terms, in their order. */
function rootOf(
  firstTerms: readonly string[],
  common: IndexRoot["common"] = [],
  words: IndexRoot["words"] = [],
): IndexRoot {
  return { ...built.root, firstTerms, common, words, checksums: firstTerms.map(() => 0) };
}

/** One shard for written forms, then one for each letter: the shard of "cat" is 3. */
const byLetter = rootOf(["==a", ...LETTERS]);

const shardsFor = (...terms: readonly QueryTerm[]): readonly number[] =>
  planSearch(byLetter, anyOf(terms)).shards;

/** A word that may be a slip of another. */
const slip = (term: string, isUnfinished = false): QueryTerm => ({
  term,
  correction: { typed: term, forms: [term], isUnfinished },
});

describe("a term wants the one shard in which it would lie", () => {
  test.each<[string, readonly string[], readonly number[]]>([
    ["one", ["cat"], [3]],
    ["the first of a shard", ["c"], [3]],
    ["two of one shard once", ["cat", "cot"], [3]],
    ["ascending, whatever their order", ["zoo", "cat", "mat"], [3, 13, 26]],
    ["a written form", [writtenForm("news")], [0]],
    ["what comes before every term wants none", ["0000"], []],
    ["nothing", [], []],
  ])("%s", (_, terms, shards) => {
    expect(shardsFor(...terms.map((term) => ({ term })))).toEqual(shards);
    expect(planSearch(byLetter, anyOf(terms.map((term) => ({ term })))).isCut).toBe(false);
  });

  test.each(["zh-Hans", "zh-Hant"])("the same of articles in %s", (lang) => {
    const articles = sampleDocuments("zh", 60).map((article) => ({ ...article, lang }));
    const { root } = buildIndex(articles, { shardBytes: 1 << 10 });
    const titles = articles.slice(0, 9).map(({ title }) => indexTerms(title, lang, "title"));
    for (const terms of titles) {
      const wanted = new Set(terms.map((term) => shardOf(root, term)));
      const { shards } = planSearch(root, anyOf(terms.map((term) => ({ term }))));
      expect([terms, shards]).toEqual([terms, [...wanted].toSorted((x, y) => x - y)]);
    }
    expect(new Set(titles.flat().map((term) => shardOf(root, term))).size).toBeGreaterThan(9);
  });

  test("what was read is not wanted again", () => {
    const query = anyOf([{ term: "cat" }, { term: "dog" }, { term: "eel" }]);
    const read = new Map([[4, new Uint8Array()]]);
    expect(planSearch(byLetter, query, read).shards).toEqual([3, 5]);
  });
});

describe("a term is looked up by what it is", () => {
  test.each<[string, QueryTerm, readonly number[]]>([
    [
      "with its synonyms",
      { term: "cat", synonyms: [synonym("puss"), synonym("mog")] },
      [3, 13, 16],
    ],
    ["with what begins so", { term: "cat", prefix: true }, [3]],
    [
      "what somebody types begins as a word and as a form",
      { term: "cat", isUnfinished: true },
      [0, 3],
    ],
    ["where it counts as the only form", { term: "cat", onlyFormOf: writtenForm("cats") }, [3]],
    ["in the title alone", { term: "cat", fields: 1 }, [3]],
    ["a slip by the lists of words alone", slip("cat"), []],
    ["a date by the columns alone", { term: "D2024", published: { after: 1, before: 2 } }, []],
  ])("%s", (_, term, shards) => {
    expect(shardsFor(term)).toEqual(shards);
    // What one term is says nothing of the next.
    expect(shardsFor(term, { term: "zoo" })).toEqual([...shards, 26]);
    expect(shardsFor({ term: "zoo" }, term)).toEqual([...shards, 26]);
  });

  test("a slip of what does not wait for its own shard wants none even when another term begins so", () => {
    expect(shardsFor({ ...slip("cat"), synonyms: [synonym("mog")] })).toEqual([]);
  });
});

describe("one thing never takes all that a search may read", () => {
  /** Twenty shards of written forms, then twenty of words, all with one beginning. */
  const long = rootOf([
    ...Array.from({ length: 20 }, (_, n) => writtenForm(`s${LETTERS[n]}`)),
    ...Array.from({ length: 20 }, (_, n) => `s${LETTERS[n]}`),
  ]);
  const counts = (plan: Plan): readonly number[] => [
    plan.shards.filter((number) => number < 20).length,
    plan.shards.filter((number) => number >= 20).length,
  ];

  test.each<[string, QueryTerm, readonly [forms: number, words: number], boolean]>([
    ["a beginning, twelve shards", { term: "s", prefix: true }, [1, 11], true],
    ["a beginning of one shard", { term: "sc", prefix: true }, [0, 1], false],
    [
      "an unfinished word, four of forms beside them",
      { term: "s", isUnfinished: true },
      [5, 11],
      true,
    ],
    ["an unfinished word of one shard", { term: "sc", isUnfinished: true }, [1, 1], false],
  ])("%s", (_, term, wanted, isCut) => {
    const plan = planSearch(long, anyOf([term]));
    expect(counts(plan)).toEqual(wanted);
    expect(plan.isCut).toBe(isCut);
  });

  test("a term with more synonyms than eight goes without the others, and says so", () => {
    const synonyms = (count: number): readonly QueryTerm[] => [
      { term: "a", synonyms: LETTERS.slice(1, 1 + count).map(synonym) },
    ];
    const [eight, nine] = [8, 9].map((count) => planSearch(byLetter, anyOf(synonyms(count))));
    expect(eight).toEqual({ shards: [1, 2, 3, 4, 5, 6, 7, 8, 9], isCut: false });
    expect(nine).toEqual({ shards: [1, 2, 3, 4, 5, 6, 7, 8, 9], isCut: true });
  });

  test("shards that are wanted already do not count as left out", () => {
    const plan = planSearch(byLetter, anyOf(LETTERS.slice(0, 10).map((term) => ({ term }))));
    const again = { term: "a", synonyms: LETTERS.slice(1, 10).map(synonym) };
    const both = planSearch(
      byLetter,
      anyOf(
        LETTERS.slice(1, 10)
          .map((term) => ({ term }))
          .concat(again),
      ),
    );
    expect(both).toEqual(plan);
  });
});

describe("of a long query the commonest terms are left out", () => {
  const many = Array.from({ length: 60 }, (_, n) => `t${String(n).padStart(2, "0")}`);
  const asking = (count: number): TermQuery => ({
    ...anyOf([]),
    terms: many.slice(0, count).map((term) => ({ term })),
  });

  test.each<[string, number, boolean]>([
    ["as many as may be read", MAX_SHARDS, false],
    ["one more", MAX_SHARDS + 1, true],
    ["many more", 60, true],
  ])("%s", (_, count, isCut) => {
    const plan = planSearch(rootOf(many), asking(count));
    expect(plan.shards.length).toBe(Math.min(count, MAX_SHARDS));
    expect(plan.isCut).toBe(isCut);
  });

  test("those that the root names, the commonest first of all", () => {
    const common = [...many.keys()].slice(0, 25).map((n) => [many[n]!, 1_000 - n] as const);
    const plan = planSearch(rootOf(many, common), asking(60));
    // 35 that are not common, then the five least common of those that are.
    expect(plan.shards).toEqual([...many.keys()].slice(20));
  });
});

describe("a word that nobody writes", () => {
  const documents = sampleDocuments("en", 60);
  const index = buildIndex(documents, { shardBytes: 1 << 10 });
  const lists = index.root.words.map(({ shard }) => shard);

  test.each<[string, QueryTerm, boolean]>([
    ["wants the lists of words of about its length", slip("compilxer"), true],
    ["wants none when articles have it, and it is no slip", slip("compil"), false],
    ["wants none when it is too short for one", slip("cxm"), false],
    ["wants none when it is no word", slip("c4mpiler"), false],
    ["wants none when nothing says that it may be a slip", { term: "compilxer" }, false],
  ])("%s", (_, term, isLooked) => {
    const { shards } = planSearch(index.root, anyOf([term]), allOfTerms(index));
    expect(shards.length > 0).toBe(isLooked);
    expect(lists).toEqual(expect.arrayContaining([...shards]));
  });

  test.each<[string, string, boolean]>([
    ["is no slip while it is typed", "compile", true],
    ["is one when it is finished", "compile", false],
    ["is one when nothing goes on so", "compilxe", true],
  ])("a word that others begin with %s", (title, term, isUnfinished) => {
    const query = anyOf([{ ...slip(term, isUnfinished) }]);
    const { shards } = planSearch(index.root, query, allOfTerms(index));
    expect(shards.length > 0).toBe(title !== "is no slip while it is typed");
  });

  test("first all other terms are read, then the lists, then the shards of words that resemble it", () => {
    const query = anyOf([{ term: "rust" }, slip("compilxer")]);
    const read = new Map<number, Uint8Array>();
    const rounds: (readonly number[])[] = [];
    for (let plan = planSearch(index.root, query, read); plan.shards.length > 0;) {
      rounds.push(plan.shards);
      for (const number of plan.shards) read.set(number, index.shards[number]!);
      plan = planSearch(index.root, query, read);
    }
    const [first, second, third] = rounds;
    expect(rounds.length).toBe(3);
    expect(first).toEqual([shardOf(index.root, "rust")]);
    expect(lists).toEqual(expect.arrayContaining([...second!]));
    expect(third).toContain(shardOf(index.root, "compil"));
    expect(third!.every((number) => !lists.includes(number))).toBe(true);
  });

  test("what is recent is looked at as well, and its words count", () => {
    const [one] = documents;
    const recent = recentOf([{ ...one!, title: "Zyzzyvas", text: "A zyzzyva." }], []);
    const query = anyOf([slip("zyzzyvxa")]);
    const read = new Map(index.shards.entries());
    // Both lists are at hand: the shard that its stem would lie in is, too.
    expect(planSearch(index.root, query, read, recent).shards).toEqual([]);
    const terms = allOfTerms(index);
    const wanted = shardOf(index.root, "zyzzyva");
    for (const { shard } of index.root.words) terms.set(shard, index.shards[shard]!);
    terms.delete(wanted);
    const { shards } = planSearch(index.root, query, terms, recent);
    expect(shards).toContain(wanted);
    expect(planSearch(index.root, query, terms).shards).not.toContain(wanted);
  });

  test("a word that stands in withdrawn articles alone is a slip", () => {
    const [one, two] = documents;
    const both = buildIndex([
      { ...one!, text: "A zyzzyva." },
      { ...two!, text: "A compiler." },
    ]);
    const query = anyOf([{ ...slip("zyzzyva"), correction: typedAs("zyzzyva") }]);
    const read = new Map([...both.root.firstTerms.keys()].map((n) => [n, both.shards[n]!]));
    const recent = (...removed: number[]) => recentOf([{ ...two!, text: "A ferry." }], removed);
    expect(planSearch(both.root, query, read, recent()).shards).toEqual([]);
    expect(planSearch(both.root, query, read, recent(1)).shards).toEqual([]);
    expect(planSearch(both.root, query, read, recent(0)).shards).not.toEqual([]);
  });

  test("an unfinished word wants the stems of words that begin so, where the stems do not", () => {
    const [one] = documents;
    const small = buildIndex([{ ...one!, text: "Happy, they ran. Happyish." }], { shardBytes: 1 });
    const stem = shardOf(small.root, "happi");
    const read = new Map(small.shards.entries());
    read.delete(stem);
    const shards = (term: QueryTerm): readonly number[] =>
      planSearch(small.root, anyOf([term]), read).shards;
    expect(shards({ term: "happy", isUnfinished: true })).toEqual([stem]);
    expect(shards({ term: "ran", isUnfinished: true })).toEqual([]);
  });
});

function allOfTerms({ root, shards }: BuiltIndex): Map<number, Uint8Array> {
  return new Map([...root.firstTerms.keys()].map((number) => [number, shards[number]!]));
}

function synonym(term: string): { readonly term: string; readonly weight: number } {
  return { term, weight: 1 };
}

function typedAs(typed: string): NonNullable<QueryTerm["correction"]> {
  return { typed, forms: [writtenForm(typed), typed], isUnfinished: false };
}
