import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Card } from "#model/card.ts";
import { cardAt, cardLayout, cardsIn, encodeCards } from "#store/cards.ts";
import { hash32 } from "#model/hash.ts";
import { StoreFault } from "#store/fault.ts";
import { madeArticle } from "./made-articles.ts";

const cards = ["a", "b\u2028", "丙\n"].map((title): Card => {
  const { id, section, published, precision } = madeArticle({ id: "1", title });
  const rest = { authors: [], tags: [], lang: "en", summary: "", text: `${title}…` };
  return { id, title, section, published, precision, ...rest };
});

test("each card is found on its line, whatever characters it has", () => {
  const text = encodeCards(cards);
  expect(cards.map((_, line) => cardAt(text, line, "n"))).toEqual(cards);
  expect(cardsIn(text, "n")).toEqual(cards);
});

test("a blob of which any line is no card is refused when all are wanted", () => {
  const text = encodeCards(cards);
  for (const wrong of [text.slice(0, -3), `${text}\n`, text.replace("\n", "\n[1]\n"), ""])
    expect(() => cardsIn(wrong, "n")).toThrow(StoreFault);
});

const beginnings = fc.tuple(fc.string({ unit: "grapheme" }), fc.nat(40), fc.boolean());

test("a summary comes back as it was, whether it is the publisher's own or the beginning of the text", () => {
  const [card] = cards;
  if (card === undefined) throw new TypeError("no card");
  fc.assert(
    fc.property(fc.oneof(fc.string(), beginnings), fc.string(), (summary, tail) => {
      const [head, length, isCut] = typeof summary === "string" ? [summary, 0, false] : summary;
      const whole = {
        ...card,
        text: head + tail,
        summary: length === 0 ? head : head.slice(0, length) + (isCut ? "…" : ""),
      };
      const other = { ...whole, summary: tail, kicker: "k", image: "/media/x.jpg", beyond: "A-_9" };
      const text = encodeCards([whole, other]);
      expect([cardAt(text, 0, "n"), cardAt(text, 1, "n")]).toEqual([whole, other]);
    }),
  );
});

test("a summary that the text begins with takes no room", () => {
  const [card] = cards;
  const text = "字".repeat(240);
  const line = encodeCards([{ ...card!, text, summary: `${"字".repeat(199)}…` }]);
  expect(line.length).toBeLessThan(text.length + 100);
});

test("a summary that leaves out what the text has between its words takes no room either", () => {
  const [card] = cards;
  const text = `${"字".repeat(80)} ${"画".repeat(160)}`;
  const whole = { ...card!, text, summary: text.replace(" ", "") };
  const line = encodeCards([whole]);
  expect(line.length).toBeLessThan(text.length + 100);
  expect(cardAt(line, 0, "n")).toEqual(whole);
});

test("cards of versions before are read, with sums and without", () => {
  const json =
    '["1","a","news","2023-04-14T00:00:00+08:00",1,["甲"],[],"zh-Hans","正文",2,null,"https://a.example/",null,"/media/x.jpg","A-_9","源"]';
  const card = {
    id: "1",
    title: "a",
    section: "news",
    published: "2023-04-14T00:00:00+08:00",
    precision: "day",
    authors: ["甲"],
    tags: [],
    lang: "zh-Hans",
    text: "正文",
    summary: "正文",
    url: "https://a.example/",
    image: "/media/x.jpg",
    beyond: "A-_9",
    source: { name: "源" },
  };
  const sum = ((hash32(json) ^ Math.imul(8, 0x9e3779b1)) >>> 0).toString(36).padStart(7, "0");
  expect(cardsIn(json, "n")).toEqual([card]);
  expect(cardAt(sum + json, 0, "n", 7)).toEqual(card);
  expect(() => cardAt(sum + json, 0, "n", 8)).toThrow(StoreFault);
});

test("a line that is missing, cut short or no card is a fault", () => {
  const text = encodeCards(cards);
  expect(() => cardAt(text, 3, "n")).toThrow(StoreFault);
  expect(() => cardAt(text.slice(0, -1), 2, "n")).toThrow(StoreFault);
  for (const line of [0, 1, 2, 3])
    expect(() => cardAt('[]\n7\nnull\n{"id":"1"}', line, "n")).toThrow(StoreFault);
  expect(() => cardAt("", 0, "n")).toThrow(StoreFault);
});

test("blobs of cards stay few: at most 160 up to 10,240 articles, and a blob of Chinese cards about 60 KB", () => {
  for (const count of [0, 1, 57, 2_560, 2_561, 5_120, 5_121, 10_240]) {
    const { perBlob, textColumns } = cardLayout(count);
    expect(Math.ceil(count / perBlob)).toBeLessThanOrEqual(160);
    // Two columns are a Han character, which is three bytes.
    expect((perBlob * textColumns * 3) / 2).toBeLessThanOrEqual(60_000);
  }
});
