import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type ArticleId, toArticleId } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import type { TermRun } from "#search/build/term-run.ts";
import { createTermTable } from "#search/build/term-table.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { sampleDocuments } from "../sample.ts";

function idOf(index: number): ArticleId {
  const id = toArticleId(`d${index}`);
  if (isRejection(id)) throw new TypeError("the id is refused");
  return id;
}

const DOCUMENTS = [...sampleDocuments("zh", 40), ...sampleDocuments("en", 40)]
  .map((document, index): SearchDocument => ({ ...document, id: idOf(index) }))
  .sort((a, b) => (a.published < b.published ? -1 : 1));

/** Gives each article the run that it had before. */
function createRuns() {
  const runs = new Map<SearchDocument, TermRun>();
  return ([document]: readonly SearchDocument[], build: () => TermRun): TermRun => {
    const run = (document && runs.get(document)) ?? build();
    if (document) runs.set(document, run);
    return run;
  };
}

test("an index that is made by a table of terms again and again is, byte for byte, the one that is made without", () => {
  fc.assert(
    fc.property(
      fc.array(fc.uniqueArray(fc.nat(DOCUMENTS.length - 1)), { minLength: 1, maxLength: 12 }),
      (publications) => {
        const table = createTermTable();
        const runOf = createRuns();
        for (const some of publications) {
          const documents = some.sort((a, b) => a - b).map((at) => DOCUMENTS[at]!);
          const kept = buildIndex(documents, { chunkArticles: 1, runOf, table, shardBytes: 4_096 });
          const anew = buildIndex(documents, { shardBytes: 4_096 });
          expect(kept.root).toEqual(anew.root);
          expect(kept.shards.map(String)).toEqual(anew.shards.map(String));
        }
      },
    ),
    { numRuns: 20 },
  );
});

test("a table forgets terms that no article has any more, and goes on", () => {
  const table = createTermTable();
  const runOf = createRuns();
  const [one] = sampleDocuments("en", 1);
  const build = (texts: readonly string[]): string => {
    const documents = texts.map((text, at) => ({ ...one!, id: idOf(at), text }));
    const kept = buildIndex(documents, { chunkArticles: 1, runOf, table });
    expect(kept).toEqual(buildIndex(documents));
    return kept.shards.map(String).join();
  };
  const words = (from: number): string =>
    Array.from({ length: 5_000 }, (_, at) => `word${from + at}x`).join(" ");
  const before = build(["a ferry"]);
  for (let round = 0; round < 4; round++) build([words(10_000 * round), "a ferry"]);
  expect(build(["a ferry"])).toBe(before);
  expect(build(["a ferry"])).toBe(before);
});
