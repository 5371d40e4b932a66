import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  imageOf,
  numberOf,
  oneOf,
  sourceOf,
  toAlias,
  toAttachment,
  toCorrection,
  toNeighbour,
  toTranslations,
} from "#model/article-part.ts";
import { fieldsOf } from "#model/field.ts";
import { isRejection } from "#model/rejection.ts";
import { refused } from "./accepted.ts";

test.each([
  ["/html/xw/dzyw/87613.html", "/html/xw/dzyw/87613.html"],
  [" /show.php?id=4411 ", "/show.php?id=4411"],
  ["https://old.example/a/?p=1#top", "/a/?p=1"],
  ["/新闻/茶.html", "/%E6%96%B0%E9%97%BB/%E8%8C%B6.html"],
  ["/a/../b", "/b"],
  ["/a//b", "/a//b"],
])("%j is the alias %j", (value, alias) => {
  expect(toAlias(value)).toBe(alias);
});

test.each([
  "",
  "html/87613.html",
  "//evil.example/a",
  "/\\evil.example/a",
  "/\t/evil.example/a",
  "/.//evil.example/a",
  "https://old.example//evil.example/a",
  "https://",
  "javascript:alert(1)",
  7,
  null,
  ["/a"],
])("%j is not an alias", (value) => {
  expect(refused(toAlias(value))).toHaveLength(1);
});

test("an alias is measured as browsers ask for it, percent-encoded", () => {
  expect(toAlias(`/${"a".repeat(999)}`)).toHaveLength(1_000);
  expect(refused(toAlias(`/${"a".repeat(1_000)}`))).toHaveLength(1);
  expect(refused(toAlias(`/${"茶".repeat(400)}`))).toHaveLength(1);
});

test("an alias that was accepted is accepted again unchanged, and is a path of this site", () => {
  const path = fc.oneof(
    fc.string({ unit: "binary" }).map((text) => `/${text}`),
    fc.stringMatching(/^\/[/\\.\t?#%a-c\u4e00]{0,12}$/),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
  );
  fc.assert(
    fc.property(path, (text) => {
      const alias = toAlias(text);
      if (isRejection(alias)) return;
      expect(toAlias(alias)).toBe(alias);
      expect(new URL(alias, "https://here.example").href).toBe(`https://here.example${alias}`);
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ["a name alone", "澜川日报", { name: "澜川日报" }],
  [
    "a name and a URL",
    { name: "n", url: "https://a.example" },
    { name: "n", url: "https://a.example/" },
  ],
  ["nothing", null, undefined],
  ["blank", " ", undefined],
])("a source may be %s", (_, source, expected) => {
  const fields = fieldsOf({ source });
  expect(sourceOf(fields)).toEqual(expected);
  expect(fields.faults).toEqual([]);
});

test("what is wrong inside a source or an image is named with its path", () => {
  const fields = fieldsOf({ source: { url: "x:" }, image: { width: "wide" } });
  sourceOf(fields);
  imageOf(fields);
  expect(fields.faults.map(({ field }) => field)).toEqual([
    "source.name",
    "source.url",
    "image.url",
    "image.width",
  ]);
});

test("a source that is a list is one fault of the source", () => {
  const fields = fieldsOf({ source: ["a", "b"] });
  sourceOf(fields);
  expect(fields.faults[0]).toEqual({ field: "source", what: "is not an object with fields" });
});

test.each([
  [5, 5],
  ["5", 5],
  [" 1e3 ", 1_000],
  [-0, 0],
  ["", undefined],
  [null, undefined],
])("the number %j is read as %j", (value, expected) => {
  const fields = fieldsOf({ n: value });
  expect(numberOf(fields, "n")).toBe(expected);
  expect(fields.faults).toEqual([]);
});

test.each(["five", "1,000", Number.NaN, Infinity, "Infinity", true, [5], {}])(
  "%j is not a number",
  (value) => {
    const fields = fieldsOf({ n: value });
    expect(numberOf(fields, "n")).toBeUndefined();
    expect(fields.faults).toEqual([{ field: "n", what: "is not a number" }]);
  },
);

test("a word that is not on the list is a fault that gives the list", () => {
  const fields = fieldsOf({ status: "hidden" });
  expect(oneOf(fields, "status", ["draft", "published"])).toBeUndefined();
  expect(fields.faults[0]?.fix).toBe("write draft, published");
});

test("an attachment is a URL alone, or a URL with what is known of it", () => {
  expect(toAttachment("media/a.wav")).toEqual({ url: "media/a.wav" });
  expect(toAttachment({ url: "a", size: "12", duration: 3.5 })).toEqual({
    url: "a",
    size: 12,
    duration: 3.5,
  });
});

test.each([
  [{}, "url is missing"],
  [{ url: "a", size: -1 }, "size is below 0"],
  [{ url: "a", duration: "-3" }, "duration is below 0"],
  [7, "is not an object with fields"],
])("the attachment %j is refused: %s", (value, fault) => {
  expect(refused(toAttachment(value))[0]).toBe(fault);
});

test.each([
  [{ note: "n" }, "at is missing"],
  [{ at: null, note: "n" }, "at is missing"],
  [{ at: "", note: "n" }, "at is missing"],
  [{ at: "2023-04-14" }, "note is missing"],
  [{ at: "soon", note: "n" }, 'at "soon" is not a date'],
])("the correction %j is refused: %s", (value, fault) => {
  expect(refused(toCorrection(value, "UTC"))).toEqual([fault]);
});

test("a neighbour is a title alone, or a title and an id", () => {
  expect(toNeighbour("t")).toEqual({ title: "t" });
  expect(toNeighbour({ title: "t", id: 7 })).toEqual({ title: "t", id: "7" });
  expect(refused(toNeighbour({ id: "a/b" }))).toHaveLength(2);
});

test("translations are ids by language, and no name is special", () => {
  expect(toTranslations({ zh_TW: 1, en: "b" })).toEqual({ "zh-TW": "1", en: "b" });
  for (const value of [[], "en", { en: "a b" }, { language: "a", nolanguageatall: "b" }])
    expect(refused(toTranslations(value))).toHaveLength(1);
  expect(refused(toTranslations(JSON.parse('{"__proto__":"a"}')))).toHaveLength(1);
});
