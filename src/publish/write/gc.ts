import { epochMs } from "#model/instant.ts";
import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import type { Manifest, ReleaseId } from "#model/release.ts";
import { blobKey, mediaKey, releaseKey, withdrawnKey } from "#store/key.ts";
import {
  type Ages,
  deleteKeys,
  listBlobs,
  listMedia,
  listReleases,
  listWithdrawnMedia,
  readManifest,
  readMediaNames,
  readStanding,
  type ReleaseNote,
  type Standing,
} from "#store/write/listing.ts";
import { blobsOf } from "#publish/build/release-blobs.ts";
import { upcomingOf } from "./stock.ts";

/** Why a release is kept. */
export type KeptFor = "shown" | "base" | "before" | "waiting" | "newest" | "young" | "planned";

/** A release that is kept, and why. */
type KeptRelease = { readonly release: ReleaseId; readonly why: KeptFor };

/** What garbage collection deleted, counted, and what it kept. */
type Collection = {
  readonly kind: "collected";
  readonly releases: number;
  readonly blobs: number;
  readonly media: number;
  /** In the order in which they were found to be needed. */
  readonly kept: readonly KeptRelease[];
  /** Blobs and media files that no release needs, and that are younger than a day. */
  readonly young: number;
};

/** Releases that are kept for a rollback, beside the one in effect and the one before it. */
export const KEPT_RELEASES = 5;
/** Nothing younger is deleted: it may belong to a publication under way, or to a release that a
 *  far-off reader still sees. Milliseconds. */
const SAFE_AGE_MS = 24 * 3_600_000;

/** Deletes releases beyond the newest five, then the blobs and media files that no kept release
 *  names. Never what `current`, the release in effect, the one before it or an upcoming one needs,
 *  and nothing younger than 24 hours. 1 KV read for each kept release, 1 delete for each thing
 *  deleted, of which the free plan allows 1,000 a day: it can be run again.
 *  @param now  milliseconds since 1970
 *  @returns a Rejection, having deleted nothing, when a manifest that must be kept cannot be read
 *  @throws {StoreDown} when KV fails */
export async function collectGarbage(
  kv: KVNamespace,
  now: number,
): Promise<Collection | Rejection> {
  const standing = await readStanding(kv, now);
  if (isRejection(standing)) return standing;
  const notes = await listReleases(kv);
  const needed = await readKept(kv, notes, { standing, now });
  if (isRejection(needed)) return needed;
  const kept = needed.map(({ manifest }) => manifest);
  const blobs = new Set(kept.flatMap((manifest) => [...blobsOf(manifest)]));
  const media = new Set<string>();
  for (const manifest of kept) {
    const names = await readMediaNames(kv, manifest);
    if (names === null) return unreadable(manifest.release);
    for (const name of names) media.add(name);
  }
  const names = new Set(kept.map(({ release }) => release));
  const oldReleases = notes.filter(
    ({ release, at }) => !names.has(release) && isOld(at * 1000, now),
  );
  const [storedBlobs, storedMedia] = [await listBlobs(kv), await listMedia(kv)];
  // A rollback may be asked to bring back what a release that is kept shows.
  const oldAside = garbage(await listWithdrawnMedia(kv), media, now);
  const oldBlobs = garbage(storedBlobs, blobs, now);
  const oldMedia = garbage(storedMedia, media, now);
  // Manifests first: a release that is cut short in its deletion is gone, not broken.
  await deleteKeys(
    kv,
    oldReleases.map(({ release }) => releaseKey(release)),
  );
  await deleteKeys(kv, oldBlobs.map(blobKey));
  await deleteKeys(kv, [...oldMedia.map(mediaKey), ...oldAside.map(withdrawnKey)]);
  return {
    kind: "collected",
    releases: oldReleases.length,
    blobs: oldBlobs.length,
    media: oldMedia.length + oldAside.length,
    kept: keptReleases(needed),
    young:
      unneeded(storedBlobs, blobs) -
      oldBlobs.length +
      (unneeded(storedMedia, media) - oldMedia.length),
  };
}

/** A manifest that must stay whole, and why. */
type Needed = { readonly manifest: Manifest; readonly why: KeptFor };

