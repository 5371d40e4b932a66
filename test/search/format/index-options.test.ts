import MiniSearch from "minisearch";
import { describe, expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import { indexAsMiniSearchJson } from "#search/format/export.ts";
import { INDEX_OPTIONS, type IndexedFields } from "#search/format/options.ts";
import { toQuery } from "#search/query/query.ts";
import { searchBuilt } from "../oracle.ts";
import { createRandom, pick, sampleDocuments } from "../sample.ts";
import { seedDocuments } from "../../setup/seed-documents.ts";

const documents = [...sampleDocuments("zh", 200), ...seedDocuments()].toSorted((a, b) =>
  a.published < b.published ? -1 : 1,
);
const built = buildIndex(documents);
const articles = documents.map(({ id, title }) => ({ id, stored: { title } }));
const json = indexAsMiniSearchJson({ ...built, articles });
if (isRejection(json)) throw new Error(json.faults[0]?.what);
/** As the README opens it. */
const index = MiniSearch.loadJSON<IndexedFields>(json, INDEX_OPTIONS);

const byMiniSearch = (q: string): ReadonlySet<string> =>
  new Set(index.search(q, { combineWith: "AND" }).map(({ id }) => String(documents[id]?.id ?? id)));

/** Articles that have every pair of characters of a search, as far as our index tells. */
function byUs(q: string): ReadonlySet<string> {
  const query = toQuery({ q: `${q} ` }, { site: { synonyms: [], timeZone: "UTC" } });
  if (isRejection(query)) throw new TypeError(`${q} is no search`);
  const found = searchBuilt(built, query.lookup, { asOneWord: true, offset: 0, limit: 1_000 });
  return new Set(found.docs.filter(({ partial }) => !partial).map(({ doc }) => documents[doc]!.id));
}

const HAN_RUN = /\p{Script=Han}{2,}/gu;

/** Words of the texts: a stretch of a run, or two of one article apart. */
function drawnQueries(count: number): readonly string[] {
  const random = createRandom(11);
  const stretchOf = (text: string): string => {
    const run = pick(text.match(HAN_RUN) ?? [""], random);
    const from = Math.floor(random() * (run.length - 1));
    return run.slice(from, from + 2 + Math.floor(random() * 3));
  };
  const queries: string[] = [];
  while (queries.length < count) {
    const { title, text } = pick(documents, random);
    const words = [text, title].slice(0, queries.length % 3 === 2 ? 2 : 1).map(stretchOf);
    if (words.every((word) => word.length >= 2 && !NUMERAL.test(word)))
      queries.push(words.join(" "));
  }
  return queries;
}

/** Numbers in Chinese find those in digits as well, which MiniSearch is not asked for. */
const NUMERAL = /[零一二三四五六七八九十百千万萬亿億两兩第〇]/;

describe("MiniSearch with INDEX_OPTIONS, combined with AND", () => {
  test("finds for 150 Chinese searches just what we find that has every pair of characters", () => {
    const queries = drawnQueries(150);
    const differing = queries.filter((q) => {
      const [theirs, ours] = [byMiniSearch(q), byUs(q)];
      return theirs.size !== ours.size || [...ours].some((id) => !theirs.has(id));
    });
    expect(differing).toEqual([]);
    expect(queries.filter((q) => byUs(q).size > 0).length).toBeGreaterThan(140);
  });

  test.each([
    ["浙江 支援"],
    ["對口支援"],
    ["对口支援 甘孜"],
    ["灯戏"],
    ["燈戲"],
    ["月硯湖"],
    ["图书馆"],
    ["鹿坪黑陶"],
    ["网络"],
    ["網路"],
    ["支"],
    ["鹤"],
    ["2023年4月"],
    ["2023-04-14"],
    ["C919"],
    ["5G"],
    ["lantern opera"],
    ["rivers"],
    ["RIVER"],
    ["LANTERNS"],
    ["US"],
    ["the"],
    ["ferry 渡口"],
    ["汚水"],
    // What no article has.
    ["火星移民"],
    ["足球锦标赛"],
    ["zebra"],
    ["unemployment"],
    ["2031-01-01"],
    ["陶黑"],
    ["湖砚"],
    ["𠀋"],
    ["%"],
    ["援支口"],
  ])("and for %s too", (q) => {
    expect([...byMiniSearch(q)].toSorted()).toEqual([...byUs(q)].toSorted());
  });
});
