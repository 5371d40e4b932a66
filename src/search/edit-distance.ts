/** How many letters must be put in, left out, replaced or swapped with a neighbour to make one word of another; `max + 1` when more than `max`.
 *  O(a × b).
 *  @example editDistance("festivall", "festival", 2) // 1 */
export function editDistance(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let [before, last, row] = [[] as number[], [] as number[], countUp(b.length)];
  for (let i = 1; i <= a.length; i++) {
    [before, last, row] = [last, row, [i]];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, before[j - 2]! + 1);
      row[j] = least;
    }
  }
  return Math.min(row[b.length]!, max + 1);
}

/** A stretch of a text, and in how many characters it differs from what was looked for. */
export type NearStretch = {
  readonly start: number;
  readonly end: number;
  readonly distance: number;
};

/** The stretch of a text that differs least from `wanted`, of those as near the one most like it in length, then the first; undefined when none is within
 *  `max`. O(wanted × text).
 *  @see P. H. Sellers, The theory and computation of evolutionary distances, 1980 */
export function nearestStretch(wanted: string, text: string, max: number): NearStretch | undefined {
  const rows = wanted.length + 1;
  // One column of costs for each end in the text, and where the cheapest stretch that ends there began.
  let [costs, starts] = [countUp(wanted.length), Array.from({ length: rows }, () => 0)];
  let best: NearStretch | undefined;
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

function isNearer(a: NearStretch, b: NearStretch, length: number): boolean {
  if (a.distance !== b.distance) return a.distance < b.distance;
  return Math.abs(a.end - a.start - length) < Math.abs(b.end - b.start - length);
}

function countUp(to: number): number[] {
  return Array.from({ length: to + 1 }, (_, index) => index);
}
