import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { createColumnWriter } from "#search/build/column-writer.ts";
import { type Columns, openColumns, publishedSeconds } from "#search/format/columns.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { mergeColumns } from "#search/run/merged-columns.ts";
import { foldTag } from "#text/fold/fold.ts";
import { sampleDocuments } from "../sample.ts";

const pool = sampleDocuments("en", 60).map((document, at) => ({
  ...document,
  tags: at % 7 === 0 ? ["RUST", ...document.tags] : at % 5 === 0 ? ["rust"] : document.tags,
}));

function columnsOf(documents: readonly SearchDocument[]): Columns {
  const writer = createColumnWriter();
  for (const document of documents) writer.add(document);
  const columns = openColumns(writer.finish());
  if (isRejection(columns)) throw new TypeError("columns that were just written cannot be read");
  return columns;
}

/** What columns tell of each article. */
function toldBy(columns: Columns) {
  return Array.from({ length: columns.count }, (_, doc) => {
    const list = (name: "tag" | "author" | "also", table: "tags" | "authors" | "sections") => {
      const { starts, values } = columns[name];
      return [...values.subarray(starts[doc], starts[doc + 1])].map((value) =>
        columns[table].text(value),
      );
    };
    return {
      second: publishedSeconds(columns, doc),
      section: columns.sections.text(columns.section[doc]!),
      lang: columns.langs.text(columns.lang[doc]!),
      year: columns.years.text(columns.year[doc]!),
      tags: list("tag", "tags"),
      authors: list("author", "authors"),
      also: list("also", "sections"),
    };
  });
}

test("columns that are laid over others tell what those of all articles tell", () => {
  const where = fc.array(fc.constantFrom("base", "recent", "removed"), {
    minLength: pool.length,
    maxLength: pool.length,
  });
  fc.assert(
    fc.property(where, (places) => {
      const inBase = pool.filter((_, at) => places[at] !== "recent");
      const recent = pool.filter((_, at) => places[at] === "recent");
      const kept = pool.filter((_, at) => places[at] !== "removed");
      const numberOf = new Map(inBase.map((document, number) => [document, number]));
      const removed = pool.flatMap((one, at) =>
        places[at] === "removed" ? [numberOf.get(one)!] : [],
      );
      const older = recent.map(
        (one) => inBase.filter((other) => pool.indexOf(other) < pool.indexOf(one)).length,
      );
      const merged = mergeColumns(columnsOf(inBase), columnsOf(recent), { removed, places: older });
      const sorted = (told: ReturnType<typeof toldBy>) =>
        told.map((one) => ({ ...one, tags: one.tags.map(foldTag).sort() }));
      expect(sorted(toldBy(merged))).toEqual(sorted(toldBy(columnsOf(kept))));
      const texts = Array.from({ length: merged.tags.count }, (_, at) =>
        foldTag(merged.tags.text(at)),
      );
      expect(texts).toEqual(texts.toSorted());
    }),
    { numRuns: 40 },
  );
});

test.each([
  ["that lies over others", "rust", "RUST", { removed: [], places: [1] }, "RUST"],
  ["that lies below others", "rust", "RUST", { removed: [], places: [0] }, "rust"],
  ["that is left, the oldest", "rust", "RUST", { removed: [0], places: [0] }, "RUST"],
])("a tag is written as the newest article writes it %s", (_, ...[base, recent, how, written]) => {
  const [one, other] = pool;
  const merged = mergeColumns(
    columnsOf([{ ...one!, tags: [base] }]),
    columnsOf([{ ...other!, tags: [recent] }]),
    how,
  );
  expect(merged.tags.count).toBe(1);
  expect(merged.tags.text(0)).toBe(written);
});
