import { encodeTerm } from "#search/format/term-codec.ts";
import { widened } from "#search/format/posting-list.ts";
import type { TokenWriter } from "#search/format/options.ts";
import { WITH } from "#text/analysis/tokens.ts";

/** Tokens of some articles as numbers, from 1 on: a number is told apart and looked up at a tenth
 *  of what a text costs, and most of a Chinese text are pairs of characters, which need be no text
 *  until they are written. */
export type TokenNumbers = TokenWriter<number> & {
  /** The number itself, or those of the terms of a token that has several. */
  readonly termsOf: (token: number) => number | number[];
  /** A term as the index writes it. */
  readonly textOf: (term: number) => string;
};

/** What a pair is spread over the table by: the golden ratio of 2^32. */
const SPREAD = 0x9e3779b1;

/** Numbers for tokens, none yet. */
export function createTokenNumbers(): TokenNumbers {
  /** By number; a pair has none. */
  const texts: (string | undefined)[] = [""];
  const terms: (number | number[])[] = [0];
  const known = new Map<string, number>();
  let bits = 14;
  /** Open addresses: the number of the pair that hashes there, 0 for none. */
  let table = new Int32Array(1 << bits);
  /** Of each number the units of its pair, one behind the other; 0 for a text. */
  let pairs = new Int32Array(1 << bits);
  let pairCount = 0;
  const slotOf = (units: number): number => {
    let slot = Math.imul(units, SPREAD) >>> (32 - bits);
    while (table[slot] !== 0 && pairs[table[slot]!] !== units)
      slot = (slot + 1) & (table.length - 1);
    return slot;
  };
  const widen = (): void => {
    bits++;
    table = new Int32Array(1 << bits);
    for (let number = 1; number < texts.length; number++)
      if (texts[number] === undefined) table[slotOf(pairs[number]!)] = number;
  };
  const add = (text: string | undefined): number => {
    const number = texts.push(text) - 1;
    if (number === pairs.length) pairs = widened(pairs);
    terms.push(number);
    return number;
  };
  const pair = (first: number, second: number): number => {
    const units = (first << 16) | second;
    const slot = slotOf(units);
    if (table[slot] !== 0) return table[slot]!;
    const number = add(undefined);
    pairs[number] = units;
    table[slot] = number;
    if (2 * ++pairCount > table.length) widen();
    return number;
  };
  const token = (text: string): number => {
    if (text.length === 2) return pair(text.charCodeAt(0), text.charCodeAt(1));
    const before = known.get(text);
    if (before !== undefined) return before;
    const number = add(text);
    known.set(text, number);
    if (text.includes(WITH)) terms[number] = text.split(WITH).map(token);
    return number;
  };
  const typed = (number: number): string =>
    texts[number] ?? String.fromCharCode(pairs[number]! >>> 16, pairs[number]! & 0xffff);
  return {
    token,
    pair,
    joined: (number, term) => token(typed(number) + WITH + term),
    termsOf: (number) => terms[number]!,
    textOf: (number) => encodeTerm(typed(number)),
  };
}
