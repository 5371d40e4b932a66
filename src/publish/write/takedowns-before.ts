import { epochMs } from "#model/instant.ts";
import type { ArticleId } from "#model/name.ts";
import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import { NO_TAKEDOWNS, readTakedowns, type Takedowns } from "#store/history/takedown.ts";
import { listReleases, readManifest, type Standing } from "#store/write/listing.ts";
import { withoutRevived } from "#publish/build/takedown.ts";
import type { Rework } from "./rework.ts";

/** What was taken down before a publication, without what it revives. 1 KV read, or none.
 *  @param standing  what readers see; null when that is nothing, or damaged
 *  @returns a Rejection when nobody can know, unless the publication is forced
 *  @throws {StoreDown} when KV fails */
export async function takedownsBefore(
  {
    kv,
    rework,
    revive = [],
    force = false,
    now,
  }: {
    readonly kv: KVNamespace;
    readonly now: number;
    readonly rework?: Rework;
    readonly revive?: readonly ArticleId[] | undefined;
    readonly force?: boolean | undefined;
  },
  standing: Standing | null,
): Promise<Takedowns | Rejection> {
  if (rework !== undefined) return rework.takedowns;
  const found = await knownTakedowns(kv, standing, now);
  if (found !== null) return withoutRevived(found, revive);
  return force ? NO_TAKEDOWNS : takedownsUnknown();
}

/** What is known to be taken down; null when nobody can know. Where `current` holds nothing that
 *  can be read, what the newest release says.
 *  @param now  milliseconds since 1970 */
export async function knownTakedowns(
  kv: KVNamespace,
  standing: Standing | null,
  now: number,
): Promise<Takedowns | null> {
  if (standing !== null) return readTakedowns(kv, standing.current);
  for (const { release, created } of await listReleases(kv)) {
    if (epochMs(created) > now) continue;
    const manifest = await readManifest(kv, release);
    const found =
      manifest === null || isRejection(manifest) ? null : await readTakedowns(kv, manifest);
    if (found !== null) return found;
  }
  return NO_TAKEDOWNS;
}

/** That nobody knows what was taken down. */
export function takedownsUnknown(): Rejection {
  return rejection(
    { file: "current" },
    {
      what: "the list of what was withdrawn and purged cannot be read",
      fix: "publish the content folder with --force, without what must not be seen",
    },
  );
}
