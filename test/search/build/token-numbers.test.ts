import { expect, test } from "vitest";
import { createTokenNumbers } from "#search/build/token-numbers.ts";
import { encodeTerm } from "#search/format/term-codec.ts";
import { WITH } from "#text/analysis/tokens.ts";

const unitsOf = (text: string): [number, number] => [text.charCodeAt(0), text.charCodeAt(1)];

test("a pair has one number, whether it comes as two units or as a text, and no other text has it", () => {
  const numbers = createTokenNumbers();
  const pairs = ["浙江", "江浙", "ab", "ba", "\uffff\uffff", "\u0000\u0001", "𠮷", "가나"];
  const all = pairs.map((pair) => numbers.pair!(...unitsOf(pair)));
  expect(new Set(all).size).toBe(pairs.length);
  expect(pairs.map(numbers.token)).toEqual(all);
  expect(all.map(numbers.textOf)).toEqual(pairs.map(encodeTerm));
  const others = ["浙", "浙江省", "a", "abc", "", "𠮷𠮷"].map(numbers.token);
  expect(new Set([...all, ...others]).size).toBe(pairs.length + 6);
});

test("numbers are true for MiniSearch, and keep to their texts however many come", () => {
  const numbers = createTokenNumbers();
  const texts = Array.from({ length: 70_000 }, (_, at) =>
    at % 3 === 0 ? `w${at}` : String.fromCharCode(0x3400 + (at % 251), 0x4e00 + (at >> 3)),
  );
  const all = texts.map((text, at) =>
    at % 3 === 1 ? numbers.pair!(...unitsOf(text)) : numbers.token(text),
  );
  expect(Math.min(...all.slice(0, 1_000))).toBe(1);
  expect(new Set(all).size).toBe(new Set(texts).size);
  expect(all.map(numbers.textOf)).toEqual(texts.map(encodeTerm));
  expect(texts.map(numbers.token)).toEqual(all);
});

test("a token of several terms has a number of its own, and gives those of its terms", () => {
  const numbers = createTokenNumbers();
  const joined = numbers.token(`run${WITH}running`);
  expect(numbers.termsOf(joined)).toEqual([numbers.token("run"), numbers.token("running")]);
  expect(numbers.termsOf(numbers.token("run"))).toBe(numbers.token("run"));
  const pair = numbers.pair!(...unitsOf("浙江"));
  const titled = numbers.joined(pair, '"abc');
  expect(numbers.termsOf(titled)).toEqual([pair, numbers.token('"abc')]);
  const both = numbers.joined(joined, '"abc');
  expect(numbers.termsOf(both)).toHaveLength(3);
  expect(new Set([joined, pair, titled, both]).size).toBe(4);
});
