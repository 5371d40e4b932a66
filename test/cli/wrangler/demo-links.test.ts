import { expect, test } from "vitest";
import { searchWords } from "#cli/wrangler/demo-links.ts";

test("the words to search for begin with a Chinese word of each title, and go on with long Latin words", () => {
  const titles = ["RSS in 2026", "的：香港与海", "Harbour news", "2023年上海", "澳門"];
  const articles = titles.map((title) => ({ title }));
  expect(searchWords(articles)).toEqual(["香港", "上海", "Harbour"]);
});
