import { epochMs } from "../model/instant.ts";
import { HOLD_CURRENT_MS, type HeldCurrent } from "../store/shelf.ts";
import type { HeldAnswer } from "./feed-memory.ts";
import type { Bindings, Desk, HouseContext } from "./house.ts";
import { isFresh } from "./validator.ts";

/** The answer to a request that was answered before, from the same release, by the same isolate; undefined when there is none. It reads nothing and waits for
 *  nothing: that is a fifth of what the way through the house costs. */
export function answerHeld(
  request: Request,
  env: Bindings | undefined,
  { shelf, now, memory }: Desk,
): Response | undefined {
  const held = memory.answers.get(request.url);
  if (held === undefined || request.method !== "GET") return undefined;
  if (!isStillRight(held, shelf.current, now()) || held.baseUrl !== env?.BASE_URL) return undefined;
  const { headers } = request;
  // What a browser shows as a page is made by the house.
  if (headers.get("Sec-Fetch-Dest") === "document") return undefined;
  if (isFresh(headers, held.validators))
    return new Response(null, { status: 304, headers: held.unchangedHeaders });
  return held.bytes && new Response(held.bytes, { headers: held.headers });
}

function isStillRight(
  { manifest, until }: HeldAnswer,
  current: HeldCurrent | undefined,
  now: number,
): boolean {
  if (current?.manifest !== manifest || now >= until) return false;
  return now >= current.at && now - current.at < HOLD_CURRENT_MS;
}

/** Remembers an answer of the house that can be given again. A 304 is one too: what is asked for most is whether anything is new. */
export function holdAnswer(c: HouseContext, { shelf, now, memory }: Desk): void {
  const { answered, release } = c.var;
  const current = shelf.current;
  const manifest = current?.manifest;
  // Only what came from the release that is current, or due: not what an older one gave, since a blob was missing.
  if (answered === undefined || manifest === undefined || c.req.raw.method !== "GET") return;
  const due = manifest.upcoming.findLast(({ from }) => epochMs(from) <= now());
  if (release !== (due?.release ?? manifest.release)) return;
  const next = manifest.upcoming.find(({ from }) => epochMs(from) > now());
  const { validators, type } = answered;
  const known = memory.answers.get(c.req.url);
  const bytes =
    answered.bytes ??
    (known?.validators.etag === validators.etag ? known.bytes : undefined);
  const headers = new Headers(c.res.headers);
  headers.set("Content-Type", type);
  headers.set("Server-Timing", 'kv;desc="reads=0 ops=0 rounds=0"');
  const unchangedHeaders = new Headers(headers);
  unchangedHeaders.delete("Content-Type");
  memory.answers.set(c.req.url, {
    manifest,
    until: next === undefined ? Infinity : epochMs(next.from),
    baseUrl: c.env.BASE_URL,
    validators,
    headers,
    unchangedHeaders,
    ...(bytes !== undefined && { bytes }),
  });
}
