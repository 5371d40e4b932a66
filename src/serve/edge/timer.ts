import { editionOf, tagsSince } from "#store/edge/tags.ts";
import { type EdgeMark, readEdgeMark, SEEN_BY_ALL_MS, writeEdgeMark } from "#store/edge/mark.ts";
import { createKvGate } from "#store/kv-gate.ts";
import { openRelease } from "#store/open-release.ts";
import type { IsolateCache } from "#store/isolate-cache.ts";
import { purgeEdge } from "./cache.ts";
import { type Pause, purgeProved } from "./canary.ts";

/** What the timer runs with: the isolate's cache and clock, and its patience. */
type TimerMeans = {
  readonly cache: IsolateCache;
  readonly now: () => number;
  readonly pause: Pause;
};

/** How often it looks whether purges work. Milliseconds. */
const PROOF_MS = 600_000;
/** How often it is noted that they do. Milliseconds. */
const PULSE_MS = 3_600_000;

/** Run every minute: lets go again, in the cache in front of the Worker, of what differs from the
 *  edition of which that holds nothing older, until all cities see the new one and a purge was seen
 *  to work; then notes that. Looks every ten minutes whether they still do, and every minute while
 *  they do not. A purge that fails is repeated a minute later, however often. 2 KV reads, and 1
 *  where this isolate has read before that nothing is left to do; 2 writes for each edition, one an
 *  hour, and one when purges begin to fail, which is logged.
 *  @throws {StoreDown} when KV fails
 *  @throws {Error} when the cache was not purged of an edition that not all cities see */
export async function keepEdge(
  kv: KVNamespace,
  context: object,
  { cache, now, pause }: TimerMeans,
): Promise<void> {
  const time = now();
  const reader = await openRelease({ kv, cache, now: time });
  if (reader === null) return;
  const seen = editionOf(reader.manifest);
  const isDone = (mark: EdgeMark): boolean =>
    mark.settled === seen && time - lastProof(mark, cache) < PROOF_MS;
  // An edition that is settled stays so until readers see another one, which has another name.
  if (cache.edge !== undefined && isDone(cache.edge)) return;
  const mark = await readEdgeMark(createKvGate({ kv, cache, now: time }));
  // What is written below is not taken for read: another city may write at the same time.
  cache.edge = { ...mark, read: time };
  if (isDone(mark)) return;
  if (mark.settled === seen) {
    const reason = await purgeProved(context, [], pause);
    cache.provedAt = reason === undefined ? time : 0;
    await noteProof(kv, { mark, reason, time });
    return;
  }
  const tags = tagsSince(reader.manifest, mark.settled);
  if (mark.seen !== seen || time - mark.at < SEEN_BY_ALL_MS) {
    await purgeEdge(context, tags);
    if (mark.seen !== seen) await writeEdgeMark(kv, { ...mark, seen, at: time });
    return;
  }
  const reason = await purgeProved(context, tags, pause);
  if (reason !== undefined) await noteLoss(kv, mark, reason);
  else await writeEdgeMark(kv, { ...mark, settled: seen, proved: time });
}

/** When a purge was last seen to work; 0 where one did not since, or nobody looked. */
function lastProof({ proved }: EdgeMark, { provedAt }: IsolateCache): number {
  return typeof proved === "number" ? Math.max(proved, provedAt) : 0;
}

function isPulse({ proved }: EdgeMark, time: number): boolean {
  return typeof proved !== "number" || time - proved >= PULSE_MS;
}

/** Notes, of an edition that is settled, whether a purge was seen to work: once an hour where one
 *  was. */
async function noteProof(
  kv: KVNamespace,
  { mark, reason, time }: { mark: EdgeMark; reason: string | undefined; time: number },
): Promise<void> {
  if (reason !== undefined) await noteLoss(kv, mark, reason);
  else if (isPulse(mark, time)) await writeEdgeMark(kv, { ...mark, proved: time });
}

/** Notes that no purge was seen to work, and says it, once: until one is, no answer lives long. */
async function noteLoss(kv: KVNamespace, mark: EdgeMark, message: string): Promise<void> {
  if (mark.proved === "lost") return;
  console.warn(JSON.stringify({ log: "fault", problem: "edge", message }));
  await writeEdgeMark(kv, { ...mark, proved: "lost" });
}

/** Runs it, where the Worker is called by its timer. */
export function scheduledBy(
  deps: Pick<TimerMeans, "cache" | "now">,
): (event: unknown, env: { readonly KV: KVNamespace }, context: object) => Promise<void> {
  const pause: Pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  return (_event, env, context) => keepEdge(env.KV, context, { ...deps, pause });
}
