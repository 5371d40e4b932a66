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
  [{ ...root, format: 2 }, "index root: has format 2, not 1; publish again with this version"],
  [
    { ...root, analysis: "0" },
    "index root: was made by analysis 0, not 1; publish again with this version",
  ],
  [{ ...root, terms: -1 }, "index root: terms: is not as it was written"],
  [{ ...root, firstTerms: [1] }, "index root: firstTerms: is not as it was written"],
])("what is no root of this version is mustNot with the reason", (value, reason) => {
  const found = toIndexRoot(value);
  expect(isRejection(found) && describeRejection(found)).toBe(reason);
});
