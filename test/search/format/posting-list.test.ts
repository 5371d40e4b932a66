import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createByteWriter } from "#search/format/byte-writer.ts";
import {
  addPosting,
  createPostings,
  type FieldPostings,
  readPostings,
  writePostings,
} from "#search/format/posting-list.ts";

type Pairs = readonly (readonly [doc: number, frequency: number])[];

const pairs: fc.Arbitrary<Pairs> = fc
  .uniqueArray(fc.nat(2 ** 29), { maxLength: 40 })
  .map((docs) => docs.sort((a, b) => a - b))
  .chain((docs) =>
    fc
      .array(fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 300_000 })), {
        minLength: docs.length,
        maxLength: docs.length,
      })
      .map((frequencies) => docs.map((doc, place) => [doc, frequencies[place]!] as const)),
  );

function listOf(some: Pairs): FieldPostings {
  const list = createPostings(1);
  for (const [doc, frequency] of some) addPosting(list, doc, frequency);
  return list;
}

function pairsOf({ count, docs, frequencies }: FieldPostings): Pairs {
  return Array.from({ length: count }, (_, place) => [docs[place]!, frequencies[place]!]);
}

test("the postings of any fields come back as they were written, and nothing behind them is read", () => {
  fc.assert(
    fc.property(pairs, pairs, (title, text) => {
      fc.pre(title.length + text.length > 0);
      const writer = createByteWriter(1);
      writer.byte(0);
      writePostings(writer, [listOf(title), listOf(text)]);
      const end = writer.length();
      writer.byte(255);
      const lists = [createPostings(), createPostings()];
      expect(readPostings(writer.finish(), 1, lists)).toBe(end);
      expect(lists.map(pairsOf)).toEqual([title, text]);
    }),
  );
});

test("a term in one text, once, in an article below 64 takes two bytes", () => {
  const writer = createByteWriter();
  writePostings(writer, [listOf([]), listOf([[63, 1]])]);
  expect([...writer.finish()]).toEqual([(1 << 2) | 2, 63 << 1]);
});
