import type { Article } from "#model/article.ts";
import { epochMs, type Instant } from "#model/instant.ts";
import { type Fault, isRejection, rejection, type Rejection } from "#model/rejection.ts";
import type { Manifest, ReleaseId } from "#model/release.ts";
import { baseUrlOf, type Site } from "#model/site.ts";
import { readManifest, readStanding, type Standing } from "#store/write/listing.ts";
import type { Takedowns } from "#store/history/takedown.ts";
import { restoreMedia, setAsideMedia } from "#store/write/withdrawn-media.ts";
import { flipCurrent } from "#store/write/writer.ts";
import {
  lackingBlobs,
  lackingMedia,
  mendBlobs,
  writeLacking,
  type WriteStep,
} from "./blob-step.ts";
import { costOf, type PublicationCost } from "./cost.ts";
import type { Changes } from "#publish/build/comparison.ts";
import { refuseLoss } from "./address-guard.ts";
import type { PublishFlags } from "./publish-flags.ts";
import { refuseMassLoss } from "./count-guard.ts";
import { listFaults } from "./list-limit.ts";
import { readLostAddresses } from "./lost-addresses.ts";
import { buildSearchIndex, type IndexBuilder } from "#publish/build/index-part.ts";
import { type MediaFile, mediaToKeep } from "#publish/build/media-use.ts";
import type { PlanNotice } from "#publish/build/plan-notice.ts";
import { type PublicationPlan, planPublication } from "#publish/build/plan.ts";
import { purgedNotice, siteWithoutPurged, withoutPurged } from "./purged-content.ts";
import { refuseReappearing } from "./reappearing-guard.ts";
import { writeReleases } from "./release-step.ts";
import { rememberedPast, type Rework, reworked } from "./rework.ts";
import { weighManifests } from "./size-guard.ts";
import { takedownsBefore } from "./takedowns-before.ts";
import { changedTopics } from "./topics.ts";
import type { SuggestionInput } from "#publish/build/suggestion-part.ts";
import type { BuildOptions } from "#publish/build/build-release.ts";

/** How far a publication has come. */
export type PublicationProgress = {
  readonly step: "index" | "blobs" | "media" | "releases";
  readonly done: number;
  readonly total: number;
};

