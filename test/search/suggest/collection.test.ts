import { expect, test } from "vitest";
import { type Article, toArticle } from "#model/article.ts";
import { isRejection, type Rejection } from "#model/rejection.ts";
import { type Site, toSite } from "#model/site.ts";
import { articleWords, collectSuggestions } from "#search/suggest/collection.ts";
import { readerOf } from "../suggestions.ts";

const site = toSite({
  title: "The Paper",
  lang: "en",
  sections: [
    {
      slug: "news",
      title: "News",
      sections: [{ slug: "politics", title: "党政要闻", lang: "zh" }],
    },
    { slug: "empty", title: "Nothing yet" },
    { slug: "arts", title: "Arts" },
  ],
});

function sure<T>(value: T | Rejection): T {
  if (isRejection(value)) throw new TypeError(JSON.stringify(value));
  return value;
}

let count = 0;
function article(fields: Record<string, unknown>): Article {
  const day = String(++count).padStart(2, "0");
  const all = {
    id: `a${count}`,
    title: `Title ${count}`,
    section: "arts",
    published: `2024-01-${day}`,
    ...fields,
  };
  return sure<Article>(toArticle(all, { timeZone: "UTC" }));
}

const collected = (articles: readonly Article[], readingsOf?: ReturnType<typeof readerOf>) =>
  collectSuggestions(
    articles,
    sure<Site>(site),
    articles.map((one) => articleWords(one, sure<Site>(site), readingsOf)),
  );

test("sections that have articles come in the site's order, with those above them, also where an article only appears there too", () => {
  const { names } = collected([article({ section: "arts", also: ["news/politics"] })]);
  expect(names).toEqual([
    { text: "News", lang: "en" },
    { text: "党政要闻", lang: "zh" },
    { text: "Arts", lang: "en" },
  ]);
});

test("tags come behind sections, those of most articles first, in each script as the newest article writes them", () => {
  const { names } = collected([
    article({ tags: ["rare", "網絡"] }),
    article({ tags: ["网络", "Both"], lang: "zh-Hans" }),
    article({ tags: ["both", "网络"], lang: "zh-Hans" }),
  ]);
  expect(names.slice(1).map(({ text }) => text)).toEqual(["both", "网络", "rare", "網絡"]);
});

test("titles come newest first, each with its article's language or the site's", () => {
  const { titles } = collected([
    article({ title: "old" }),
    article({ title: "新", lang: "zh-Hans" }),
  ]);
  expect(titles).toEqual([
    { text: "新", lang: "zh-Hans" },
    { text: "old", lang: "en" },
  ]);
});

test("words of three articles or more are terms, in the form that is usual, without stop words, short words and numbers", () => {
  const { terms } = collected([
    article({ title: "Library opens", summary: "The library was there in 2024. Its river sings." }),
    article({ title: "A library, their library", summary: "River and which 2024 river" }),
    article({ title: "LIBRARY", summary: "Down the river in 2024 for there which was" }),
    article({ title: "Café", summary: "lanterns" }),
    article({ title: "café", summary: "lanterns" }),
  ]);
  expect(terms.map(({ text }) => text)).toEqual(["library", "river"]);
});

test("accents stay where the publisher writes them, and words of both forms count together", () => {
  const { terms } = collected([
    article({ title: "Café culture" }),
    article({ title: "a Café", lang: "fr" }),
    article({ title: "the cafe" }),
  ]);
  expect(terms.map(({ text }) => text)).toEqual(["Café"]);
});

test("Chinese words of titles are terms when somebody cuts titles into words, never single characters", () => {
  const titles = ["重庆的夜", "夜游重慶", "重庆音乐", "音乐的夜"].map((title) =>
    article({ title, lang: "zh" }),
  );
  const readingsOf = readerOf(
    "重庆 chong qing",
    "重慶 chong qing",
    "音乐 yin yue",
    "夜 ye",
    "的 de",
  );
  expect(collected(titles, readingsOf).terms.map(({ text }) => text)).toEqual(["重庆"]);
  expect(collected(titles).terms).toEqual([]);
});
