import { describe, expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { toQuery } from "#search/query/query.ts";
import { searchBuilt } from "./oracle.ts";

const SYNONYMS = [
  ["bicycle", "bike"],
  ["motorway", "freeway"],
  ["lorry", "truck"],
  ["New York", "NYC"],
  ["United Nations", "UN"],
  ["old people's home", "nursing home"],
  ["手机", "行動電話"],
  ["土豆", "馬鈴薯"],
  ["地铁", "捷運", "地下铁路"],
  ["AI", "人工智能"],
];

/** Titles with their texts; each is an article of its own, and found by its title here. */
const TEXTS: readonly (readonly [title: string, text: string])[] = [
  ["pedals", "Bicycles stood along the wall."],
  ["saddle", "A bike without a saddle, and more bikes."],
  ["jam", "The motorway was closed."],
  ["exit", "Freeways have exits."],
  ["cab", "A lorry with a red cab."],
  ["tyre", "Trucks queue at the border."],
  ["skyline", "New York never sleeps."],
  ["borough", "Five boroughs make NYC."],
  ["york", "York is an old town with a new wall."],
  ["assembly", "The United Nations met in autumn."],
  ["envoy", "An envoy of the UN spoke."],
  ["united", "A united town, far from all the others, welcomes traders of many nations."],
  ["care", "The nursing home has a garden."],
  ["降价", "手机降价了。"],
  ["漲價", "行動電話漲價了。"],
  ["丰收", "土豆丰收。"],
  ["豐收", "馬鈴薯豐收。"],
  ["二号线", "地铁二号线开通。"],
  ["環狀線", "捷運環狀線通車。"],
  ["历史", "地下铁路的历史很长。"],
  ["写诗", "人工智能写诗。"],
  ["opera", "An opera written by AI."],
  ["手工", "手工做的机器。"],
  ["地下", "地下有铁。"],
];

const documents = TEXTS.map(
  ([title, text], index) =>
    // What is put together here is an id, a section and an instant by its form.
    ({
      id: title,
      title: `z${index}q`,
      text,
      section: "s",
      also: [],
      tags: [],
      authors: [],
      lang: /\p{Script=Han}/u.test(text) ? "zh-Hans" : "en",
      published: `2023-04-${String(index + 1).padStart(2, "0")}T00:00:00Z`,
    }) as unknown as SearchDocument,
);
const built = buildIndex(documents);

/** What matches fully, the best first. */
function found(q: string, synonyms: readonly (readonly string[])[] = SYNONYMS): readonly string[] {
  const query = toQuery({ q, limit: "50" }, { site: { synonyms, timeZone: "UTC" } });
  if (isRejection(query)) throw new TypeError(`${q} is no search`);
  const { docs } = searchBuilt(built, query.lookup);
  return docs.flatMap(({ doc, partial }) => (partial ? [] : [documents[doc]!.id]));
}

describe("synonyms are found in both directions, behind what was typed", () => {
  test.each([
    ["bicycle ", ["pedals", "saddle"]],
    ["bikes ", ["saddle", "pedals"]],
    ["motorways ", ["jam", "exit"]],
    ["freeway ", ["exit", "jam"]],
    ["lorries ", ["cab", "tyre"]],
    ["truck ", ["tyre", "cab"]],
    ["New York ", ["skyline", "york", "borough"]],
    ["NYC ", ["borough", "skyline", "york"]],
    ["United Nations ", ["assembly", "united", "envoy"]],
    ["UN ", ["envoy", "assembly", "united"]],
    ["手机", ["降价", "漲價"]],
    ["行動電話", ["漲價", "降价"]],
    ["行动电话", ["漲價", "降价"]],
    ["土豆", ["丰收", "豐收"]],
    ["馬鈴薯", ["豐收", "丰收"]],
    ["马铃薯丰收", ["豐收", "丰收"]],
    ["AI ", ["opera", "写诗"]],
    ["人工智能", ["写诗", "opera"]],
    ["red lorry ", ["cab"]],
    ["truck cab ", ["cab"]],
    ["二号线捷運", ["二号线"]],
  ])("%s: %s", (q, ids) => {
    expect(found(q)).toEqual(ids);
  });

  test.each(["地铁", "捷運", "地下鐵路"])("all three names of one group: %s", (q) => {
    expect(found(q).toSorted()).toEqual(["二号线", "历史", "環狀線"].toSorted());
  });
});

describe("synonyms are not found", () => {
  test.each([
    ["by a part of a name", "York ", ["york", "skyline"]],
    ["by another part of it", "nations ", ["united", "assembly"]],
    ["in a phrase", '"bicycle"', ["pedals"]],
    ["in a phrase of several words", '"New York"', ["york", "skyline"]],
    ["by a word that only begins so", "bicyclist ", []],
    ["by a word of other characters", "手工", ["手工"]],
    ["by half a word", "铃薯", ["豐收"]],
    ["by what is refused", "trucks -lorry", ["tyre"]],
    ["across groups", "truck motorway ", []],
    ["by another acronym", "UNO ", []],
    ["by its characters apart", "地 铁路", ["历史"]],
  ])("%s", (_, q, ids) => {
    expect(found(q).toSorted()).toEqual(ids.toSorted());
  });

  test.each(["bike ", "truck ", "NYC ", "土豆", "捷運"])("where the site names none: %s", (q) => {
    expect(found(q, [])).toHaveLength(1);
  });
});
