import { expect, test } from "vitest";
import { cardFromArticle } from "#search/hits/card.ts";
import { madeArticle, madeSite } from "../../store/made-articles.ts";

const site = madeSite("Cards", ["news"]);
const textOf = (body: string, columns: number): string =>
  cardFromArticle(madeArticle({ id: "a", body, format: "text" }), site, columns).text;

test.each([
  ["a text that fits, whole", "渡船停航了", 10, "渡船停航了"],
  ["one that just fits, whole", "words here", 10, "words here"],
  ["one of twice as many characters as columns, cut", "渡船停航了明天再走不送", 10, "渡船停航了…"],
  ["one that is a column too long, cut", "渡船停航了。", 10, "渡船停航了…"],
  ["letters at the end of a word", "words here and there", 10, "words here…"],
  ["lines as one", "甲\n\n  乙\t丙", 10, "甲 乙 丙"],
  [
    "blanks that fill what may be read, cut all the same",
    `${"词 \n \n ".repeat(4)}末`,
    10,
    /^词 词.*…$/,
  ],
  ["nothing of nothing", "", 10, ""],
])("a card holds of %s", (_, body, columns, expected) => {
  const text = textOf(body, columns);
  if (typeof expected === "string") expect(text).toBe(expected);
  else expect(text).toMatch(expected);
});

test("a card shows the publisher's summary, else what the text begins with", () => {
  const body = "渡船停航了。明天再走。";
  const summaryOf = (more: Readonly<Record<string, unknown>>): string =>
    cardFromArticle(madeArticle({ id: "a", body, format: "text", ...more }), site, 400).summary;
  expect(summaryOf({ summary: "停航一天。" })).toBe("停航一天。");
  expect(summaryOf({})).toBe(body);
  const long = "长".repeat(300);
  expect(summaryOf({ summary: long }).length).toBeLessThanOrEqual(201);
});
