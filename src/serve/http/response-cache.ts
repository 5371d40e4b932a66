import { epochMs } from "#model/instant.ts";
import { heldManifest, releaseAt } from "#store/open-release.ts";
import { EDGE_SECONDS } from "#serve/edge/headers.ts";
import type { Bindings, AppDeps, AppContext } from "./env.ts";
import { isFresh } from "./validator.ts";

/** The answer to a request that was answered before, from the same release, by the same isolate;
 *  undefined when there is none. It reads nothing and waits for nothing: that is a fifth of what
 *  the way through the routes costs. */
export function answerFromCache(
  request: Request,
  env: Pick<Bindings, "BASE_URL"> | undefined,
  { cache, now, feedCache }: AppDeps,
): Response | undefined {
  const held = feedCache.answers.get(request.url);
  if (held === undefined || request.method !== "GET") return undefined;
  const time = now();
  if (heldManifest(cache, time) !== feedCache.madeFrom || time >= held.until) return undefined;
  if (held.baseUrl !== env?.BASE_URL) return undefined;
  const { headers } = request;
  if (headers.has("If-Match") || headers.has("If-Unmodified-Since")) return undefined;
  // What a browser shows as a page is made by the routes.
  if (headers.get("Sec-Fetch-Dest") === "document") return undefined;
  if (isFresh(headers, held.validators)) return held.unchanged;
  const body = feedCache.bodies.get(held.body);
  return body && new Response(body.bytes, { headers: held.headers });
}

/** Remembers an answer that can be given again. A 304 is one too: what is asked for most is
 *  whether anything is new. */
export function cacheAnswer(c: AppContext, { cache, now, feedCache }: AppDeps): void {
  const { reusable, release } = c.var;
  if (reusable === undefined || c.req.raw.method !== "GET") return;
  // What is said of how long it may be kept changes while the release does not; there it is the
  // cache in front that gives it again.
  if (c.env.LONG_LIVES === "yes") return;
  const time = now();
  const manifest = heldManifest(cache, time);
  // Not what an older release gave, since a blob was missing.
  if (manifest === undefined || release !== releaseAt(manifest, time)) return;
  const next = manifest.upcoming.find(({ from }) => epochMs(from) > time);
  const { validators, type, body } = reusable;
  if (feedCache.madeFrom !== manifest) feedCache.answers.clear();
  feedCache.madeFrom = manifest;
  const headers = new Headers(c.res.headers);
  headers.set("Content-Type", type);
  headers.set("Server-Timing", 'kv;desc="reads=0 ops=0 rounds=0"');
  const unchanged = new Response(null, { status: 304, headers });
  unchanged.headers.delete("Content-Type");
  feedCache.answers.set(c.req.url, {
    // Given later, it is kept in front of the Worker from then on.
    until: next === undefined ? Infinity : epochMs(next.from) - 1_000 * EDGE_SECONDS,
    baseUrl: c.env.BASE_URL,
    validators,
    headers,
    unchanged,
    body,
  });
}
