import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Card } from "#model/card.ts";
import { cardAt, cardLayout, cardsIn, encodeCards } from "#store/cards.ts";
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
