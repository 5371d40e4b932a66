import { describe, expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { distinctFilters, toFilter } from "#search/query/search-filter.ts";

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

describe("a date may be written as people write it", () => {
  const SHANGHAI = "Asia/Shanghai";

  test.each([
    ["2024-03-03", "2024/03/03"],
    ["2024-03-03", "2024/3/3"],
    ["2024-03-03", "2024-3-3"],
    ["2024-03-03", "2024.3.3"],
    ["2024-03-03", "2024.03.03"],
    ["2024-03-03", "2024年3月3日"],
    ["2024-03-03", "2024年03月03日"],
    ["2024-03-03", "2024年3月3号"],
    ["2024-03-03", "２０２４年３月３日"],
    ["2024-03-03", "２０２４-０３-０３"],
    ["2024-12-31", "2024/12/31"],
    ["2024-03", "2024/3"],
    ["2024-03", "2024年3月"],
    ["2024-03", "2024.03"],
    ["2024-03", "2024-3"],
    ["2024", "2024年"],
    ["2024", "２０２４"],
  ])("%s is %s", (day, written) => {
    for (const name of ["after", "before", "on"] as const)
      expect([name, toFilter(name, written, SHANGHAI)]).toEqual([
        name,
        toFilter(name, day, SHANGHAI),
      ]);
    expect(isRejection(toFilter("on", written, SHANGHAI))).toBe(false);
  });

  test.each([
    "2024/13/01",
    "2024/2/30",
    "2024年13月",
    "3/3/2024",
    "03.03.2024",
    "24/3/3",
    "2024/3/",
    "2024//3",
    "2024年3日",
    "20240303000",
    "2024/3-3",
    "2024月3日3",
    "yesterday",
    "",
  ])("%s is none", (written) => {
    for (const name of ["after", "before", "on"] as const)
      expect(isRejection(toFilter(name, written, SHANGHAI))).toBe(true);
  });

  test("a moment stays one", () => {
    const at = Date.parse("2024-03-03T08:00:00+08:00") / 1_000;
    expect(toFilter("after", "2024-03-03T08:00:00+08:00", SHANGHAI)).toEqual({ after: at });
    expect(toFilter("before", "2024-03-03T00:00:00Z", SHANGHAI)).toEqual({ before: at });
  });
});
