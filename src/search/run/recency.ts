import { publishedSeconds } from "#search/format/columns.ts";
import { type OpenIndex, type OpenPart, partOf } from "./open-index.ts";

const DAY_SECONDS = 86_400;

/** How much an article's age leaves of its score: MiniSearch's `boostDocument`. It halves with
 *  every half-life, counted from the newest article rather than from the clock, so that the same
 *  release always answers alike.
 *  @returns undefined when age does not count */
export function recencyOf(
  index: OpenIndex,
  halfLifeDays: number | undefined,
): ((doc: number) => number) | undefined {
  if (halfLifeDays === undefined) return undefined;
  const secondOf = (doc: number): number => {
    const { columns, first } = partOf(index, doc);
    return publishedSeconds(columns, doc - first);
  };
  const newest = Math.max(...index.parts.map(newestSecondOf));
  const halfLifeSeconds = halfLifeDays * DAY_SECONDS;
  return (doc) => 0.5 ** ((newest - secondOf(doc)) / halfLifeSeconds);
}

function newestSecondOf({ columns, removed }: OpenPart): number {
  let doc = columns.count - 1;
  while (doc >= 0 && removed?.[doc] === 1) doc--;
  return doc < 0 ? -Infinity : publishedSeconds(columns, doc);
}
