import { epochMs } from "#model/instant.ts";
import { isRejection, type Rejection } from "#model/rejection.ts";
import { listReleases, type ReleaseNote, readStanding } from "#store/write/listing.ts";

/** One release, as a list shows it. */
export type ReleaseLine = Pick<ReleaseNote, "release" | "created" | "previous" | "count"> & {
  /** Whether readers see it now. */
  readonly isCurrent: boolean;
  /** Whether it waits for its time: the release that readers see names it. */
  readonly isUpcoming: boolean;
  /** Whether it was prepared for a time to come and never will be seen: another publication took
   *  its place. */
  readonly isSuperseded: boolean;
};

/** All releases that are stored, newest first; upcoming ones, which are dated by the time they take
 *  effect, before all. 1 or 2 KV reads, 1 KV list operation for each 1,000.
 *  @param now  milliseconds since 1970
 *  @returns a Rejection when `current` is damaged
 *  @throws {StoreDown} when KV fails */
export async function releases(
  kv: KVNamespace,
  now: number,
): Promise<readonly ReleaseLine[] | Rejection> {
  const standing = await readStanding(kv, now);
  if (isRejection(standing)) return standing;
  const notes = await listReleases(kv);
  const waiting = new Set(standing?.current.upcoming.map(({ release }) => release));
  return notes.map(({ release, created, previous, count }) => ({
    release,
    created,
    previous,
    count,
    isCurrent: release === standing?.inEffect.release,
    isUpcoming: epochMs(created) > now && waiting.has(release),
    isSuperseded: epochMs(created) > now && !waiting.has(release),
  }));
}
