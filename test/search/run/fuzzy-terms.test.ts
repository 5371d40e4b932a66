import { describe, expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import {
  fuzzyTermsOf,
  hasOtherForms,
  longerTermsIn,
  type ReadPart,
  termsOfWord,
  unfinishedStems,
  wordListsFor,
} from "#search/run/fuzzy-terms.ts";
import { openShards } from "#search/run/term-lookup.ts";
import { anyOf, type QueryTerm } from "#search/query/term-query.ts";
import { writtenForm } from "#text/analysis/written-form.ts";
import { sampleDocuments } from "../sample.ts";

const [sample] = sampleDocuments("en", 1);

/** A part of one article with this text, all of it read. */
function partOf(text: string): ReadPart {
  const { root, shards } = buildIndex([{ ...sample!, title: "Q", text }]);
  return { root, shards: new Map(shards.entries()) };
}

function slip(term: string, forms: readonly string[] = [], isUnfinished = false): QueryTerm {
  return { term, correction: { typed: term, forms, isUnfinished } };
}

const near = (parts: readonly ReadPart[], ...terms: readonly QueryTerm[]) =>
  [...fuzzyTermsOf(anyOf(terms), parts)].map(([place, words]) => [place, ...words] as const);

describe("words that resemble a misspelt one", () => {
  const part = partOf("The harbor harbour, a ferry, the museum.");

  test.each<[string, string, readonly string[]]>([
    ["a letter replaced", "musaum", ["museum"]],
    ["a letter left out", "musem", ["museum"]],
    ["a letter put in", "museuum", ["museum"]],
    ["two neighbours changed places", "muesum", ["museum"]],
    ["two slips", "musaam", []],
    ["another first letter", "xuseum", []],
    ["too short for one", "fer", []],
    ["no word", "mus3um", []],
  ])("%s: %s", (_, typed, words) => {
    expect(near([part], slip(typed))).toEqual(
      words.length > 0 || /^[a-z]{4,}$/.test(typed) ? [[0, ...words]] : [],
    );
  });

  test("each of several by its place, and only those that may be slips", () => {
    const found = near([part], { term: "musaum" }, slip("musaum2"), slip("mussum"), slip("ferrry"));
    expect(found).toEqual([
      [2, "museum"],
      [3, "ferry"],
    ]);
  });

  test("what stands in an article, in any of its forms, is no slip", () => {
    expect(near([part], slip("museum", ["museum"]))).toEqual([]);
    expect(near([part], slip("museums", [writtenForm("museums"), "museum"]))).toEqual([]);
    expect(near([part, partOf("Musaum.")], slip("musaum", ["musaum"]))).toEqual([]);
    expect(near([part], slip("museu", ["museu"], true))).toEqual([]);
    expect(near([part], slip("museu", ["museu"]))).toEqual([[0, "museum"]]);
  });

  test("those whose letters changed places come first, and six at most", () => {
    const many = partOf("Caxel calel cawel cazel cadel cakel casel cael capel.");
    const [found] = near([many], slip("cayel"));
    expect(found?.length).toBe(1 + 6);
    const few = partOf("Caxel calel cawel.");
    expect(near([few], slip("cayel"))[0]?.length).toBe(1 + 3);
    const swapped = partOf("Caxel calel cawel cazel cadel cakel casel cyael.");
    expect(near([swapped], slip("cayel"))[0]?.slice(0, 2)).toEqual([0, "cyael"]);
  });

  test("the same question is answered anew when more was read", () => {
    const terms = anyOf([slip("musaum")]);
    const unread = { root: part.root, shards: new Map<number, Uint8Array>() };
    expect([...fuzzyTermsOf(terms, [unread])]).toEqual([[0, []]]);
    const found = fuzzyTermsOf(terms, [part]);
    expect([...found]).toEqual([[0, ["museum"]]]);
    expect(fuzzyTermsOf(terms, [part])).toBe(found);
    expect(new Set(fuzzyTermsOf(terms, [part, partOf("Musum, masaum.")]).get(0))).toEqual(
      new Set(["museum", "musum", "masaum"]),
    );
  });

  test("lists that are damaged, or not read, give nothing", () => {
    const list = part.root.words[0]!.shard;
    const shards = new Map(part.shards);
    const damaged = shards.get(list)!.slice();
    damaged[damaged.length >> 1]! ^= 1;
    shards.set(list, damaged);
    expect(near([{ root: part.root, shards }], slip("musaum"))).toEqual([[0]]);
  });
});

test("lists of words are read that have words of about the same length", () => {
  const words = [
    { shortest: 3, longest: 5, shard: 7 },
    { shortest: 6, longest: 6, shard: 8 },
    { shortest: 8, longest: 9, shard: 9 },
  ];
  const root = { ...partOf("a").root, words };
  const of = (...lengths: number[]): readonly number[] =>
    wordListsFor(root, ...lengths.map((length) => "a".repeat(length)));
  expect([1, 2, 4, 5, 6, 7, 8, 10, 11].map((length) => of(length))).toEqual([
    [],
    [7],
    [7],
    [7, 8],
    [7, 8],
    [8, 9],
    [9],
    [9],
    [],
  ]);
  expect(of(4, 10)).toEqual([7, 9]);
  expect(of()).toEqual([]);
});

test("a word has its written form and its stem in each language of the articles", () => {
  const { root } = partOf("a");
  expect(termsOfWord("ferries", root)).toEqual([writtenForm("ferries"), "ferri"]);
  expect(termsOfWord("tea", root)).toEqual([writtenForm("tea"), "tea"]);
});

describe("words that begin so", () => {
  const part = partOf("Ferry ferries ferret museum happily. Ferrying.");
  const open = openShards(part.root, part.shards);
  if (isRejection(open)) throw new Error(open.faults[0]?.what);

  test.each<[number, readonly string[]]>([
    [9, ["ferret", "ferri", ...["ferret", "ferries", "ferry", "ferrying"].map(writtenForm)]],
    [1, ["ferret", writtenForm("ferret")]],
    [0, []],
  ])("terms and written forms, of either at most %i", (max, terms) => {
    expect(longerTermsIn(open, "ferr", max).map(([term]) => term)).toEqual(terms);
  });

  test.each<[string, readonly string[]]>([
    ["happil", ["happili"]],
    ["happily", []],
    ["ferry", ["ferri"]],
    ["ferr", []],
    ["zzz", []],
  ])("stems of those that begin with %s that do not", (letters, stems) => {
    const wanted = stems.filter((stem) => !stem.startsWith(letters));
    expect(unfinishedStems([part], letters)).toEqual(wanted);
  });

  test.each<[string, string, boolean]>([
    ["ferri", "ferry", true],
    ["ferret", "ferret", false],
    ["ferret", "ferrets", true],
    ["museum", "museum", false],
    ["museum", "museums", true],
    ["occur", "occurs", false],
  ])("the stem %s has forms beside %s: %s", (term, form, has) => {
    expect(hasOtherForms({ term, onlyFormOf: writtenForm(form) }, [open])).toBe(has);
  });
});
