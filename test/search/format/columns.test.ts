import { expect, test } from "vitest";
import { epochMs } from "#model/instant.ts";
import { isRejection } from "#model/rejection.ts";
import { createColumnWriter } from "#search/build/column-writer.ts";
import { type Columns, openColumns, publishedSeconds } from "#search/format/columns.ts";
import type { SearchDocument } from "#search/format/document.ts";
import type { Filter } from "#search/query/search-filter.ts";
import { filterDocs, firstSince, passesOf } from "#search/run/filter.ts";
import { sampleDocuments } from "../sample.ts";

const documents = sampleDocuments("zh", 300);

function columnsOf(some: readonly SearchDocument[]): Columns {
  const writer = createColumnWriter();
  for (const document of some) writer.add(document);
  const columns = openColumns(writer.finish());
  if (isRejection(columns)) throw new Error(columns.faults[0]?.what);
  return columns;
}

const columns = columnsOf(documents);
const second = ({ published }: SearchDocument): number => Math.floor(epochMs(published) / 1000);

test("every article's values are as they were written", () => {
  const list = ({ starts, values }: Columns["tag"], doc: number): number[] => [
    ...values.subarray(starts[doc], starts[doc + 1]),
  ];
  for (const [doc, document] of documents.entries()) {
    expect(publishedSeconds(columns, doc)).toBe(second(document));
    expect(columns.sections.text(columns.section[doc]!)).toBe(document.section);
    expect(columns.langs.text(columns.lang[doc]!)).toBe(document.lang);
    expect(columns.years.text(columns.year[doc]!)).toBe(document.published.slice(0, 4));
    expect(list(columns.tag, doc).map(columns.tags.text)).toEqual(document.tags);
    expect(list(columns.author, doc).map(columns.authors.text)).toEqual(document.authors);
    expect(list(columns.also, doc).map(columns.sections.text)).toEqual(document.also);
  }
});

const within = (path: string, whole: string): boolean =>
  path === whole || path.startsWith(`${whole}/`);

const FILTERS: readonly [string, Filter, (document: SearchDocument) => boolean][] = [
  [
    "a section finds what lies below it, and what names it as a further section",
    { section: "news" },
    ({ section, also }) => [section, ...also].some((path) => within(path, "news")),
  ],
  [
    "a section itself finds what names it, and nothing that lies only below it",
    { own: "news" },
    ({ section, also }) => [section, ...also].some((path) => path === "news"),
  ],
  ["a section finds no other that begins alike", { section: "new" }, () => false],
  [
    "a tag is found whatever its case and width",
    { tag: "aI" },
    ({ tags }) => tags.includes("ＡＩ"),
  ],
  [
    "a tag is found in the other Chinese script",
    { tag: "历史" },
    ({ tags }) => tags.includes("歷史"),
  ],
  ["a tag that nobody has finds nothing", { tag: "nothing" }, () => false],
  ["an author is found", { author: "王小明" }, ({ authors }) => authors.includes("王小明")],
  ["a language finds its scripts", { lang: "zh" }, ({ lang }) => lang.startsWith("zh")],
  ["a script finds itself, in any case", { lang: "ZH-hant" }, ({ lang }) => lang === "zh-Hant"],
  [
    "dates: from the first second on, up to the last not included",
    { after: second(documents[40]!), before: second(documents[90]!) },
    (document) =>
      second(document) >= second(documents[40]!) && second(document) < second(documents[90]!),
  ],
  [
    "everything must hold at once",
    { section: "culture", lang: "zh-Hans", tag: "森林" },
    ({ section, also, lang, tags }) =>
      [section, ...also].some((path) => within(path, "culture")) &&
      lang === "zh-Hans" &&
      tags.includes("森林"),
  ],
];

test.each(FILTERS)("%s", (_, filter, isWanted) => {
  const expected = [...documents.keys()].filter((doc) => isWanted(documents[doc]!)).toReversed();
  expect(filterDocs(columns, filter)).toEqual(expected);
  const passes = passesOf(columns, filter);
  expect([...documents.keys()].filter(passes).toReversed()).toEqual(expected);
});

test("a list goes on below the article where it stopped", () => {
  const all = filterDocs(columns, { section: "news" });
  const first = filterDocs(columns, { section: "news" }, { limit: 7 });
  const rest = filterDocs(columns, { section: "news" }, { below: first.at(-1)! });
  expect([...first, ...rest]).toEqual(all);
});

test("articles of more than 136 years keep their seconds", () => {
  const [a, b] = [documents[0]!, documents[1]!];
  const old = { ...a, published: "1826-11-23T00:00:00Z" as SearchDocument["published"] };
  const columns = columnsOf([old, b]);
  expect([0, 1].map((doc) => publishedSeconds(columns, doc))).toEqual([second(old), second(b)]);
  expect(firstSince(columns, second(old) + 1)).toBe(1);
});

test("a tag is shown as the newest article writes it", () => {
  const [a, b] = [documents[0]!, documents[1]!];
  const columns = columnsOf([
    { ...a, tags: ["rust"] },
    { ...b, tags: ["Rust"] },
  ]);
  expect([columns.tags.count, columns.tags.text(0)]).toEqual([1, "Rust"]);
});

test("articles that do not come in order of time are a broken promise", () => {
  expect(() => columnsOf([documents[1]!, documents[0]!])).toThrow(RangeError);
});

test("columns of no articles are columns", () => {
  expect(filterDocs(columnsOf([]), { tag: "x" })).toEqual([]);
});
