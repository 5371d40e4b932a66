import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { buildIndex } from "#search/build/build.ts";
import { type Query, type QueryContext, toQuery } from "#search/query/query.ts";
import { MAX_QUERY, type SearchParameters } from "#search/query/search-parameters.ts";
import { MAX_TERMS, type TermQuery } from "#search/query/term-query.ts";
import { decodeTerm } from "#search/format/term-codec.ts";
import { sharedPath } from "../../setup/shared-data.ts";
import { searchBuilt } from "../oracle.ts";

const site = { synonyms: [], timeZone: "Asia/Shanghai" };
const understood = (parameters: SearchParameters, context: QueryContext = { site }): Query => {
  const query = toQuery(parameters, context);
  if (isRejection(query)) throw new Error(JSON.stringify(query.faults));
  return query;
};

describe("parameters", () => {
  test("are understood", () => {
    const query = understood({
      q: "甘孜",
      section: "news/politics",
      tag: "黨政",
      author: "兰色拉姆",
      lang: "zh_hant",
      after: "2023-04-14",
      before: "2024",
      sort: "date",
      limit: "50",
      page: "20",
    });
    expect(query).toMatchObject({ text: "甘孜", page: 20, limit: 50, isCut: false });
    expect(query.lookup).toMatchObject({ sort: "date", offset: 950, limit: 50, partial: true });
    expect(Object.assign({}, ...query.lookup.filters)).toEqual({
      section: "news/politics",
      tag: "黨政",
      author: "兰色拉姆",
      lang: "zh-Hant",
      after: Date.parse("2023-04-14T00:00:00+08:00") / 1000,
      before: Date.parse("2025-01-01T00:00:00+08:00") / 1000,
    });
  });

  test("that are empty count as absent", () => {
    const query = understood({ q: "", limit: "", tag: "" });
    expect(query).toMatchObject({ page: 1, limit: 10 });
    expect(query.lookup.filters).toEqual([]);
    expect(query.lookup.sequence).toEqual([]);
  });

  test.each<[SearchParameters, string]>([
    [{ limit: "0" }, "limit"],
    [{ limit: "51" }, "limit"],
    [{ limit: "1e1" }, "limit"],
    [{ limit: "-1" }, "limit"],
    [{ page: "0" }, "page"],
    [{ page: "1.5" }, "page"],
    [{ page: "101", limit: "10" }, "page"],
    [{ page: "99999999999999999999" }, "page"],
    [{ sort: "newest" }, "sort"],
    [{ after: "yesterday" }, "after"],
    [{ before: "2023-13" }, "before"],
    [{ lang: "中文" }, "lang"],
    [{ tag: "x".repeat(201) }, "tag"],
    [{ q: "甘".repeat(MAX_QUERY + 1) }, "q"],
  ])("%j is refused, and %s is named", (parameters, field) => {
    const query = toQuery({ q: "甘孜", ...parameters }, { site });
    expect(isRejection(query) && query.faults.map((fault) => fault.field)).toEqual([field]);
  });

  test("all wrong ones are named at once", () => {
    const query = toQuery({ limit: "x", sort: "y", before: "z" }, { site });
    expect(isRejection(query) && query.faults.map(({ field }) => field)).toEqual([
      "limit",
      "sort",
      "before",
    ]);
  });
});

/** Terms in the order of their places, needs as lists of terms. */
function shape({ lookup: query }: Query): {
  terms: readonly string[];
  required: readonly string[];
} {
  const name = (place: number): string => {
    const { term, prefix, isUnfinished, fields, published } = query.terms[place]!;
    return `${fields ? "t:" : ""}${published ? "@" : ""}${decodeTerm(term)}${prefix || isUnfinished ? "*" : ""}`;
  };
  const names = (mask: number): string =>
    query.terms.flatMap((_, place) => ((mask & (1 << place)) !== 0 ? name(place) : [])).join("|");
  return { terms: query.sequence.map(name), required: query.required.map(names) };
}

