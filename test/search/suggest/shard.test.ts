import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { MAX_SPREAD } from "#search/suggest/groups.ts";
import { cutKey, keyFrom, MAX_KEY_BYTES, normalFormOf } from "#search/suggest/key.ts";
import { suggestionShardOf } from "#search/suggest/root.ts";
import { type Lookup, lookUp, openSuggestionShard } from "#search/suggest/shard.ts";
import { createRandom, pick } from "../sample.ts";
import { builtOf } from "../suggestions.ts";

const random = createRandom(3);
const parts = ["甘孜", "康定", "泸定", "州", "的", "rust ", "river ", "7", "a "];
const titles = Array.from({ length: 3_000 }, () =>
  Array.from({ length: 6 }, () => pick(parts, random)).join(""),
);
const built = builtOf({ titles, lang: "en" }, { shardBytes: 4_000 });

function found(typed: string): Lookup {
  const key = cutKey(keyFrom(normalFormOf(typed).text), MAX_KEY_BYTES);
  const number = suggestionShardOf(built.root, key);
  const shard = openSuggestionShard(built.shards[number]!, built.root.checksums[number]);
  if (isRejection(shard)) throw new TypeError("a shard");
  return lookUp(shard, key);
}

test("whatever is typed, no more postings are read than may share a beginning", () => {
  expect(built.shards.length).toBeGreaterThan(10);
  for (const title of titles)
    for (const length of [1, 2, 3, 5, 9])
      expect(found(title.slice(0, length)).postings.length).toBeLessThanOrEqual(MAX_SPREAD);
});

test("of what very many share the best are gathered", () => {
  const { postings, isSure } = found("r");
  expect(isSure).toBe(true);
  expect(postings.length).toBeLessThan(40);
});

test("what no text begins with finds nothing, before the first key and behind the last too", () => {
  for (const typed of ["0", "zzz", "龘", "甘定", "\uffdc"])
    expect([typed, found(typed)]).toEqual([typed, { postings: [], isSure: false }]);
});

test("a shard is little larger than asked for, and never split within what fewer share", () => {
  const sizes = built.shards.map(({ length }) => length);
  expect(Math.max(...sizes)).toBeLessThan(4_000 + 4_000);
  expect(built.root.borders).toEqual(built.root.borders.toSorted());
});
