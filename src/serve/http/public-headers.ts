import type { MiddlewareHandler } from "hono";
import { createMeter } from "#store/meter.ts";
import { ALWAYS, ALWAYS_PRIVATE } from "./always-headers.ts";
import { edgeHeaders } from "#serve/edge/headers.ts";
import { edgeSeconds } from "#serve/edge/life.ts";
import { logRequest } from "./request-log.ts";
import { cacheAnswer } from "./response-cache.ts";
import type { AppDeps, AppEnv } from "./env.ts";

/** Opens each request with a meter, and closes its answer with the headers that all answers
 *  have: CORS, security, what it cost, and the release it was made from. */
export function publicHeaders(deps: AppDeps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const meter = createMeter();
    c.set("meter", meter);
    c.set("feedCache", deps.feedCache);
    await next();
    const { headers } = c.res;
    // Pages of others have no business with what a token is needed for.
    const always = c.req.path.startsWith("/admin/") ? ALWAYS_PRIVATE : ALWAYS;
    for (const [name, value] of Object.entries(always)) {
      if (!headers.has(name)) headers.set(name, value);
    }
    // A failure may be the clock's.
    const isFault = c.res.status >= 500;
    const now = isFault ? 0 : deps.now();
    const seconds = await edgeSeconds({
      kv: c.env.KV,
      cache: deps.cache,
      now,
      meter,
      longLives: c.env.LONG_LIVES,
      status: c.res.status,
      release: c.var.release,
    });
    const manifest = deps.cache.current?.manifest;
    const edge = edgeHeaders({
      status: c.res.status,
      cacheControl: headers.get("Cache-Control"),
      path: c.req.path,
      now,
      seconds,
      ...(manifest !== undefined && { manifest }),
    });
    for (const [name, value] of Object.entries(edge)) headers.set(name, value);
    headers.set(
      "Server-Timing",
      `kv;desc="reads=${meter.reads} ops=${meter.ops} rounds=${meter.rounds}"`,
    );
    const release = c.var.release ?? deps.cache.current?.manifest.release;
    if (release !== undefined) headers.set("X-Release", release);
    cacheAnswer(c, deps);
    logRequest(c, meter, deps.chance());
  };
}

/** Answers a preflight request: every public GET may be made from any page, with any header,
 *  without credentials.
 *  @param methods  what the path allows */
export function preflightOf(methods: string): () => Response {
  const headers = {
    Allow: methods,
    "Access-Control-Allow-Methods": methods,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
  };
  return () => new Response(null, { status: 204, headers });
}

/** What every public path allows. */
export const ALLOWED_METHODS = "GET, HEAD, OPTIONS";
