import { isRejection, type Rejection } from "#model/rejection.ts";
import { readStanding } from "#store/write/listing.ts";
import { readPast } from "#store/history/past.ts";
import { NO_TAKEDOWNS, readTakedowns } from "#store/history/takedown.ts";
import { buildSearchIndex } from "#publish/build/index-part.ts";
import { mediaToKeep } from "#publish/build/media-use.ts";
import { planPublication } from "#publish/build/plan.ts";
import { lackingBlobs, lackingMedia } from "./blob-step.ts";
import { costOf, type PublicationCost } from "./cost.ts";
import type { Publication } from "./publication.ts";

/** Plans a publication and writes nothing. Costs the reads and lists of a publication, and all of
 *  its CPU.
 *  @returns a Rejection when `current` is damaged
 *  @throws {StoreDown} when KV fails */
export async function forecast(
  publication: Pick<Publication, "kv" | "site" | "articles" | "media" | "now" | "readingsOf">,
): Promise<PublicationCost | Rejection> {
  const { kv, now, media } = publication;
  const standing = await readStanding(kv, now);
  if (isRejection(standing)) return standing;
  const seen = standing?.inEffect ?? null;
  const plan = await planPublication({
    ...publication,
    previous: seen,
    past: seen && (await readPast(kv, seen)),
    takedowns: (standing && (await readTakedowns(kv, standing.current))) ?? NO_TAKEDOWNS,
    isBackfill: false,
    buildIndex: buildSearchIndex,
    progress: () => undefined,
  });
  const { kept } = mediaToKeep(media, plan.media);
  const lacking = [
    await lackingBlobs(publication, plan.blobs),
    await lackingMedia(publication, kept),
  ];
  return costOf({ plan, media: kept, lacking });
}
