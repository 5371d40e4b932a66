import * as fc from "fast-check";
import MiniSearch from "minisearch";
import { expect, test } from "vitest";
import { buildRun } from "#search/build/term-run.ts";
import { nextEntry, openEntries, termOf } from "#search/format/block-entry.ts";
import { BUILD_OPTIONS, FIELDS, type IndexedFields } from "#search/format/options.ts";
import { createPostings, readPostings } from "#search/format/posting-list.ts";
import { compareTerms } from "#search/format/term-order.ts";
import { sampleDocuments } from "../sample.ts";

type Found = readonly [term: string, postings: readonly (readonly (readonly number[])[])[]];

/** What a run says of its terms, in its order. */
function termsOfRun(documents: readonly IndexedFields[]) {
  const run = buildRun(documents);
  const cursor = openEntries(run.bytes, 0);
  const terms = Array.from({ length: run.count }, (): Found => {
    nextEntry(cursor);
    const lists = FIELDS.map(() => createPostings());
    readPostings(cursor.bytes, cursor.postingsAt, lists);
    const postings = lists.map(({ count, docs, frequencies }) =>
      Array.from({ length: count }, (_, at) => [docs[at]!, frequencies[at]!]),
    );
    return [termOf(cursor), postings];
  });
  return { terms, lengths: run.lengths };
}

/** What MiniSearch says by itself, with texts as tokens and its own map of them. */
function termsOfMiniSearch(documents: readonly IndexedFields[]) {
  const index = new MiniSearch<IndexedFields>(BUILD_OPTIONS);
  index.addAll(documents);
  const json = index.toJSON();
  const terms = json.index.map(([term, fields]): Found => {
    const postings = FIELDS.map((_, field) =>
      Object.entries(fields[field] ?? {}).map(([doc, frequency]) => [Number(doc), frequency]),
    );
    return [term, postings];
  });
  const lengths = FIELDS.map((_, field) =>
    documents.map((_document, doc) => json.fieldLength[doc]?.[field] ?? 0),
  );
  return { terms: terms.sort(([a], [b]) => compareTerms(a, b)), lengths };
}

const piece = fc.constantFrom(
  ...Array.from("浙江省網路人工智能学习一二三千万零〇年月日点半了的は學ガがㇷ゚한국가ไทย𠮷々ー"),
  ...Array.from("abcNW0123456789 ,.!?“”（）《》·-–@/%\n"),
  ..."，𠀀𠀁一𠀀，| the |running|US|U.S.|C++|Node.js|C919|e\u0301té|2023年|3.5万|£3bn|10%|9:30|I/O|😀|👨‍👩‍👧|가\u0301|か\u3099".split(
    "|",
  ),
);
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
const document = fc.record({
  title: text,
  text,
  lang: fc.constantFrom("zh-Hans", "zh-Hant", "en", "de", "ja", "ko", "th", ""),
});

test("a run has the terms, postings and lengths that MiniSearch gives by itself, whatever is written", () => {
  fc.assert(
    fc.property(fc.array(document, { minLength: 1, maxLength: 8 }), (fields) => {
      const documents = fields.map((one, id) => ({ id: `a${id}`, ...one }));
      expect(termsOfRun(documents)).toEqual(termsOfMiniSearch(documents));
    }),
    { numRuns: 400 },
  );
});

test.each(["zh", "en"] as const)("so it is with articles as they are written, in %s", (lang) => {
  const documents = sampleDocuments(lang, 120);
  const run = termsOfRun(documents);
  expect(run).toEqual(termsOfMiniSearch(documents));
  expect(run.terms.length).toBeGreaterThan(1_000);
});
