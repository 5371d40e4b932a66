import { isRejection, type Rejection } from "#model/rejection.ts";
import { listBlobs, listMedia, readStanding } from "#store/listing.ts";
import { readPast } from "#store/history/past.ts";
import { buildSearchIndex } from "#publish/build/index-part.ts";
import { mediaToKeep } from "#publish/build/media-use.ts";
import { planPublication } from "#publish/build/plan.ts";
import type { Publication } from "./publish.ts";

/** What publishing would cost. */
export type Forecast = {
  /** KV writes, at most: none when the content equals what readers see. */
  readonly writes: number;
  /** Bytes of the release with its media, whether stored already or not. Releases of before come on
   *  top, as far as they share nothing with it. */
  readonly bytes: number;
};

/** Plans a publication and writes nothing. Costs the reads and lists of a publication, and all of
 *  its CPU.
 *  @returns a Rejection when `current` is damaged
 *  @throws {StoreDown} when KV fails */
export async function forecast(
  publication: Pick<Publication, "kv" | "site" | "articles" | "media" | "now" | "readingsOf">,
): Promise<Forecast | Rejection> {
  const { kv, now, media } = publication;
  const standing = await readStanding(kv, now);
  if (isRejection(standing)) return standing;
  const seen = standing?.inEffect ?? null;
  const plan = await planPublication({
    ...publication,
    previous: seen,
    past: seen && (await readPast(kv, seen)),
    isBackfill: false,
    buildIndex: buildSearchIndex,
    progress: () => undefined,
  });
  const [blobs, files] = [await listBlobs(kv), await listMedia(kv)];
  const { kept } = mediaToKeep(media, plan.media);
  const newBlobs = [...plan.blobs.keys()].filter((name) => !blobs.has(name)).length;
  const newFiles = kept.filter(({ name }) => !files.has(name)).length;
  // A release's manifest is written under its own name, and once more as `current`.
  const manifests = newBlobs + newFiles === 0 ? 0 : 2 + plan.upcoming.length;
  const sum = (parts: readonly Uint8Array[]): number =>
    parts.reduce((total, { byteLength }) => total + byteLength, 0);
  return {
    writes: newBlobs + newFiles + manifests,
    bytes: sum([...plan.blobs.values()]) + sum(kept.map(({ bytes }) => bytes)),
  };
}
