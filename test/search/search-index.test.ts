import { expect, test } from "vitest";
import { isRejection } from "../../src/model/rejection.ts";
import { buildIndex } from "../../src/search/build.ts";
import { searchIndex, type StoredIndex } from "../../src/search/search-index.ts";
import { anyOf, type QueryTerm, type SearchRequest } from "../../src/search/term-query.ts";
import { searchBuilt } from "./oracle.ts";
import { commonTerms, sampleDocuments } from "./sample.ts";

const documents = sampleDocuments("en", 300);
const [first = "", second = "", ...others] = commonTerms(documents);
const misspelt = others
  .filter((term) => term.length > 6)
  .slice(0, 2)
  .map((term) => `${term.slice(0, 3)}q${term.slice(4)}`);
const built = buildIndex(documents, { shardBytes: 4 << 10 });
const held = new Map<string, Uint8Array>([
  ["lengths", built.lengths],
  ["columns", built.columns],
  ...built.shards.map((bytes, number) => [`shard ${number}`, bytes] as const),
]);

function stored(): StoredIndex & { readonly rounds: string[][] } {
  const rounds: string[][] = [];
  const shards = built.shards.map((_, number) => `shard ${number}`);
  return {
    rounds,
    index: {
      root: JSON.parse(JSON.stringify(built.root)),
      shards,
      lengths: "lengths",
      columns: "columns",
    },
    blobs: async (names) => {
      rounds.push([...names]);
      return names.map((name) => held.get(name)!);
    },
  };
}

const asking = (...terms: readonly QueryTerm[]): SearchRequest => ({
  query: anyOf(terms),
  filters: [],
  sort: "relevance",
  partial: true,
  offset: 0,
  limit: 20,
});

test("a search reads its shards, the lengths and the columns in one round", async () => {
  const index = stored();
  const found = await searchIndex(index, asking({ term: first }, { term: second }));
  const {
    rounds: _,
    read,
    ...wanted
  } = searchBuilt(built, anyOf([{ term: first }, { term: second }]), { partial: true });
  expect(found).toEqual(wanted);
  expect(index.rounds).toEqual([
    ["lengths", "columns", ...[...read.keys()].map((number) => `shard ${number}`)],
  ]);
});

test("a word that occurs nowhere costs at most two rounds more", async () => {
  const index = stored();
  const found = await searchIndex(
    index,
    asking(...misspelt.map((term) => ({ term, fuzzy: "unknown" as const }))),
  );
  expect(isRejection(found) ? found : found.total).toBeGreaterThan(0);
  expect(index.rounds.length).toBeGreaterThan(1);
  expect(index.rounds.length).toBeLessThanOrEqual(3);
});

test("an index of another version is an error value, before anything is read", async () => {
  const { index, ...rest } = stored();
  const rounds = rest.rounds;
  const found = await searchIndex({ ...rest, index: { ...index, root: { format: 0 } } }, asking());
  expect([isRejection(found), rounds.length]).toEqual([true, 0]);
});