describe("what a short query asks for", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["浙江支援", ["浙江", "江支", "支援"], ["浙江", "浙江|江支", "江支|支援", "支援"]],
    ["浙江 支援", ["浙江", "支援"], ["浙江", "支援"]],
    ["援", ["援*"], ["援*"]],
    ["第3届", ["3", "3届"], ["3届"]],
    ["2023年4月", ["2023年", "4月", "2023", "2023-4", "@2023-4"], ["2023-4|@2023-4"]],
    [
      "2023年度报告",
      ["2023", "2023年", "年度", "度报", "报告"],
      ["2023年", "年度|度报", "度报|报告", "报告"],
    ],
    ["rust team ", ["rust", "rustteam", "team", "rustteam"], ["rust|rustteam", "team|rustteam"]],
    ["rust, team ", ["rust", "team"], ["rust", "team"]],
    ["rust, tea", ["rust", "tea", "tea*"], ["rust", "tea|tea*"]],
    ["the who ", ["the", "who"], ["the", "who"]],
    ["the rust ", ["rust"], ["rust"]],
    ["boat, 20", ["boat", "20", "20*"], ["boat", "20|20*"]],
    ["boat, 2020", ["boat", "2020"], ["boat", "2020"]],
    ["title:甘孜 日报", ["t:甘孜", "日报"], ["t:甘孜", "日报"]],
    ["浙江 OR 四川", ["浙江", "四川"], ["浙江|四川"]],
    ["甘孜 OR 阿坝州 ", ["甘孜", "阿坝", "坝州"], ["甘孜|阿坝", "甘孜|阿坝|坝州", "甘孜|坝州"]],
    ['"对口支援"', ["对口", "口支", "支援"], ["对口", "口支", "支援"]],
  ])("%s", (q, terms, required) => {
    expect(shape(understood({ q }))).toEqual({ terms, required });
  });

  test("in a sentence, characters that only ask are not asked for, and weigh little", () => {
    const query = understood({ q: "锣鼓经是什么" });
    expect(shape(query).required).toEqual(["锣鼓", "锣鼓|鼓经", "鼓经|经是"]);
    expect(query.lookup.terms.map(({ boost = 1 }) => boost)).toEqual([1, 1, 0.1, 0.1, 0.1, 1]);
  });

  test("a long query asks for nothing, and is ranked by what an article has of it", () => {
    const query = understood({ q: "浙江省对口支援甘孜州工作队的队员们在高原上做了什么" });
    expect(query.lookup.required).toEqual([]);
    expect(query.lookup.partial).toBe(true);
  });

  test("what an operator asks for holds in a long query, too", () => {
    const q = "一二三四五六七八九十甲乙丙丁戊己庚辛 title:甘孜";
    expect(shape(understood({ q })).required).toEqual(["t:甘孜"]);
  });

  test("of a longer query the weightiest 32 terms count, and it is said that some were left out", () => {
    const q = Array.from(
      { length: 40 },
      (_, index) => `word${"abcdefghij"[index % 10]}${index}`,
    ).join(" ");
    const query = understood({ q });
    expect(query.lookup.terms).toHaveLength(MAX_TERMS);
    expect(query.isCut).toBe(true);
  });

  test("a filter that makes no sense is words", () => {
    const query = understood({ q: "before:noon 甘孜" });
    expect(query.lookup.filters).toEqual([]);
    expect(shape(query).terms).toEqual(["noon", "甘孜"]);
  });

  test("a filter that is typed counts as one that is a parameter", () => {
    expect(understood({ q: "甘孜 tag:党政" }).lookup.filters).toEqual([{ tag: "党政" }]);
  });
});

