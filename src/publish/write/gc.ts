import { epochMs } from "#model/instant.ts";
import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import type { Manifest, ReleaseId } from "#model/release.ts";
import { blobKey, mediaKey, releaseKey } from "#store/key.ts";
import {
  type Ages,
  deleteKeys,
  listBlobs,
  listMedia,
  listReleases,
  readManifest,
  readMediaNames,
  readStanding,
  type ReleaseNote,
  type Standing,
} from "#store/listing.ts";
import { blobsOf } from "#publish/build/release-blobs.ts";

/** What garbage collection deleted, counted. */
type Collection = {
  readonly kind: "collected";
  readonly releases: number;
  readonly blobs: number;
  readonly media: number;
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
  const kept = await readKept(kv, notes, { standing, now });
  if (isRejection(kept)) return kept;
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
  const oldBlobs = garbage(await listBlobs(kv), blobs, now);
  const oldMedia = garbage(await listMedia(kv), media, now);
  // Manifests first: a release that is cut short in its deletion is gone, not broken.
  await deleteKeys(
    kv,
    oldReleases.map(({ release }) => releaseKey(release)),
  );
  await deleteKeys(kv, oldBlobs.map(blobKey));
  await deleteKeys(kv, oldMedia.map(mediaKey));
  return {
    kind: "collected",
    releases: oldReleases.length,
    blobs: oldBlobs.length,
    media: oldMedia.length,
  };
}

/** The manifests that must stay whole: what may still be rolled back to, what is young, and what
 *  waits for its time. */
async function readKept(
  kv: KVNamespace,
  notes: readonly ReleaseNote[],
  { standing, now }: { readonly standing: Standing | null; readonly now: number },
): Promise<readonly Manifest[] | Rejection> {
  const past = notes.filter(({ created }) => epochMs(created) <= now);
  const young = notes.filter(({ at }) => !isOld(at * 1000, now));
  const wanted = new Set([...past.slice(0, KEPT_RELEASES), ...young].map(({ release }) => release));
  const kept: Manifest[] = [];
  for (const manifest of standing === null ? [] : [standing.current, standing.inEffect]) {
    kept.push(manifest);
    if (manifest.previous !== null) wanted.add(manifest.previous);
    for (const { release } of manifest.upcoming) wanted.add(release);
  }
  const stored = new Set(notes.map(({ release }) => release));
  // A set grows while it is walked: upcoming releases of kept ones are kept too.
  for (const release of wanted) {
    if (!stored.has(release)) continue;
    const manifest = await readManifest(kv, release);
    if (manifest === null || isRejection(manifest)) return unreadable(release);
    kept.push(manifest);
    for (const later of manifest.upcoming) if (epochMs(later.from) > now) wanted.add(later.release);
  }
  return kept;
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
