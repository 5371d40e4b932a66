import { expect, test } from "vitest";
import { searchWords } from "../../src/cli/openings.ts";

test("the words to search for begin with Han characters of the titles, and go on with long Latin words", () => {
  const titles = ["RSS in 2026", "浙江省支援", "Harbour news", "香港", "澳門"];
  const articles = titles.map((title) => ({ title }));
  expect(searchWords(articles)).toEqual(["浙江", "香港", "Harbour"]);
});
