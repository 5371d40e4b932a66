const SURROGATE = 0xd800;

/** Compares two terms by code points, which is the order of their UTF-8 bytes: below 0 when `a`
 *  comes first. JavaScript's own comparison puts U+FFFD before an emoji's surrogates the wrong way
 *  round. */
export function compareTerms(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let index = 0; index < shorter; index++) {
    const [left, right] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (left !== right) return rankOf(left) - rankOf(right);
  }
  return a.length - b.length;
}

/** A surrogate stands for a code point beyond all that fit one unit. */
function rankOf(unit: number): number {
  return (unit & 0xf800) === SURROGATE ? unit + 0x10000 : unit;
}
