import * as fc from "fast-check";
import { expect, test } from "vitest";
import { lineOf, type SectionPath, toSectionPath } from "#model/name.ts";
import { allSections, breadcrumb, sectionAt, toSections, withSections } from "#model/section.ts";
import { accepted } from "./accepted.ts";

const TREE = [
  {
    slug: "news",
    title: "新闻",
    description: "d",
    lang: "zh_hans",
    aliases: ["/rss/xw.xml", "/list.php?cid=12"],
    sections: [{ slug: "politics", title: "党政要闻" }, { slug: "counties" }],
  },
  { slug: "news-in-brief" },
];
const path = (text: string): SectionPath => accepted(toSectionPath(text));

test("a tree of sections is read with the paths that its slugs make", () => {
  const { sections, faults } = toSections(TREE);
  expect(faults).toEqual([]);
  expect(sections).toEqual([
    {
      path: "news",
      title: "新闻",
      description: "d",
      lang: "zh-Hans",
      aliases: ["/rss/xw.xml", "/list.php?cid=12"],
      children: [
        { path: "news/politics", title: "党政要闻", aliases: [], children: [] },
        { path: "news/counties", title: "counties", aliases: [], children: [] },
      ],
    },
    { path: "news-in-brief", title: "news-in-brief", aliases: [], children: [] },
  ]);
});

test("a wrong section is left out with what is inside it, and the others stay", () => {
  const { sections, faults } = toSections([
    { slug: "a b", title: "x", sections: [{ slug: "inside" }] },
    { slug: "archive" },
    { title: "no slug" },
    "news",
    { slug: "right", sections: [{ slug: "x/y" }, { slug: "inside" }] },
    { slug: "right" },
  ]);
  expect(allSections(sections).map((section) => section.path)).toEqual(["right", "right/inside"]);
  expect(faults.map(({ field }) => field)).toEqual([
    "sections: a b: slug",
    "sections: archive: slug",
    "sections: : slug",
    // What is no table is one fault.
    "sections: : ",
    "sections: right/x/y: slug",
    "sections: right",
  ]);
});

test.each([null, {}, "news", 5])("%j is not a list of sections", (value) => {
  expect(toSections(value)).toEqual({
    sections: [],
    faults: [{ field: "sections", what: "is not a list" }],
  });
});

test("a tree that is deeper than a path may be ends there, however deep it is", () => {
  let deep: object = { slug: "a" };
  for (let depth = 0; depth < 50_000; depth++) deep = { slug: "a", sections: [deep] };
  const { sections, faults } = toSections([deep]);
  expect(allSections(sections)).toHaveLength(8);
  expect(faults).toHaveLength(1);
});

test("a section is found by its path, and one whose name only begins alike is not", () => {
  const { sections } = toSections(TREE);
  expect(sectionAt(sections, "news/politics")?.title).toBe("党政要闻");
  expect(sectionAt(sections, "news-in-brief")?.path).toBe("news-in-brief");
  for (const absent of ["", "new", "news/", "news/politics/x", "politics", "__proto__"])
    expect(sectionAt(sections, absent)).toBeUndefined();
});

test("a breadcrumb leaves out what is unknown", () => {
  const { sections } = toSections(TREE);
  const titles = (text: string) => breadcrumb(sections, path(text)).map(({ title }) => title);
  expect(titles("news/politics")).toEqual(["新闻", "党政要闻"]);
  expect(titles("news/unknown/deep")).toEqual(["新闻"]);
});

test("sections that only articles speak of are added below those that are known", () => {
  const { sections } = toSections(TREE);
  const grown = withSections(sections, [path("news/opera/lanterns"), path("culture/读书")]);
  expect(allSections(grown).map((section) => section.path)).toEqual([
    "news",
    "news/politics",
    "news/counties",
    "news/opera",
    "news/opera/lanterns",
    "news-in-brief",
    "culture",
    "culture/读书",
  ]);
  expect(sectionAt(grown, "news/opera/lanterns")?.title).toBe("lanterns");
});

test("a grown tree holds every path once with its parents, in whatever order they came", () => {
  const slug = fc.constantFrom("a", "b", "a-b", "aa", "读书");
  const paths = fc.array(
    fc.array(slug, { minLength: 1, maxLength: 4 }).map((slugs) => path(slugs.join("/"))),
  );
  fc.assert(
    fc.property(paths, (wanted) => {
      const { sections } = toSections(TREE);
      const grown = withSections(sections, wanted);
      const found = allSections(grown).map((section) => section.path);
      expect(new Set(found).size).toBe(found.length);
      for (const part of wanted.flatMap(lineOf)) expect(sectionAt(grown, part)?.path).toBe(part);
      expect(withSections(sections, wanted.toReversed())).toEqual(grown);
      expect(withSections(grown, wanted)).toEqual(grown);
    }),
  );
});
