import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import { indexTerms } from "#search/format/options.ts";
import { compareTerms } from "#search/format/term-order.ts";
import {
  findPrefixed,
  findTerm,
  openShards,
  type OpenShards,
  shardOf,
  shardsOfPrefix,
} from "#search/run/term-lookup.ts";
import { isWrittenForm } from "#text/analysis/written-form.ts";
import { sampleDocuments } from "../sample.ts";

const documents = sampleDocuments("en", 60);
const built = buildIndex(documents, { shardBytes: 1 << 10 });
const { root } = built;
const part = opened(built.shards.keys());
const terms = [
  ...new Set(
    documents.flatMap(({ title, text, lang }) => [
      ...indexTerms(title, lang, "title"),
      ...indexTerms(text, lang, "text"),
    ]),
  ),
]
  // Not every written form is worth its postings.
  .filter((term) => !isWrittenForm(term))
  .sort(compareTerms);

function opened(numbers: Iterable<number>): OpenShards {
  const shards = openShards(
    root,
    new Map([...numbers].map((number) => [number, built.shards[number]!])),
  );
  if (isRejection(shards)) throw new Error(shards.faults[0]?.what);
  return shards;
}

test("every term lies in the shard that is named, and is found there", () => {
  expect(root.firstTerms.length).toBeGreaterThan(5);
  for (const term of terms) {
    expect([term, findTerm(part, term) === undefined]).toEqual([term, false]);
    expect(findTerm(opened([shardOf(root, term)]), term)).toBeDefined();
  }
});

test("the first term of a shard lies in it, and what comes before the first of all in none", () => {
  for (const [number, term] of root.firstTerms.entries()) {
    expect(shardOf(root, term)).toBe(number);
    expect(shardOf(root, `${term}0`)).toBeGreaterThanOrEqual(number);
  }
  expect(shardOf(root, "")).toBe(-1);
  expect(shardOf({ ...root, firstTerms: [] }, "a")).toBe(-1);
});

test("a term that no article has, or whose shard is not at hand, is not found", () => {
  for (const term of ["", "occursnowhere", `${terms[0]}0`, "zzzzzz"])
    expect(findTerm(part, term)).toBeUndefined();
  expect(findTerm(opened([]), terms[0]!)).toBeUndefined();
});

test("terms with a beginning are found across shards, in order, each once, without itself", () => {
  for (const prefix of ["a", "s", "th", "the", "co", "re", "z", terms[0]!, terms.at(-1)!]) {
    const wanted = terms.filter((term) => term.startsWith(prefix) && term !== prefix);
    const found = findPrefixed(part, prefix, 1e9).map(([term]) => term);
    expect([prefix, found]).toEqual([prefix, wanted]);
    // The shards that are named for it suffice.
    const some = opened(shardsOfPrefix(root, prefix));
    expect(findPrefixed(some, prefix, 1e9).map(([term]) => term)).toEqual(wanted);
  }
  expect(shardsOfPrefix(root, "s").length).toBeGreaterThan(1);
});

test("no more shards are named for a beginning than can hold it", () => {
  for (const prefix of ["a", "s", "the", "zzz"]) {
    const holding = new Set(
      terms.filter((term) => term.startsWith(prefix)).map((term) => shardOf(root, term)),
    );
    const named = shardsOfPrefix(root, prefix);
    expect(named.filter((number) => holding.has(number))).toEqual([...holding]);
    // The one in which it would begin may hold none of it.
    expect(named.length - holding.size).toBeLessThanOrEqual(1);
  }
});

test("at most so many terms are given", () => {
  const all = findPrefixed(part, "s", 1e9);
  expect(all.length).toBeGreaterThan(7);
  for (const max of [0, 1, 7]) expect(findPrefixed(part, "s", max)).toEqual(all.slice(0, max));
});

test("a damaged shard is refused, and lists of words beside the shards are passed over", () => {
  const damaged = built.shards[0]!.slice();
  damaged[20]! ^= 1;
  expect(isRejection(openShards(root, new Map([[0, damaged]])))).toBe(true);
  const words = root.firstTerms.length;
  const read = openShards(root, new Map([[words, built.shards[words]!]]));
  expect(isRejection(read)).toBe(false);
  if (!isRejection(read)) expect(read.shards.size).toBe(0);
});
