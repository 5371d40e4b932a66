import { epochMs } from "#model/instant.ts";
import { MAX_MANIFEST_BYTES } from "#store/manifest-text.ts";
import { CACHE } from "./cache-control.ts";
import { JSON_TYPE, jsonText } from "./conditional.ts";
import type { AppDeps } from "./env.ts";
import type { ReleaseHandler } from "./release-route.ts";

/** `GET /healthz`: which release is served, how old it is, what it holds, and how much of its
 *  budget it uses. Reads `current` alone. */
export function answerHealth({ now }: AppDeps): ReleaseHandler {
  return async ({ reader: { manifest, meter } }) => {
    const { release, created, count, fronts, packs, cards, directory, index, suggest } = manifest;
    const manifestBytes = new TextEncoder().encode(JSON.stringify(manifest)).length;
    const body = jsonText({
      status: "ok",
      release,
      created,
      age_seconds: Math.max(0, Math.floor((now() - epochMs(created)) / 1000)),
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
      budget: {
        manifest_bytes: { used: manifestBytes, limit: MAX_MANIFEST_BYTES },
        kv_reads: { used: meter.reads, limit: 1 },
      },
    });
    return new Response(body, {
      headers: { "Content-Type": JSON_TYPE, "Cache-Control": CACHE.never },
    });
  };
}
