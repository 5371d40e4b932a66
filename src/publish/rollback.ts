import { epochMs, instantFromEpoch } from "../model/instant.ts";
import { isRejection, rejection, type Rejection } from "../model/rejection.ts";
import type { ReleaseId } from "../model/release.ts";
import { readManifest, readStanding } from "../store/listing.ts";
import { flipCurrent } from "../store/writer.ts";
import { datedAfter } from "./modified.ts";

/** What a rollback did. */
export type Rollback = {
  readonly kind: "rolled-back";
  /** The release that readers saw before, and the one that they see now. */
  readonly from: ReleaseId;
  readonly to: ReleaseId;
};

/** Makes an earlier release the one that readers see: the one before, or a named one. 2 KV reads (`current` and the release; a third when an upcoming release
 *  has taken over), 1 KV write. What the release had planned for a time that has passed is undone with the rest; what it plans for later stays.
 *  @returns a Rejection when there is no such release
 *  @throws {StoreDown} when KV fails */
export async function rollback(options: {
  readonly kv: KVNamespace;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The release to go to; the one before the one in effect when absent. */
  readonly to?: ReleaseId;
}): Promise<Rollback | Rejection> {
  const { kv, now } = options;
  const standing = await readStanding(kv, now);
  if (isRejection(standing)) return standing;
  if (standing === null) return refusal("nothing was ever published");
  const { inEffect } = standing;
  const to = options.to ?? inEffect.previous;
  if (to === inEffect.release) return refusal(`readers see release ${to} already`);
  if (to === null) return refusal("there is no release before this one");
  const target = await readManifest(kv, to);
  if (target === null)
    return refusal(`there is no release ${to}`, "broadsheet releases lists them");
  if (isRejection(target)) return target;
  const dated = datedAfter(inEffect, target.site, instantFromEpoch(now));
  await flipCurrent(kv, {
    ...target,
    // A front that changes by the rollback changed now: Last-Modified never runs backwards.
    fronts: target.fronts.map((front) => ({ ...front, modified: dated(front) ?? front.modified })),
    upcoming: target.upcoming.filter(({ from }) => epochMs(from) > now),
  });
  return { kind: "rolled-back", from: inEffect.release, to };
}

function refusal(what: string, fix?: string): Rejection {
  return rejection({ file: "current" }, { what, ...(fix !== undefined && { fix }) });
}
