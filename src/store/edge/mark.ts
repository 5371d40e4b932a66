import { EDGE_KEY } from "#store/key.ts";
import type { KvGate } from "#store/kv-gate.ts";

/** What the Worker's timer knows of the cache in front of it. */
export type EdgeMark = {
  /** The edition of which that cache holds nothing older any more; "" for none. */
  readonly settled: string;
  /** The edition that the timer saw last. */
  readonly seen: string;
  /** When it saw that first; milliseconds since 1970. */
  readonly at: number;
  /** When a purge was last seen to let go of something, as far as that was noted, milliseconds
   *  since 1970; "lost" where one did not since, undefined where nobody looked. */
  readonly proved: number | "lost" | undefined;
};

/** How long after the timer saw an edition all cities see it: KV takes a minute, and isolates and
 *  clocks are given another. Milliseconds. */
export const SEEN_BY_ALL_MS = 120_000;

/** The shortest that KV allows. Seconds. */
const MARK_TTL_SECONDS = 30;

/** The mark; an empty one where no timer ever ran. One that was written before purges were proved
 *  says nothing of that. 1 KV read.
 *  @throws {StoreDown} when KV fails */
export async function readEdgeMark(gate: KvGate): Promise<EdgeMark> {
  const text = await gate.text(EDGE_KEY, MARK_TTL_SECONDS);
  const [settled = "", seen = "", at, proved] = (text ?? "").split(" ");
  const time = Number(proved ?? NaN);
  return {
    settled,
    seen,
    at: Number(at) || 0,
    proved: proved === "lost" ? proved : time > 0 ? time : undefined,
  };
}

/** Writes the mark: editions have no spaces. 1 KV write. */
export async function writeEdgeMark(kv: KVNamespace, mark: EdgeMark): Promise<void> {
  const { settled, seen, at, proved = "" } = mark;
  await kv.put(EDGE_KEY, `${settled} ${seen} ${at} ${proved}`);
}
