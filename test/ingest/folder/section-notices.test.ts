import { expect, test } from "vitest";
import { readSiteSettings } from "#ingest/folder/site-settings.ts";

function noticesOf(text: string): readonly string[] {
  const settings = `id_authority = "a.example,2026"\n${text}`;
  const { notices, rejections } = readSiteSettings(settings, "site.toml");
  expect(rejections).toEqual([]);
  return notices.flatMap(({ place, faults }) =>
    faults.map(({ field, what }) => `${place.line} ${field} ${what}`),
  );
}

test.each([
  ["aliasses", '[[sections]]\nslug = "a"\naliasses = ["/old.xml"]', "sections: a: aliasses"],
  [
    "a setting of the site",
    '[[sections]]\nslug = "a"\n[[sections.sections]]\nslug = "b"\nhub = "x"',
    "sections: a/b: hub",
  ],
])("%s in a section is no setting of it, and is named with its line", (_, text, field) => {
  expect(noticesOf(text)).toEqual([expect.stringContaining(`${field} is not a setting`)]);
});

const AB = '[[sections]]\nslug = "a"\n[[sections]]\nslug = "b"\n';

test.each([
  ["an old path that is a section", `${AB}was = ["a"]`, "a is a section itself"],
  [
    "one that two sections claim",
    '[[sections]]\nslug = "a"\nwas = ["c"]\n[[sections]]\nslug = "b"\nwas = ["c"]',
    "c is said of a too",
  ],
  ["one that has ended too", `gone = ["c"]\n${AB}was = ["c"]`, "c stands in gone too"],
  ["an ended section that is there", `gone = ["b"]\n${AB}`, "b is a section still"],
])("%s is named", (_, text, what) => {
  expect(noticesOf(text)).toEqual([expect.stringContaining(what)]);
});

test.each([
  ["a rename", '[[sections]]\nslug = "a"\nwas = ["c", "d/e"]'],
  ["an end", `gone = ["c"]\n${AB}`],
  ["the same old path twice in one section", '[[sections]]\nslug = "a"\nwas = ["c", "c"]'],
  ["sections inside", '[[sections]]\nslug = "a"\n[[sections.sections]]\nslug = "b"\nlang = "en"'],
])("%s is right as it is", (_, text) => {
  expect(noticesOf(text)).toEqual([]);
});
