/** Whether two words differ by exactly one slip: a letter put in, left out or replaced, or two neighbours that changed places. O(length). */
export function isOneEditAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let [aEnd, bEnd] = [a.length, b.length];
  while (aEnd > start && bEnd > start && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd--;
    bEnd--;
  }
  const [left, right] = [a.slice(start, aEnd), b.slice(start, bEnd)];
  return (
    (left.length <= 1 && right.length <= 1) || (left.length === 2 && right === left[1]! + left[0]!)
  );
}
