import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { findPostings, openShard, type Shard } from "#search/format/shard.ts";
import { eachTermFrom } from "#search/format/shard-terms.ts";
import { createShardWriter } from "#search/build/shard-writer.ts";
import { compareTerms } from "#search/format/term-order.ts";

const encoder = new TextEncoder();

/** Terms that share beginnings, some long, some in scripts of two to four bytes. */
const terms = fc
  .uniqueArray(
    fc
      .tuple(
        fc.constantFrom("", "a", "ab", "abc", "prefix-of-twenty-one-", "é", "浙", "\uffee", "😀"),
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
      )
      .map((parts) => parts.join("")),
    { minLength: 1, maxLength: 120 },
  )
  .map((some) => some.sort(compareTerms));

function shardsOf(some: readonly string[], shardBytes: number): Shard[] {
  const writer = createShardWriter(shardBytes);
  for (const term of some) writer.add(encoder.encode(term), encoder.encode(`=${term}`));
  return writer.finish().shards.map((bytes) => {
    const shard = openShard(bytes);
    if (isRejection(shard)) throw new Error(shard.faults[0]?.what);
    return shard;
  });
}

function valueIn(shard: Shard, term: string): string | undefined {
  const found = findPostings(shard, encoder.encode(term));
  return found && new TextDecoder().decode(found.bytes.subarray(found.at, found.at + found.size));
}

test("every term is found with its postings, and no other term is", () => {
  fc.assert(
    fc.property(terms, fc.string({ unit: "grapheme" }), (some, other) => {
      const [shard] = shardsOf(some, 1 << 20);
      for (const term of some) {
        expect(valueIn(shard!, term)).toBe(`=${term}`);
        for (const near of [`${term}a`, term.slice(0, -1), `${term}\u0000`]) {
          expect(valueIn(shard!, near)).toBe(some.includes(near) ? `=${near}` : undefined);
        }
      }
      if (!some.includes(other)) expect(valueIn(shard!, other)).toBe(undefined);
    }),
  );
});

test("the terms of the shards, one after another, are all terms in order", () => {
  fc.assert(
    fc.property(terms, fc.integer({ min: 1, max: 300 }), (some, shardBytes) => {
      const found: string[] = [];
      for (const shard of shardsOf(some, shardBytes)) {
        eachTermFrom(shard, 0, (term) => {
          found.push(term);
          return true;
        });
      }
      expect(found).toEqual(some);
    }),
  );
});

test("terms are compared as their UTF-8 bytes are", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 4 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const bytes = Buffer.compare(encoder.encode(a), encoder.encode(b));
      expect(Math.sign(compareTerms(a, b))).toBe(bytes);
    }),
  );
  expect(compareTerms("\uffee", "😀")).toBeLessThan(0);
});

test("a term with more postings than a shard holds has a shard to itself", () => {
  const writer = createShardWriter(64);
  writer.add(encoder.encode("a"), new Uint8Array(10));
  writer.add(encoder.encode("b"), new Uint8Array(1_000));
  writer.add(encoder.encode("c"), new Uint8Array(10));
  const { shards, firstTerms } = writer.finish();
  expect(firstTerms.map((term) => new TextDecoder().decode(term))).toEqual(["a", "b", "c"]);
  expect(shards.map((bytes) => bytes.length > 1_000)).toEqual([false, true, false]);
});
