import { byGuard, type GuardedRejection } from "./guard.ts";
import { rejection } from "#model/rejection.ts";
import { epochMs } from "#model/instant.ts";
import type { Manifest } from "#model/release.ts";
import { planRecent } from "#publish/recent/plan-recent.ts";
import { type PlanInput, planPublication, type PublicationPlan } from "#publish/build/plan.ts";
import { keptBase } from "#publish/recent/base-reading.ts";

/** Which part of a site a publication writes, and why; a clause. */
export type PartChoice = { readonly part: "recent" | "full"; readonly why: string };

/** A plan, and which part it writes. */
export type ChosenPlan = { readonly plan: PublicationPlan; readonly choice: PartChoice };

type PartLimits = {
  /** Whether all is to be published anew whatever changed. */
  readonly isFull: boolean;
  /** Articles from which on what changed is laid over the last full release; absent for any. */
  readonly recentFrom?: number | undefined;
  /** Articles of the largest site that may be published anew here; absent for any. */
  readonly fullAtMost?: number | undefined;
};

/** Plans a publication: what changed alone, laid over the last one that was full, where that can be
 *  and is wished; else all anew.
 *  @returns a GuardedRejection when that is too much for whoever publishes here
 *  @throws {StoreDown} when KV fails */
export async function planChosen(
  kv: KVNamespace,
  input: PlanInput,
  { isFull, recentFrom = 0, fullAtMost = Infinity }: PartLimits,
): Promise<ChosenPlan | GuardedRejection> {
  const full = async (why: string): Promise<ChosenPlan | GuardedRejection> =>
    input.articles.length > fullAtMost
      ? refuseFold(why, input.articles.length, fullAtMost)
      : { plan: await planPublication(input), choice: { part: "full", why } };
  const { previous } = input;
  if (isFull) return full("this was asked for");
  if (previous === null) return full("nothing was published before");
  if (previous.count < recentFrom)
    return full(`${recentFrom} articles are needed before a second part spares anything`);
  const base = await keptBase(kv, previous, input);
  if (base === null) return full("the last full release cannot be read by this version");
  const plan = await planRecent(input, base);
  if ("why" in plan) return full(plan.why);
  const { removed = [], places = [] } = plan.manifest.recent ?? {};
  const changed = Math.max(places.length, removed.length);
  const why = `${changed} of ${base.manifest.count} articles differ from the last full release`;
  return { plan, choice: { part: "recent", why } };
}

function refuseFold(why: string, count: number, most: number): GuardedRejection {
  const what = `all ${count.toLocaleString("en")} articles would have to be published anew (${why}), and at most ${most.toLocaleString("en")} can be here`;
  const fix = "fold with the command: broadsheet publish ./content --take-back";
  return byGuard("fold", rejection({}, { what, fix }));
}

/** Whether readers see this content already, and will see what is planned for later. A recent part
 *  and a release that is whole are laid out in two ways: those are compared by what they tell.
 *  @param now  milliseconds since 1970 */
export function isUnchanged(
  { manifest }: Pick<PublicationPlan, "manifest">,
  seen: Manifest,
  now: number,
): boolean {
  const coming = seen.upcoming.filter(({ from }) => epochMs(from) > now);
  if (manifest.recent !== undefined && seen.recent === undefined)
    return seen.told !== undefined && toldBy(manifest, manifest.upcoming) === toldBy(seen, coming);
  return (
    manifest.content === seen.content &&
    JSON.stringify(manifest.upcoming) === JSON.stringify(coming)
  );
}

function toldBy({ told }: Manifest, upcoming: Manifest["upcoming"]): string {
  return JSON.stringify([told, ...upcoming.map((one) => [one.from, one.told])]);
}
