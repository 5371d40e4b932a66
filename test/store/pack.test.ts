import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { toArticle } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import { StoreFault } from "#store/fault.ts";
import { articleText, encodePack, openPack, packedArticle, packOf } from "#store/pack.ts";
import { sharedPath } from "../setup/shared-data.ts";
import { madeArticle } from "./made-articles.ts";

const full = madeArticle({
  id: "甘孜-2023",
  title: "标题 & <b>",
  section: "news/politics",
  published: "2023-04-14",
  body: "# 正文\n\u2028 end",
  format: "markdown",
  html: "<h1>正文</h1>",
  excerpt: "正文",
  lang: "zh-Hans",
  guid: "urn:old:1",
  url: "https://elsewhere.example/a?b=1",
  updated: "2023-04-15T08:00:00+08:00",
  summary: "s",
  kicker: "k",
  authors: ["甲", "乙"],
  source: { name: "n", url: "https://n.example/" },
  also: ["culture"],
  tags: ["t", "__proto__"],
  image: { url: "/media/x.jpg", alt: "a", width: 3, height: 4 },
  attachments: [{ url: "/media/y.mp3", type: "audio/mpeg", size: 5, duration: 6 }],
  aliases: ["/html/xw/87613.html?id=1"],
  sequence: 87613,
  previous: { title: "before", id: "a" },
  next: { title: "after" },
  translations: { en: "b", "zh-Hant": "c" },
  license: "https://creativecommons.org/licenses/by/4.0/",
  corrections: [{ at: "2023-04-16", note: "n" }],
  embargo: "2023-04-14T09:00:00Z",
});
const bare = madeArticle({ id: "1" });

test("an article comes back from a pack as it was, with every field and with none", () => {
  const pack = openPack(encodePack([full, bare]), "name");
  expect(pack.count).toBe(2);
  expect(pack.article(0)).toEqual(full);
  expect(pack.article(1)).toEqual(bare);
});

test("equal articles have equal bytes, in whatever order their fields and translations were written", () => {
  const { translations, ...rest } = full;
  const backwards = Object.fromEntries(Object.entries(translations).toReversed());
  const other = { translations: backwards, ...rest };
  expect(packedArticle(other)).toEqual(packedArticle(full));
  expect(articleText(other)).toEqual(articleText(full));
  expect(articleText({ ...full, title: "x" })).not.toEqual(articleText(full));
});

test("what most articles lack takes no room in a pack", () => {
  const text = new TextDecoder().decode(packedArticle(bare));
  expect(Object.keys(JSON.parse(text) as object)).toEqual([
    "body",
    "format",
    "id",
    "precision",
    "published",
    "section",
    "title",
  ]);
});

const BEGINNING = "浙江省宁波市和慈溪一线，是杭州湾与钱塘江水域的分界线。";
const AFTER = "二〇〇五年十二月，学院首次成立党委。";

test.each([
  ["a text", { body: `${BEGINNING}\n\n${AFTER}${AFTER}` }],
  ["HTML", { body: "…", html: `<p><b>${BEGINNING}</b></p>\n<p>${AFTER}${AFTER}</p>` }],
])("an excerpt that is the beginning of %s does not stand in a pack twice", (_what, content) => {
  const article = madeArticle({ id: "1", ...content, excerpt: `${BEGINNING}${AFTER}…` });
  const bytes = encodePack([article]);
  expect(new TextDecoder().decode(bytes).split(BEGINNING)).toHaveLength(2);
  expect(openPack(bytes, "name").article(0)).toEqual(article);
});

test("an excerpt that stands there as it is, as in packs of before, is read", () => {
  const article = madeArticle({ id: "1", body: BEGINNING, excerpt: BEGINNING });
  const bytes = packOf([new TextEncoder().encode(articleText(article))]);
  expect(openPack(bytes, "name").article(0)).toEqual(article);
});

test("an excerpt of more than the text has is a fault", () => {
  const article = madeArticle({ id: "1", body: BEGINNING, excerpt: BEGINNING });
  const shorter = articleText({ ...article, body: "短" });
  const record = shorter.replace(JSON.stringify(BEGINNING), "[0,9]");
  const pack = openPack(packOf([new TextEncoder().encode(record)]), "name");
  expect(() => pack.article(0)).toThrow(StoreFault);
});

test("only the article that is asked for is decoded: a damaged one harms no other", () => {
  const bytes = encodePack([full, bare]);
  const at = new TextDecoder("latin1").decode(bytes).indexOf('"guid"');
  bytes[at] = 0;
  const pack = openPack(bytes, "name");
  expect(pack.article(1)).toEqual(bare);
  expect(() => pack.article(0)).toThrow(StoreFault);
});

test("a record that is JSON but no article is a fault", () => {
  const bytes = encodePack([bare]);
  const at = new TextDecoder("latin1").decode(bytes).indexOf('"id"');
  bytes.set(new TextEncoder().encode('"iD"'), at);
  expect(() => openPack(bytes, "name").article(0)).toThrow("no article in slot 0");
});

for (const name of ["k-rust", "drcd"]) {
  const path = sharedPath(`data/search/${name}/articles.jsonl`);
  test.skipIf(path === undefined)(`every article of ${name} comes back from packs`, () => {
    const lines = readFileSync(path ?? "", "utf8")
      .trim()
      .split("\n");
    const articles = lines.flatMap((line) => {
      const article = toArticle(JSON.parse(line), { timeZone: "UTC" });
      return isRejection(article) ? [] : [article];
    });
    expect(articles.length).toBe(lines.length);
    const pack = openPack(encodePack(articles), name);
    for (const [slot, article] of articles.entries()) expect(pack.article(slot)).toEqual(article);
  });
}
