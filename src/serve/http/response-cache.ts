import { epochMs } from "#model/instant.ts";
import { heldManifest, releaseAt } from "#store/open-release.ts";
import type { Bindings, Desk, HouseContext } from "./env.ts";
import { isFresh } from "./validator.ts";

/** The answer to a request that was answered before, from the same release, by the same isolate; undefined when there is none. It reads nothing and waits for
 *  nothing: that is a fifth of what the way through the house costs. */
export function answerHeld(
  request: Request,
  env: Pick<Bindings, "BASE_URL"> | undefined,
  { cache, now, memory }: Desk,
): Response | undefined {
  const held = memory.answers.get(request.url);
  if (held === undefined || request.method !== "GET") return undefined;
  const time = now();
  if (heldManifest(cache, time) !== held.manifest || time >= held.until) return undefined;
  if (held.baseUrl !== env?.BASE_URL) return undefined;
  const { headers } = request;
  // What a browser shows as a page is made by the house.
  if (headers.get("Sec-Fetch-Dest") === "document") return undefined;
  if (isFresh(headers, held.validators)) return held.unchanged;
  return held.bytes && new Response(held.bytes, { headers: held.headers });
}

/** Remembers an answer of the house that can be given again. A 304 is one too: what is asked for most is whether anything is new. */
export function holdAnswer(c: HouseContext, { cache, now, memory }: Desk): void {
  const { answered, release } = c.var;
  if (answered === undefined || c.req.raw.method !== "GET") return;
  const time = now();
  const manifest = heldManifest(cache, time);
  // Not what an older release gave, since a blob was missing.
  if (manifest === undefined || release !== releaseAt(manifest, time)) return;
  const next = manifest.upcoming.find(({ from }) => epochMs(from) > time);
  const { validators, type } = answered;
  const known = memory.answers.get(c.req.url);
  const bytes =
    answered.bytes ?? (known?.validators.etag === validators.etag ? known.bytes : undefined);
  const headers = new Headers(c.res.headers);
  headers.set("Content-Type", type);
  headers.set("Server-Timing", 'kv;desc="reads=0 ops=0 rounds=0"');
  const unchanged = new Response(null, { status: 304, headers });
  unchanged.headers.delete("Content-Type");
  memory.answers.set(c.req.url, {
    manifest,
    until: next === undefined ? Infinity : epochMs(next.from),
    baseUrl: c.env.BASE_URL,
    validators,
    headers,
    unchanged,
    ...(bytes !== undefined && { bytes }),
  });
}
