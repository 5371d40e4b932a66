import { describe, expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { indexTerms, WEIGHTS } from "#search/format/options.ts";
import { expandTerm, type TermExpansion } from "#search/run/term-expansion.ts";
import { findTerm, openShards, type OpenShards } from "#search/run/term-lookup.ts";
import type { QueryTerm } from "#search/query/term-query.ts";
import { acronymForm, writtenForm } from "#text/analysis/written-form.ts";
import { sampleDocuments } from "../sample.ts";

const [sample] = sampleDocuments("en", 1);

/** An index of one article for each text, all of its shards at hand. */
function partOf(
  texts: readonly string[],
  { gone, lang = "en" }: { readonly gone?: readonly number[]; readonly lang?: string } = {},
): OpenShards {
  const { root, shards } = buildIndex(
    texts.map((text, index) => ({
      ...sample!,
      id: `${sample!.id}${index}` as SearchDocument["id"],
      title: `q${index}`,
      text,
      lang,
    })),
  );
  const removed = gone && Uint8Array.from(texts, (_, doc) => Number(gone.includes(doc)));
  const opened = openShards(root, new Map(shards.entries()), removed);
  if (isRejection(opened)) throw new Error(opened.faults[0]?.what);
  return opened;
}

const part = partOf([
  "The ferry and the ferryman.",
  "Ferries, a ferret, and ferrets. Ferrying.",
  "A compiler compiles.",
  "AIDS and aid.",
]);
const later = partOf(["A ferry with ferns.", "The museum."]);

const MOST = 4_096;

function expanded(
  term: QueryTerm,
  parts: readonly OpenShards[] = [part],
  near: readonly string[] = [],
  maxPrefixed = MOST,
): TermExpansion {
  return expandTerm(term, parts, { near, maxPrefixed });
}

/** Which of `candidates` a term stands for, in the order of what it comes to. */
function termsOf(
  { derived }: TermExpansion,
  candidates: readonly string[],
  parts: readonly OpenShards[] = [part],
): readonly string[] {
  return derived.map(
    ({ places }) =>
      candidates.find((text) =>
        parts.every((one, index) => {
          const at = findTerm(one, text);
          return at?.bytes === places[index]?.bytes && at?.at === places[index]?.at;
        }),
      ) ?? "of another term",
  );
}

const weightsOf = ({ derived }: TermExpansion): readonly number[] =>
  derived.map(({ weight }) => weight);

/** MiniSearch's weight of a term that is longer than what was typed by some letters. */
const longerBy = (letters: number, typed: string): number => {
  const length = typed.length + letters;
  return (WEIGHTS.prefix * length) / (length + 0.3 * letters);
};

const sizeIn = (parts: readonly OpenShards[], terms: readonly string[]): number =>
  terms
    .flatMap((term) => parts.map((one) => findTerm(one, term)?.size ?? 0))
    .reduce((sum, size) => sum + size, 0);

const FERRIES = ["ferri", "ferret", "ferryman", writtenForm("ferry")];

describe("a word stands for itself", () => {
  test.each<[string, QueryTerm, readonly string[], readonly number[]]>([
    ["alone, with its own weight", { term: "ferri" }, ["ferri"], [1]],
    ["not when no article has it", { term: "occursnowhere" }, [], []],
    [
      "with its synonyms, each with its weight, those that no article has left out",
      {
        term: "ferri",
        synonyms: [
          { term: "compil", weight: 0.5 },
          { term: "occursnowhere", weight: 0.5 },
          { term: "ferret", weight: 0.25 },
        ],
      },
      ["ferri", "compil", "ferret"],
      [1, 0.5, 0.25],
    ],
    [
      "and for a synonym where it has none itself",
      { term: "boat", synonyms: [{ term: "ferri", weight: 0.75 }] },
      ["ferri"],
      [0.75],
    ],
    [
      "once, though it is a synonym of itself",
      { term: "ferri", synonyms: [{ term: "ferri", weight: 0.5 }] },
      ["ferri"],
      [1],
    ],
  ])("%s", (_, term, terms, weights) => {
    const one = expanded(term);
    expect(termsOf(one, [...FERRIES, "compil"])).toEqual(terms);
    expect(weightsOf(one)).toEqual(weights);
    expect(one).toMatchObject({ size: sizeIn([part], terms), prefixed: 0, isCut: false });
    expect(one.corrections).toEqual([]);
  });

  test("in every part that has it", () => {
    const parts = [part, later];
    for (const [term, has] of [
      ["ferri", [true, true]],
      ["fern", [false, true]],
      ["ferret", [true, false]],
    ] as const) {
      const one = expanded({ term }, parts);
      expect(one.derived.map(({ places }) => places.map((at) => at !== undefined))).toEqual([has]);
      expect(one.size).toBe(sizeIn(parts, [term]));
    }
    expect(expanded({ term: "occursnowhere" }, parts).derived).toEqual([]);
  });

  test("not where all of its articles were withdrawn", () => {
    const texts = ["The ferry.", "The ferry and the museum."];
    const withdrawn = (...gone: number[]): number =>
      expanded({ term: "museum" }, [partOf(texts, { gone })]).derived.length;
    expect([withdrawn(), withdrawn(0), withdrawn(1)]).toEqual([1, 1, 0]);
  });

  test("a date stands for no word", () => {
    const term = { term: "ferri", published: { after: 1, before: 2 } };
    expect(expanded(term)).toMatchObject({ derived: [], size: 0, prefixed: 0, isCut: false });
  });
});

describe("a beginning stands for the terms that begin so", () => {
  test.each<[string, string, readonly string[]]>([
    ["itself first, then longer ones", "ferr", ["ferret", "ferri", "ferryman"]],
    ["the term itself, and none that is longer", "ferryman", ["ferryman"]],
    ["none", "ferrz", []],
  ])("%s", (_, typed, terms) => {
    const one = expanded({ term: typed, prefix: true });
    expect(termsOf(one, FERRIES)).toEqual(terms);
    expect(weightsOf(one)).toEqual(
      terms.map((term) => (term === typed ? 1 : longerBy(term.length - typed.length, typed))),
    );
    expect(one.prefixed).toBe(terms.filter((term) => term !== typed).length);
    expect(one).toMatchObject({ size: sizeIn([part], terms), isCut: false });
  });

  test.each<[max: number, count: number, isCut: boolean]>([
    [0, 0, true],
    [1, 1, true],
    [2, 2, true],
    [3, 3, true],
    [4, 3, false],
  ])("of at most %i they are %i", (max, count, isCut) => {
    const term = { term: "ferr", prefix: true };
    expect(expanded(term, [part], [], max)).toMatchObject({ prefixed: count, isCut });
    // The same where another part has none of them.
    const both = expanded(term, [partOf(["The museum."]), part], [], max);
    expect([both.prefixed, both.isCut]).toEqual([count, isCut]);
    expect(both.derived.length).toBe(count);
    const known = expanded({ ...term, synonyms: [] }, [part], [], max);
    expect([known.prefixed, known.isCut]).toEqual([count, isCut]);
  });

  test("of two parts each term stands once, with its places in both", () => {
    const parts = [part, later];
    const one = expanded({ term: "fer", prefix: true }, parts);
    const terms = ["ferret", "ferri", "ferryman", "fern"];
    expect(termsOf(one, terms, parts)).toEqual(terms);
    expect(weightsOf(one)).toEqual(terms.map((term) => longerBy(term.length - 3, "fer")));
    expect(one.size).toBe(sizeIn(parts, terms));
  });

  test("a synonym that begins so keeps its own weight, and stands once", () => {
    const synonyms = [{ term: "ferret", weight: 0.75 }];
    const one = expanded({ term: "ferr", prefix: true, synonyms });
    expect(termsOf(one, FERRIES)).toEqual(["ferret", "ferri", "ferryman"]);
    expect(weightsOf(one)).toEqual([0.75, longerBy(1, "ferr"), longerBy(4, "ferr")]);
  });

  test("what does not ask for longer ones finds none", () => {
    expect(expanded({ term: "ferr" }).derived).toEqual([]);
  });

  test.each([
    ["zh-Hans", "图", "图书馆夜间开放，看图书。绘图"],
    ["zh-Hant", "圖", "圖書館夜間開放，看圖書。繪圖"],
  ])("a character of %s for the pairs that begin with it", (lang, character, text) => {
    const chinese = [partOf([text], { lang })];
    const [term = ""] = indexTerms(character, lang, "text");
    const [pair = ""] = indexTerms(text.slice(0, 2), lang, "text");
    const found = expanded({ term, prefix: true }, chinese);
    const all = [term, ...new Set(indexTerms(text, lang, "text"))];
    const begun = all.filter((one, place) => one.startsWith(term) && all.indexOf(one) === place);
    expect(pair.startsWith(term)).toBe(true);
    expect(new Set(termsOf(found, begun, chinese))).toEqual(
      new Set(begun.filter((one) => findTerm(chinese[0]!, one) !== undefined)),
    );
    expect(weightsOf(found)).toContain(longerBy(pair.length - term.length, term));
  });

  test("the first character of a title stands for pairs alone, and not for itself", () => {
    const term = { term: "ferri", prefix: true };
    expect(weightsOf(expanded(term))).toEqual([1]);
    expect(expanded({ ...term, titleLength: 2 }).derived).toEqual([]);
    expect(weightsOf(expanded({ term: "ferri", titleLength: 2 }))).toEqual([1]);
    const begun = expanded({ term: "ferr", prefix: true, titleLength: 2 });
    expect(termsOf(begun, FERRIES)).toEqual(["ferret", "ferri", "ferryman"]);
  });
});

describe("an unfinished word stands for words that begin so, in all of their forms", () => {
  const forms = (...words: readonly string[]): readonly string[] => words.map(writtenForm);
  const known = [
    ...FERRIES,
    ...forms("ferries", "ferrying", "ferryman", "ferret", "ferrets", "compiles", "aid"),
    "aid",
    "aids",
    acronymForm("aids"),
    "compil",
  ];

  test.each<[string, string, readonly string[]]>([
    [
      "their stems, though these do not begin so",
      "ferry",
      ["ferri", "ferryman", ...forms("ferrying", "ferryman")],
    ],
    ["of their stem another form", "ferrie", ["ferri", ...forms("ferries")]],
    ["terms, forms and stems, each once", "ferre", ["ferret", ...forms("ferret", "ferrets")]],
    ["acronyms as themselves, and not as the word", "aid", ["aid", "aids", acronymForm("aids")]],
    ["an acronym that was typed in full", "aids", ["aids", acronymForm("aids")]],
    ["none", "ferrz", []],
  ])("%s", (_, typed, terms) => {
    const one = expanded({ term: typed, isUnfinished: true });
    const named = termsOf(one, known);
    expect(named.toSorted()).toEqual(terms.toSorted());
    expect(one.size).toBe(sizeIn([part], named));
    expect(one).toMatchObject({ corrections: [], isCut: false });
    // What is longer counts less; what is shorter, as a stem can be, as much as what was typed.
    for (const [place, weight] of weightsOf(one).entries())
      expect(weight).toBe(longerBy(Math.max(0, named[place]!.length - typed.length), typed));
  });

  test("of two parts, in both", () => {
    const parts = [part, later];
    const one = expanded({ term: "ferry", isUnfinished: true }, parts);
    const terms = ["ferri", "ferryman", ...forms("ferrying", "ferryman")];
    expect(termsOf(one, known, parts).toSorted()).toEqual(terms.toSorted());
    expect(one.size).toBe(sizeIn(parts, terms));
  });

  test.each<[max: number, prefixed: number, isCut: boolean]>([
    [0, 0, true],
    [1, 2, true],
    [2, 3, true],
    [3, 3, true],
    [4, 3, false],
  ])("of at most %i of either kind, %i are followed", (max, prefixed, isCut) => {
    // "ferryman" goes on so, and so do two written forms.
    const one = expanded({ term: "ferry", isUnfinished: true }, [part], [], max);
    expect([one.prefixed, one.isCut]).toEqual([prefixed, isCut]);
  });
});

describe("a misspelt word stands for those that resemble it", () => {
  const slip: QueryTerm = {
    term: "ferryxman",
    correction: { typed: "ferryxman", forms: [], isUnfinished: false },
  };

  test.each<[string, readonly string[], readonly string[]]>([
    ["each in all of its forms", ["ferryman"], ["ferryman"]],
    ["and says which articles have", ["ferrymxn", "ferryman"], ["ferryman"]],
    ["two of them", ["ferryman", "ferret"], ["ferryman", "ferret"]],
    ["none", ["ferrymxn"], []],
    ["and without any", [], []],
  ])("%s", (_, near, words) => {
    const one = expanded(slip, [part], near);
    expect(one.corrections).toEqual(words);
    const candidates = [...FERRIES, ...words.map(writtenForm)];
    const named = termsOf(one, candidates);
    expect(named).toEqual(
      candidates.filter((term) => named.includes(term)).toSorted(byPlace(named)),
    );
    expect(named).toEqual(expect.arrayContaining([...words]));
    for (const [place, weight] of weightsOf(one).entries()) {
      const { length } = named[place]!.replace(/^=+/, "");
      expect(weight).toBeCloseTo((WEIGHTS.fuzzy * length) / (length + 1), 12);
    }
    expect(one).toMatchObject({ size: sizeIn([part], named), prefixed: 0, isCut: false });
  });

  test("in whichever part has them, and only of words that add a term", () => {
    const parts = [part, later];
    const one = expanded(slip, parts, ["ferns", "fern", "ferret", "museum"]);
    // "fern" has the stem of "ferns", which stands already.
    expect(one.corrections).toEqual(["ferns", "ferret", "museum"]);
    expect(one.size).toBeGreaterThan(0);
  });

  test("what is no slip does not stand for them", () => {
    expect(expanded({ term: "ferryxman" }, [part], ["ferryman"]).derived).toEqual([]);
  });
});

describe("a stem that counts for one form alone", () => {
  test.each<[string, QueryTerm, number]>([
    ["stands where no article has another form", only("compil", "compiles"), 0],
    ["goes on where it is the only one", only("ferryman", "ferryman"), 1],
    ["stands for nothing where there are others", only("ferri", "ferry"), 0],
  ])("%s", (_, term, count) => {
    expect(expanded(term).derived.length).toBe(count);
    expect(expanded({ term: term.term }).derived.length).toBe(1);
  });

  test("in any part", () => {
    const alone = partOf(["Museums."]);
    expect(expanded(only("museum", "museums"), [alone]).derived.length).toBe(1);
    expect(expanded(only("museum", "museums"), [alone, later]).derived.length).toBe(0);
  });
});

function only(term: string, form: string): QueryTerm {
  return { term, onlyFormOf: writtenForm(form) };
}

function byPlace(all: readonly string[]): (a: string, b: string) => number {
  return (a, b) => all.indexOf(a) - all.indexOf(b);
}
