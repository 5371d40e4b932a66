import { instantFromEpoch } from "#model/instant.ts";
import type { ArticleId, SectionPath } from "#model/name.ts";
import { createByteWriter } from "#search/format/byte-writer.ts";
import { createColumnWriter } from "#search/build/column-writer.ts";
import { statedChecksum } from "#search/format/frame.ts";
import { ANALYSIS, FIELDS } from "#search/format/options.ts";
import { planSearch } from "#search/run/plan.ts";
import { addPosting, createPostings, writePostings } from "#search/format/posting-list.ts";
import { INDEX_FORMAT, type IndexRoot } from "#search/format/root.ts";
import { runSearch } from "#search/run/run.ts";
import { createShardWriter } from "#search/build/shard-writer.ts";
import { allOf, anyOf, type QueryTerm } from "#search/query/term-query.ts";

/** Lists and columns so long that the engine also compiles the loops over them: with 600 a first
 *  search at 10,000 articles takes half as much again. */
const ARTICLES = 3_000;
/** So many for wider columns, which take long to write. */
const FEWER_ARTICLES = 600;
const TERMS = 200;
const SHARD_BYTES = 4 << 10;
/** After so many searches the engine has compiled what they run through; more bring nothing. */
const SEARCHES = 50;

/** Runs searches over a made-up index, so that the engine has compiled the hot code before the
 *  first reader comes. Meant for a Worker's global scope, whose CPU time is not the request's:
 *  without it a first search takes ten times as long. About 110 milliseconds of CPU.
 *  @returns how many articles the searches found in all: always the same number */
export function warmUp(): number {
  const indexes = [madeUpIndex(7, ARTICLES), madeUpIndex(300, FEWER_ARTICLES)];
  let found = 0;
  for (let turn = 0; turn < SEARCHES; turn++) {
    const { root, shards, columns } = indexes[turn % 4 === 1 ? 1 : 0]!;
    const some: QueryTerm[] = [7, 11, 13].map((step) => ({ term: termAt((turn * step) % TERMS) }));
    if (turn % 8 === 0) some.push({ term: "B", prefix: true });
    const query = turn % 4 < 2 ? anyOf(some) : allOf(anyOf(some));
    const plan = planSearch(root, query);
    // Fresh copies, so that opening them is run through as well.
    const fresh =
      turn % 8 < 2 ? (bytes: Uint8Array) => bytes.slice() : (bytes: Uint8Array) => bytes;
    const read = new Map(plan.shards.map((number) => [number, fresh(shards[number]!)]));
    const sort = turn % 8 === 1 ? ("date" as const) : ("relevance" as const);
    const page = { sort, partial: true };
    const filters = turn % 16 === 0 ? [{ section: "news" }] : [];
    const sides = fresh(columns);
    const parts = { shards: read, lengths: sides, columns: sides };
    const answer = runSearch(root, { ...query, filters, ...page }, plan, parts);
    if ("total" in answer) found += answer.total;
  }
  return found;
}

type MadeUp = {
  readonly root: IndexRoot;
  readonly shards: readonly Uint8Array[];
  readonly columns: Uint8Array;
};

/** An index of frequent and rare terms: number t is in one of t / 6 + 2 articles. Lengths and
 *  frequencies are few, so that scores often tie.
 *  @param values  distinct tags and authors: more than 255 make wider columns */
function madeUpIndex(values: number, articles: number): MadeUp {
  const writer = createShardWriter(SHARD_BYTES);
  const decoder = new TextDecoder();
  for (let term = 0; term < TERMS; term++)
    writer.add(new TextEncoder().encode(termAt(term)), postingsOf(term, articles));
  const { shards, firstTerms } = writer.finish();
  const columns = madeUpColumns(values, articles);
  const root: IndexRoot = {
    format: INDEX_FORMAT,
    analysis: ANALYSIS,
    documents: articles,
    fields: [...FIELDS],
    averageLengths: [7, 300],
    totalLengths: [7 * articles, 300 * articles],
    longestLengths: [11, 350],
    terms: TERMS,
    firstTerms: firstTerms.map((term) => decoder.decode(term)),
    words: [],
    common: [],
    checksums: shards.map(statedChecksum),
    lengthsChecksum: statedChecksum(columns),
    columnsChecksum: statedChecksum(columns),
  };
  // A manifest's root comes out of JSON as well: objects are alike to the engine only when they
  // were made alike.
  return { root: JSON.parse(JSON.stringify(root)), shards, columns };
}

function termAt(number: number): string {
  const name = `B${String(number).padStart(5, "0")}`;
  // A few long ones: they are read by a path of their own.
  return number % 5 === 0 ? `${name}-of-more-than-fifteen-letters` : name;
}

function postingsOf(term: number, articles: number): Uint8Array {
  const [title, text] = [createPostings(), createPostings()];
  const step = Math.floor(term / 6) + 2;
  for (let doc = term % step; doc < articles; doc += step) {
    if (doc % 5 === 0) addPosting(title, doc, 1);
    addPosting(text, doc, doc % 5 === 0 ? 3 : 1);
  }
  const writer = createByteWriter();
  writePostings(writer, [title, text]);
  return writer.finish();
}

function madeUpColumns(values: number, articles: number): Uint8Array {
  const writer = createColumnWriter();
  for (let doc = 0; doc < articles; doc++) {
    writer.add({
      // What is made up here is an id and a section by its form.
      id: String(doc) as ArticleId,
      title: "",
      text: "",
      section: (doc % 3 === 0 ? "news" : "news/local") as SectionPath,
      also: doc % values === 299 ? ["culture" as SectionPath] : [],
      tags: [`tag ${doc % values}`, `tag ${doc % 7}`],
      authors: [`author ${doc % values}`],
      lang: doc % 2 === 0 ? "en" : "zh-Hans",
      published: instantFromEpoch(doc * 90_000_000),
    });
  }
  return writer.finish([
    Array.from({ length: articles }, (_, doc) => 3 + (doc % 9)),
    Array.from({ length: articles }, (_, doc) => 200 + (doc % 4) * 50),
  ]);
}
