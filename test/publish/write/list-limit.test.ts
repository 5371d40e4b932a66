import { expect, test } from "vitest";
import { LIST_LIMITS, listFaults } from "#publish/write/list-limit.ts";
import { madeArticle, madeSite } from "../../store/made-articles.ts";

const site = madeSite("Lists", ["news"]);
const many = (count: number, fields: (index: number) => Readonly<Record<string, unknown>>) =>
  Array.from({ length: count }, (_, index) => madeArticle({ id: `a${index}`, ...fields(index) }));

test("a site of ordinary lists has nothing to be told of", () => {
  const articles = many(300, (index) => ({ section: `s${index % 30}`, tags: [`t${index % 60}`] }));
  expect(listFaults(site, articles)).toEqual({ refused: [], notices: [] });
});

test("a section for each line is refused, with what was probably taken for a section", () => {
  const { refused, notices } = listFaults(
    site,
    many(1_000, (index) => ({ section: `s${index}` })),
  );
  expect(notices).toEqual([]);
  expect(refused).toEqual([
    {
      field: "section",
      what: "there are 1,001 sections; at most 400 are allowed, and 1,000 of them are of one article alone",
      fix: "section was probably taken from a field that differs in each article, such as an id or a title: give it a category, such as news/politics",
    },
  ]);
});

test("too many sections that all have articles are to be joined", () => {
  const { refused } = listFaults(
    site,
    many(1_000, (index) => ({ section: `s${index % 500}` })),
  );
  expect(refused.map(({ fix }) => fix)).toEqual(["join some of them"]);
});

test.each([
  [199, 0, 0],
  [200, 0, 1],
  [201, 0, 1],
  [400, 0, 1],
  [401, 1, 0],
])("of %i sections %i lists are refused, and %i told of", (sections, refused, notices) => {
  // One is the site's own.
  const articles = many(800, (index) => ({ section: `s${index % (sections - 1)}` }));
  const found = listFaults(site, articles);
  expect([found.refused.length, found.notices.length]).toEqual([refused, notices]);
  for (const { field, what } of found.notices)
    expect([field, what]).toEqual([
      "section",
      `there are ${sections} sections; at most 400 are allowed`,
    ]);
});

test.each(["tags", "authors"])("%s of their own in each article are refused", (field) => {
  const articles = many(201, (index) => ({
    [field]: Array.from({ length: 100 }, (_, place) => `${index}-${place}`),
  }));
  const { refused } = listFaults(site, articles);
  expect(refused.map((fault) => fault.field)).toEqual([field]);
});

test.each([
  [49, 0],
  [50, 1],
])("%i languages and articles without one: %i lists are told of", (languages, notices) => {
  const articles = many(languages + 3, (index) =>
    index < languages
      ? { lang: `en-${String.fromCharCode(65 + (index % 26), 65 + Math.floor(index / 26))}` }
      : {},
  );
  expect(listFaults(site, articles).notices.map(({ field }) => field)).toEqual(
    Array.from({ length: notices }, () => "lang"),
  );
});

test("every list of the settings is counted, too", () => {
  const full = { ...site, gone: Array.from({ length: 201 }, (_, index) => `g${index}`) as never };
  expect(listFaults(full, []).refused.map(({ field }) => field)).toEqual(["gone"]);
  const synonyms = Array.from({ length: 1_100 }, (_, index) => [`a${index}`, `b${index}`]);
  expect(listFaults({ ...site, synonyms }, []).refused.map(({ field }) => field)).toEqual([
    "synonyms",
  ]);
  const aliases = Array.from({ length: 2_001 }, (_, index) => `/rss/${index}.xml`);
  expect(listFaults({ ...site, aliases }, []).refused.map(({ field }) => field)).toEqual([
    "aliases",
  ]);
});

test("each list has a maximum and says what its values are like", () => {
  for (const { max, like, noun } of LIST_LIMITS) {
    expect(max).toBeGreaterThan(0);
    expect(like.length + noun.length).toBeGreaterThan(10);
  }
});
