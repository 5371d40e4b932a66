import { instantFromEpoch } from "#model/instant.ts";
import { type Fault, rejection } from "#model/rejection.ts";
import { LEASE_KEY } from "#store/key.ts";
import { LEASE_MS, leaseText, readLease } from "#store/lease.ts";
import { toolCall } from "#store/tool-call.ts";
import { deleteKeys } from "#store/write/listing.ts";
import { deleteOwner, readOwner } from "#store/write/owner.ts";
import { writeAll } from "#store/write/writer.ts";
import { byGuard, type GuardedRejection } from "./guard.ts";
import type { Publication } from "./publication.ts";

/** Who publishes, and how that is said to others. */
export type LeaseHolder = {
  readonly kv: KVNamespace;
  /** Such as `desk-2, process 4711`. */
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** Warns when somebody else seems to be publishing. 1 KV read.
 *  @returns what to tell; undefined when nobody is */
export async function foreignLease({ kv, by, now }: LeaseHolder): Promise<Fault | undefined> {
  const held = await toolCall(kv, "KV gave no lease", () => readLease(kv, now));
  if (held === null || held.by === by) return undefined;
  const minutes = Math.max(1, Math.round((now - held.since) / 60_000));
  return {
    what: `${held.by} began to publish here ${minutes} min ago, or was cut short; KV cannot order two who write at once`,
    fix: `wait until it is done: whoever ends last is refused, or overwrites what the other published (this warning ends ${LEASE_MS / 60_000} min after it began)`,
  };
}

/** Says that a publication is under way, while `work` is done. 1 KV write and 1 delete; a lease
 *  that stays because KV failed or the process was ended is heeded for a quarter of an hour.
 *  @param holder  absent: nobody is told */
export async function underLease<T>(
  holder: LeaseHolder | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (holder === undefined) return work();
  const { kv, by, now } = holder;
  await writeAll(kv, [{ key: LEASE_KEY, bytes: leaseText({ by, since: now }) }]);
  const done = await work();
  await deleteKeys(kv, [LEASE_KEY]);
  return done;
}

/** Refuses to write to a site that somebody else owns, or takes it back where that was asked for.
 *  1 KV read; 1 delete where it is taken back.
 *  @returns null when it may be written to
 *  @throws {StoreDown} when KV fails */
export async function foreignOwner({
  kv,
  owner,
  takeBack = false,
}: Pick<Publication, "kv" | "owner" | "takeBack">): Promise<GuardedRejection | null> {
  const found = await readOwner(kv);
  if (found === null || found.by === owner) return null;
  if (takeBack) {
    await deleteOwner(kv);
    return null;
  }
  const what = `the site is published by its admin API (${found.by}) since ${instantFromEpoch(found.since)}`;
  const fix =
    "send the content there with --url https://… and BROADSHEET_TOKEN, or take the site back with --take-back";
  return byGuard("owner", rejection({ file: "KV" }, { what, fix }));
}
