import { scaled } from "./amounts.ts";
import type { Range, TermConsumer } from "./term-consumer.ts";

/** Noughts that words stand for, and letters behind a sum. */
const NOUGHTS: Readonly<Record<string, number>> = {
  thousand: 3,
  million: 6,
  billion: 9,
  trillion: 12,
  k: 3,
  m: 6,
  mn: 6,
  bn: 9,
  tn: 12,
};
const SMALL = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
/** Numbers that newspapers write out before these words. */
const NUMBERS: ReadonlyMap<string, string> = new Map([
  ...SMALL.map((word, at) => [word, `${at + 1}`] as const),
  ...TENS.map((word, at) => [word, `${(at + 2) * 10}`] as const),
]);

/** Matches `3 million`, `1.2-billion`, `three million`, `3bn`, `$3m`, `50 percent`, `3.5 per cent`;
 *  refuses `v3 million`, `million`, `twenty-five million` and `3m`, which are mostly metres. */
const AMOUNT = new RegExp(
  "(?:(?:(?<=[$£€¥])|(?<![\\p{L}\\p{N}.,]))(\\d{1,3}(?:,\\d{3})+|\\d{1,12})(?:\\.(\\d{1,6}))?|" +
    `(?<![\\p{L}\\p{N}.,-])(${[...NUMBERS.keys()].join("|")}))` +
    "(?:[ -](thousand|million|billion|trillion|per ?cent|pct)|" +
    "(?<=\\d) ?(bn|tn|mn)|(?<=[$£€¥][\\d,.]{1,16}) ?([mk]))(?![\\p{L}\\p{N}])",
  "gu",
);
/** Matches what only a text with amounts has. */
const HAS_AMOUNT = /[lr](?:lion| ?cent)|thousand|pct|\d ?(?:[bmt]n|[mk])(?![a-z])/;
/** An article that is a table is read as far as this. */
const MAX_AMOUNTS = 500;

/** Tells the terms of amounts in English, so that `3 million`, `$3m` and `3,000,000` find each
 *  other, and `50 percent` and `50%`. O(length).
 *  @returns where they stand: what lies in them is a part of them */
export function englishAmountsIn(text: string, consumer: TermConsumer): readonly Range[] {
  if (!HAS_AMOUNT.test(text)) return [];
  const ranges: Range[] = [];
  for (const match of text.matchAll(AMOUNT)) {
    const range = { start: match.index, end: match.index + match[0].length };
    const [, digits, decimals = "", word = "", spelled, glued, letter] = match;
    const written = digits ?? NUMBERS.get(word) ?? "";
    const unit = spelled ?? glued ?? letter ?? "";
    const term = amountTerm(written.replaceAll(",", ""), decimals, unit);
    if (term === undefined) continue;
    consumer.term(term, range, "whole");
    if (ranges.push(range) === MAX_AMOUNTS) break;
  }
  return ranges;
}

/** `3000000`, `3.5%`; undefined for what is no whole number. */
function amountTerm(whole: string, decimals: string, unit: string): string | undefined {
  const noughts = NOUGHTS[unit];
  if (noughts === undefined) return decimals === "" ? `${whole}%` : `${whole}.${decimals}%`;
  const value = scaled(whole, decimals, noughts);
  return Number.isSafeInteger(value) ? String(value) : undefined;
}
