import type { Fault } from "#model/rejection.ts";
import type { MediaFile } from "#publish/build/media-use.ts";
import type { PublicationPlan } from "#publish/build/plan.ts";
import type { Lacking } from "./blob-step.ts";

/** What a publication costs, known before it writes. */
export type PublicationCost = {
  /** KV writes, those of the manifests among them. */
  readonly writes: number;
  /** Bytes of the releases with their media, whether stored already or not. */
  readonly bytes: number;
};

/** What Cloudflare's free plan allows.
 *  @see https://developers.cloudflare.com/kv/platform/limits/ */
const FREE_WRITES = 1_000;
const FREE_BYTES = 1e9;

/** What a publication costs: what KV lacks, and a manifest for each release with `current`. */
export function costOf({
  plan,
  media,
  lacking,
}: {
  readonly plan: Pick<PublicationPlan, "blobs" | "upcoming">;
  readonly media: readonly MediaFile[];
  readonly lacking: readonly Lacking[];
}): PublicationCost {
  const values = lacking.reduce((sum, { writings }) => sum + writings.length, 0);
  const sum = (parts: Iterable<Uint8Array>): number =>
    [...parts].reduce((total, { byteLength }) => total + byteLength, 0);
  return {
    writes: values === 0 ? 0 : values + 2 + plan.upcoming.length,
    bytes: sum(plan.blobs.values()) + sum(media.map(({ bytes }) => bytes)),
  };
}

/** What a publication took of the free plan: KV writes of a day, and bytes of storage. */
export type Budget = {
  readonly [Kind in "writes" | "bytes"]: { readonly used: number; readonly limit: number };
};

/** The cost of a publication beside what the free plan allows. */
export function budgetOf({ writes, bytes }: PublicationCost): Budget {
  return {
    writes: { used: writes, limit: FREE_WRITES },
    bytes: { used: bytes, limit: FREE_BYTES },
  };
}

/** What in a cost is beyond the free plan. */
export function beyondFree({ writes, bytes }: PublicationCost): readonly Fault[] {
  const faults: Fault[] = [];
  const days = Math.ceil(writes / FREE_WRITES);
  if (days > 1) {
    faults.push({
      what: `this takes ${writes.toLocaleString("en")} KV writes; the free plan allows 1,000 a day`,
      fix: `on the free plan run it again on each of ${days} days: it goes on where it stopped, and readers see nothing of it before it is whole`,
    });
  }
  if (bytes > FREE_BYTES) {
    faults.push({
      what: `this stores ${(bytes / 1e9).toFixed(1)} GB; the free plan has 1 GB, for all releases that are kept`,
      fix: "publish fewer articles or media, or take the paid plan",
    });
  }
  return faults;
}
