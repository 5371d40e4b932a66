import { expect, test } from "vitest";
import { describeRejection, isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import { toIndexRoot } from "#search/format/root.ts";
import { sampleDocuments } from "../sample.ts";

const { root } = buildIndex(sampleDocuments("zh", 30));

test("a root comes back from the JSON of a manifest as it was", () => {
  expect(toIndexRoot(JSON.parse(JSON.stringify(root)))).toEqual(root);
});

test.each([
  [null, "index root: is not the root of an index"],
  [{ ...root, format: 1 }, "index root: has format 1, not 2; publish again with this version"],
  [
    { ...root, analysis: "0" },
    "index root: was made by analysis 0, not 4; publish again with this version",
  ],
  [{ ...root, terms: -1 }, "index root: terms: is not as it was written"],
  [{ ...root, firstTerms: [1] }, "index root: firstTerms: is not as it was written"],
  // A query would leave out what the words of that language become.
  [{ ...root, languages: ["tlh"] }, "index root: languages: is not as it was written"],
  [{ ...root, languages: ["fr", "x"] }, "index root: languages: is not as it was written"],
  [{ ...root, languages: "fr" }, "index root: languages: is not as it was written"],
  [{ ...root, averageLengths: ["1"] }, "index root: averageLengths: is not as it was written"],
  [{ ...root, checksums: [0.5] }, "index root: checksums: is not as it was written"],
  [{ ...root, common: [["a"]] }, "index root: common: is not as it was written"],
  [{ ...root, words: [{ shortest: 1 }] }, "index root: words: is not as it was written"],
])("what is no root of this version is refused with the reason", (value, reason) => {
  const found = toIndexRoot(value);
  expect(isRejection(found) && describeRejection(found)).toBe(reason);
});

test("an index of the revision before is read until the site is published again", () => {
  expect(isRejection(toIndexRoot({ ...root, analysis: "3" }))).toBe(false);
});

test("a root names languages that have rules of their own, or none", () => {
  expect(toIndexRoot({ ...root, languages: ["fr", "de"] })).toMatchObject({
    languages: ["fr", "de"],
  });
  const { languages: _none, ...plain } = root;
  expect(isRejection(toIndexRoot(plain))).toBe(false);
});
