import { expect, test } from "vitest";
import type { Card } from "../../src/model/card.ts";
import { cardAt, encodeCards } from "../../src/store/cards.ts";
import { StoreFault } from "../../src/store/fault.ts";
import { madeArticle } from "./made-articles.ts";

const cards = ["a", "b\u2028", "丙\n"].map((title): Card => {
  const { id, section, published, precision } = madeArticle({ id: "1", title });
  const rest = { authors: [], tags: [], lang: "en", summary: "", text: `${title}…` };
  return { id, title, section, published, precision, ...rest };
});

test("each card is found on its line, whatever characters it has", () => {
  const text = encodeCards(cards);
  expect(cards.map((_, line) => cardAt(text, line, "n"))).toEqual(cards);
});

test("a line that is missing, cut short or no card is a fault", () => {
  const text = encodeCards(cards);
  expect(() => cardAt(text, 3, "n")).toThrow(StoreFault);
  expect(() => cardAt(text.slice(0, -1), 2, "n")).toThrow(StoreFault);
  expect(() => cardAt("[]\n7\nnull", 1, "n")).toThrow(StoreFault);
  expect(() => cardAt("", 0, "n")).toThrow(StoreFault);
});
