import { publishedSeconds } from "#search/format/columns.ts";
import type { OpenIndex } from "./open-index.ts";

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
  const { columns, ranks } = index;
  const newest = publishedSeconds(columns, columns.count - 1);
  const halfLifeSeconds = halfLifeDays * DAY_SECONDS;
  return (doc) => 0.5 ** ((newest - publishedSeconds(columns, ranks[doc]!)) / halfLifeSeconds);
}
