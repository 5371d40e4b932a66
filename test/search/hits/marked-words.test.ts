import { describe, expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { marksIn } from "#search/hits/marks.ts";
import { resolvedMarks } from "#search/hits/resolved-marks.ts";
import { toQuery } from "#search/query/query.ts";
import { searchBuilt } from "../oracle.ts";

const SYNONYMS = [
  ["bicycle", "bike"],
  ["New York", "NYC"],
  ["地铁", "捷運"],
];

/** What is marked in an article that is all of a site, as one of its hits shows it. */
function marked(q: string, text: string, lang: string): readonly string[] {
  // What is put together here is an id, a section and an instant by its form.
  const document = {
    id: "a",
    title: "zzz",
    text,
    section: "s",
    also: [],
    tags: [],
    authors: [],
    lang,
    published: "2023-04-14T00:00:00Z",
  } as unknown as SearchDocument;
  const built = buildIndex([document]);
  const { languages } = built.root;
  const query = toQuery(
    { q },
    { site: { synonyms: SYNONYMS, timeZone: "UTC" }, ...(languages && { languages }) },
  );
  if (isRejection(query)) throw new TypeError(`${q} is no search`);
  const { corrections } = searchBuilt(built, query.lookup);
  const marks = marksIn(text, resolvedMarks(query.marks, corrections), { field: "text", lang });
  return [...new Set(marks.map(({ start, end }) => text.slice(start, end)))].toSorted();
}

const languageOf = (text: string): string => (/\p{Script=Han}/u.test(text) ? "zh-Hans" : "en");

/** What is typed, a text, and all that is marked in it: every other word of it must not be. */
describe("marks follow the terms that were resolved", () => {
  test.each([
    ["tea gold ", "old goods, a teal goldfish, tea and gold", ["gold", "tea"]],
    ["rivers ", "the river and rivers, no riverbank", ["river", "rivers"]],
    ["lan", "lanterns in a land, a plan", ["land", "lanterns"]],
    ["goose ", "geese and a goose, a gooseberry", ["geese", "goose"]],
    ["leaf ", "leaves and a leaf, leafless", ["leaf", "leaves"]],
    ["bus ", "buses, a bus, busy", ["bus", "buses"]],
    ["colour ", "colors, colours, a colony", ["colors", "colours"]],
    ["US ", "the US gave us its use", ["US"]],
    ["WHO", "the WHO knows who came whole", ["WHO", "whole"]],
    ["AIDS ", "AIDS and an aid, aided", ["AIDS"]],
    ["C++ ", "C++ and C and C#", ["C++"]],
    ["iphone15 ", "iPhone 15, iPhone 14, 15 apples", ["iPhone 15"]],
    ["e-mail ", "an email, an e-mailed airmail", ["e-mailed", "email", "mailed"]],
    ["R&D ", "R&D and R and D", ["R&D"]],
    ["policy ", "police policed a policy", ["policy"]],
    ["naïve ", "naive and naïve, native", ["naive", "naïve"]],
    ["1.2 ", "version 1.2, 1.22, 12", ["1.2"]],
    ["12,000 ", "12,000 people, 12000, 12", ["12,000", "12000"]],
    ["lantren ", "lantern, lanyard, rental", ["lantern"]],
    ["ferry -tram ", "a ferry and a trams", ["ferry"]],
    ["title:ferry ", "a ferry here", []],
    ["bike ", "bicycles and bikes, a biker", ["bicycles", "bikes"]],
    ["New York ", "NYC sleeps, anew, yorker", ["NYC"]],
    ["🎉", "a 🎉 party 🎈", ["🎉"]],
    ["the ", "the end, then other", ["the"]],
    ["燈戲", "灯戏与戏台，灯火", ["灯戏"]],
    ["支", "支援，对口支援，技术", ["支"]],
    ["浙江支援", "浙江省对口支援，援助", ["支援", "浙江"]],
    ["福建舰", "“福建”舰，建设，舰队", ["建”舰", "福建"]],
    ["李明", "李　明，小李，明天", ["李　明"]],
    ["李明", "李家，明天", []],
    ["第15届", "第十五届大会，第十四届", ["第十五届"]],
    ["双11", "双十一前，双十二", ["十一", "双"]],
    ["汚水", "污水处理，水污染", ["污水"]],
    ["地铁", "捷运通车，地下铁", ["捷运"]],
    ["图书馆", "圖書館，图纸，书店", ["圖書", "書館"]],
    ["鹿平黑陶", "鹿坪黑陶厂，陶黑", ["黑陶"]],
    ["的", "我们的", ["的"]],
    ["5G", "5G 网络，5 G，6G", ["5 G", "5G"]],
    ["2023年4月", "二〇二三年四月，四月，三月", ["二〇二三年四月", "四月"]],
    ["A股", "A股上涨，B股，股票", ["A股"]],
  ])("%s in %s marks %j", (q, text, expected) => {
    expect(marked(q, text, languageOf(text))).toEqual(expected.toSorted());
  });

  test.each([
    ["Muenchen ", "München, Munchkin", "de", ["München"]],
    ["らーめん", "ラーメン、ラリー", "ja", ["ラー", "ーメ", "メン"]],
    ["كتاب ", "الكتاب، كتب", "ar", ["الكتاب"]],
    ["ילדים ", "הילדים, ילדה", "he", ["הילדים"]],
  ])("%s in %s marks it in %s: %j", (q, text, lang, expected) => {
    expect(marked(q, text, lang)).toEqual(expected.toSorted());
  });
});
