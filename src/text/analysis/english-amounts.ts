import { scaled } from "./amounts.ts";
import type { Range, TermConsumer } from "./term-consumer.ts";

/** Noughts that words stand for. */
const NOUGHTS: Readonly<Record<string, number>> = {
  thousand: 3,
  million: 6,
  billion: 9,
  trillion: 12,
};
/** Matches `3 million`, `1.2-billion`, `50 percent`, `3.5 per cent`; refuses `v3 million` and
 *  `million`. */
const AMOUNT =
  /(?<![\p{L}\p{N}.,])(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,6}))?[ -](thousand|million|billion|trillion|per ?cent)(?![\p{L}\p{N}])/gu;
/** An article that is a table is read as far as this. */
const MAX_AMOUNTS = 500;

/** Tells the terms of amounts in English, so that `3 million` and `3,000,000` find each other, and
 *  `50 percent` and `50%`. O(length).
 *  @returns where they stand: what lies in them is a part of them */
export function englishAmountsIn(text: string, consumer: TermConsumer): readonly Range[] {
  if (!/[lr](?:lion| ?cent)|thousand/.test(text)) return [];
  const ranges: Range[] = [];
  for (const match of text.matchAll(AMOUNT)) {
    const range = { start: match.index, end: match.index + match[0].length };
    const [, written = "", decimals = "", word = ""] = match;
    const term = amountTerm(written.replaceAll(",", ""), decimals, word);
    if (term === undefined) continue;
    consumer.term(term, range, "whole");
    if (ranges.push(range) === MAX_AMOUNTS) break;
  }
  return ranges;
}

/** `3000000`, `3.5%`; undefined for what is no whole number. */
function amountTerm(whole: string, decimals: string, word: string): string | undefined {
  const noughts = NOUGHTS[word];
  if (noughts === undefined) return decimals === "" ? `${whole}%` : `${whole}.${decimals}%`;
  const value = scaled(whole, decimals, noughts);
  return Number.isSafeInteger(value) ? String(value) : undefined;
}
