import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { createColumnWriter } from "#search/build/column-writer.ts";
import { type Columns, openColumns } from "#search/format/columns.ts";
import { type Facets, facetsOf as facetsFrom, NO_FACETS } from "#search/run/facets.ts";
import { filterDocs } from "#search/run/filter.ts";
import { sampleDocuments } from "../sample.ts";

const writer = createColumnWriter();
const documents = sampleDocuments("en", 400);
for (const document of documents) writer.add(document);
const opened = openColumns(writer.finish());
if (isRejection(opened)) throw new Error(opened.faults[0]?.what);
const columns: Columns = opened;
const everything = [...documents.keys()];

function facetsOf(docs: readonly number[]): Facets {
  return facetsFrom(columns, Int32Array.from(docs), docs.length);
}

test("a value's count is what a filter by it leaves", () => {
  const { section, tag, author, lang } = facetsOf(everything);
  expect(section.map(({ value }) => value).sort()).toEqual([
    "culture",
    "culture/books",
    "economy",
    "news",
    "news/politics",
    "news/society",
  ]);
  const left = (filter: Parameters<typeof filterDocs>[1]): number =>
    filterDocs(columns, filter).length;
  for (const { value, count } of section) expect(count).toBe(left({ section: value }));
  for (const { value, count } of tag) expect(count).toBe(left({ tag: value }));
  for (const { value, count } of author) expect(count).toBe(left({ author: value }));
  expect(lang).toEqual([{ value: "en", count: documents.length }]);
});

test("the commonest value comes first, the newest year comes first", () => {
  const { tag, year } = facetsOf(everything);
  const counts = tag.map(({ count }) => count);
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  expect(year.map(({ value }) => value)).toEqual(["2018", "2017"]);
  expect(year.reduce((sum, { count }) => sum + count, 0)).toBe(documents.length);
});

test("nothing found has no facets", () => {
  expect(facetsOf([])).toEqual(NO_FACETS);
});

test("of many values the twenty commonest come, those that are as common in the order of their texts", () => {
  const many = createColumnWriter();
  const tagged = documents
    .slice(0, 60)
    // Five tags that two articles have, and fifty that one has.
    .map((document, at) => ({ ...document, tags: [at < 50 ? `tag${at}` : `tag${at % 5}`] }));
  for (const document of tagged) many.add(document);
  const table = openColumns(many.finish());
  if (isRejection(table)) throw new Error(table.faults[0]?.what);
  const { tag } = facetsFrom(table, Int32Array.from(tagged.keys()), tagged.length);
  const texts = Array.from({ length: 50 }, (_, at) => `tag${at}`);
  const alone = texts.slice(5).toSorted();
  expect(tag.map(({ value }) => value)).toEqual([...texts.slice(0, 5), ...alone.slice(0, 15)]);
  expect(tag.map(({ count }) => count)).toEqual([3, 3, 3, 3, 3, ...Array(15).fill(1)]);
});

test.each([
  [["en", "en-GB", "en-US", "en"], { en: 4, "en-GB": 1, "en-US": 1 }],
  [["zh-Hans", "zh-Hant", "zh-Hant"], { "zh-Hant": 2, "zh-Hans": 1 }],
  [["zh", "zh-Hant", "zh-Hant-TW"], { zh: 3, "zh-Hant": 2, "zh-Hant-TW": 1 }],
  [["en-GB", "en-GB"], { "en-GB": 2 }],
  [["en", "enm", "de"], { en: 1, enm: 1, de: 1 }],
])("of articles in %j the languages are counted as a filter takes them in", (langs, expected) => {
  const spoken = createColumnWriter();
  for (const [at, lang] of langs.entries()) spoken.add({ ...documents[at]!, lang });
  const table = openColumns(spoken.finish());
  if (isRejection(table)) throw new Error(table.faults[0]?.what);
  const { lang } = facetsFrom(table, Int32Array.from(langs.keys()), langs.length);
  expect(Object.fromEntries(lang.map(({ value, count }) => [value, count]))).toEqual(expected);
  for (const { value, count } of lang)
    expect([value, count]).toEqual([value, filterDocs(table, { lang: value }).length]);
});
