import { epochMs } from "#model/instant.ts";
import { isRejection } from "#model/rejection.ts";
import type { Manifest } from "#model/release.ts";
import { contentHash } from "#store/blob-name.ts";
import { listReleases, readManifest, type Standing } from "#store/write/listing.ts";
import { releaseWriting, writeAll } from "#store/write/writer.ts";
import type { WriteStep } from "./blob-step.ts";
import type { PublicationPlan } from "#publish/build/plan.ts";

/** A publication that was cut short before `current` is taken up again when it is run within this
 *  time; later its dates would be too old. Milliseconds. */
const RESUME_MS = 3_600_000;

/** Writes the manifests of a publication, upcoming ones first, and gives the one that `current`
 *  shall hold: that of an earlier run which was cut short just before, if it planned the same. 1 KV
 *  list operation, 1 write for each release.
 *  @throws {StoreDown} when KV fails */
export async function writeReleases(
  { kv, now, progress }: WriteStep,
  { manifest, upcoming }: Pick<PublicationPlan, "manifest" | "upcoming">,
): Promise<{ readonly manifest: Manifest; readonly written: number }> {
  const notes = await listReleases(kv);
  const plan = await planOf(manifest);
  const begun = notes.find(
    (note) =>
      note.plan === plan && epochMs(note.created) <= now && now - epochMs(note.created) < RESUME_MS,
  );
  const earlier = begun && (await readManifest(kv, begun.release));
  if (earlier && !isRejection(earlier)) return { manifest: earlier, written: 0 };
  const total = upcoming.length + 1;
  // Written again by each publication, for they carry dates that hang on it: when unchanged feeds
  // last changed.
  const writings = upcoming.map((release) => releaseWriting(release, release.content, now));
  await writeAll(kv, writings, (done) => progress(done, total));
  await writeAll(kv, [releaseWriting(manifest, plan, now)], () => progress(total, total));
  return { manifest, written: total };
}

/** Writes the copy of the manifest that readers see, where it lies in the bundle of another alone:
 *  it becomes one that may be gone back to. 1 write, or none.
 *  @throws {StoreDown} when KV fails */
export async function writeBefore(
  { kv, now }: WriteStep,
  standing: Standing | null,
): Promise<number> {
  if (standing === null) return 0;
  const { current, inEffect } = standing;
  if (current.recent?.upcoming[inEffect.release] === undefined) return 0;
  await writeAll(kv, [releaseWriting(inEffect, inEffect.content, now)]);
  return 1;
}

/** What a publication is to do, whenever it is run: the content, what is to come, what is taken
 *  down, and what it follows. */
async function planOf({ content, upcoming, previous, takedowns }: Manifest): Promise<string> {
  return contentHash(JSON.stringify([content, upcoming, previous, takedowns]));
}
