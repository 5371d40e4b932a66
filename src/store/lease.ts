import { fieldsOf } from "#model/field.ts";
import { parsedJson } from "#model/json.ts";
import { LEASE_KEY } from "./key.ts";

/** Who is publishing, and since when. KV has no way to order two who write at once, so that a lease
 *  keeps nobody out: it warns. */
export type Lease = {
  /** Such as `desk-2, process 4711`. */
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly since: number;
};

/** A lease that is older belongs to a publication that was cut short, and not to one under way.
 *  Milliseconds. */
export const LEASE_MS = 15 * 60_000;

/** A lease as KV holds it. */
export function leaseText({ by, since }: Lease): string {
  return JSON.stringify({ by, since });
}

/** The lease that somebody holds at `now`, who may be cut short since; null when nobody does. 1 KV
 *  read.
 *  @param now  milliseconds since 1970 */
export async function readLease(kv: KVNamespace, now: number): Promise<Lease | null> {
  const fields = fieldsOf(parsedJson((await kv.get(LEASE_KEY, { type: "text" })) ?? ""));
  const [by, since] = [fields.raw("by"), fields.raw("since")];
  if (typeof by !== "string" || typeof since !== "number") return null;
  return now - since < LEASE_MS ? { by, since } : null;
}
