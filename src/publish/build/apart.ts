/** Two lists, compared by the identity of what is in them. */
export type Apart<T> = {
  /** In the first alone, in its order. */
  readonly was: readonly T[];
  /** In the second alone, in its order. */
  readonly is: readonly T[];
  /** In both. */
  readonly both: readonly T[];
};

/** What two lists have alone, and what both have. O(length): where they are the same at their
 *  beginning and end, nothing there is looked up. */
export function apart<T>(before: readonly T[], after: readonly T[]): Apart<T> {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const was = before.slice(start, before.length - end);
  const is = after.slice(start, after.length - end);
  const [wasThere, isThere] = [new Set(was), new Set(is)];
  const both = [
    ...after.slice(0, start),
    ...is.filter((one) => wasThere.has(one)),
    ...after.slice(after.length - end),
  ];
  return {
    was: was.filter((one) => !isThere.has(one)),
    is: is.filter((one) => !wasThere.has(one)),
    both,
  };
}
