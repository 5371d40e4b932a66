import { type Fault, isRejection, rejection, type Rejection } from "#model/rejection.ts";
import type { Manifest } from "#model/release.ts";
import { baseUrlOf } from "#model/site.ts";
import { readManifest, type Standing } from "#store/write/listing.ts";
import { restoreMedia, setAsideMedia } from "#store/write/withdrawn-media.ts";
import { flipCurrent } from "#store/write/writer.ts";
import {
  type Lacking,
  lackingBlobs,
  lackingMedia,
  mendBlobs,
  writeLacking,
  type WriteStep,
} from "./blob-step.ts";
import { costOf } from "./cost.ts";
import type { Changes } from "#publish/build/comparison.ts";
import { listFaults } from "./list-limit.ts";
import { mediaToKeep } from "#publish/build/media-use.ts";
import { renamedNotices } from "#publish/build/plan-notice.ts";
import type { PublicationPlan } from "#publish/build/plan.ts";
import { underLease } from "./lease.ts";
import { isUnchanged } from "./part-choice.ts";
import { byGuard } from "./guard.ts";
import { writeBefore, writeReleases } from "./release-step.ts";
import { weighManifests } from "./size-guard.ts";
import { changedTopics } from "./topics.ts";
import type { Outcome, Publication, PublicationProgress } from "./publication.ts";

/** Writes what a publication plans: blobs first, then the manifests of the releases, then
 *  `current`. Costs as `publish`.
 *  @returns a Rejection when somebody else published meanwhile
 *  @throws {StoreDown} when KV fails */
export async function writePlan(
  publication: Publication,
  plan: PublicationPlan,
  standing: Standing | null,
): Promise<Omit<Outcome, "choice"> | Rejection> {
  const { kv, now, by, media } = publication;
  const { kept, notices } = mediaToKeep(media, plan.media);
  const blobs = await lackingBlobs(publication, plan.blobs);
  const files = await lackingMedia(publication, kept);
  const cost = costOf({ plan, media: kept, lacking: [blobs, files] });
  publication.foresee?.(cost);
  const isSame = standing !== null && isSeen(publication, plan, standing.inEffect);
  const isIdle = isSame && blobs.writings.length + files.writings.length === 0;
  const holder = by === undefined || isIdle ? undefined : { kv, by, now };
  const done = await underLease(holder, () =>
    writeParts(publication, { plan, standing, isSame, blobs, files }),
  );
  if (isRejection(done)) return done;
  return {
    kind: isSame ? "unchanged" : "published",
    release: done.manifest.release,
    manifest: done.manifest,
    written: done.written + (holder === undefined ? 0 : 1),
    skipped: blobs.found.length + files.found.length,
    articles: plan.manifest.count,
    upcoming: plan.manifest.upcoming.map(({ from }) => from),
    notices: [...plan.notices, ...notices, ...noticesOf(publication, plan, standing)],
    changes: countsOf(plan.changes),
    // Nobody told the hub of a release that took over by itself meanwhile.
    topics: isSame
      ? []
      : changedTopics(standing?.current ?? null, done.manifest, baseUrlOf(done.manifest.site)),
    bytes: cost.bytes,
  };
}

/** Whether readers see already what a plan would show them. What is made of KV alone is to remember
 *  and to lead back to the same too, which is no content: of an article that is in none of it any
 *  more, a purge changes nothing else. */
function isSeen({ now, rework }: Publication, plan: PublicationPlan, seen: Manifest): boolean {
  if (!isUnchanged(plan, seen, now)) return false;
  return rework === undefined || remembered(plan.manifest) === remembered(seen);
}

function remembered({ previous, takedowns, gone, log }: Manifest): string {
  return JSON.stringify([previous, takedowns, gone?.blob, log?.blob]);
}

/** What is to be written, in this order. */
type Parts = {
  readonly plan: PublicationPlan;
  readonly standing: Standing | null;
  /** Whether readers see it already: then only what KV has lost is written. */
  readonly isSame: boolean;
  readonly blobs: Lacking;
  readonly files: Lacking;
};

async function writeParts(
  publication: Publication,
  { plan, standing, isSame, blobs, files }: Parts,
): Promise<{ readonly manifest: Manifest; readonly written: number } | Rejection> {
  const { kv, now } = publication;
  const seen = standing?.inEffect ?? null;
  const step = stepOf(publication, "blobs");
  const parts = await writeLacking(step, blobs);
  const written = parts + (await writeLacking(stepOf(publication, "media"), files));
  if (isSame && seen !== null)
    return {
      manifest: seen,
      written: written + (await setAsideMedia(kv, plan.withdrawnMedia, now)),
    };
  const restored = publication.rework ? await restoreMedia(kv, plan.media, now) : 0;
  const before = await writeBefore(stepOf(publication, "releases"), standing);
  const releases = await writeReleases(stepOf(publication, "releases"), plan);
  const mended = await mendBlobs(step, plan.blobs, { found: blobs.found, seen });
  const clash = await refuseClash(kv, standing?.current ?? null);
  if (clash !== null) return clash;
  await flipCurrent(kv, releases.manifest);
  // Readers of the release before need them until now.
  const moved = await setAsideMedia(kv, plan.withdrawnMedia, now);
  const all = written + before + releases.written + mended + restored + moved + 1;
  return { manifest: releases.manifest, written: all };
}

/** Lists and manifests that have no longer much room. */
function noticesOf(
  { site, articles }: Publication,
  { manifest, upcoming }: PublicationPlan,
  standing: Standing | null,
): readonly Fault[] {
  const { notices } = weighManifests([manifest, ...upcoming]);
  const renamed = renamedNotices(standing?.inEffect?.site.title, manifest.site.title);
  return [...renamed, ...listFaults(site, articles).notices, ...notices];
}

function countsOf({ added, updated, gone, reappearing }: Changes): Outcome["changes"] {
  return {
    added: added.length,
    updated: updated.length,
    gone: gone.length,
    reappearing: reappearing.length,
  };
}

/** Where a step of a publication writes, and whom it tells. */
export function stepOf(
  { kv, now, progress }: Publication,
  name: PublicationProgress["step"],
): WriteStep {
  return { kv, now, progress: (done, total) => progress?.({ step: name, done, total }) };
}

/** Refuses to overwrite a release that somebody else has published since this one was planned. As
 *  good as KV's consistency: what was written elsewhere less than a minute ago may not be visible
 *  here. */
async function refuseClash(kv: KVNamespace, planned: Manifest | null): Promise<Rejection | null> {
  const current = await readManifest(kv);
  // A damaged one was there before: it is to be replaced.
  if (isRejection(current) || (current?.release ?? null) === (planned?.release ?? null))
    return null;
  const fault = {
    what: `release ${current?.release ?? "none"} was published while this one was being built`,
    fix: "publish again",
  };
  return byGuard("clash", rejection({ file: "current" }, fault));
}
