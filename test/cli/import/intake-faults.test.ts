import { expect, test } from "vitest";
import { named, undatedFault, withoutOwnRoutes } from "#cli/import/intake-faults.ts";
import { rejection } from "#model/rejection.ts";
import { madeArticle } from "../../store/made-articles.ts";

test.each([
  [["/old/1.html", "/category/a/feed"], ["/old/1.html", "/category/a/feed"], undefined],
  [["/old/1.html", "/feed.xml"], ["/old/1.html"], /^\/feed\.xml is a path that the site itself/],
  [["/search", "/api/search"], [], /^\/search, \/api\/search are paths/],
  [[], [], undefined],
])("of the aliases %j come along %j", (aliases, kept, what) => {
  const [article, fault] = withoutOwnRoutes(madeArticle({ id: "a", aliases }));
  expect(article.aliases).toEqual(kept);
  if (what === undefined) expect(fault).toBeUndefined();
  else
    expect(fault).toMatchObject({ field: "aliases", what: expect.stringMatching(what) as string });
});

test("one fault is told for all articles without a date, and names the one that is alone", () => {
  const one = rejection({ file: "a" }, { field: "published", what: "is missing (article 7)" });
  expect(undatedFault(0, one).what).toBe("has no date that could be found (article 7)");
  expect(undatedFault(1_500, one).what).toBe(
    "has no date that could be found, and so have 1,500 more",
  );
});

test("a fault names the article where no line does", () => {
  const fault = { what: "is wrong" };
  const whats = (place: { readonly file: string; readonly line?: number }, id: unknown) =>
    named(rejection(place, fault), id).faults.map(({ what }) => what);
  expect(whats({ file: "a" }, "7")).toEqual(["is wrong (article 7)"]);
  expect(whats({ file: "a", line: 3 }, "7")).toEqual(["is wrong"]);
  expect(whats({ file: "a" }, 7)).toEqual(["is wrong"]);
});
