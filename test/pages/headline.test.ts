import { expect, test } from "vitest";
import { renderHeadline } from "#pages/headline.ts";
import { html } from "#pages/html.ts";

/** The clauses of a title, parted by `|`. */
function clausesOf(title: string): string {
  return html`${renderHeadline(title)}`.source
    .replaceAll('</span><span class="clause">', "|")
    .replaceAll(/<[^>]*>/g, "");
}

test.each([
  ["澜水大桥通车，两岸相隔从五十分钟变成三分钟", "澜水大桥通车，|两岸相隔从五十分钟变成三分钟"],
  ["海外版創刊：寫給離鄉的人，也寫給想來的人", "海外版創刊：|寫給離鄉的人，|也寫給想來的人"],
  // What closes after a mark stays with it, and what opens begins the next.
  ["“你好！”他说，“再见。”", "“你好！”|他说，|“再见。”"],
  ["真的？！真的", "真的？！|真的"],
  ["修拉链、磨剪刀：一百个“小修摊位”", "修拉链、|磨剪刀：|一百个“小修摊位”"],
])("%s breaks at %s", (title, clauses) => {
  expect(clausesOf(title)).toBe(clauses);
});

test.each([
  "七盏灯照出一台戏",
  "Where to stand: the cranes of Yueyan Lake",
  "，从标点开始，也行",
  "一句话。",
  "",
])("%j is left as it is", (title) => {
  expect(renderHeadline(title)).toBe(title);
});

test("a title is text, whatever it looks like", () => {
  expect(html`${renderHeadline("<b>一，<i>二")}`.source).toBe(
    '<span class="clause">&lt;b&gt;一，</span><span class="clause">&lt;i&gt;二</span>',
  );
});
