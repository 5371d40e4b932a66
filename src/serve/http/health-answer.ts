import { epochMs } from "#model/instant.ts";
import { memoizeObjects } from "#model/memoize.ts";
import { type Manifest, MAX_RECENT_BYTES } from "#model/release.ts";
import { MAX_MANIFEST_BYTES, textFromManifest } from "#store/manifest-text.ts";
import { uncachedJson } from "./conditional.ts";
import { inTime } from "#store/in-time.ts";
import { readLease } from "#store/lease.ts";
import type { AppContext, AppDeps } from "./env.ts";
import { readersInPlan } from "./plan-model.ts";
import type { ReleaseHandler } from "./release-route.ts";

/** `GET /healthz`: which release is served, how old it is, what it holds, and how much of its
 *  budget it uses. For a monitor: 200 while readers are served, else 503; `status` is `ok`, or
 *  `stale` while KV does not answer and what this isolate holds stands in. Reads
 *  `current`, and whether somebody is publishing. */
export function answerHealth({ now, cache }: AppDeps): ReleaseHandler {
  return async ({ c, reader: { manifest, meter } }) => {
    const { release, created, count, fronts, packs, cards, directory, index, suggest } = manifest;
    const time = now();
    const lease = await heldLease(c, time);
    const isStale = time < cache.troubledUntil || time < cache.staleUntil;
    return uncachedJson({
      status: isStale ? "stale" : "ok",
      release,
      created,
      age_seconds: Math.max(0, Math.floor((time - epochMs(created)) / 1000)),
      // Who it is, is nobody's business here.
      lease: lease && { age_seconds: Math.max(0, Math.floor((time - lease.since) / 1000)) },
      articles: count,
      sections: fronts.length - 1,
      blobs: {
        packs: packs.length,
        cards: cards.length,
        directory: directory.length,
        suggestions: suggest === undefined ? 0 : suggest.shards.length + suggest.texts.length,
        index: index.shards.length + 2,
        archives: fronts.reduce((sum, { archive }) => sum + archive.chunks.length, 0),
      },
      // What readers see lies in the base, and in what is laid over it.
      parts: partsOf(manifest),
      budget: {
        manifest_bytes: { used: sizeOf(manifest), limit: MAX_MANIFEST_BYTES },
        kv_reads: { used: meter.reads, limit: 2 },
        held_bytes: { used: cache.memory.bytes, limit: cache.memory.maxBytes },
      },
      free_plan: readersInPlan(),
    });
  };
}

/** The lease of whoever publishes; null where KV does not tell. */
async function heldLease({ env: { KV }, var: { meter } }: AppContext, now: number) {
  try {
    return await meter.count(1, () => inTime(readLease(KV, now), LEASE_PATIENCE_MS));
  } catch {
    // Health is told of what readers get, for whom a lease is nothing.
    return null;
  }
}

/** Milliseconds. */
const LEASE_PATIENCE_MS = 500;

function partsOf({ release, count, recent }: Manifest): object {
  if (recent === undefined) return { base: { release, articles: count }, recent: null };
  const { base, documents, removed, places, bytes } = recent;
  return {
    base: { release: base, articles: documents },
    recent: {
      articles: places.length,
      removed: removed.length,
      upcoming: Object.keys(recent.upcoming).length,
      bytes: { used: bytes, limit: MAX_RECENT_BYTES },
    },
  };
}

/** Written once for each manifest that an isolate holds: a monitor asks often, and a large site's
 *  takes milliseconds. */
const sizeOf = memoizeObjects(
  (manifest: Manifest) => new TextEncoder().encode(textFromManifest(manifest)).length,
);
