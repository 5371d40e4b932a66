import { expect, test } from "vitest";
import { epochMs } from "#model/instant.ts";
import { isRejection } from "#model/rejection.ts";
import { createColumnWriter } from "#search/build/column-writer.ts";
import { openColumns } from "#search/format/columns.ts";
import type { SearchDocument } from "#search/format/document.ts";
import type { Filter } from "#search/query/search-filter.ts";
import { filterDocs, firstSince, passesOf } from "#search/run/filter.ts";
import { sampleDocuments } from "../sample.ts";

const documents = sampleDocuments("zh", 120);
const columns = columnsOf(documents);
const seconds = documents.map(({ published }) => Math.floor(epochMs(published) / 1000));

function columnsOf(some: readonly SearchDocument[]) {
  const writer = createColumnWriter();
  for (const document of some) writer.add(document);
  const opened = openColumns(writer.finish());
  if (isRejection(opened)) throw new Error(opened.faults[0]?.what);
  return opened;
}

/** Numbers of the articles that `isWanted`, newest first. */
function numbers(isWanted: (document: SearchDocument) => boolean): readonly number[] {
  return documents.flatMap((document, doc) => (isWanted(document) ? [doc] : [])).toReversed();
}

const found = (filter: Filter) => filterDocs(columns, filter);

test.each<[string, Filter, (document: SearchDocument) => boolean]>([
  [
    "a section and those below it, further sections too",
    { section: "news" },
    ({ section, also }) => [section, ...also].some((path) => /^news(?:\/|$)/.test(path)),
  ],
  [
    "a section without those below it",
    { own: "news" },
    ({ section, also }) => [section, ...also].some((path) => path === "news"),
  ],
  ["a tag", { tag: "航天" }, ({ tags }) => tags.includes("航天")],
  ["a tag by its folded form", { tag: "ai" }, ({ tags }) => tags.includes("ＡＩ")],
  ["a tag in the other script", { tag: "历史" }, ({ tags }) => tags.includes("歷史")],
  ["an author", { author: "zoe brandt" }, ({ authors }) => authors.includes("Zoë Brandt")],
  ["a language with its scripts", { lang: "zh" }, () => true],
  ["one script, in any case", { lang: "ZH-hant" }, ({ lang }) => lang === "zh-Hant"],
  [
    "all of several at once",
    { tag: "rust", lang: "zh-Hans", section: "culture" },
    ({ tags, lang, section, also }) =>
      tags.includes("Rust") &&
      lang === "zh-Hans" &&
      [section, ...also].some((path) => path.startsWith("culture")),
  ],
])("%s: just those articles, newest first", (_, filter, isWanted) => {
  const wanted = numbers(isWanted);
  expect(wanted.length).toBeGreaterThan(0);
  expect(found(filter)).toEqual(wanted);
  const passes = passesOf(columns, filter);
  expect([...documents.keys()].filter(passes).toReversed()).toEqual(wanted);
});

test.each<Filter>([
  { section: "new" },
  { section: "news/" },
  { own: "new" },
  { tag: "rus" },
  { tag: "" },
  { author: "zzz" },
  { lang: "z" },
  { lang: "zh-Han" },
])("%j is the beginning of something, or nothing, and finds nothing", (filter) => {
  expect(found(filter)).toEqual([]);
});

test("`after` takes its own second in, `before` leaves it out", () => {
  const [from = 0, to = 0] = [seconds[10], seconds[20]];
  const range = Array.from({ length: 10 }, (_, index) => 19 - index);
  expect(found({ after: from, before: to })).toEqual(range);
  expect(found({ after: from + 1, before: to + 1 })).toEqual([20, ...range.slice(0, -1)]);
  const passes = passesOf(columns, { after: from, before: to });
  expect([9, 10, 19, 20].map(passes)).toEqual([false, true, true, false]);
  expect(found({ after: to, before: from })).toEqual([]);
});

test("the first since a moment is found among articles of one second too", () => {
  for (const [doc, second] of seconds.entries()) {
    expect(firstSince(columns, second)).toBe(doc);
    expect(firstSince(columns, second + 1)).toBe(doc + 1);
  }
  expect(firstSince(columns, 0)).toBe(0);
  const one = documents[0]!;
  const same = columnsOf([one, one, one]);
  expect(firstSince(same, seconds[0]!)).toBe(0);
  expect(firstSince(same, seconds[0]! + 1)).toBe(3);
});

test("a page goes on behind an article, and ends at its limit", () => {
  const all = found({ section: "news" });
  const first = filterDocs(columns, { section: "news" }, { limit: 5 });
  expect(first).toEqual(all.slice(0, 5));
  const next = filterDocs(columns, { section: "news" }, { limit: 5, below: first[4]! });
  expect(next).toEqual(all.slice(5, 10));
  expect(filterDocs(columns, {}, { limit: 0 })).toEqual([]);
});
