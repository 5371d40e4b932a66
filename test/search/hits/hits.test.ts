import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Card } from "#model/card.ts";
import { isRejection } from "#model/rejection.ts";
import type { HighlightSegment } from "#model/card.ts";
import { segmentsOf } from "#search/hits/highlight.ts";
import { showsMatch, toHit } from "#search/hits/hits.ts";
import { marksIn } from "#search/hits/marks.ts";
import { type Query, toQuery } from "#search/query/query.ts";
import { SNIPPET_COLUMNS, snippetOf, snippetWindow } from "#search/hits/snippet.ts";

const query = (q: string): Query => {
  const found = toQuery({ q }, { site: { synonyms: [["网络", "網路"]], timeZone: "UTC" } });
  if (isRejection(found)) throw new Error(q);
  return found;
};
const marksOf = (text: string, q: string, lang = "zh-Hans"): ReturnType<typeof marksIn> =>
  marksIn(text, query(q).marks, { field: "text", lang });
/** Segments as one text, what is marked in brackets. */
const shown = (segments: readonly HighlightSegment[]): string =>
  segments.map(({ text, match }) => (match ? `[${text}]` : text)).join("");
const highlighted = (text: string, q: string, lang?: string): string =>
  shown(segmentsOf(text, marksOf(text, q, lang)));

