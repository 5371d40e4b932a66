import type { Article } from "#model/article.ts";
import type { BlobName, Manifest } from "#model/release.ts";
import type { Site } from "#model/site.ts";
import { type PublicationPlan, planPublication } from "#publish/build/plan.ts";
import type { Past } from "#store/history/past.ts";
import { goneFromText } from "#store/history/gone.ts";
import { ledgerFromText } from "#store/history/ledger.ts";
import { logFromText } from "#store/history/change-log.ts";
import { topicsFromText } from "#store/history/served-topics.ts";
import type { Reader } from "#store/reader.ts";
import { noIndex } from "../store/published.ts";

/** A publisher without KV: plans one release after another, and each becomes the past of the next as its blobs tell it. */
export type Publisher = {
  readonly blobs: ReadonlyMap<BlobName, Uint8Array>;
  publish(
    articles: readonly Article[],
    options: { readonly now: number; readonly site: Site; readonly isBackfill?: boolean },
  ): Promise<PublicationPlan>;
  /** A reader of the release that was published last. */
  reader(): Reader;
};

/** A publisher that has published nothing. */
export function createPublisher(): Publisher {
  const blobs = new Map<BlobName, Uint8Array>();
  let current: Manifest | null = null;
  const text = (name: BlobName): string => new TextDecoder().decode(bytesOf(blobs, name));
  return {
    blobs,
    async publish(articles, { now, site, isBackfill = false }) {
      const plan = await planPublication({
        site,
        articles,
        now,
        isBackfill,
        previous: current,
        past: current && pastOf(current, text),
        buildIndex: noIndex,
        progress: () => undefined,
      });
      for (const [name, bytes] of plan.blobs) blobs.set(name, bytes);
      current = plan.manifest;
      return plan;
    },
    reader() {
      if (current === null) throw new TypeError("nothing was published");
      return readerFrom(current, blobs);
    },
  };
}

function pastOf(manifest: Manifest, text: (name: BlobName) => string): Past {
  const { ledger = [], gone, late = [], topics, log } = manifest;
  return {
    entries: ledger.flatMap((name) => ledgerFromText(text(name), name)),
    gone: gone === undefined ? [] : goneFromText(text(gone.blob), gone),
    late: new Map(late),
    ...(log !== undefined && { log: logFromText(text(log.blob), log) }),
    ...(topics !== undefined && { topics: topicsFromText(text(topics), topics) }),
  };
}

function readerFrom(manifest: Manifest, blobs: ReadonlyMap<BlobName, Uint8Array>): Reader {
  return {
    manifest,
    meter: { reads: 0, ops: 0, rounds: 0 },
    blobs: async (names) => names.map((name) => bytesOf(blobs, name)),
    packs: async (names) => names.map((name) => bytesOf(blobs, name)),
    texts: async (names) => names.map((name) => new TextDecoder().decode(bytesOf(blobs, name))),
  };
}

function bytesOf(blobs: ReadonlyMap<BlobName, Uint8Array>, name: BlobName): Uint8Array {
  const bytes = blobs.get(name);
  if (bytes === undefined) throw new TypeError(`no blob ${name}`);
  return bytes;
}
