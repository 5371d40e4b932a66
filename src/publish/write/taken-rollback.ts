import type { Article } from "#model/article.ts";
import type { ArticleId } from "#model/name.ts";
import { isRejection, type Rejection } from "#model/rejection.ts";
import type { BlobName, Manifest } from "#model/release.ts";
import { blobNameOf } from "#store/blob-name.ts";
import { readPast } from "#store/history/past.ts";
import {
  encodeTakedowns,
  purgeMark,
  type Takedowns,
  withdrawalMark,
} from "#store/history/takedown.ts";
import { restoreMedia } from "#store/write/withdrawn-media.ts";
import { readMediaNames, type Standing } from "#store/write/listing.ts";
import { blobWriting, writeAll } from "#store/write/writer.ts";
import { withoutRevived } from "#publish/build/takedown.ts";
import type { Publication } from "./publication.ts";
import { publish } from "./publish.ts";
import { readStock, upcomingOf } from "./stock.ts";
import { knownTakedowns, takedownsUnknown } from "./takedowns-before.ts";

/** What builds a release anew, where a rollback must. */
export type Tools = Pick<
  Publication,
  | "buildIndex"
  | "by"
  | "fullAtMost"
  | "owner"
  | "progress"
  | "readingsOf"
  | "takeBack"
  | "warn"
  | "workshop"
>;

/** What is taken down at the time of a rollback, without what it revives.
 *  @param standing  null when `current` is damaged
 *  @returns a Rejection when nobody can know */
export async function takenDown(
  { kv, now, revive = [] }: TakenInput,
  standing: Standing | null,
): Promise<Takedowns | Rejection> {
  const known = await knownTakedowns(kv, standing, now);
  if (known === null) return takedownsUnknown();
  return withoutRevived(known, revive);
}

type TakenInput = {
  readonly kv: KVNamespace;
  readonly now: number;
  readonly revive?: readonly ArticleId[];
};

/** The articles that were taken down and that a release would show again, now or at a time that it
 *  plans for; null when nobody knows what it shows. 1 bulk KV read for each release. */
export async function revivedBy(
  { kv, now }: TakenInput,
  target: Manifest,
  taken: Takedowns,
): Promise<readonly ArticleId[] | null> {
  if (taken.withdrawn.size + taken.purged.length === 0) return [];
  const marks = new Set(taken.purged.map(({ id }) => id));
  const shown = new Set<ArticleId>();
  for (const manifest of [target, ...(await upcomingOf(kv, target, now))]) {
    const past = await readPast(kv, manifest);
    if (past === null) return null;
    for (const { id } of past.entries)
      if (
        taken.withdrawn.has(withdrawalMark(id)) ||
        (marks.size > 0 && marks.has(await purgeMark(id)))
      )
        shown.add(id);
  }
  return [...shown];
}

/** Publishes what an earlier release showed, without what was taken down since. Costs as a
 *  publication, and the reading of all packs. */
export async function publishWithout(
  { kv, now, tools }: TakenInput & { readonly tools?: Tools },
  target: Manifest,
  taken: Takedowns,
): Promise<Manifest | Rejection> {
  const isTaken = ({ id }: Article): boolean => taken.withdrawn.has(withdrawalMark(id));
  const stock = await readStock(kv, target, now);
  const outcome = await publish({
    ...tools,
    kv,
    now,
    site: target.site,
    // What is purged, publish leaves out.
    articles: stock.map((one) => (isTaken(one) ? { ...one, status: "withdrawn" } : one)),
    media: [],
    ...PERMITTED,
    rework: { takedowns: taken, previous: target.previous },
  });
  return isRejection(outcome) ? outcome : outcome.manifest;
}

/** Who goes back, or purges, has said what is to be seen. */
export const PERMITTED = {
  force: true,
  allowReappearing: true,
  allowGone: true,
  allowReuse: true,
  backfill: true,
} as const;

/** Writes what is taken down, for the manifest of a rollback, and gives back the pictures that it
 *  shows again. 1 KV write where there is anything. */
export async function keepTakedowns(
  { kv, now, revive = [] }: TakenInput,
  target: Manifest,
  taken: Takedowns,
): Promise<BlobName | undefined> {
  if (revive.length > 0) {
    const names = (await readMediaNames(kv, target)) ?? [];
    await restoreMedia(kv, new Set(names), now);
  }
  if (taken.withdrawn.size + taken.purged.length === 0) return undefined;
  const bytes = encodeTakedowns(taken);
  const blob = await blobNameOf(bytes);
  await writeAll(kv, [blobWriting(blob, bytes, now)]);
  return blob;
}
