/** What Cloudflare's free plan allows in a day.
 *  @see https://developers.cloudflare.com/workers/platform/limits/ and kv/platform/limits/ */
export const FREE_PLAN = { requests: 100_000, reads: 100_000 } as const;

/** The day that the model is of; docs/reliability.md writes it down.
 *  - A feed reader asks every 15 minutes, as feeds say that they are made anew. Requests count
 *    before all, for those that caches in front of the Worker answer count too.
 *  - Four isolates serve at a time, each for 30 minutes: 192 isolates a day begin cold. */
const POLLS_A_DAY = 96;
const COLD_ISOLATES = 4 * 48;

/** How many readers of one feed the free plan is enough for, by the model, and which part of it
 *  ends first.
 *  @param coldReads  KV reads of an isolate that has just begun: `current` and the feed */
export function readersInPlan(coldReads = 2): {
  readonly readers: number;
  readonly ends: keyof typeof FREE_PLAN;
} {
  const byRequests = Math.floor(FREE_PLAN.requests / POLLS_A_DAY);
  // A request reads `current`, at most once in three seconds in each isolate. So seldom are four
  // isolates asked within the plan: that would be 115,200 reads.
  const byReads = Math.floor((FREE_PLAN.reads - COLD_ISOLATES * coldReads) / POLLS_A_DAY);
  return byReads < byRequests
    ? { readers: byReads, ends: "reads" }
    : { readers: byRequests, ends: "requests" };
}
