import { expect, test } from "vitest";
import { distinctFilters } from "#search/query/search-filter.ts";

test("of filters by date the narrowest counts, and others count once", () => {
  const filters = [
    { after: 100 },
    { section: "news" },
    { before: 900 },
    { tag: "灯戏" },
    { after: 300 },
    { before: 1_000 },
    { after: 200 },
    { section: "news" },
    { tag: "燈戲" },
  ];
  expect(distinctFilters(filters)).toEqual([
    { after: 300 },
    { section: "news" },
    { before: 900 },
    { tag: "灯戏" },
  ]);
});

test("filters that ask for different things all count", () => {
  const filters = [
    { section: "news" },
    { own: "news" },
    { section: "news/politics" },
    { tag: "news" },
    { author: "news" },
    { lang: "en" },
    { after: 100, before: 900 },
    { after: 100 },
  ];
  expect(distinctFilters(filters)).toEqual(filters);
});
