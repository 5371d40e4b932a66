import { beforeAll, expect, test } from "vitest";
import { manyArticles } from "../sample-site.ts";
import { ask, costOf, published } from "../published.ts";

beforeAll(() => published(manyArticles(30)));

test.each([
  ["/nothing", "zh-Hans", "没有这个页面", "搜索全部文章"],
  ["/sections/overseas/nothing", "zh-Hant", "沒有這個頁面", "搜尋全部文章"],
  ["/sections/english/nothing", "en", "There is no such page", "Search all articles"],
  ["/media/none.png", "zh-Hans", "没有这个页面", "搜索全部文章"],
])(
  "on a cold isolate %s is missed in its own language, with search, sections and the newest",
  async (path, lang, ...texts) => {
    const { status, text } = await ask(path);
    expect(status).toBe(404);
    expect(text).toContain(`<html lang="${lang}">`);
    for (const shown of [...texts, "社会民生", "第29篇"]) expect(text).toContain(shown);
    // The detail for programmers is in English.
    expect(text.includes("Nothing answers") || text.includes("There is no section")).toBe(
      lang === "en",
    );
  },
);

test("a page that is not there costs 4 reads at most", async () => {
  expect(costOf(await ask("/nothing")).reads).toBeLessThanOrEqual(4);
});

test("a path that is no text is answered with a page too", async () => {
  const { status, text } = await ask("/articles/%FF", { headers: { Accept: "text/html" } });
  expect(status).toBe(400);
  expect(text).toContain("网址有误");
});
