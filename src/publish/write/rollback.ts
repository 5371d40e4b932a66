import { epochMs, type Instant, instantFromEpoch } from "#model/instant.ts";
import type { ArticleId } from "#model/name.ts";
import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import {
  frontAt,
  type FrontRef,
  type GoneRef,
  type LogRef,
  type Manifest,
  type ReleaseId,
} from "#model/release.ts";
import { readManifest, readStanding, type Standing } from "#store/write/listing.ts";
import { blobNameOf } from "#store/blob-name.ts";
import { type ChangeLog, encodeLog } from "#store/history/change-log.ts";
import { encodeGone, type GoneEntry, momentsOf, tombstonesAt } from "#store/history/gone.ts";
import { type Past, readPast } from "#store/history/past.ts";
import { encodeTopics } from "#store/history/served-topics.ts";
import type { Takedowns } from "#store/history/takedown.ts";
import { blobWriting, flipCurrent, writeAll } from "#store/write/writer.ts";
import { baseUrlOf } from "#model/site.ts";
import { extendLog, logRef } from "#publish/build/change-log.ts";
import { compare } from "#publish/build/comparison.ts";
import { goneTag } from "#publish/build/front.ts";
import { goneAt } from "#publish/build/past.ts";
import {
  keepTakedowns,
  publishWithout,
  revivedBy,
  takenDown,
  type Tools,
} from "./taken-rollback.ts";
import { foreignOwner } from "./lease.ts";
import { changedTopics } from "./topics.ts";
import { datedAfter } from "#publish/build/modified.ts";
import { nothingPublished } from "./nothing-published.ts";

/** Where to go back. */
type RollbackOptions = {
  readonly kv: KVNamespace;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The release to go to; the one before the one in effect when absent. */
  readonly to?: ReleaseId;
  /** Ids of withdrawn articles that may be seen again. */
  readonly revive?: readonly ArticleId[];
  /** What builds the release anew that leaves out what was taken down. */
  readonly tools?: Tools;
};

/** What a rollback did. */
type Rollback = {
  readonly kind: "rolled-back";
  /** The release that readers saw before; null when `current` was damaged. */
  readonly from: ReleaseId | null;
  /** The release that they see now, or whose articles they see in `release`. */
  readonly to: ReleaseId;
  /** The release that was made of it, without what was taken down since; absent when there was
   *  nothing to leave out. */
  readonly release?: ReleaseId;
  /** How many articles were left out, for they were taken down. */
  readonly left: number;
  /** The site's address. */
  readonly url: string | undefined;
  /** URL of the WebSub hub, and the feeds that changed, as it knows them. */
  readonly hub: string | undefined;
  readonly topics: readonly string[];
};

/** Makes an earlier release the one that readers see: the one before, or a named one. 3 KV reads
 *  (`owner`, `current` and the release; a fourth when an upcoming release has taken over), 1 KV
 *  write. What the release had planned for a time that has passed is undone with the rest; what it
 *  plans for later stays. What was withdrawn since stays so unless it is named: where the release
 *  shows some
 *  of it, it is built anew without that, at the cost of a publication.
 *  @returns a Rejection when there is no such release, or its time has not come; one that says what
 *    is wrong when `current` is damaged and no release was named
 *  @throws {StoreDown} when KV fails */
export async function rollback(options: RollbackOptions): Promise<Rollback | Rejection> {
  const { kv, now, to } = options;
  const owned = await foreignOwner({ kv, ...options.tools });
  if (owned !== null) return owned;
  const standing = await readStanding(kv, now);
  if (standing === null) return nothingPublished("rollback");
  // A damaged `current` is mended by going to a release that is named.
  if (isRejection(standing)) return to === undefined ? standing : goTo(options, null);
  return goTo(options, standing);
}

/** @param standing  null when `current` is damaged */
async function goTo(
  options: RollbackOptions,
  standing: Standing | null,
): Promise<Rollback | Rejection> {
  const seen = standing?.inEffect ?? null;
  const target = await readTarget(options, seen);
  if (isRejection(target)) return target;
  const taken = await takenDown(options, standing);
  if (isRejection(taken)) return taken;
  const told = { kind: "rolled-back", from: seen?.release ?? null, to: target.release } as const;
  const revived = await revivedBy(options, target, taken);
  if (revived?.length === 0) {
    const manifest = await showAgain(options, target, { seen, taken });
    return { ...told, left: 0, ...feedsOf(seen, manifest) };
  }
  const made = await publishWithout(options, target, taken);
  if (isRejection(made)) return made;
  const { release } = made;
  return { ...told, release, left: revived?.length ?? 0, ...feedsOf(seen, made) };
}

async function showAgain(
  options: RollbackOptions,
  target: Manifest,
  { seen, taken }: { readonly seen: Manifest | null; readonly taken: Takedowns },
): Promise<Manifest> {
  const { takedowns: _old, ...again } = await seenAgain(options, target, seen);
  const takedowns = await keepTakedowns(options, target, taken);
  const manifest = { ...again, ...(takedowns !== undefined && { takedowns }) };
  await flipCurrent(options.kv, manifest);
  return manifest;
}

