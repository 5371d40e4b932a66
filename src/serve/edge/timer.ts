import { editionOf, tagsSince } from "#store/edge/tags.ts";
import { type EdgeMark, readEdgeMark, SEEN_BY_ALL_MS, writeEdgeMark } from "#store/edge/mark.ts";
import { createKvGate } from "#store/kv-gate.ts";
import { openRelease } from "#store/open-release.ts";
import type { IsolateCache } from "#store/isolate-cache.ts";
import { purgeEdge } from "./cache.ts";

/** What the timer runs with: the isolate's cache and clock. */
type TimerMeans = { readonly cache: IsolateCache; readonly now: () => number };

/** How often it is said that the timer still runs. Milliseconds. */
const PULSE_MS = 3_600_000;

/** Run every minute: lets go again, in the cache in front of the Worker, of what differs from the
 *  edition of which that holds nothing older, until all cities see the new one; then notes that. A
 *  purge that fails is repeated a minute later, however often. 2 KV reads, and 1 where this isolate
 *  has read before that nothing is left to do; 2 writes for each edition and one an hour.
 *  @throws {StoreDown} when KV fails
 *  @throws {Error} when the cache was not purged */
export async function keepEdge(
  kv: KVNamespace,
  context: object,
  { cache, now }: TimerMeans,
): Promise<void> {
  const time = now();
  const reader = await openRelease({ kv, cache, now: time });
  if (reader === null) return;
  const seen = editionOf(reader.manifest);
  const isDone = ({ settled, at }: EdgeMark): boolean => settled === seen && time - at < PULSE_MS;
  // An edition that is settled stays so until readers see another one, which has another name.
  if (cache.edge !== undefined && isDone(cache.edge)) return;
  const mark = await readEdgeMark(createKvGate({ kv, cache, now: time }));
  // What is written below is not taken for read: another city may write at the same time.
  cache.edge = { ...mark, read: time };
  if (isDone(mark)) return;
  const isSettled = mark.settled === seen;
  if (!isSettled) await purgeEdge(context, tagsSince(reader.manifest, mark.settled));
  const isOld = mark.seen === seen && time - mark.at >= SEEN_BY_ALL_MS;
  if (mark.seen === seen && !isOld) return;
  await writeEdgeMark(kv, { settled: isOld ? seen : mark.settled, seen, at: time });
}

/** Runs it, where the Worker is called by its timer. */
export function scheduledBy(
  deps: TimerMeans,
): (event: unknown, env: { readonly KV: KVNamespace }, context: object) => Promise<void> {
  return (_event, env, context) => keepEdge(env.KV, context, deps);
}
