import { expect, test } from "vitest";
import { allSections } from "#model/section.ts";
import { toSite } from "#model/site.ts";
import { isRejection } from "#model/rejection.ts";
import { sectionsOf, shownSections } from "#publish/build/section-tree.ts";
import { madeArticle } from "../../store/made-articles.ts";

const site = toSite({
  sections: [
    { slug: "news", sections: [{ slug: "town" }, { slug: "secret" }] },
    { slug: "hidden", sections: [{ slug: "deep" }] },
    { slug: "sports", title: "Sports" },
    { slug: "empty" },
  ],
});
if (isRejection(site)) throw new TypeError("site");

const paths = (shown: readonly string[], named: readonly string[]): readonly string[] => {
  const of = (sections: readonly string[]) =>
    sectionsOf(sections.map((section) => madeArticle({ id: "1", section })));
  const tree = shownSections(site.sections, of(shown), of([...shown, ...named]));
  return allSections(tree).map(({ path }) => path);
};

test("a section that only unpublished articles name is not shown, with those around it that are there for its sake", () => {
  expect(paths(["news/town"], ["news/secret", "hidden/deep"])).toEqual([
    "news",
    "news/town",
    "sports",
    "empty",
  ]);
});

test("a section that the site speaks of is shown, also when it has only articles to come, or none", () => {
  expect(paths([], ["sports"])).toContain("sports");
  expect(paths([], [])).toContain("empty");
});

test("a section that the site does not know is shown with its articles, parents first", () => {
  expect(paths(["culture/film"], [])).toEqual([
    ...allSections(site.sections).map(({ path }) => path),
    "culture",
    "culture/film",
  ]);
});
