import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import type { Manifest } from "#model/release.ts";
import { readStanding, type Standing } from "#store/write/listing.ts";
import { StoreFault } from "#store/fault.ts";
import type { Takedowns } from "#store/history/takedown.ts";
import { toolReader } from "#store/write/tool-reader.ts";
import { refuseLoss } from "./address-guard.ts";
import { refuseMassLoss } from "./count-guard.ts";
import { listFaults } from "./list-limit.ts";
import { readLostAddresses } from "./lost-addresses.ts";
import type { ReadBefore } from "#publish/edge/changed-tags.ts";
import { buildSearchIndex } from "#publish/build/index-part.ts";
import type { PublicationPlan } from "#publish/build/plan.ts";
import { type ChosenPlan, planChosen } from "./part-choice.ts";
import { purgedNotice, siteWithoutPurged, withoutPurged } from "./purged-content.ts";
import { byGuard, type Guard, type GuardedRejection } from "./guard.ts";
import { refuseReappearing } from "./reappearing-guard.ts";
import { foreignLease, foreignOwner } from "./lease.ts";
import { leavePast, rememberedPast, reworked } from "./rework.ts";
import { weighManifests } from "./size-guard.ts";
import { takedownsBefore } from "./takedowns-before.ts";
import type { Outcome, Publication } from "./publication.ts";
import { stepOf, writePlan } from "./write-plan.ts";

/** Publishes: blobs first, then the manifests of the releases, then `current`, so that readers see
 *  the release before or this one, whole. What is stored already is not written again: an unchanged
 *  content writes nothing, and a publication that was cut short goes on where it stopped when it is
 *  run again. 2 or 3 KV reads and the reading of the ledger, a KV list operation for each 1,000
 *  keys, and 1 KV write for each new blob and release.
 *  @returns a Rejection when a list or a manifest is too long, when many articles would go, when
 *  subscribers would see
 *    articles again under another id, when `current` is damaged, when somebody else owns the
 *    site, or published meanwhile
 *  @throws {StoreDown} when KV fails: what was written stays, and running it again goes on from
 *    there */
export async function publish(publication: Publication): Promise<Outcome | Rejection> {
  const { kv, now, force = false } = publication;
  const found = await readStanding(kv, now);
  if (isRejection(found) && !force) return found;
  const refused = await refusedAtOnce(publication);
  if (refused !== null) return refused;
  const standing = isRejection(found) ? null : found;
  const takedowns = await takedownsBefore(publication, standing);
  if (isRejection(takedowns)) return takedowns;
  const { kept: articles, purged } = await withoutPurged(publication.articles, takedowns);
  const site = await siteWithoutPurged(publication.site, takedowns);
  const told = { ...publication, site, articles };
  const planned = await planFor(told, takedowns, standing);
  if (isRejection(planned)) return planned;
  const { plan, choice } = planned;
  const refusal = await refusalOf(told, plan, standing?.inEffect ?? null);
  if (refusal !== null) return refusal;
  leavePast(publication.workshop, plan);
  const outcome = await writePlan(told, reworked(plan, told.rework), standing);
  if (isRejection(outcome)) return outcome;
  return { ...outcome, choice, notices: [...purged.map(purgedNotice), ...outcome.notices] };
}

/** What keeps a publication from being planned at all. 2 KV reads at most. */
async function refusedAtOnce(publication: Publication): Promise<GuardedRejection | null> {
  const owned = await foreignOwner(publication);
  if (owned !== null) return owned;
  await warnOfOthers(publication);
  const { refused } = listFaults(publication.site, publication.articles);
  return refused.length > 0 ? byGuard("size", rejection({ file: "content" }, ...refused)) : null;
}

async function planFor(
  publication: Publication,
  takedowns: Takedowns,
  standing: Standing | null,
): Promise<ChosenPlan | GuardedRejection> {
  const previous = standing?.inEffect ?? null;
  const input = {
    ...publication,
    takedowns,
    previous,
    past: await rememberedPast(publication, previous),
    isBackfill: publication.backfill ?? false,
    buildIndex: publication.buildIndex ?? buildSearchIndex,
    progress: stepOf(publication, "index").progress,
    readBefore: previous === null ? undefined : beforeReader(publication, previous),
  };
  // What is purged is to be in no part of what KV holds.
  const { recentFrom, fullAtMost } = publication;
  const isFull = (publication.full ?? true) || publication.rework !== undefined;
  return planChosen(publication.kv, input, { isFull, recentFrom, fullAtMost });
}

/** Reads blobs of the release before; undefined where one of them is lost. */
function beforeReader(
  { kv, now, rework }: Publication,
  previous: Manifest,
): ReadBefore | undefined {
  // What is made of KV alone may not say which article went.
  if (rework !== undefined) return undefined;
  const reader = toolReader(kv, previous, now);
  return async (names) => {
    try {
      return await reader.blobs(names);
    } catch (error) {
      if (error instanceof StoreFault) return undefined;
      throw error;
    }
  };
}

async function refusalOf(
  publication: Publication,
  { manifest, upcoming, changes, loss }: PublicationPlan,
  seen: Manifest | null,
): Promise<GuardedRejection | null> {
  const by = (guard: Guard, found: Rejection | null): GuardedRejection | null =>
    found && byGuard(guard, found);
  const refusal =
    by("size", weighManifests([manifest, ...upcoming]).refusal) ??
    by("mass-loss", publication.force ? null : refuseMassLoss(seen, manifest, changes)) ??
    by("reappearing", publication.allowReappearing ? null : refuseReappearing(changes));
  if (refusal !== null) return refusal;
  const forgotten = loss.articles.filter(({ isHere }) => isHere);
  const isTold = publication.allowGone === true || forgotten.length === 0;
  const named = { ...loss, articles: isTold ? [] : forgotten };
  const lost = await readLostAddresses(publication, named, publication);
  return by("addresses", refuseLoss(loss, publication, lost));
}

/** 1 KV read, or none where nobody is to be told. */
async function warnOfOthers({ kv, now, by, warn }: Publication): Promise<void> {
  if (by === undefined) return;
  const busy = await foreignLease({ kv, now, by });
  if (busy !== undefined) warn?.(busy);
}
