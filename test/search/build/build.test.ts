import MiniSearch from "minisearch";
import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { type BuiltIndex, buildIndex } from "#search/build/build.ts";
import { openLengths } from "#search/format/lengths.ts";
import { INDEX_OPTIONS, type IndexedFields } from "#search/format/options.ts";
import { openShard } from "#search/format/shard.ts";
import { eachTermFrom } from "#search/format/shard-terms.ts";
import { isWrittenForm } from "#text/analysis/written-form.ts";
import { sampleDocuments } from "../sample.ts";

const documents = [...sampleDocuments("en", 60), ...sampleDocuments("zh", 60)].sort((a, b) =>
  a.published < b.published ? -1 : 1,
);

const bytesOf = ({ shards, lengths, columns }: BuiltIndex): readonly string[] =>
  [...shards, lengths, columns].map((bytes) => Buffer.from(bytes).toString("base64"));

test("an index is the same, byte for byte, in however many chunks it was built", () => {
  const whole = buildIndex(documents);
  for (const chunkArticles of [7, 50, 119]) {
    const chunked = buildIndex(documents, { chunkArticles });
    expect(chunked.root).toEqual(whole.root);
    expect(bytesOf(chunked)).toEqual(bytesOf(whole));
  }
});

test("average lengths are MiniSearch's own, to the last bit, however it was built", () => {
  const mini = new MiniSearch<IndexedFields>(INDEX_OPTIONS);
  mini.addAll(documents);
  const { averageFieldLength, fieldLength } = mini.toJSON();
  const { root, lengths } = buildIndex(documents, { chunkArticles: 11 });
  expect(root.averageLengths).toEqual(averageFieldLength);
  const opened = openLengths(lengths, root.lengthsChecksum);
  if (isRejection(opened)) throw new Error("refused");
  for (const [place, found] of opened.entries()) {
    expect([...found]).toEqual(documents.map((_, doc) => fieldLength[String(doc)]?.[place]));
  }
});

test("the shards hold MiniSearch's terms, each once, and the root where they begin", () => {
  const mini = new MiniSearch<IndexedFields>(INDEX_OPTIONS);
  mini.addAll(documents);
  const { root, shards } = buildIndex(documents, { shardBytes: 4_096 });
  const found = root.firstTerms.flatMap((first, number) => {
    const shard = openShard(shards[number]!, root.checksums[number]);
    if (isRejection(shard)) throw new Error("refused");
    const terms: string[] = [];
    eachTermFrom(shard, 0, (term) => terms.push(term) > 0);
    expect(terms[0]).toBe(first);
    return terms;
  });
  const whole = mini.toJSON().index.map(([term]) => term);
  const withoutForms = (terms: readonly string[]): readonly string[] =>
    terms.filter((term) => !isWrittenForm(term)).toSorted();
  expect(withoutForms(found)).toEqual(withoutForms(whole));
  // Not every written form is worth its postings.
  const known = new Set(whole);
  expect(found.filter((term) => !known.has(term))).toEqual([]);
  expect(found.some(isWrittenForm)).toBe(true);
  expect(root.terms).toBe(found.length);
});

test("shards stay below their size, but for a term that is larger alone", () => {
  const { shards, root } = buildIndex(documents, { shardBytes: 4_096 });
  const sizes = shards.slice(0, root.firstTerms.length).map(({ length }) => length);
  expect(sizes.length).toBeGreaterThan(10);
  for (const [number, size] of sizes.entries()) {
    const shard = openShard(shards[number]!);
    if (isRejection(shard)) throw new Error("refused");
    if (shard.terms > 1) expect(size).toBeLessThan(4_096 * 1.1);
  }
});

test("progress is told after each chunk, and ends with all articles", () => {
  const told: [number, number][] = [];
  buildIndex(documents, {
    chunkArticles: 50,
    progress: (done, total) => told.push([done, total]),
  });
  // Where a chunk ends is drawn by its articles' ids, so that a new one moves the border of its own.
  expect(told.length).toBeGreaterThan(1);
  expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).toSorted((a, b) => a - b));
  expect(told.map(([, total]) => total)).toEqual(told.map(() => 120));
  expect(told.at(-1)).toEqual([120, 120]);
});

test("an index of articles that come one after another is the index of their list", () => {
  const listed = buildIndex(documents);
  const streamed = buildIndex(documents.values(), { total: documents.length });
  expect(bytesOf(streamed)).toEqual(bytesOf(listed));
});

test("an index of no articles is an index", () => {
  const { root, shards } = buildIndex([]);
  expect([root.documents, root.terms, shards.length]).toEqual([0, 0, 0]);
});
