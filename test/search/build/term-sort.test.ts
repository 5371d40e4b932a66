import * as fc from "fast-check";
import { expect, test } from "vitest";
import { termOrder } from "#search/build/term-sort.ts";
import { compareTerms } from "#search/format/term-order.ts";

const sorted = (terms: readonly string[]): string[] =>
  Array.from(termOrder(terms), (place) => terms[place]!);

test("terms of digits and capitals come in the order of all others, the shorter of two first", () => {
  const inOrder = [
    "",
    "!",
    "0",
    "00",
    "0A",
    "9",
    "9ZZZZZ",
    "A",
    "A0",
    "A00000",
    "A000000",
    "A000001",
    "HKP",
    "HKPHJ",
    "HKPHJ3",
    "HKPHJ3A",
    "HKPHJ4",
    "Z",
    "ZZZZZZ",
    "ZZZZZZZ",
    "[",
    "a",
    "aZZZZZ",
    "é",
    "浙江",
    "\ufffd",
    "😀",
  ];
  expect(sorted(inOrder.toReversed())).toEqual(inOrder);
  expect(sorted(inOrder)).toEqual(inOrder);
  expect(sorted([])).toEqual([]);
});

test("any terms come in the order of their code points, each with its place", () => {
  const sign = fc.constantFrom(...Array.from("09AZaz/:@[`{é浙\ufffd😀"));
  const term = fc.array(sign, { maxLength: 8 }).map((signs) => signs.join(""));
  fc.assert(
    fc.property(fc.uniqueArray(term, { maxLength: 60 }), (terms) => {
      expect(sorted(terms)).toEqual(terms.toSorted(compareTerms));
    }),
    { numRuns: 500 },
  );
});