/** The feeds that a rollback changed, and who is to be told. */
function feedsOf(
  seen: Manifest | null,
  manifest: Manifest,
): Pick<Rollback, "hub" | "url" | "topics"> {
  const { hub, url } = manifest.site;
  return { hub, url, topics: changedTopics(seen, manifest, baseUrlOf(manifest.site)) };
}

/** The manifest of an earlier release as readers are to see it from now on. What they saw since
 *  then and see no more leaves tombstones, and the topics that were served stay. */
async function seenAgain(
  { kv, now }: RollbackOptions,
  target: Manifest,
  seen: Manifest | null,
): Promise<Manifest> {
  const created = instantFromEpoch(now);
  const dated = (front: FrontRef): FrontRef => {
    const before = seen === null ? undefined : frontAt(seen, front.path);
    return before === undefined ? front : { ...front, ...datedAfter(before, front, created) };
  };
  const told = await aftermathOf({ kv, at: created }, target, seen);
  const gone = told?.gone ?? null;
  const fronts = await Promise.all(
    target.fronts.map(async (front) => {
      if (gone === null) return dated(front);
      const { gone: _gone, ...rest } = front;
      const tag = await goneTag(tombstonesAt(gone, front.path));
      return dated({ ...rest, ...(tag !== undefined && { gone: tag }) });
    }),
  );
  const topics = await keepTopics({ kv, now }, target, { seen, told });
  // Where nobody knows what changes, a log that went on would leave it out: none begins anew.
  const log = told === null ? undefined : await writeLog(kv, told.log, now);
  // What differs from what readers saw since, nobody has compared.
  const { gone: _old, log: _log, edge: _edge, ...manifest } = target;
  const kept = gone === null ? target.gone : await writeGone(kv, gone, now);
  return {
    ...manifest,
    // What changes by the rollback changes now: Last-Modified never runs backwards.
    created,
    fronts,
    ...(kept !== undefined && { gone: kept }),
    ...(topics !== undefined && { topics }),
    ...(log !== undefined && { log }),
    upcoming: target.upcoming.filter(({ from }) => epochMs(from) > now),
  };
}

/** What a rollback leaves behind: the articles that are gone, and the log. */
type Aftermath = {
  readonly topics: Past["topics"] | undefined;
  readonly gone: readonly GoneEntry[];
  readonly log: ChangeLog;
};

/** What is to be told once readers see `target` again; null when nobody knows what they saw. */
async function aftermathOf(
  { kv, at }: { readonly kv: KVNamespace; readonly at: Instant },
  target: Manifest,
  seen: Manifest | null,
): Promise<Aftermath | null> {
  const past = seen && (await readPast(kv, seen));
  const now = await readPast(kv, target);
  if (seen === null || past === null || now === null) return null;
  const sites = { before: seen.site, after: target.site };
  const changes = compare(past, now.entries, sites);
  const turn = { past, changes, entries: now.entries, at };
  const log = extendLog(past.log, { ...turn, sites }, epochMs(at));
  return { gone: goneAt(turn, target.site), log, topics: past.topics };
}

/** The blob of the topics that were served. What lies in the bundle of the release that is seen is
 *  written apart, for the earlier one does not know that bundle: then 1 KV write. */
async function keepTopics(
  { kv, now }: Pick<RollbackOptions, "kv" | "now">,
  target: Manifest,
  { seen, told }: { readonly seen: Manifest | null; readonly told: Aftermath | null },
): Promise<Manifest["topics"]> {
  const name = seen?.topics;
  if (name === undefined) return target.topics;
  if (seen?.recent?.written.has(name) !== true || name === target.topics) return name;
  if (told?.topics === undefined) return target.topics;
  const bytes = encodeTopics(told.topics);
  const blob = await blobNameOf(bytes);
  await writeAll(kv, [blobWriting(blob, bytes, now)]);
  return blob;
}

/** 1 KV write, when there are any. */
async function writeGone(
  kv: KVNamespace,
  gone: readonly GoneEntry[],
  now: number,
): Promise<GoneRef | undefined> {
  if (gone.length === 0) return undefined;
  const bytes = encodeGone(gone);
  const blob = await blobNameOf(bytes);
  await writeAll(kv, [blobWriting(blob, bytes, now)]);
  return { blob, moments: momentsOf(gone) };
}

/** 1 KV write. */
async function writeLog(kv: KVNamespace, log: ChangeLog, now: number): Promise<LogRef> {
  const bytes = encodeLog(log);
  const blob = await blobNameOf(bytes);
  await writeAll(kv, [blobWriting(blob, bytes, now)]);
  return logRef(log, blob);
}

async function readTarget(
  { kv, now, to }: RollbackOptions,
  seen: Manifest | null,
): Promise<Manifest | Rejection> {
  const release = to ?? seen?.previous ?? null;
  if (release === null) return refusal("there is no release before this one");
  if (release === seen?.release) return refusal(`readers see ${release} already`);
  const target = await readManifest(kv, release);
  if (target === null)
    return refusal(`there is no release ${release}`, "broadsheet releases lists them");
  if (isRejection(target) || epochMs(target.created) <= now) return target;
  return refusal(`release ${release} is not to be seen before ${target.created}`);
}

function refusal(what: string, fix?: string): Rejection {
  return rejection({ file: "rollback" }, { what, ...(fix !== undefined && { fix }) });
}
