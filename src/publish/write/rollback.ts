import { epochMs, instantFromEpoch } from "#model/instant.ts";
import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import type { Manifest, ReleaseId } from "#model/release.ts";
import { readManifest, readStanding } from "#store/listing.ts";
import { flipCurrent } from "#store/writer.ts";
import { datedAfter } from "#publish/build/modified.ts";

/** Where to go back. */
type RollbackOptions = {
  readonly kv: KVNamespace;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The release to go to; the one before the one in effect when absent. */
  readonly to?: ReleaseId;
};

/** What a rollback did. */
type Rollback = {
  readonly kind: "rolled-back";
  /** The release that readers saw before; null when `current` was damaged. */
  readonly from: ReleaseId | null;
  /** The release that they see now. */
  readonly to: ReleaseId;
};

/** Makes an earlier release the one that readers see: the one before, or a named one. 2 KV reads
 *  (`current` and the release; a third when an upcoming release has taken over), 1 KV write. What
 *  the release had planned for a time that has passed is undone with the rest; what it plans for
 *  later stays.
 *  @returns a Rejection when there is no such release, or its time has not come; one that says what
 *    is wrong when `current` is damaged and no release was named
 *  @throws {StoreDown} when KV fails */
export async function rollback(options: RollbackOptions): Promise<Rollback | Rejection> {
  const { kv, now, to } = options;
  const standing = await readStanding(kv, now);
  if (standing === null) return refusal("nothing was ever published");
  // A damaged `current` is mended by going to a release that is named.
  const isDamaged = isRejection(standing);
  if (isDamaged && to === undefined) return standing;
  const seen = isDamaged ? null : standing.inEffect;
  const target = await readTarget(options, seen);
  if (isRejection(target)) return target;
  await flipCurrent(kv, seenAgain(target, seen, now));
  return { kind: "rolled-back", from: seen?.release ?? null, to: target.release };
}

/** The manifest of an earlier release as readers are to see it from now on. */
function seenAgain(target: Manifest, seen: Manifest | null, now: number): Manifest {
  const created = instantFromEpoch(now);
  const dated = datedAfter(seen, target.site, created);
  return {
    ...target,
    // What changes by the rollback changes now: Last-Modified never runs backwards.
    created,
    fronts: target.fronts.map((front) => ({ ...front, modified: dated(front) ?? front.modified })),
    upcoming: target.upcoming.filter(({ from }) => epochMs(from) > now),
  };
}

async function readTarget(
  { kv, now, to }: RollbackOptions,
  seen: Manifest | null,
): Promise<Manifest | Rejection> {
  const release = to ?? seen?.previous ?? null;
  if (release === null) return refusal("there is no release before this one");
  if (release === seen?.release) return refusal(`readers see ${release} already`);
  const target = await readManifest(kv, release);
  if (target === null)
    return refusal(`there is no release ${release}`, "broadsheet releases lists them");
  if (isRejection(target) || epochMs(target.created) <= now) return target;
  return refusal(`release ${release} is not to be seen before ${target.created}`);
}

function refusal(what: string, fix?: string): Rejection {
  return rejection({ file: "current" }, { what, ...(fix !== undefined && { fix }) });
}
