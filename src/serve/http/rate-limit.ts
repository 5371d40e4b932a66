import type { MiddlewareHandler } from "hono";
import { inTime } from "#store/in-time.ts";
import type { AppEnv, Bindings } from "./env.ts";
import { Problem } from "./problem.ts";

/** The bindings of `wrangler.toml` that limit how much one reader asks for. */
type Limiter = "SEARCH_LIMITER" | "SUGGEST_LIMITER" | "ADMIN_LIMITER";

/** The period that all limits are counted over, as in `wrangler.toml`. Seconds. */
const PERIOD_SECONDS = 60;
/** How long a limiter is waited for: it counts in the same data centre. Milliseconds. */
const PATIENCE_MS = 100;

/** Lets a request on while its reader has not asked too much: by Cloudflare's rate-limit binding,
 *  which counts for each data centre, and about. Where the line of the binding is taken out of
 *  `wrangler.toml` there is no limit.
 *  @throws {Problem} too-many-requests */
export function limitedBy(limiter: Limiter): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const key = readerKey(c.req.header("CF-Connecting-IP"));
    if (key !== undefined && !(await isAllowed(c.env[limiter], key)))
      throw new Problem(
        "too-many-requests",
        `So much may be asked for in ${PERIOD_SECONDS} seconds, and not more`,
        { "Retry-After": String(PERIOD_SECONDS) },
      );
    await next();
  };
}

/** A limiter that fails stops nobody: it guards the plan, not a secret. */
async function isAllowed(limiter: Bindings[Limiter], key: string): Promise<boolean> {
  if (limiter === undefined) return true;
  try {
    const { success } = await inTime(limiter.limit({ key }), PATIENCE_MS);
    return success;
  } catch (error) {
    console.warn("the rate limiter gave no answer", error);
    return true;
  }
}

/** What a reader is counted under: the IPv4 address, or the network of an IPv6 one, of which one
 *  reader has a whole /64. Undefined for this machine itself, which nobody at Cloudflare asks from.
 *  @example readerKey("2001:db8:1:2:3:4:5:6") // "2001:db8:1:2" */
export function readerKey(address = ""): string | undefined {
  if (address === "" || address === "::1" || address.startsWith("127.")) return undefined;
  if (!address.includes(":")) return address;
  const [head = ""] = address.split("::");
  // What `::` stands for are zeros: as many as are missing.
  return [...head.split(":"), "0", "0", "0", "0"].slice(0, 4).join(":");
}
