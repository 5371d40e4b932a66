import MiniSearch from "minisearch";
import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import { indexAsMiniSearchJson } from "#search/format/export.ts";
import { INDEX_OPTIONS, type IndexedFields } from "#search/format/options.ts";
import { isWrittenForm } from "#text/analysis/written-form.ts";
import { sampleDocuments, sampleQueries } from "../sample.ts";

const documents = [...sampleDocuments("en", 60), ...sampleDocuments("zh", 60)].sort((a, b) =>
  a.published < b.published ? -1 : 1,
);
const built = buildIndex(documents, { shardBytes: 8 << 10, chunkArticles: 50 });
const articles = documents.map(({ id, title }) => ({ id, stored: { title } }));
const json = indexAsMiniSearchJson({ ...built, articles });
if (isRejection(json)) throw new Error(json.faults[0]?.what);

const whole = new MiniSearch<IndexedFields>(INDEX_OPTIONS);
whole.addAll(documents);

test("the exported index is what MiniSearch would have written itself, but for the order of terms", () => {
  const { index, storedFields, options, ...rest } = JSON.parse(json);
  const { index: terms, storedFields: none, ...wanted } = JSON.parse(JSON.stringify(whole));
  const byTerm = ([a]: [string], [b]: [string]): number => (a < b ? -1 : 1);
  expect(rest).toEqual(wanted);
  const withoutForms = (all: readonly [string][]): readonly [string][] =>
    all.filter(([term]) => !isWrittenForm(term)).sort(byTerm);
  expect(withoutForms(index)).toEqual(withoutForms(terms));
  // Not every written form is worth its postings.
  const known = new Set(terms.map(([term]: [string]) => term));
  expect(index.filter(([term]: [string]) => !known.has(term))).toEqual([]);
  expect(none).toEqual({});
  expect(storedFields["7"]).toEqual({ title: documents[7]!.title });
  expect(options.searchOptions).toEqual({
    boost: { title: 2, text: 1 },
    bm25: { k: 1.2, b: 0.75, d: 0 },
    weights: { fuzzy: 0.45, prefix: 0.375 },
  });
});

test("MiniSearch.loadJSON opens it, and finds what the index that was built finds", () => {
  const loaded = MiniSearch.loadJSON<IndexedFields>(json, INDEX_OPTIONS);
  for (const query of sampleQueries(documents, 50)) {
    for (const prefix of [false, true]) {
      const [found, wanted] = [loaded, whole].map((index) =>
        index
          .search(query, { prefix })
          .map(({ id, score }) => [id, prefix ? score.toPrecision(12) : score])
          .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      );
      expect(found).toEqual(wanted);
    }
  }
});

test("a damaged shard is an error value, not half an index", () => {
  const shards = built.shards.with(1, built.shards[1]!.slice(0, 50));
  expect(isRejection(indexAsMiniSearchJson({ ...built, shards, articles }))).toBe(true);
});
