import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import { MAX_PHRASES } from "#search/query/phrase-match.ts";
import { MAX_SHARDS, planSearch } from "#search/run/plan.ts";
import { type Query, toQuery } from "#search/query/query.ts";
import { MAX_QUERY } from "#search/query/search-parameters.ts";
import { MAX_PREFIXED } from "#search/run/term-expansion.ts";
import { MAX_TERMS, type TermQuery } from "#search/query/term-query.ts";
import { searchBuilt } from "./oracle.ts";
import { sampleDocuments } from "./sample.ts";

const site = { synonyms: [["river", ...names(200)]], timeZone: "UTC" };

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `name${index.toString(36)}x`);
}

function understood(q: string): Query {
  const query = toQuery({ q }, { site });
  if (isRejection(query)) throw new TypeError(`${q} is no search`);
  return query;
}

test("32 distinct terms count, and the answer says that there were more", () => {
  const [few, many] = [understood(names(32).join(" ")), understood(names(33).join(" "))];
  expect([few.lookup.terms.length, few.isCut]).toEqual([MAX_TERMS, false]);
  expect([many.lookup.terms.length, many.isCut]).toEqual([MAX_TERMS, true]);
});

test("of a term 64 characters count", () => {
  for (const character of ["x", "ß", "é", "й", "7"]) {
    const { terms } = understood(`${character.repeat(1_000)} `).lookup;
    for (const { term } of terms) expect(Array.from(term).length).toBeLessThanOrEqual(64);
  }
});

test("a query of 4,096 characters is a search, a longer one none", () => {
  expect(isRejection(toQuery({ q: "x".repeat(MAX_QUERY) }, { site }))).toBe(false);
  expect(isRejection(toQuery({ q: "x".repeat(MAX_QUERY + 1) }, { site }))).toBe(true);
});

test.each([
  ["20", "50", true],
  ["21", "50", false],
  ["1000", "1", true],
  ["1001", "1", false],
])("page %s of %s results is reached: %s", (page, limit, isReached) => {
  expect(isRejection(toQuery({ q: "a", page, limit }, { site }))).toBe(!isReached);
});

test("a word stands for a bounded number of synonyms, however many there are", () => {
  const { lookup } = understood("river");
  const synonyms = lookup.terms.flatMap((term) => term.synonyms ?? []);
  expect(synonyms.length).toBeLessThanOrEqual(MAX_SHARDS);
  const built = buildIndex(sampleDocuments("en", 30));
  expect(planSearch(built.root, lookup).shards.length).toBeLessThanOrEqual(MAX_SHARDS);
});

test("a beginning stands for a bounded number of terms, and the answer says when there are more", () => {
  const count = MAX_PREFIXED + 500;
  const text = Array.from({ length: count }, (_, index) => `pre${index.toString(36)}x`).join(" ");
  const built = buildIndex(sampleDocuments("en", 2).map((document) => ({ ...document, text })));
  const found = searchBuilt(built, understood("pre").lookup);
  expect([found.total, found.degraded]).toEqual([2, true]);
});

test("a character that is refused keeps out every article that has it, however many pairs it begins", () => {
  const pairs = Array.from(
    { length: 100 },
    (_, index) => `的${String.fromCharCode(0x4e00 + index)}`,
  );
  const some = sampleDocuments("zh", 200);
  const built = buildIndex(
    some.map((document, index) => ({
      ...document,
      title: "甲",
      text: index === 199 ? "丙丁" : index === 198 ? "的龥" : pairs.join("。"),
    })),
  );
  const { lookup } = understood("-的");
  expect(searchBuilt(built, lookup).docs.map(({ doc }) => doc)).toEqual([199]);
});

test("of what folds to more characters than were typed as many are looked at", () => {
  const [few, many] = [understood("ﷺ ".repeat(50)), understood("ﷺ ".repeat(200))];
  expect([few.isCut, many.isCut]).toEqual([false, true]);
  const words = ({ lookup }: Query): TermQuery["terms"] =>
    lookup.terms.filter(({ term }) => !term.startsWith('"'));
  expect(words(many)).toEqual(words(few));
});

test("a misspelt word stands for a handful of words, however many are one slip away", () => {
  const letters = Array.from("abcdefghijklmnopqrstuvwxyz");
  const near = letters.flatMap((letter) =>
    ["kord", "okrd", "okod", "okor"].map(
      (stem, place) => stem.slice(0, place) + letter + stem.slice(place),
    ),
  );
  const text = near.join(" ");
  const built = buildIndex(sampleDocuments("en", 2).map((document) => ({ ...document, text })));
  const { total, corrections } = searchBuilt(built, understood("okord ").lookup);
  expect([total, corrections.length <= 6]).toEqual([2, true]);
});

test("phrases beyond the first eight are not looked for", () => {
  const missing = Array.from({ length: MAX_PHRASES }, () => '"night ferry"').join(" ");
  const { phrases } = understood(`${missing} "not there"`);
  expect(phrases?.matches({ title: "The night ferry", text: "" })).toBe(true);
});