/** Each release once, for the first reason that was found. */
function keptReleases(needed: readonly Needed[]): readonly KeptRelease[] {
  const why = new Map<ReleaseId, KeptFor>();
  for (const each of needed)
    if (!why.has(each.manifest.release)) why.set(each.manifest.release, each.why);
  return [...why].map(([release, reason]) => ({ release, why: reason }));
}

/** The manifests that must stay whole: what may still be rolled back to, what is young, and what
 *  waits for its time. */
async function readKept(
  kv: KVNamespace,
  notes: readonly ReleaseNote[],
  { standing, now }: { readonly standing: Standing | null; readonly now: number },
): Promise<readonly Needed[] | Rejection> {
  const wanted = wantedReleases(notes, { standing, now });
  const kept: Needed[] = standing === null ? [] : shownManifests(standing);
  const stored = new Set(notes.map(({ release }) => release));
  // A map grows while it is walked: upcoming releases of kept ones are kept too.
  for (const [release, why] of wanted) {
    if (!stored.has(release)) continue;
    const manifest = await readManifest(kv, release);
    if (manifest === null || isRejection(manifest)) return unreadable(release);
    kept.push({ manifest, why });
    // What it is laid over is needed with it.
    const base = manifest.recent?.base;
    if (base !== undefined && !wanted.has(base)) wanted.set(base, "base");
    for (const later of manifest.upcoming)
      if (epochMs(later.from) > now && !wanted.has(later.release))
        wanted.set(later.release, "planned");
  }
  return [...kept, ...(await plannedInBundles(kv, kept, now))];
}

/** The releases that recent parts plan for a time to come: they have no keys of their own, and what
 *  they show is needed all the same. */
async function plannedInBundles(
  kv: KVNamespace,
  kept: readonly Needed[],
  now: number,
): Promise<readonly Needed[]> {
  const planned: Needed[] = [];
  for (const { manifest } of kept)
    if (manifest.recent !== undefined)
      for (const later of await upcomingOf(kv, manifest, now))
        planned.push({ manifest: later, why: "planned" });
  return planned;
}

function shownManifests({ inEffect, current }: Standing): Needed[] {
  return [inEffect, current].map((manifest) => ({ manifest, why: "shown" }));
}

/** The releases to be kept beside those that are shown, each for the first reason. */
function wantedReleases(
  notes: readonly ReleaseNote[],
  { standing, now }: { readonly standing: Standing | null; readonly now: number },
): Map<ReleaseId, KeptFor> {
  const past = notes.filter(({ created }) => epochMs(created) <= now);
  const young = notes.filter(({ at }) => !isOld(at * 1000, now));
  const shown = standing === null ? [] : [standing.inEffect, standing.current];
  const named: readonly (readonly [ReleaseId | null, KeptFor])[] = [
    ...shown.map(({ recent }) => [recent?.base ?? null, "base"] as const),
    ...shown.map(({ previous }) => [previous, "before"] as const),
    ...shown
      .flatMap(({ upcoming }) => upcoming)
      .map(({ release, from }) => [release, epochMs(from) > now ? "waiting" : "before"] as const),
    ...past.slice(0, KEPT_RELEASES).map(({ release }) => [release, "newest"] as const),
    ...young.map(({ release }) => [release, "young"] as const),
  ];
  const wanted = new Map<ReleaseId, KeptFor>();
  for (const [release, why] of named)
    if (release !== null && !wanted.has(release)) wanted.set(release, why);
  return wanted;
}

function unneeded(stored: Ages, named: ReadonlySet<string>): number {
  return [...stored.keys()].filter((name) => !named.has(name)).length;
}

function garbage(stored: Ages, named: ReadonlySet<string>, now: number): readonly string[] {
  return [...stored]
    .filter(([name, at]) => !named.has(name) && isOld(at, now))
    .map(([name]) => name);
}

function isOld(writtenMs: number, now: number): boolean {
  return now - writtenMs > SAFE_AGE_MS;
}

function unreadable(release: ReleaseId): Rejection {
  return rejection(
    { file: `release ${release}` },
    {
      what: "cannot be read, so that what it needs is not known",
      fix: "publish again, then collect",
    },
  );
}
