import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decodeTerm, encodeTerm } from "#search/format/term-codec.ts";

const inRange = (from: number, to: number): fc.Arbitrary<string> =>
  fc.integer({ min: from, max: to }).map((code) => String.fromCharCode(code));
const cjk = fc.string({
  unit: fc.oneof(inRange(0x3041, 0x30ff), inRange(0x3400, 0x9fff), inRange(0xac00, 0xd7a3)),
  minLength: 1,
  maxLength: 4,
});
/** Analysed terms hold no capitals. */
const other = fc.stringMatching(/^[a-z0-9.+#é浙한𠮷]{1,8}$/u);

test("a term is as long in UTF-8 as it is written, and comes back", () => {
  fc.assert(
    fc.property(cjk, (term) => {
      const written = encodeTerm(term);
      expect(written).toMatch(/^(?:[0-9A-Z]{3})+$/);
      expect(written.length).toBe(new TextEncoder().encode(term).length);
      expect(decodeTerm(written)).toBe(term);
    }),
  );
});

test("every Han character, kana and hangul syllable is written in its own way", () => {
  const ranges = [
    [0x3041, 0x30ff],
    [0x3400, 0x9fff],
    [0xac00, 0xd7a3],
  ] as const;
  const seen = new Set<string>();
  let count = 0;
  for (const [from, to] of ranges) {
    for (let code = from; code <= to; code++, count++)
      seen.add(encodeTerm(String.fromCharCode(code)));
  }
  expect(seen.size).toBe(count);
  expect([...seen].every((written) => /[A-Z]/.test(written))).toBe(true);
});

test("no two terms are written alike", () => {
  const any = fc.oneof(cjk, other);
  fc.assert(
    fc.property(any, any, (a, b) => {
      expect(encodeTerm(a) === encodeTerm(b)).toBe(a === b);
      expect(decodeTerm(encodeTerm(a))).toBe(a);
    }),
    { numRuns: 500 },
  );
});

test("what is not of these scripts alone stays as it is", () => {
  for (const term of ["rust", "508", "2023年", "c++", "straße", "𠮷野"])
    expect(encodeTerm(term)).toBe(term);
});

test("a prefix of a term is written as a prefix of what is written", () => {
  fc.assert(
    fc.property(cjk, cjk, (a, b) => {
      expect(encodeTerm(a + b)).toBe(encodeTerm(a) + encodeTerm(b));
    }),
  );
});
