import { describe, expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { type QueryContext, toQuery } from "#search/query/query.ts";
import type { SearchResult } from "#search/run/run.ts";
import { searchBuilt } from "./oracle.ts";

const ARTICLES: readonly (readonly [id: string, published: string, text: string])[] = [
  ["says-month-later", "2024-01-05T00:00:00Z", "灯戏在2023年4月重新上演"],
  ["says-day-later", "2024-01-06T00:00:00Z", "on April 14, 2023 the bridge opened"],
  ["before", "2023-03-31T15:59:59Z", "三月的最后一晚，灯戏开场"],
  ["first", "2023-03-31T16:00:00Z", "零点的渡口，灯戏散场"],
  ["eve", "2023-04-13T10:00:00Z", "队员出发"],
  ["on-the-day", "2023-04-14T02:00:00Z", "队员抵达，晚上看灯戏"],
  ["on-the-day-english", "2023-04-14T03:00:00Z", "The crew arrived at the lantern market"],
  ["last", "2023-04-30T15:59:59Z", "月底的市场"],
  ["after", "2023-04-30T16:00:00Z", "五月的第一分钟"],
  ["year-before", "2022-04-14T02:00:00Z", "一年以前的今天"],
];
const documents = ARTICLES.toSorted(([, a], [, b]) => (a < b ? -1 : 1)).map(
  ([id, published, text]) =>
    ({
      id,
      title: id,
      text,
      section: "s",
      also: [],
      tags: [],
      authors: [],
      lang: /\p{Script=Han}/u.test(text) ? "zh-Hans" : "en",
      published,
      // Made up here by their forms.
    }) as unknown as SearchDocument,
);
const built = buildIndex(documents);

function search(q: string, more: Partial<QueryContext> = {}): SearchResult {
  const query = toQuery({ q }, { site: { synonyms: [], timeZone: "Asia/Shanghai" }, ...more });
  if (isRejection(query)) throw new TypeError(`${q} is no search`);
  return searchBuilt(built, query.lookup);
}

const idsOf = ({ docs }: SearchResult): readonly string[] =>
  docs.map(({ doc }) => documents[doc]!.id);
const thenOf = ({ docs }: SearchResult): readonly string[] =>
  docs.filter(({ publishedThen }) => publishedThen).map(({ doc }) => documents[doc]!.id);

const APRIL = ["last", "on-the-day-english", "on-the-day", "eve", "first"];
const DAY = ["on-the-day-english", "on-the-day"];

describe("a month with its year finds what was published then, behind what says it", () => {
  test.each([
    "2023年4月",
    "2023年04月",
    "2023 年 4 月",
    "二〇二三年四月",
    "二零二三年四月",
    "April 2023",
    "april 2023",
    "Apr. 2023",
    "２０２３年４月",
  ])("%s", (q) => {
    const found = search(q);
    expect(found.partial).toBe(false);
    expect(idsOf(found).slice(0, found.full).toSorted()).toEqual([
      "says-day-later",
      "says-month-later",
    ]);
    expect(thenOf(found).toSorted()).toEqual(APRIL.toSorted());
    expect(
      idsOf(found)
        .slice(found.full, found.full + APRIL.length)
        .toSorted(),
    ).toEqual(APRIL.toSorted());
    expect(found.docs.slice(found.full).every(({ partial }) => partial)).toBe(true);
    expect(found.total).toBe(2);
  });
});

describe("so does a day", () => {
  test.each([
    "2023年4月14日",
    "2023年04月14日",
    "2023-04-14",
    "2023/4/14",
    "2023.4.14",
    "二〇二三年四月十四日",
    "二零二三年四月十四号",
    "April 14, 2023",
    "14 April 2023",
    "14th of April 2023",
    "Apr 14 2023",
  ])("%s", (q) => {
    const found = search(q);
    expect(idsOf(found).slice(0, found.full)).toEqual(["says-day-later"]);
    expect(thenOf(found).toSorted()).toEqual(DAY.toSorted());
    expect(idsOf(found).slice(1, 3).toSorted()).toEqual(DAY.toSorted());
  });
});

describe("with other words, those are asked for as well", () => {
  test.each([
    ["2023年4月 灯戏", ["says-month-later"], ["on-the-day", "first"]],
    ["二〇二三年四月灯戏", ["says-month-later"], ["on-the-day", "first"]],
    ["2023-04-14 lantern", [], ["on-the-day-english"]],
    ["2023年4月14日 灯戏", [], ["on-the-day"]],
    ["灯戏 April 2023", ["says-month-later"], ["on-the-day", "first"]],
  ])("%s", (q, full, then) => {
    const found = search(q);
    expect(idsOf(found).slice(0, found.full)).toEqual(full);
    expect(
      idsOf(found)
        .slice(full.length, full.length + then.length)
        .toSorted(),
    ).toEqual(then.toSorted());
    expect(thenOf(found)).toEqual(expect.arrayContaining(then));
  });
});

describe("what names no month or day with its year is not looked for by date", () => {
  test.each([
    "2023",
    "2023年",
    "4月",
    "四月",
    "4月14日",
    "四月十四日",
    "April",
    "April 14",
    "14 April",
    "2023-13-14",
    "2023年2月30日",
    "2023年13月",
    '"2023年4月"',
    "title:2023年4月",
    '灯戏 -"2023年4月"',
    "2023年4月 OR 灯戏",
    "C919",
  ])("%s", (q) => {
    expect(thenOf(search(q))).toEqual([]);
  });

  test("a search to follow takes the date as words alone", () => {
    const found = search("2023年4月", { isFollowed: true });
    expect(thenOf(found)).toEqual([]);
    expect(idsOf(found).toSorted()).not.toContain("last");
  });

  test("a date of which nothing was published and that nothing names finds nothing", () => {
    expect(idsOf(search("2019年4月14日")).filter((id) => DAY.includes(id))).toEqual([]);
    expect(thenOf(search("2019年4月14日"))).toEqual([]);
  });
});
