import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { ask, costOf, published } from "../published.ts";
import { article } from "../sample-site.ts";

const BASE = "https://news.example.org";
const FILES = ["feed.xml", "atom.xml", "feed.json"];

/** Where a path leads, without the site's own address; the path itself where it is answered. */
async function followed(path: string): Promise<string> {
  const { status, headers } = await ask(path);
  const location = headers.get("Location");
  if (location === null) return status === 200 ? path : `${path} ${status}`;
  expect([path, status, location.startsWith(`${BASE}/`)]).toEqual([path, 301, true]);
  return location.slice(BASE.length);
}

describe("a site with Simplified, Traditional and English articles", () => {
  beforeAll(() =>
    published([
      article({
        id: "a",
        tags: ["Tide", "潮汐", "Ｆｕｌｌ", "Café", "한강"],
        authors: ["Ann Lee"],
      }),
      article({ id: "b", lang: "zh-Hant", tags: ["黨政"], authors: ["陳 明"] }),
      article({ id: "c", lang: "en-GB", section: "english", tags: ["C++"] }),
    ]),
  );

  test.each([
    ["/tags/TIDE", "/tags/tide"],
    ["/tags/Tide/", "/tags/tide"],
    ["/tags/tide/", "/tags/tide"],
    ["/tags/TIDE?cursor=MTIz&x=%2F%2Fevil.example", "/tags/tide?cursor=MTIz&x=%2F%2Fevil.example"],
    ["/tags/%EF%BC%B4ide", "/tags/tide"],
    ["/tags/FULL", "/tags/full"],
    ["/tags/cafe%CC%81", "/tags/cafe"],
    ["/tags/Caf%C3%A9", "/tags/cafe"],
    [`/tags/${encodeURIComponent("한강".normalize("NFD"))}`, `/tags/${encodeURIComponent("한강")}`],
    [`/tags/${encodeURIComponent("黨政")}`, `/tags/${encodeURIComponent("党政")}`],
    ["/tags/c%2B%2B", "/tags/c%2B%2B"],
    ["/authors/ANN%20LEE", "/authors/ann%20lee"],
    ["/authors/Ann%20%20Lee?x=1", "/authors/ann%20lee?x=1"],
    [`/authors/${encodeURIComponent("陳 明")}`, `/authors/${encodeURIComponent("陈 明")}`],
    ["/languages/ZH-hans", "/languages/zh-Hans"],
    ["/languages/zh_hant/", "/languages/zh-Hant"],
    ["/languages/zh-CN", "/languages/zh-Hans"],
    ["/languages/zh-TW?x=1", "/languages/zh-Hant?x=1"],
    ["/languages/EN", "/languages/en"],
    ["/languages/zh", "/languages/zh"],
  ])("the page %s is that at %s", async (path, own) => {
    const to = await followed(path);
    expect(to).toBe(own);
    expect(await followed(to.replace(/cursor=MTIz&/, ""))).toBe(to.replace(/cursor=MTIz&/, ""));
  });

  const topics: readonly (readonly [string, string])[] = [
    ["/tags/TIDE/", "/tags/tide/"],
    ["/tags/cafe%CC%81/", "/tags/cafe/"],
    [
      `/tags/${encodeURIComponent("한강".normalize("NFD"))}/`,
      `/tags/${encodeURIComponent("한강")}/`,
    ],
    ["/tags/%EF%BC%B4ide/", "/tags/tide/"],
    [`/tags/${encodeURIComponent("黨政")}/`, `/tags/${encodeURIComponent("党政")}/`],
    ["/authors/ANN%20LEE/", "/authors/ann%20lee/"],
    ["/languages/ZH-hans/", "/languages/zh-Hans/"],
    ["/languages/zh-CN/", "/languages/zh-Hans/"],
    ["/languages/zh_TW/", "/languages/zh-Hant/"],
    ["/languages/zh-TW/", "/languages/zh-Hant/"],
  ];
  const queries: readonly (readonly [string, string])[] = [
    ["?lang=ZH-hans", "?lang=zh-Hans"],
    ["?lang=zh_Hant", "?lang=zh-Hant"],
    ["?utm_source=x&lang=EN&y=1", "?utm_source=x&lang=en&y=1"],
    ["?lang=zh-CN", "?lang=zh-Hans"],
    ["?lang=zh-SG", "?lang=zh-Hans"],
    ["?lang=zh-TW", "?lang=zh-Hant"],
    ["?lang=zh-HK&z=%26", "?lang=zh-Hant&z=%26"],
    ["?lang=ZH-HANT&lang=en", "?lang=zh-Hant"],
  ];
  const searches: readonly (readonly [string, string])[] = [
    ["?q=a&tag=TIDE", "?q=a&tag=tide"],
    ["?q=a&tag=%E9%BB%A8%E6%94%BF&x=1", "?q=a&tag=%E5%85%9A%E6%94%BF&x=1"],
    ["?author=ANN+LEE&q=a", "?author=ann+lee&q=a"],
    ["?q=+a++b+", "?q=a+b"],
    ["?q=cafe%CC%81", "?q=caf%C3%A9"],
    ["?q=a&lang=ZH-hans", "?q=a&lang=zh-Hans"],
    ["?q=a&lang=zh-TW", "?q=a&lang=zh-Hant"],
    ["?q=a&tag=+", "?q=a"],
  ];
  const table = FILES.flatMap((file) => [
    ...topics.map(([path, own]) => [path + file, own + file] as const),
    ...["/", "/sections/news/"].flatMap((folder) =>
      queries.map(([path, own]) => [folder + file + path, folder + file + own] as const),
    ),
    ...searches.map(([path, own]) => [`/search/${file}${path}`, `/search/${file}${own}`] as const),
  ]);

  test.each(table)("the feed %s is that at %s", async (path, own) => {
    expect(await followed(path)).toBe(own);
    const last = await followed(own);
    expect(await followed(last)).toBe(last);
  });

  test.each([
    "/tags/tide",
    "/tags/tide/feed.xml?utm_source=x",
    "/feed.xml?lang=zh",
    "/feed.xml?lang=zh-Hans&utm_source=x",
    "/feed.xml?utm_source=x",
    "/sections/news/feed.xml?depth=0&lang=zh-Hant",
    "/sections/news/feed.xml?lang=fr",
    "/sections/english/atom.xml?lang=zh-Hans",
    "/search/feed.xml?tag=tide&q=a&junk",
    "/search/feed.json?q=TIDE",
    "/search/feed.xml?q=a&lang=zh",
    "/search/feed.xml?q=a&lang=fr",
    "/search/feed.xml?q=a&tag=&author=&lang=",
  ])("%s is answered where it stands", async (path) => {
    expect(await followed(path)).toBe(path);
  });

  test.each([
    "/tags/NONE",
    "/tags/None/feed.xml",
    "/authors/NONE/atom.xml",
    "/languages/FR",
    "/languages/zh-Latn",
  ])("nobody is sent from %s to what is not there", async (path) => {
    expect(await followed(path)).toBe(`${path} 404`);
  });

  test.each(["/search/feed.xml?q=a&lang=_", "/feed.xml?lang=_"])(
    "%s is no language, and no way anywhere",
    async (path) => {
      expect(await followed(path)).toBe(`${path} 400`);
    },
  );

  test("no spelling leads anywhere but to this site, and none in circles", async () => {
    const word = fc.oneof(
      fc.constantFrom(
        "TIDE",
        "//evil.example",
        "\\evil",
        "@evil.example",
        "..",
        "黨政",
        "é",
        "Ⅷ",
        "İ",
      ),
      fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(word, fc.constantFrom("t", "s", "l", "p"), async (text, kind) => {
        const name = encodeURIComponent(text.toWellFormed());
        let path = {
          t: `/tags/${name}/feed.xml`,
          p: `/authors/${name}`,
          s: `/search/feed.xml?q=a&tag=${name}&lang=${name}&section=${name}`,
          l: `/feed.xml?lang=${name}&next=${name}`,
        }[kind];
        for (let step = 0; step < 3; step++) {
          const to = await followed(path);
          if (to === path || / \d{3}$/.test(to)) return;
          path = to;
        }
        expect(path).toBe("the end of the way");
      }),
      { numRuns: 150 },
    );
  });

  test("a 304 of a feed in a language costs the reading of current alone, as ever", async () => {
    for (const path of ["/feed.xml?lang=zh-Hans", "/search/feed.xml?q=a&lang=zh-Hant"]) {
      const { headers } = await ask(path);
      const again = await ask(path, { headers: { "If-None-Match": headers.get("ETag") ?? "" } });
      expect([path, again.status, costOf(again).reads]).toEqual([path, 304, 1]);
    }
  });
});