describe("highlights", () => {
  test("a text has its own marks, whatever else of the same search was marked before", () => {
    const { marks } = query("lantern ferri ");
    const texts = [
      "a lantern, not lanterm",
      "a lanterm",
      "lantern festival on a ferry, not ferrii",
    ];
    const of = (text: string): string =>
      shown(segmentsOf(text, marksIn(text, marks, { field: "text", lang: "en" })));
    const expected = [
      "a [lantern], not lanterm",
      "a lanterm",
      "[lantern] festival on a [ferry], not ferrii",
    ];
    expect(texts.map(of)).toEqual(expected);
    expect(texts.toReversed().map(of)).toEqual(expected.toReversed());
  });

  test.each([
    ["浙江支援", "浙江省對口支援甘孜州工作紀實", "[浙江]省對口[支援]甘孜州工作紀實"],
    ["对口支援", "浙江省對口支援甘孜", "浙江省[對口支援]甘孜"],
    ["援", "對口支援甘孜，援助", "對口支[援]甘孜，[援]助"],
    ["網路", "网络与网路", "[网络]与[网路]"],
    ["2023年4月", "2023年04月14日和2023-04-15", "[2023年04月]14日和[2023-04]-15"],
    ["2025", "from Oct to Dec 2025, not Mar 2026", "from Oct to Dec [2025], not Mar 2026"],
    ["2025年", "on 14 June 2025, at last", "on 14 June [2025], at last"],
    ["June 2025", "Dec 2025 and June 2024", "Dec [2025] and [June] 2024"],
    ["June 2025", "on June 14, 2025 and in June 2025", "on [June] 14, [2025] and in [June 2025]"],
    ["April 14, 2023", "on April 15, 2023", "on [April] 15, [2023]"],
    ["April 14, 2023", "on 14th of April 2023", "on [14th of April 2023]"],
    ["2023年4月14日", "14 May 2023; April 14", "[14] May [2023]; [April 14]"],
    ["2023年4月14日", "写于2023年4月15日晚", "写于[2023年4月]15日晚"],
    ["2023年4月", "写于2023年4月15日晚", "写于[2023年4月]15日晚"],
    ["4月15日", "写于2023年4月15日晚", "写于2023年[4月15日]晚"],
    ["2023-04-14", "dated 2023-04-15, or 2022-04-14", "dated [2023-04]-15, or 2022-[04-14]"],
    ["6月", "on 30 June, in June 1999", "on 30 [June], in [June] 1999"],
    ["may 3", "It may be that 3 came on May 4", "It [may] be that [3] came on [May] 4"],
    ["news", "ＮＥＷＳ news-letter", "[ＮＥＷＳ] [news]-letter"],
    ["锣鼓经是什么", "锣鼓经是什么？经是什么", "[锣鼓经]是什么？经是什么"],
    ["是什么", "这是什么", "这[是什么]"],
    ["目的", "目的地", "[目的]地"],
    // The marks around a name are marked where a match goes on behind them.
    ["福建舰", "台风“福建”舰、福建“舰", "台风“[福建”舰]、[福建“舰]"],
    ["海葵", "台风“海葵”登陆", "台风“[海葵]”登陆"],
    ["台风", "台风“海葵”登陆", "[台风]“海葵”登陆"],
    ["的", "人民的《红楼梦》新译", "人民[的]《红楼梦》新译"],
    ["红楼梦", "重读《紅樓夢》一書", "重读《[紅樓夢]》一書"],
    ["五一", "五一“五一”假期", "[五一]“[五一]”假期"],
    ["手感", "和「手感」是『手感』和", "和「[手感]」是『[手感]』和"],
    ["海葵登陆", "台风“海葵”登陆", "台风“[海葵”登陆]"],
    ["三体", "看〈〈三体〉〉人物", "看〈〈[三体]〉〉人物"],
    ["王", "王　芳到场", "[王]　芳到场"],
    ["王芳", "名单　王　芳", "名单　[王　芳]"],
  ])("of %s in %s", (q, text, expected) => {
    expect(highlighted(text, q)).toBe(expected);
  });

  test.each([
    ["reading ", "She reads, and has read.", "She [reads], and has [read]."],
    ["releas", "The release of a releasing", "The [release] of a [releasing]"],
    ["lantren ", "A lantern", "A lantern"],
    ["installatio", "The installations", "The [installations]"],
    ["café ", "CAFE\u0301s, cafes", "[CAFE\u0301s], [cafes]"],
    ["C++ ", "C, C++ and c++17", "C, [C++] and [c++]17"],
    ["the who ", "The Who", "[The] [Who]"],
  ])("of %s in %s", (q, text, expected) => {
    expect(highlighted(text, q, "en")).toBe(expected);
  });

  test("put together are the article's own text, no two alike side by side, none empty", () => {
    const unit = fc.constantFrom(
      ..."浙江支援省口。，aB é\u0301<&>".split(""),
      "👩‍👩‍👧",
      "葛\u{e0100}",
      "\ud800",
      "支援",
      "news ",
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        const segments = segmentsOf(text, marksOf(text, "浙江支援 news"));
        expect(segments.map((segment) => segment.text).join("")).toBe(text);
        for (const [index, { text: part, match }] of segments.entries()) {
          expect(part).not.toBe("");
          if (index > 0) expect(match).not.toBe(segments[index - 1]?.match);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

const snippet = (text: string, q: string, lang?: string): string => {
  const marks = marksOf(text, q, lang);
  return shown(snippetOf(text, marks, snippetWindow(text, marks)));
};
const columns = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + (character > "\u1100" ? 2 : 1), 0);

describe("the snippet", () => {
  const filler = "春回绿渐又一载。".repeat(20);

  test("is the whole text where that is short", () => {
    expect(snippet("浙江省对口支援。", "支援")).toBe("浙江省对口[支援]。");
  });

  test("is the stretch with the most different terms, from the beginning of its sentence", () => {
    const text = `浙江浙江浙江。${filler}两年来，浙江对口支援甘孜。${filler}`;
    expect(snippet(text, "浙江 支援 甘孜")).toMatch(
      /^…两年来，\[浙江\]对口\[支援甘孜\]。春回绿渐又一载。/,
    );
  });

  test("is cut at the end of a sentence where one lies near, and says so where it is not", () => {
    expect(snippet(`浙江。${filler}`, "浙江")).toMatch(/。$/);
    expect(snippet(`浙江${"的茶".repeat(200)}`, "浙江")).toMatch(/茶的?…$/);
  });

  test.each([
    [`${"word ".repeat(60)}lantern`, "zzz", /word…$/],
    [`lantern ${"word, ".repeat(60)}`, "lantern", /word,…$/],
    [`lantern ${"word — ".repeat(60)}`, "lantern", /(?:word|—)…$/],
    ["词 ".repeat(100), "词", /\S…$/],
  ])("has no blank before its ellipsis: %#", (text, q, expected) => {
    const marks = marksOf(text, q);
    expect(shown(snippetOf(text, marks, snippetWindow(text, marks))).replace(/\]/g, "")).toMatch(
      expected,
    );
  });

  test("is never cut inside a word", () => {
    const text = `${"antidisestablishment ".repeat(20)}needle ${"antidisestablishment ".repeat(20)}`;
    const words = snippet(text, "needle ", "en")
      .replaceAll(/[[\]…]/g, "")
      .trim()
      .split(/\s+/);
    expect(new Set(words)).toEqual(new Set(["antidisestablishment", "needle"]));
  });

  test("is the beginning where nothing is marked", () => {
    expect(snippet(filler, "甘孜").startsWith("春回绿渐")).toBe(true);
  });

  test("fits its columns, is a part of the text, and cuts no character", () => {
    const unit = fc.constantFrom(
      "支援",
      "浙江",
      "。",
      "，",
      " ",
      "word ",
      "é\u0301",
      "👩‍👩‍👧",
      "葛\u{e0100}",
      "a",
      "春回绿",
      "\n",
    );
    const clusters = new Intl.Segmenter("und", { granularity: "grapheme" });
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 200, minLength: 1 }), (text) => {
        const marks = marksOf(text, "浙江 支援 word ");
        const { start, end } = snippetWindow(text, marks);
        const part = text.slice(start, end);
        expect(
          columns(part.replaceAll(/\p{M}|\u200d|[\u{1f000}-\u{1ffff}]/gu, "")),
        ).toBeLessThanOrEqual(SNIPPET_COLUMNS);
        const borders = new Set(
          [...clusters.segment(text)].map(({ index }) => index).concat(text.length),
        );
        expect(borders.has(start) && borders.has(end)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

const card = {
  id: "87613",
  title: "浙江省對口支援甘孜州",
  section: "news/politics",
  published: "2023-04-14T00:00:00+08:00",
  precision: "day",
  authors: ["兰色拉姆"],
  tags: [],
  lang: "zh-Hant",
  summary: "兩年來的工作。",
  text: "春回綠漸又一載，轉眼浙甘對口支援工作開展已近兩年。",
} as unknown as Card;
const context = {
  site: {
    sections: [
      {
        path: "news",
        title: "新聞",
        aliases: [],
        children: [{ path: "news/politics", title: "黨政要聞", aliases: [], children: [] }],
      },
    ],
  },
  baseUrl: "https://news.example.org",
} as unknown as Parameters<typeof toHit>[3];

describe("toHit", () => {
  test("gives what the API promises, marked in the article's own characters", () => {
    const hit = toHit(card, { score: 12.345678, partial: false }, query("支援甘孜"), context);
    expect(hit).toEqual({
      id: "87613",
      url: "https://news.example.org/articles/87613",
      title: "浙江省對口支援甘孜州",
      section: { path: "news/politics", title: "黨政要聞" },
      published: "2023-04-14T00:00:00+08:00",
      precision: "day",
      authors: ["兰色拉姆"],
      tags: [],
      lang: "zh-Hant",
      summary: "兩年來的工作。",
      score: 12.3457,
      partial: false,
      highlights: {
        title: [
          { text: "浙江省對口", match: false },
          { text: "支援甘孜", match: true },
          { text: "州", match: false },
        ],
        snippet: [
          { text: "春回綠漸又一載，轉眼浙甘對口", match: false },
          { text: "支援", match: true },
          { text: "工作開展已近兩年。", match: false },
        ],
      },
    });
  });

  test("shows the summary where the text has nothing of the search", () => {
    const hit = toHit(card, { score: 1, partial: true }, query("西藏"), context);
    expect(shown(hit.highlights.snippet)).toBe("兩年來的工作。");
  });

  test.each([
    ["非遗", "tag"],
    ["非遺", "tag"],
    ["pottery ", "tag"],
    ["potteries ", "tag"],
    ["兰色拉姆", "author"],
    ["支援", undefined],
    ["浙江 非遗", undefined],
    ["工作", undefined],
    ["西藏", undefined],
    ["", undefined],
  ])("says of %s that it was matched by %s", (q, matched) => {
    const tagged = { ...card, tags: ["非遗", "black pottery"] };
    expect(toHit(tagged, { score: 1, partial: false }, query(q), context).matched).toBe(matched);
    expect(showsMatch(tagged, query(q).marks)).toBe(["支援", "浙江 非遗", "工作"].includes(q));
  });

  test.each([
    ["浙江来的船。\n支援到了。", "支援", "浙江来的船。[支援]到了。"],
    ["他说：“好。”\n“支援到了。”", "支援", "他说：“好。”“[支援]到了。”"],
    ["支援，\n\n 到了，   再走。", "支援", "[支援]，到了，再走。"],
    ["浙江。 支援", "浙江", "[浙江]。支援"],
    ["支援。\n2023年 到了", "支援", "[支援]。\n2023年 到了"],
    ["支援 到了", "支援", "[支援] 到了"],
    ["支援一词\n到了", "支援", "[支援]一词\n到了"],
    ["“Help,” she said.\nNext.", "help", "“[Help],” she said.\nNext."],
  ])("shows no blank between wide characters: %j", (text, q, expected) => {
    const { highlights } = toHit(
      { ...card, text },
      { score: 1, partial: false },
      query(q),
      context,
    );
    expect(shown(highlights.snippet)).toBe(expected);
  });

  test("links to where an article lives elsewhere", () => {
    const url = "https://elsewhere.example/1";
    expect(toHit({ ...card, url }, { score: 1, partial: true }, query("x"), context).url).toBe(url);
  });
});
