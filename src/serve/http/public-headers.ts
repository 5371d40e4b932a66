import type { MiddlewareHandler } from "hono";
import { createMeter } from "#store/meter.ts";
import { ALWAYS } from "./always-headers.ts";
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
    for (const [name, value] of Object.entries(ALWAYS)) {
      if (!headers.has(name)) headers.set(name, value);
    }
    // Cloudflare compresses; a cache between must not mix the two.
    headers.append("Vary", "Accept-Encoding");
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
 *  without credentials. */
export function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      Allow: ALLOWED_METHODS,
      "Access-Control-Allow-Methods": ALLOWED_METHODS,
      "Access-Control-Allow-Headers": "*",
      "Access-Control-Max-Age": "86400",
    },
  });
}

/** What every public path allows. */
export const ALLOWED_METHODS = "GET, HEAD, OPTIONS";
