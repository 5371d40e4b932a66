import { compareTerms } from "#search/format/term-order.ts";

/** Digits and capitals, and 0 for an end. */
const SIGNS = 37;
/** Characters of a term that is sorted as a number: two of Han as the index writes them. */
const SHORT = 6;
/** A number of a term beside them still lies in the 53 bits of an exact number. */
const MOST_TERMS = 2 ** 20;

/** The places of terms in their order, `compareTerms`. Short ones of digits and capitals, which
 *  most Chinese terms are, are sorted as numbers, ten times as fast. O(terms × log terms).
 *  @param terms  each once */
export function termOrder(terms: readonly string[]): Int32Array {
  const keys = new Float64Array(terms.length);
  const others: number[] = [];
  let short = 0;
  for (let place = 0; place < terms.length; place++) {
    const key = terms.length > MOST_TERMS ? -1 : shortKey(terms[place]!);
    if (key < 0) others.push(place);
    else keys[short++] = key * MOST_TERMS + place;
  }
  keys.subarray(0, short).sort();
  others.sort((a, b) => compareTerms(terms[a]!, terms[b]!));
  const order = new Int32Array(terms.length);
  let [at, other] = [0, 0];
  for (let index = 0; index < short; index++) {
    const place = keys[index]! % MOST_TERMS;
    while (other < others.length && compareTerms(terms[others[other]!]!, terms[place]!) < 0)
      order[at++] = others[other++]!;
    order[at++] = place;
  }
  for (; other < others.length; other++) order[at++] = others[other]!;
  return order;
}

/** A number that is greater for a term that comes later; -1 for a term that is not short. */
function shortKey(term: string): number {
  if (term.length > SHORT) return -1;
  let key = 0;
  for (let index = 0; index < SHORT; index++) {
    const sign = index < term.length ? signOf(term.charCodeAt(index)) : 0;
    if (sign < 0) return -1;
    key = key * SIGNS + sign;
  }
  return key;
}

function signOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x2f;
  return unit >= 0x41 && unit <= 0x5a ? unit - 0x36 : -1;
}