describe("synonyms", () => {
  const context = {
    site: {
      ...site,
      synonyms: [
        ["网络", "網路"],
        ["AI", "人工智能"],
        ["k8s", "Kubernetes"],
      ],
    },
  };

  test("of one term each stand for one another", () => {
    expect(shape(understood({ q: "網路" }, context)).required).toEqual(["网路|网络"]);
    expect(shape(understood({ q: "k8s " }, context)).required).toEqual(["k8s|kubernet"]);
  });

  test("of more terms are found when all of their terms are", () => {
    expect(shape(understood({ q: "AI " }, context)).required).toEqual([
      "==ai=|==ai|人工",
      "==ai=|==ai|工智",
      "==ai=|==ai|智能",
    ]);
    expect(shape(understood({ q: "人工智能" }, context)).required).toEqual([
      "人工|ai",
      "人工|工智|ai",
      "工智|智能|ai",
      "智能|ai",
    ]);
  });
});

const article = (id: string, text: string, title = ""): SearchDocument =>
  ({
    id,
    title,
    text,
    section: "s",
    also: [],
    tags: [],
    authors: [],
    lang: "zh-Hans",
    published: "2023-04-14T00:00:00Z",
  }) as unknown as SearchDocument;

describe("on an index", () => {
  const documents = [
    article("a", "浙江省对口支援甘孜州，投入14.2979万元。2023年04月14日。"),
    article("b", "四川省的支援工作。五月天，2023年5月4日，1.8亿元。"),
    article("c", "“9.5”泸定地震之后的“十四五”规划，2+1+2模式，A股。"),
    article("d", "浙江的茶。C++ 与 .NET，COVID-19。"),
  ];
  const index = buildIndex(documents);
  const ids = (q: string): string => {
    const { lookup } = understood({ q: `${q} ` });
    return searchBuilt(index, lookup)
      .docs.flatMap(({ doc, partial }) => (partial ? [] : documents[doc]!.id))
      .toSorted()
      .join("");
  };

  test.each([
    ["浙江支援", "a"],
    ["浙江 -支援", "d"],
    ["支援 -浙江省", "b"],
    ["-浙江省", "bcd"],
    ["浙江 OR 四川", "abd"],
    ["2023年4月", "a"],
    ["2023年4月14日", "a"],
    ["2023-04-14", "a"],
    ["2023年", "ab"],
    ["4月", "a"],
    ["14.2979万元", "a"],
    ["1.8亿", "b"],
    ["1.8亿元", "b"],
    ["“9.5”泸定地震", "c"],
    ["十四五", "c"],
    ["十四五规划", "c"],
    ["2+1+2", "c"],
    ["2+1+2模式", "c"],
    ["A股", "c"],
    ["C++", "d"],
    [".NET", "d"],
    ["covid19", "d"],
    ["covid-19", "d"],
    ["茶", "d"],
    ["援", "ab"],
    ["浙江對口支援", "a"],
    ["五月", "b"],
  ])("%s finds %s", (q, expected) => {
    expect(ids(q)).toBe(expected);
  });
});

test("any text up to the limit is a search with at most 32 terms", () => {
  const unit = fc.oneof(
    fc.string({ unit: "binary", maxLength: 3 }),
    fc.constantFrom('"', "-", " ", "OR", "title:", "before:", "浙江", "2023年", "the", "A股"),
  );
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 80 }), (q) => {
      const { lookup } = understood({ q: q.slice(0, MAX_QUERY) });
      expect(lookup.terms.length).toBeLessThanOrEqual(MAX_TERMS);
      for (const place of lookup.sequence) expect(lookup.terms[place]).toBeDefined();
    }),
    { numRuns: 2_000 },
  );
});

const naughty = sharedPath("data/hostile/blns.json");
test.skipIf(naughty === undefined)(
  "the naughty strings are searches, as q and in every filter",
  () => {
    const strings: readonly string[] = JSON.parse(readFileSync(naughty ?? "", "utf8"));
    for (const text of strings) {
      expect(isRejection(toQuery({ q: text }, { site }))).toBe(false);
      for (const name of [
        "section",
        "tag",
        "author",
        "lang",
        "after",
        "before",
        "sort",
        "limit",
        "page",
      ])
        expect(() => toQuery({ q: "a", [name]: text }, { site })).not.toThrow();
    }
  },
);

