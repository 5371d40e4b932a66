/** Rows of costs, for the letters of `a` before the last, the last and the one at hand; written
 *  anew by each call. */
let rows = [new Int32Array(64), new Int32Array(64), new Int32Array(64)] as const;

/** How many letters must be put in, left out, replaced or swapped with a neighbour to make one word
 *  of another; `max + 1` when more than `max`. O(a × max).
 *  @example editDistance("festivall", "festival", 2) // 1 */
export function editDistance(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  const width = b.length + 1;
  if (rows[0].length < width)
    rows = [new Int32Array(width), new Int32Array(width), new Int32Array(width)];
  let [before, last, row]: readonly Int32Array[] = rows;
  let isFar = false;
  for (let to = 0; to < width; to++) last[to] = to;
  for (let i = 1; i <= a.length; i++) {
    const wasFar = isFar;
    isFar = fillRow(a, b, { i, max, before, last, row }) > max;
    // A swap reaches over one row, but not over two.
    if (isFar && wasFar) return max + 1;
    [before, last, row] = [last, row, before];
  }
  return Math.min(last[b.length]!, max + 1);
}

type DistanceRow = {
  /** Which letter of `a`, from 1. */
  readonly i: number;
  readonly max: number;
  readonly before: Int32Array;
  readonly last: Int32Array;
  readonly row: Int32Array;
};

/** The costs that can be at most `max`: those of letters that are no farther apart.
 *  @returns the least */
function fillRow(a: string, b: string, { i, max, before, last, row }: DistanceRow): number {
  const from = Math.max(1, i - max);
  const to = Math.min(b.length, i + max);
  row[from - 1] = from === 1 ? i : max + 1;
  let lowest = row[from - 1]!;
  const letter = a.charCodeAt(i - 1);
  for (let j = from; j <= to; j++) {
    const above = j < i + max ? last[j]! : max;
    const replaced = last[j - 1]! + (letter === b.charCodeAt(j - 1) ? 0 : 1);
    let least = Math.min(above + 1, row[j - 1]! + 1, replaced);
    if (
      i > 1 &&
      j > 1 &&
      letter === b.charCodeAt(j - 2) &&
      a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
    )
      least = Math.min(least, before[j - 2]! + 1);
    row[j] = least;
    lowest = Math.min(lowest, least);
  }
  return lowest;
}

/** A stretch of a text, and in how many characters it differs from what was looked for. */
export type FuzzyStretch = {
  readonly start: number;
  readonly end: number;
  readonly distance: number;
};

/** The stretch of a text that differs least from `wanted`, of those as near the one most like it in
 *  length, then the first; undefined when none is within `max`. O(wanted × text).
 *  @see P. H. Sellers, The theory and computation of evolutionary distances, 1980 */
export function closestStretch(
  wanted: string,
  text: string,
  max: number,
): FuzzyStretch | undefined {
  const rows = wanted.length + 1;
  // One column of costs for each end in the text, and where the cheapest stretch that ends there
  // began.
  let [costs, starts] = [countUp(wanted.length), Array.from({ length: rows }, () => 0)];
  let best: FuzzyStretch | undefined;
  for (let end = 1; end <= text.length; end++) {
    const [nextCosts, nextStarts] = [[0], [end]];
    for (let row = 1; row < rows; row++) {
      const replaced = costs[row - 1]! + (wanted[row - 1] === text[end - 1] ? 0 : 1);
      const added = costs[row]! + 1;
      const left = nextCosts[row - 1]! + 1;
      const least = Math.min(replaced, added, left);
      nextCosts.push(least);
      nextStarts.push(
        least === replaced
          ? starts[row - 1]!
          : least === added
            ? starts[row]!
            : nextStarts[row - 1]!,
      );
    }
    [costs, starts] = [nextCosts, nextStarts];
    const found = { start: starts[rows - 1]!, end, distance: costs[rows - 1]! };
    if (found.distance <= max && (!best || isNearer(found, best, wanted.length))) best = found;
  }
  return best;
}

function isNearer(a: FuzzyStretch, b: FuzzyStretch, length: number): boolean {
  if (a.distance !== b.distance) return a.distance < b.distance;
  return Math.abs(a.end - a.start - length) < Math.abs(b.end - b.start - length);
}

function countUp(to: number): number[] {
  return Array.from({ length: to + 1 }, (_, index) => index);
}
