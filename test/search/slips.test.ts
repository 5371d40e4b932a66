import { readFileSync } from "node:fs";
import { pinyin } from "pinyin-pro";
import { describe, expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { type BuiltIndex, buildIndex } from "#search/build/build.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { toQuery } from "#search/query/query.ts";
import type { SearchResult } from "#search/run/run.ts";
import { sharedPath } from "../setup/shared-data.ts";
import { searchBuilt } from "./oracle.ts";
import { createRandom, pick } from "./sample.ts";

/** A search as a reader's: where no article matches fully, titles are looked for of which it is a misspelling. */
function search(built: BuiltIndex, q: string): SearchResult {
  const query = toQuery({ q }, { site: { synonyms: [], timeZone: "UTC" } });
  if (isRejection(query)) throw new TypeError(`${q} is no search`);
  const found = searchBuilt(built, query.lookup);
  return found.full > 0 || !query.slips ? found : searchBuilt(built, query.slips().lookup);
}

function documentOf(title: string, text: string, index: number, lang = "zh-Hans"): SearchDocument {
  const published = new Date(Date.UTC(2020, 0, 1 + index)).toISOString();
  return {
    id: `a${index}`,
    title,
    text,
    section: "s",
    also: [],
    tags: [],
    authors: [],
    lang,
    published,
    // Made up here by their forms.
  } as unknown as SearchDocument;
}

const ARTICLES: readonly (readonly [title: string, text: string])[] = [
  ["鹿坪黑陶", "老窑重新点火，陶工们用河泥做坯。"],
  ["雁回乡", "山里的小乡，秋天有大雁。"],
  ["梧岭古道", "石板路通往邻县，马帮曾经走过。"],
  ["月砚湖的鹤", "冬天来了三百只。"],
  ["南門菜市場", "凌晨四點，攤販開始擺貨。"],
  ["雲脊山隧道貫通", "兩端的工人握手。"],
  ["灯戏进校园", "孩子们学唱腔。"],
  ["對口支援紀實", "二十七名隊員分赴五縣。"],
  ["石鼓渡口最后一班渡船", "船工鸣笛三声。"],
  ["芦花坝", "水鸟在这里过冬。"],
  ["生产队的账本", "旧账本记着工分。"],
  ["蜂蜜丰收", "养蜂人今年高兴。"],
  ["沈素云", "一位老人的故事。"],
  ["顾维舟", "他教了四十年书。"],
  ["火车站搬迁", "新站在城东。"],
  ["图书馆夜间开放", "灯亮到十一点。"],
  ["中国移动", "基站建到山顶。"],
  ["海上日出", "摄影师等了三天。"],
  ["夜市", "摊位两百个。"],
  ["捷運", "環狀線通車。"],
  ["白鷺", "牠們在此過冬。"],
  ["裁缝", "做了四十年旗袍。"],
];

const built = buildIndex(ARTICLES.map(([title, text], index) => documentOf(title, text, index)));
const titlesOf = ({ docs }: SearchResult): readonly string[] =>
  docs.map(({ doc }) => ARTICLES[doc]![0]);

describe("a title is found with a slip in it, first and in part", () => {
  test.each([
    ["鹿黑坪陶", "鹿坪黑陶"],
    ["鹿坪陶黑", "鹿坪黑陶"],
    ["坪鹿黑陶", "鹿坪黑陶"],
    ["鹿平黑陶", "鹿坪黑陶"],
    ["鹿坪黑淘", "鹿坪黑陶"],
    ["鹿坪陶", "鹿坪黑陶"],
    ["鹿黑陶", "鹿坪黑陶"],
    ["雁乡回", "雁回乡"],
    ["回雁乡", "雁回乡"],
    ["雁会乡", "雁回乡"],
    ["雁乡", "雁回乡"],
    ["悟岭古道", "梧岭古道"],
    ["梧古岭道", "梧岭古道"],
    ["梧岭故道", "梧岭古道"],
    ["月硯湖鹤的", "月砚湖的鹤"],
    ["月现湖的鹤", "月砚湖的鹤"],
    ["南门莱市场", "南門菜市場"],
    ["南菜門市場", "南門菜市場"],
    ["云脊山隧到贯通", "雲脊山隧道貫通"],
    ["雲山脊隧道貫通", "雲脊山隧道貫通"],
    ["灯戏近校园", "灯戏进校园"],
    ["对口支缓纪实", "對口支援紀實"],
    ["對支口援紀實", "對口支援紀實"],
    ["石鼓渡口最后一班船渡", "石鼓渡口最后一班渡船"],
    ["芦坝花", "芦花坝"],
    ["芦画坝", "芦花坝"],
    ["沈云素", "沈素云"],
    ["沈苏云", "沈素云"],
    ["顧惟舟", "顾维舟"],
    ["舟维顾", "顾维舟"],
    ["图书馆夜问开放", "图书馆夜间开放"],
    ["中国动移", "中国移动"],
    ["海日上出", "海上日出"],
    ["夜巿", "夜市"],
    ["叶市", "夜市"],
    ["市夜", "夜市"],
    ["捷云", "捷運"],
    ["洁運", "捷運"],
    ["白路", "白鷺"],
    ["百鹭", "白鷺"],
    ["财缝", "裁缝"],
    ["裁逢", "裁缝"],
  ])("%s: %s", (typed, title) => {
    const found = search(built, typed);
    expect(titlesOf(found)[0]).toBe(title);
    expect(found).toMatchObject({ partial: true, full: 0 });
  });
});

describe("what is no slip is not changed", () => {
  test.each([
    ["鹿坪黑陶", "鹿坪黑陶"],
    ["雁回乡", "雁回乡"],
    ["對口支援", "對口支援紀實"],
    ["对口", "對口支援紀實"],
    ["生产", "生产队的账本"],
    ["蜂蜜", "蜂蜜丰收"],
    ["渡船", "石鼓渡口最后一班渡船"],
    ["基站建到", "中国移动"],
    ["船工鸣笛", "石鼓渡口最后一班渡船"],
  ])("%s matches %s fully, and that alone", (typed, title) => {
    const found = search(built, typed);
    expect(titlesOf(found)).toEqual([title]);
    expect(found).toMatchObject({ partial: false, full: 1 });
  });

  test.each([
    ["火星"],
    ["移民"],
    ["水库"],
    ["电影院"],
    ["大学生"],
    ["黑龙江"],
    ["海南岛"],
    ["高速公路"],
    ["足球比赛"],
    ["云计算"],
    ["市长"],
    ["陶醉"],
    ["图纸"],
    ["山河"],
    // One of the two characters stands in titles, yet at another place or in longer ones.
    ["市民"],
    ["场夜"],
    ["运动"],
    ["海风"],
    ["缝补"],
    ["鹭岛"],
    ["缝隙"],
    ["鷺鷥"],
  ])("%s finds nothing", (typed) => {
    expect(titlesOf(search(built, typed))).toEqual([]);
  });

  test.each([
    ["鹿黑坪陶在哪裡"],
    ["谁写了鹿黑坪陶"],
    ["什麼是鹿黑坪陶"],
    ["title:鹿黑坪陶"],
    ['"鹿黑坪陶"'],
    ["鹿黑坪陶 -渡船"],
    ["luping"],
    ["2023"],
    ["鹿"],
  ])("%s is not looked for with slips", (q) => {
    const query = toQuery({ q }, { site: { synonyms: [], timeZone: "UTC" } });
    expect(query).toMatchObject({ slips: undefined });
  });

  test("a search to follow is not looked for with slips", () => {
    const context = { site: { synonyms: [], timeZone: "UTC" }, isFollowed: true };
    expect(toQuery({ q: "鹿黑坪陶" }, context)).toMatchObject({ slips: undefined });
  });
});

const collections = sharedPath("data/search");
const HAN = /^\p{Script=Han}$/u;

type Slip = { readonly kind: string; readonly title: string; readonly typed: string };

/** One of each slip in a title: two characters exchanged, one of another sound or another form, one missing. */
function slipsOf(title: string, characters: readonly string[], random: () => number): Slip[] {
  const all = Array.from(title);
  const places = all.flatMap((character, at) => (HAN.test(character) ? [at] : []));
  if (places.length < 2) return [];
  const at = pick(places, random);
  const sound = pinyin(all[at]!, { toneType: "none" });
  const alike = characters.filter(
    (other) => other !== all[at] && pinyin(other, { toneType: "none" }) === sound,
  );
  const pairs = places.filter(
    (place) => places.includes(place + 1) && all[place] !== all[place + 1],
  );
  const pair = pairs.length > 0 ? pick(pairs, random) : undefined;
  const slip = (kind: string, typed: readonly string[]): Slip => ({
    kind,
    title,
    typed: typed.join(""),
  });
  if (places.length === 2)
    return all.length > 2 || alike.length === 0
      ? []
      : [slip("one of two", all.with(at, pick(alike, random)))];
  return [
    ...(pair === undefined
      ? []
      : [slip("exchanged", all.with(pair, all[pair + 1]!).with(pair + 1, all[pair]!))]),
    ...(alike.length > 0 ? [slip("of the same sound", all.with(at, pick(alike, random)))] : []),
    slip("wrong", all.with(at, pick(characters, random))),
    slip("missing", all.toSpliced(at, 1)),
  ];
}

describe.skipIf(collections === undefined).each(["cmrc", "drcd"])("titles of %s", (name) => {
  test("95 % with a slip find their article among the first ten, and 90 % first", () => {
    const random = createRandom(5);
    const documents = readFileSync(`${collections}/${name}/articles.jsonl`, "utf8")
      .trim()
      .split("\n")
      .map((line, index) => {
        // The collections' lines are articles with a body, as their README says.
        const { title, body, lang } = JSON.parse(line) as Record<"title" | "body" | "lang", string>;
        return documentOf(title, body, index, lang);
      });
    const all = buildIndex(documents);
    const titles = [...new Set(documents.map(({ title }) => title))];
    const characters = [...new Set(titles.join(""))].filter((character) => HAN.test(character));
    const sample = titles.filter((_, index) => index % 3 === 0);
    const ranks = new Map<string, number[]>();
    for (const { kind, title, typed } of sample.flatMap((one) =>
      slipsOf(one, characters, random),
    )) {
      const { full, docs } = search(all, typed);
      // Of two characters, one of them wrong, what articles have is another word.
      if (kind === "one of two" && full > 0) continue;
      const found = docs.map(({ doc }) => documents[doc]!.title);
      ranks.set(kind, [...(ranks.get(kind) ?? []), found.slice(0, 10).indexOf(title)]);
    }
    for (const [kind, places] of ranks) {
      const share = (count: number): number => count / places.length;
      expect(share(places.filter((place) => place >= 0).length), kind).toBeGreaterThan(0.95);
      // Other titles of two characters may share the one that is left.
      const first = kind === "one of two" ? 0.7 : 0.9;
      expect(share(places.filter((place) => place === 0).length), kind).toBeGreaterThan(first);
    }
  });
});