test("an index says which languages have stems of their own, and a query then finds their words in every form", () => {
  const german = { ...article("x", "Die Länder wählen."), lang: "de" };
  const { root } = buildIndex([article("a", "浙江"), german]);
  expect(root.languages).toEqual(["de"]);
  expect(buildIndex([article("a", "浙江")]).root.languages).toBeUndefined();
  const built = buildIndex([german]);
  const found = (languages: QueryContext["languages"]): number => {
    const { lookup } = understood({ q: "Ländern " }, { site, ...(languages && { languages }) });
    return searchBuilt(built, lookup).full;
  };
  expect([found(undefined), found(built.root.languages)]).toEqual([0, 1]);
});

describe("a run of four characters", () => {
  const word = [
    article("a", "平方公里之内"),
    article("b", "一平方公里"),
    article("c", "平方米与公里"),
  ];
  const ids = (documents: readonly SearchDocument[], q: string): string => {
    const { lookup } = understood({ q });
    const { docs } = searchBuilt(buildIndex(documents), lookup);
    return docs.map(({ doc, partial }) => `${documents[doc]!.id}${partial ? "?" : ""}`).join(" ");
  };

  test("that articles have as it stands is a word, and what has only its characters has it in part", () => {
    expect(ids(word, "平方公里").split(" ").toSorted()).toEqual(["a", "b", "c?"]);
  });

  test("that is read asOneWord matches those alone that have it as it stands; of these, some in part, and first", () => {
    const documents = [
      ...["x", "y", "z", "zz"].map((id) => article(id, "浙江浙江的同志支援支援")),
      article("a", "浙江支援"),
      article("b", "浙江，江支，支援，还有很多别的话要说，说也说不完"),
    ];
    const found = (more: Partial<TermQuery>): string => {
      const { lookup } = understood({ q: "浙江支援" });
      const built = buildIndex(documents);
      const { docs, ...counts } = searchBuilt(built, { ...lookup, ...more });
      const ids = docs.map(({ doc, partial }) => `${documents[doc]!.id}${partial ? "?" : ""}`);
      return [counts.total, counts.adjacent, counts.isOneWord, ...ids.toSorted()].join(" ");
    };
    const more = Array.from({ length: 8 }, (_, index) => article(`m${index}`, "浙江的支援"));
    documents.push(...more);
    expect(found({ partial: false, limit: 2 })).toMatch(/^14 2 false/);
    expect(found({ asOneWord: true, partial: false })).toBe("2 2 true a b");
    expect(found({ asOneWord: true, demoted: new Set([5]), limit: 2 })).toBe("1 2 true a b?");
    expect(found({ asOneWord: true, sort: "date" })).toBe("2 2 true a b");
  });

  test("that hardly any article has as it stands is two words", () => {
    expect(ids(word.slice(2), "平方公里")).toBe("c");
    const others = ["x", "y", "z"].map((id) => article(id, "浙江的同志支援"));
    expect(
      ids([...others, article("a", "浙江支援")], "浙江支援")
        .split(" ")
        .toSorted(),
    ).toEqual(["a", "x", "y", "z"]);
  });
});

test("of articles with the same score, those in the script of the search come first", () => {
  const documents = [
    { ...article("hant", "對口支援"), lang: "zh-TW" },
    { ...article("hans", "对口支援"), lang: "zh-Hans" },
  ];
  const built = buildIndex(documents);
  const ids = (q: string): readonly string[] => {
    const { lookup } = understood({ q });
    return searchBuilt(built, lookup).docs.map(({ doc }) => documents[doc]!.id);
  };
  expect([ids("對口支援"), ids("对口支援"), ids("支援")]).toEqual([
    ["hant", "hans"],
    ["hans", "hant"],
    ["hans", "hant"],
  ]);
});
