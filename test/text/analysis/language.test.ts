import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languageOf } from "#text/analysis/language.ts";
import { sharedPath } from "../../setup/shared-data.ts";

describe("languageOf", () => {
  test.each([
    ["浙江省对口支援甘孜州工作纪实", "zh-Hans"],
    ["浙江省對口支援甘孜州工作紀實", "zh-Hant"],
    ["浙江", "zh"],
    ["用 Kubernetes 部署 nginx 的实践", "zh-Hans"],
    ["iPhone 15 發布", "zh-Hant"],
    ["日本経済新聞が報じた", "ja"],
    ["カタカナ", "ja"],
    ["한국은 아름답다", "ko"],
    ["The word 浙江 is a name of a province", "en"],
    ["Die Wahlen in Bayern und im Saarland", "de"],
    ["Les élections à Paris", "fr"],
    ["El presidente de la república", "es"],
    ["Il presidente della Repubblica", "it"],
    ["O presidente da República não foi", "pt"],
    ["De premier van het land", "nl"],
    ["བོད་ཡིག", "bo"],
    ["Привет, мир", "ru"],
    ["ประเทศไทย", "th"],
    ["Rust 1.0", "und"],
    ["2023 😀 —", "und"],
    ["", "und"],
    // The words of an address are of no language.
    ["https://www.youtube.com/embed/de/la/del", "und"],
    ["见https://a.example/the/of/and。这样说", "zh-Hans"],
    ["Intro. https://o.example/o/de https://e.example/e/do/da", "und"],
  ])("%s is in %s", (text, expected) => {
    expect(languageOf(text)).toBe(expected);
  });

  test("what lies behind the first 4,000 units does not count", () => {
    expect(languageOf("的时间里".repeat(1_000) + "the ".repeat(9_000))).toBe("zh-Hans");
  });

  test("any text has a language tag that the platform accepts", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(Intl.getCanonicalLocales(languageOf(text))).toHaveLength(1);
      }),
    );
  });
});

const collections = sharedPath("data/search");
describe.skipIf(collections === undefined)("on the collections", () => {
  test.each([
    ["cmrc", "zh-Hans"],
    ["drcd", "zh-Hant"],
    ["cranfield", "en"],
    ["k-rust", "en"],
  ])("%s is in %s, but for articles of a few words", (name, expected) => {
    const lines = readFileSync(`${collections}/${name}/articles.jsonl`, "utf8").trim().split("\n");
    const wrong = lines.filter((line) => languageOf(JSON.parse(line).body) !== expected);
    expect(wrong.length).toBeLessThanOrEqual(lines.length * 0.002);
  });
});
