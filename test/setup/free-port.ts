import { randomInt } from "node:crypto";
import { isFree } from "#cli/wrangler/port.ts";

/** Below the ports that systems give to connections: those that are free now may be another's
 *  before a server listens there. */
const [LOWEST, HIGHEST] = [10_000, 30_000] as const;

/** A port on which nobody listens, drawn by lot: tests that run beside each other hardly draw the
 *  same. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) return port;
  }
}
