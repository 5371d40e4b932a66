import { describe, expect, test } from "vitest";
import { excerpt } from "#text/analysis/excerpt.ts";
import { firstColumns } from "#search/hits/snippet.ts";

/** A text, and what is left of it on one line. */
describe("a blank goes only between two wide characters, where a mark brings its own room", () => {
  test.each([
    ["“Go,”\nhe said.", "“Go,” he said."],
    ["‘Go,’\nhe said.", "‘Go,’ he said."],
    ["She left…\nHe stayed.", "She left… He stayed."],
    ["the sisters’\nhouse", "the sisters’ house"],
    ["“Yes.” “No.”", "“Yes.” “No.”"],
    ["“Yes!”  She laughed.", "“Yes!” She laughed."],
    ["He asked: “Why?”\n“Because.”", "He asked: “Why?” “Because.”"],
    ["a “甲” b", "a “甲” b"],
    ["The 《三体》 novels", "The 《三体》 novels"],
    ["see 甲。 Then", "see 甲。 Then"],
    ["用 C++ 写的", "用 C++ 写的"],
    ["苹果 iPhone 手机", "苹果 iPhone 手机"],
    ["共 15 届", "共 15 届"],
    ["他说：\n2023 年", "他说： 2023 年"],
    ["他笑了。\nWe laughed.", "他笑了。 We laughed."],
    ["甲 乙 丙", "甲 乙 丙"],
    ["李　明", "李 明"],
    ["床前明月光\n疑是地上霜", "床前明月光 疑是地上霜"],
    ["5 % der Fälle… mehr", "5 % der Fälle… mehr"],
    ["« Oui », dit-il.", "« Oui », dit-il."],
    ["서울 “좋다” 말했다", "서울 “좋다” 말했다"],
    ["一。\n二。\n三。", "一。二。三。"],
    ["“好。”\n他走了。", "“好。”他走了。"],
    ["『好。』\n他走了。", "『好。』他走了。"],
    ["（註）\n他走了。", "（註）他走了。"],
    ["他说，\n“好。”", "他说，“好。”"],
    ["等等……\n他走了。", "等等……他走了。"],
    ["《甲》\n《乙》", "《甲》《乙》"],
    ["甲、\n乙；\n丙", "甲、乙；丙"],
    ["何故？\n「不知。」", "何故？「不知。」"],
    ["行きます。\nさようなら。", "行きます。さようなら。"],
  ])("%j becomes %j", (text, expected) => {
    expect(excerpt(text, 200)).toBe(expected);
  });
});

/** Excerpt and snippet end a sentence at the same place. */
test.each([
  ["He came. He saw. He conquered all of it", "He came. He saw."],
  ["Was it? “It was.” And then it was over", "Was it? “It was.”"],
  ["Costs 3.14 in all. The rest is free of it", "Costs 3.14 in all."],
  ["雨停了。河水退了。船工们又忙起来", "雨停了。河水退了。"],
  ["他說：“好。”她也說：“好！”然後他們走了", "他說：“好。”她也說：“好！”"],
])("of %j both keep %j", (text, expected) => {
  const wide = expected.match(/[\u2e80-\uffef]/g)?.length ?? 0;
  expect(excerpt(text, expected.length + 1)).toBe(expected);
  expect(firstColumns(text, expected.length + wide + 2)).toBe(`${expected}…`);
});
