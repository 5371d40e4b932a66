import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FOLD_FROM, FOLD_TO } from "#text/fold/fold-pairs.ts";
import { FOLD_SUPPLEMENT } from "#text/fold/fold-supplement.ts";
import { fold, foldTag, foldText, originalRange } from "#text/fold/fold.ts";
import { foldPairsModule, tableOf } from "../../setup/generate-fold-pairs.ts";
import { sharedPath } from "../../setup/shared-data.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.string({
    unit: fc.constantFrom(
      ...Array.from(
        "a E\u0301ÉßİΣς한ㅏㄱ가각がカ\u3099ﾞﾊ\u200d\ufe0f\u00ad葛\u{e0100}國国㍻ﷺ\ud842\udfb7\ud800 -’ſﬁ",
      ),
    ),
  }),
);

describe("the table", () => {
  test("is what the generator makes of OpenCC and the supplement", async () => {
    const kept = readFileSync(
      new URL("../../../src/text/fold/fold-pairs.ts", import.meta.url),
      "utf8",
    );
    expect(kept).toBe(await foldPairsModule());
  });

  test("has as many targets as sources, none of which folds further", () => {
    const from = Array.from(FOLD_FROM);
    const to = Array.from(FOLD_TO);
    expect(to).toHaveLength(from.length);
    expect(new Set(from).size).toBe(from.length);
    expect(to.filter((character) => from.includes(character))).toEqual([]);
  });

  test("folds a Simplified character wherever it folds its Traditional one", async () => {
    const apart = (await tableOf("STCharacters")).filter(
      ([simplified, traditional]) =>
        simplified.length === 1 &&
        traditional.length === 1 &&
        foldText(traditional) !== traditional &&
        foldText(simplified) !== foldText(traditional),
    );
    expect(apart).toEqual([]);
  });

  test("takes every line of the supplement", () => {
    for (const [from, to] of FOLD_SUPPLEMENT)
      for (const character of from) expect(foldText(character)).toBe(foldText(to));
  });
});

describe("foldText", () => {
  test.each([
    ["浙江省對口支援甘孜州工作紀實", "浙江省对口支援甘孜州工作纪实"],
    ["後皇后", "后皇后"],
    ["乾隆幹部干涉", "干隆干部干涉"],
    ["計畫計劃计划", "计划计划计划"],
    ["身分身份 部份部分 想像想象", "身分身分 部分部分 想象想象"],
    [
      "看著 瞭解 憑藉 反覆 甚麼 祇有 沈沒 彷彿 黏貼",
      "看着 了解 凭借 反复 什么 只有 沉没 仿佛 粘贴",
    ],
    ["妳牠", "你它"],
    ["気経対広図実", "气经对广图实"],
    ["锺鍾鐘钟", "钟钟钟钟"],
    ["馀餘余", "余余余"],
    ["臺檯颱台", "台台台台"],
    ["ＮＥＷＳ１２３", "news123"],
    ["ﾊﾞﾝ", "ばん"],
    ["Café CAFE\u0301 Straße Ångström", "cafe cafe strasse angstrom"],
    ["ΟΔΟΣ οδός", "οδοσ οδοσ"],
    ["İstanbul Łódź Đà Nẵng", "istanbul lodz da nang"],
    ["ё й", "е й"],
    ["Rust™ co\u00adop zero\u200bwidth", "rust coop zerowidth"],
    ["葛\u{e0100}城", "葛城"],
    ["何𬱖 何頔", "何頔 何頔"],
    ["한국 한국", "한국 한국"],
    ["㍻ ½ ﷺ", "平成 1⁄2 صلي الله عليه وسلم"],
    ["", ""],
  ])("%s folds to %s", (text, expected) => {
    expect(foldText(text)).toBe(expected);
  });

  test("folding twice changes nothing more", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = foldText(text);
        expect(foldText(once)).toBe(once);
      }),
      { numRuns: 3_000 },
    );
  });

  test("every single character folds to what folds no further", () => {
    const restless: string[] = [];
    for (let code = 1; code < 0x30000; code++) {
      const once = foldText(String.fromCodePoint(code));
      if (foldText(once) !== once) restless.push(code.toString(16));
    }
    expect(restless).toEqual([]);
  });

  test("canonically equivalent texts fold to the same", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(foldText(text.normalize("NFD"))).toBe(foldText(text));
        expect(foldText(text.normalize("NFC"))).toBe(foldText(text));
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("fold", () => {
  test("maps every unit back to the characters that it came from", () => {
    const folded = fold("a㍻\u00adＢe\u0301國");
    expect(folded.text).toBe("a平成be国");
    expect([...folded.offsets]).toEqual([0, 1, 1, 3, 4, 6, 7]);
    expect(originalRange(folded, 1, 3)).toEqual([1, 3]);
    expect(originalRange(folded, 2, 3)).toEqual([1, 3]);
    expect(originalRange(folded, 4, 5)).toEqual([4, 6]);
    expect(originalRange(folded, 5, 6)).toEqual([6, 7]);
  });

  test("gives the text that foldText gives, with offsets that never decrease and end at the end", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = fold(text);
        expect(folded.text).toBe(foldText(text));
        expect(folded.offsets).toHaveLength(folded.text.length + 1);
        expect(folded.offsets.at(-1)).toBe(text.length);
        for (let at = 1; at < folded.offsets.length; at++)
          expect(folded.offsets[at]).toBeGreaterThanOrEqual(folded.offsets[at - 1] ?? 0);
      }),
      { numRuns: 3_000 },
    );
  });

  test("the original range of any unit folds to a text that has the unit", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = fold(text);
        for (let at = 0; at < folded.text.length; at++) {
          const [start, end] = originalRange(folded, at, at + 1);
          expect(foldText(text.slice(start, end))).toContain(folded.text[at]);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("foldTag", () => {
  test("takes tags in both scripts, any case and any spacing for the same", () => {
    expect(foldTag("  黨政  要聞 ")).toBe(foldTag("党政 要闻"));
    expect(foldTag("Climate\u00a0Change")).toBe(foldTag("climate change"));
  });
});

const seed = sharedPath("seed/portal-page.txt");
test.skipIf(seed === undefined)(
  "a scraped page of a portal folds the same in either script",
  () => {
    const text = readFileSync(seed ?? "", "utf8");
    const folded = fold(text);
    expect(folded.text).toContain("真情润热土 携手共奋进");
    const at = folded.text.indexOf("浙江省对口支援甘孜州工作纪实");
    const [start, end] = originalRange(folded, at, at + 14);
    expect(text.slice(start, end)).toBe("浙江省對口支援甘孜州工作紀實");
  },
);
