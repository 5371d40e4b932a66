import type { Manifest, ReleaseId } from "#model/release.ts";
import { type Past, readPast } from "#store/history/past.ts";
import type { Takedowns } from "#store/history/takedown.ts";
import { pastOf } from "#publish/build/past.ts";
import type { PlanInput, PublicationPlan } from "#publish/build/plan.ts";

/** How a publication differs that is made of what KV holds, and not of a content folder: a rollback
 *  that leaves out what was taken down, or a purge. */
export type Rework = {
  /** What is taken down with it. */
  readonly takedowns: Takedowns;
  /** The release that a rollback leads to from it; absent: the one that readers see before. */
  readonly previous?: ReleaseId | null;
  /** What readers saw, as it is to be remembered; absent: as it was. */
  readonly remember?: (past: Past) => Past;
};

/** What subscribers saw before a publication; null when nobody knows. It is not read where the
 *  publication before left it. */
export async function rememberedPast(
  {
    kv,
    rework,
    workshop,
  }: Pick<PlanInput, "workshop"> & { readonly kv: KVNamespace; readonly rework?: Rework },
  seen: Manifest | null,
): Promise<Past | null> {
  if (seen === null) return null;
  const place = pastOf(workshop, seen);
  const past = (place.past ??= await readPast(kv, seen));
  return (past && rework?.remember?.(past)) ?? past;
}

/** Leaves what subscribers will see to the publication that follows this one. */
export function leavePast(
  workshop: PlanInput["workshop"],
  { manifest, past }: Pick<PublicationPlan, "manifest" | "past">,
): void {
  pastOf(workshop, manifest).past = past;
}

/** The plan of a publication, with the release that a rollback leads to. */
export function reworked(plan: PublicationPlan, rework: Rework | undefined): PublicationPlan {
  if (rework?.previous === undefined) return plan;
  return { ...plan, manifest: { ...plan.manifest, previous: rework.previous } };
}
