import { type Passes, passesOf } from "./filter.ts";
import type { OpenIndex } from "./open-index.ts";
import type { Scratch } from "./bm25.ts";
import type { TermQuery } from "#search/query/term-query.ts";

/** The articles that scoring touched and nothing refuses. */
export function remaining(
  index: OpenIndex,
  query: TermQuery,
  { docs, count, masks }: Scratch,
): Int32Array {
  const { filters } = query;
  let kept = docs.slice(0, count);
  if (query.mustNot?.length || query.mustNotUnverified?.length) {
    const isRefused = refusalOf(query);
    kept = kept.filter((doc) => !isRefused(masks[doc]!));
  }
  const isSlip = slipTestOf(query);
  if (isSlip) kept = kept.filter((doc) => isSlip(masks[doc]!));
  const isFound = textTestOf(query);
  if (isFound) kept = kept.filter((doc) => isFound(doc, masks[doc]!));
  if (filters.length > 0 || index.documents < index.numbers)
    kept = kept.filter(allPass(index, filters));
  return kept;
}

/** Whether an article with these terms must not be found: it has what is refused, or nothing else
 *  that the query names. */
function refusalOf({ mustNot = [], sequence }: TermQuery): (mask: number) => boolean {
  const scored = sequence.reduce((mask, place) => mask | (1 << place), 0);
  return (mask) =>
    (scored !== 0 && (mask & scored) === 0) ||
    mustNot.some((together) => (mask & together) === together);
}

/** Whether an article with these terms has more than one that only a slip explains. */
function slipTestOf({ slips = 0 }: TermQuery): ((mask: number) => boolean) | undefined {
  if (slips === 0) return undefined;
  return (mask) => {
    const own = mask & slips;
    return (mask & ~slips) !== 0 || (own & (own - 1)) !== 0;
  };
}

/** Whether an article is found as far as its text must be known; undefined when it need not. */
function textTestOf({
  mustNotUnverified = [],
  texts,
}: TermQuery): ((doc: number, mask: number) => boolean) | undefined {
  const isDoubted = (mask: number): boolean =>
    mustNotUnverified.some((together) => (mask & together) === together);
  if (texts === undefined)
    return mustNotUnverified.length > 0 ? (_doc, mask) => !isDoubted(mask) : undefined;
  const { isAsked, confirmed } = texts;
  if (confirmed === undefined) return isAsked ? undefined : (_doc, mask) => isDoubted(mask);
  return (doc, mask) => confirmed.has(doc) || (!isAsked && !isDoubted(mask));
}

function allPass({ parts, columns, ranks }: OpenIndex, filters: TermQuery["filters"]): Passes {
  const tests = filters.map((filter) => passesOf(columns, filter));
  const removed = parts[0]?.removed ?? null;
  return (doc) => removed?.[doc] !== 1 && tests.every((test) => test(ranks[doc]!));
}
