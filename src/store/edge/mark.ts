import { EDGE_KEY } from "#store/key.ts";
import type { KvGate } from "#store/kv-gate.ts";

/** What the Worker's timer knows of the cache in front of it. */
export type EdgeMark = {
  /** The edition of which that cache holds nothing older any more; "" for none. */
  readonly settled: string;
  /** The edition that the timer saw last. */
  readonly seen: string;
  /** When it saw that first, or last said that it is settled; milliseconds since 1970. */
  readonly at: number;
};

/** How long after the timer saw an edition all cities see it: KV takes a minute, and isolates and
 *  clocks are given another. Milliseconds. */
export const SEEN_BY_ALL_MS = 120_000;

/** The shortest that KV allows. Seconds. */
const MARK_TTL_SECONDS = 30;

/** The mark; an empty one where no timer ever ran. 1 KV read.
 *  @throws {StoreDown} when KV fails */
export async function readEdgeMark(gate: KvGate): Promise<EdgeMark> {
  const text = await gate.text(EDGE_KEY, MARK_TTL_SECONDS);
  const [settled = "", seen = "", at] = (text ?? "").split(" ");
  return { settled, seen, at: Number(at) || 0 };
}

/** Writes the mark: editions have no spaces. 1 KV write. */
export async function writeEdgeMark(
  kv: KVNamespace,
  { settled, seen, at }: EdgeMark,
): Promise<void> {
  await kv.put(EDGE_KEY, `${settled} ${seen} ${at}`);
}