/** What is to be published, and where. */
export type Publication = PublishFlags & {
  readonly kv: KVNamespace;
  readonly site: Site;
  /** In any order; drafts, future and withdrawn ones too. */
  readonly articles: readonly Article[];
  readonly media: readonly MediaFile[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly progress?: (progress: PublicationProgress) => void;
  /** Called before anything is written, with what it will cost. */
  readonly foresee?: (cost: PublicationCost) => void;
  /** How the index is built; that of search/ when absent. */
  readonly buildIndex?: IndexBuilder;
  /** Keeps what is made of articles for the next publication; without it everything is made
   *  anew. */
  readonly workshop?: BuildOptions["workshop"];
  /** Set where it is made of what KV holds already. */
  readonly rework?: Rework;
  /** Cuts Chinese titles into words and reads them; without it nothing is suggested by pinyin. */
  readonly readingsOf?: SuggestionInput["readingsOf"];
};

/** What a publication did. */
export type Outcome = {
  readonly kind: "published" | "unchanged";
  /** The release that readers see now. */
  readonly release: ReleaseId;
  /** KV writes that were made. */
  readonly written: number;
  /** Blobs and media files that were there already. */
  readonly skipped: number;
  /** Published articles. */
  readonly articles: number;
  /** When scheduled articles appear. */
  readonly upcoming: readonly Instant[];
  readonly notices: readonly PlanNotice[];
  /** Counts what the release does in the eyes of subscribers. */
  readonly changes: { readonly [Kind in keyof Changes]: number };
  /** The feeds that changed since somebody last published, as a WebSub hub knows them: absolute
   *  URLs. */
  readonly topics: readonly string[];
};

/** Publishes: blobs first, then the manifests of the releases, then `current`, so that readers see
 *  the release before or this one, whole. What is stored already is not written again: an unchanged
 *  content writes nothing, and a publication that was cut short goes on where it stopped when it is
 *  run again. 2 or 3 KV reads and the reading of the ledger, a KV list operation for each 1,000
 *  keys, and 1 KV write for each new blob and release.
 *  @returns a Rejection when a list or a manifest is too long, when many articles would go, when
 *  subscribers would see
 *    articles again under another id, when `current` is damaged, or when somebody else published
 *    meanwhile
 *  @throws {StoreDown} when KV fails: what was written stays, and running it again goes on from
 *    there */
export async function publish(publication: Publication): Promise<Outcome | Rejection> {
  const { kv, now, force = false } = publication;
  const found = await readStanding(kv, now);
  if (isRejection(found) && !force) return found;
  const { refused } = listFaults(publication.site, publication.articles);
  if (refused.length > 0) return rejection({ file: "content" }, ...refused);
  const standing = isRejection(found) ? null : found;
  const takedowns = await takedownsBefore(publication, standing);
  if (isRejection(takedowns)) return takedowns;
  const { kept: articles, purged } = await withoutPurged(publication.articles, takedowns);
  const site = await siteWithoutPurged(publication.site, takedowns);
  const told = { ...publication, site, articles };
  const plan = await planFor(told, takedowns, standing);
  const refusal = await refusalOf(told, plan, standing?.inEffect ?? null);
  if (refusal !== null) return refusal;
  const outcome = await writePlan(told, reworked(plan, told.rework), standing);
  if (isRejection(outcome)) return outcome;
  return { ...outcome, notices: [...purged.map(purgedNotice), ...outcome.notices] };
}

async function planFor(
  publication: Publication,
  takedowns: Takedowns,
  standing: Standing | null,
): Promise<PublicationPlan> {
  const previous = standing?.inEffect ?? null;
  return planPublication({
    ...publication,
    takedowns,
    previous,
    past: await rememberedPast(publication, previous),
    isBackfill: publication.backfill ?? false,
    buildIndex: publication.buildIndex ?? buildSearchIndex,
    progress: stepOf(publication, "index").progress,
  });
}

async function refusalOf(
  publication: Publication,
  { manifest, upcoming, changes, loss }: PublicationPlan,
  seen: Manifest | null,
): Promise<Rejection | null> {
  const refusal =
    weighManifests([manifest, ...upcoming]).refusal ??
    (publication.force ? null : refuseMassLoss(seen, manifest, changes)) ??
    (publication.allowReappearing ? null : refuseReappearing(changes));
  if (refusal !== null) return refusal;
  const forgotten = loss.articles.filter(({ isHere }) => isHere);
  const isTold = publication.allowGone === true || forgotten.length === 0;
  const named = { ...loss, articles: isTold ? [] : forgotten };
  const lost = await readLostAddresses(publication, named, publication);
  return refuseLoss(loss, publication, lost);
}

async function writePlan(
  publication: Publication,
  plan: PublicationPlan,
  standing: Standing | null,
): Promise<Outcome | Rejection> {
  const { kv, now, media } = publication;
  const seen = standing?.inEffect ?? null;
  const { kept, notices } = mediaToKeep(media, plan.media);
  const blobs = await lackingBlobs(publication, plan.blobs);
  const files = await lackingMedia(publication, kept);
  publication.foresee?.(costOf({ plan, media: kept, lacking: [blobs, files] }));
  const written = await writeLacking(stepOf(publication, "blobs"), blobs);
  const outcome = {
    written: written + (await writeLacking(stepOf(publication, "media"), files)),
    skipped: blobs.found.length + files.found.length,
    articles: plan.manifest.count,
    upcoming: plan.manifest.upcoming.map(({ from }) => from),
    notices: [...plan.notices, ...notices, ...noticesOf(publication, plan)],
    changes: countsOf(plan.changes),
    topics: [],
  };
  if (seen !== null && isUnchanged(plan, seen, now)) {
    const moved = await setAsideMedia(kv, plan.withdrawnMedia, now);
    const written = outcome.written + moved;
    return { ...outcome, kind: "unchanged", release: seen.release, written };
  }
  const restored = publication.rework ? await restoreMedia(kv, plan.media, now) : 0;
  const releases = await writeReleases(stepOf(publication, "releases"), plan);
  const { manifest } = releases;
  const { found } = blobs;
  const mended = await mendBlobs(stepOf(publication, "blobs"), plan.blobs, { found, seen });
  const clash = await refuseClash(kv, standing?.current ?? null);
  if (clash !== null) return clash;
  await flipCurrent(kv, manifest);
  // Readers of the release before need them until now.
  const moved = await setAsideMedia(kv, plan.withdrawnMedia, now);
  return {
    ...outcome,
    kind: "published",
    release: manifest.release,
    written: outcome.written + releases.written + mended + restored + moved + 1,
    // Nobody told the hub of a release that took over by itself meanwhile.
    topics: changedTopics(standing?.current ?? null, manifest, baseUrlOf(manifest.site)),
  };
}

/** Lists and manifests that have no longer much room. */
function noticesOf(
  { site, articles }: Publication,
  { manifest, upcoming }: PublicationPlan,
): readonly Fault[] {
  const { notices } = weighManifests([manifest, ...upcoming]);
  return [...listFaults(site, articles).notices, ...notices];
}

function countsOf({ added, updated, gone, reappearing }: Changes): Outcome["changes"] {
  return {
    added: added.length,
    updated: updated.length,
    gone: gone.length,
    reappearing: reappearing.length,
  };
}

function stepOf({ kv, now, progress }: Publication, name: PublicationProgress["step"]): WriteStep {
  return { kv, now, progress: (done, total) => progress?.({ step: name, done, total }) };
}

/** Whether readers see this content already, and will see what is planned for later. */
function isUnchanged({ manifest }: PublicationPlan, seen: Manifest, now: number): boolean {
  const coming = seen.upcoming.filter(({ from }) => epochMs(from) > now);
  return (
    manifest.content === seen.content &&
    manifest.takedowns === seen.takedowns &&
    JSON.stringify(manifest.upcoming) === JSON.stringify(coming)
  );
}

/** Refuses to overwrite a release that somebody else has published since this one was planned. As
 *  good as KV's consistency: what was written elsewhere less than a minute ago may not be visible
 *  here. */
async function refuseClash(kv: KVNamespace, planned: Manifest | null): Promise<Rejection | null> {
  const current = await readManifest(kv);
  // A damaged one was there before: it is to be replaced.
  if (isRejection(current) || (current?.release ?? null) === (planned?.release ?? null))
    return null;
  return rejection(
    { file: "current" },
    {
      what: `release ${current?.release ?? "none"} was published while this one was being built`,
      fix: "publish again",
    },
  );
}
