import { expect, test } from "vitest";
import { traced, withEdits } from "#text/repair/edit.ts";
import { titleSpam } from "#text/repair/title-spam.ts";

function cleaned(title: string, words?: readonly string[]): string {
  return withEdits(traced(title), titleSpam(title, words)).text;
}

test.each([
  [
    "a title with a spam word loses the word and keeps the rest",
    "真情潤熱土_国产一区二区",
    "真情潤熱土",
  ],
  ["spam before the title goes with its separator", "在线播放|真情潤熱土", "真情潤熱土"],
  [
    "a title that is nothing but spam goes",
    "亚洲高清资源,日韩亚州,国产一区在线播放,美女诱惑动图,超高清图",
    "",
  ],
  ["news of Asia stays", "亚洲杯开幕，国产电影获奖", "亚洲杯开幕，国产电影获奖"],
  ["a title of one part stays, whatever it says", "警方打击六合彩赌博", "警方打击六合彩赌博"],
  ["a headline of two clauses stays", "警方打掉私服团伙，抓获五人", "警方打掉私服团伙，抓获五人"],
  [
    "a headline before the site's name stays",
    "六合彩开奖，头奖无人中_澜川新闻网",
    "六合彩开奖，头奖无人中_澜川新闻网",
  ],
  ["a broadcast that can be seen stays", "春晚可在线观看，八点开始", "春晚可在线观看，八点开始"],
  ["what was put behind a headline goes", "渡口的钟_六合彩开奖", "渡口的钟"],
])("%s", (_title, title, expected) => {
  expect(cleaned(title)).toBe(expected);
  expect(cleaned(cleaned(title))).toBe(cleaned(title));
});

test("words of the site's own are spam too", () => {
  expect(cleaned("渡口的钟_某某门户", ["某某门户"])).toBe("渡口的钟");
});