test("a site that says zh-CN keeps it, and zh-Hans leads there", async () => {
  await published([article({ id: "a", lang: "zh-CN" }), article({ id: "b", lang: "zh-Hant" })]);
  expect(await followed("/feed.xml?lang=zh-CN")).toBe("/feed.xml?lang=zh-CN");
  expect(await followed("/feed.xml?lang=zh-Hans")).toBe("/feed.xml?lang=zh-CN");
  expect(await followed("/languages/zh-Hans")).toBe("/languages/zh-CN");
});

test("where two regions are meant, nobody is sent to one of them", async () => {
  await published([article({ id: "a", lang: "zh-TW" }), article({ id: "b", lang: "zh-HK" })]);
  expect(await followed("/feed.xml?lang=zh-Hant")).toBe("/feed.xml?lang=zh-Hant");
});

test("an article's old address that is spelled like a tag leads to the article where there is no such tag", async () => {
  await published([
    article({ id: "a", tags: ["here"], aliases: ["/tags/Old", "/tags/Gone/feed.xml"] }),
  ]);
  expect(await followed("/tags/Old")).toBe("/articles/a");
  expect(await followed("/tags/Gone/feed.xml")).toBe("/articles/a");
  expect(await followed("/tags/HERE")).toBe("/tags/here");
});
