import { beforeAll, expect, inject, test } from "vitest";
import { ask, costOf, published } from "../serve/published.ts";

const { site, articles } = inject("seed");
beforeAll(() => published(articles, { site }));

async function suggestionFor(q: string): Promise<unknown> {
  const { text } = await ask(`/api/search?q=${encodeURIComponent(q)}`);
  return JSON.parse(text).suggestion;
}

test.each([
  // One wrong character of a title, in the title's own script.
  ["兰水大桥", /^澜水大桥$/],
  ["鹿平黑陶", /^鹿坪黑陶$/],
  ["祠服器", /^伺服器$/],
  ["黑陶陶", /^黑陶$/],
  // Two characters of which one is wrong: nothing is found at all.
  ["灯剧", /^灯戏|燈戲$/],
  // Two slips in one word.
  ["lanntrens", /^lanterns$/],
  ["black potterry xxlantern", /^black pottery /],
  ["ferrry", /^ferry$/],
])("what was meant by %s", async (q, expected) => {
  const suggestion = await suggestionFor(q);
  if (expected === null) expect(suggestion).toBeNull();
  else expect(suggestion).toMatch(expected);
});

test("what is suggested is found", async () => {
  for (const q of ["兰水大桥", "鹿平黑陶", "灯剧", "lanntrens"]) {
    const suggestion = await suggestionFor(q);
    const { text } = await ask(`/api/search?q=${encodeURIComponent(String(suggestion))}`);
    expect([q, JSON.parse(text).total > 0, JSON.parse(text).partial]).toEqual([q, true, false]);
  }
});

test.each([
  "灯戏",
  "lantern",
  "zzzzqqq",
  "tag:无此标签",
  "的",
  "",
  // What articles have stays, whatever else is not found; in either script.
  "渡船 zebra",
  "渡船 斑马",
  "zebra 灯戏",
  "燈戲 zebra",
  "黑陶 qqqq",
  // 伺服器 is in the articles; what is left of it without its first character is no word.
  "服务器",
])("nothing is suggested for %j", async (q) => {
  expect(await suggestionFor(q)).toBeNull();
});

test("a suggestion costs one round at most", async () => {
  for (const q of ["兰水大桥", "灯剧", "zzzzqqq"])
    expect([q, costOf(await ask(`/api/search?q=${encodeURIComponent(q)}`)).rounds]).toEqual([
      q,
      expect.toSatisfy((rounds: number) => rounds <= 4),
    ]);
});

test("the results page leads on to what was meant", async () => {
  const { text } = await ask(`/search?q=${encodeURIComponent("鹿平黑陶")}`);
  expect(text).toMatch(/<a href="\/search\?q=[^"]+"><b>鹿坪黑陶<\/b><\/a>/);
});
