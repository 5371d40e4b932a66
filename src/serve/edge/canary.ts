import { CANARY_TAG } from "#store/edge/tags.ts";
import { askThroughEdge, purgeEdge } from "./cache.ts";
import { CANARY_PATH } from "./headers.ts";

/** How often the canary is asked for until it comes as it came before: each machine of a city
 *  fills on its own. */
const TRIES = 4;
/** How long a purge is given before each of the looks at what it did: most reach the world within
 *  a second. Milliseconds. */
const PAUSES_MS = [1_000, 4_000];

/** `GET /edge-canary`: what no other answer has, so that who gets it twice knows that it was kept.
 *  Browsers ask for it each time; `no-store` would be heeded by more than them. Reads nothing. */
export function answerCanary(): Response {
  const control = "public, max-age=0";
  const headers = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": control };
  return new Response(crypto.randomUUID(), { headers });
}

/** Waits, milliseconds. */
export type Pause = (ms: number) => Promise<void>;

/** Lets go of some tags, and looks whether the cache in front of the Worker did that: it must hold
 *  a canary before, and another one after, as seen from the city that the Worker runs in. Waits 5
 *  seconds at most; about 2 runs of the Worker, without KV.
 *  @param tags  at most 99
 *  @returns what speaks against it; undefined when it was seen */
export async function purgeProved(
  context: object,
  tags: readonly string[],
  pause: Pause,
): Promise<string | undefined> {
  try {
    // Whatever becomes of that, what is to go is let go of.
    const before = await canaries(context).catch(errorFrom);
    const isThere = await purgeEdge(context, [...tags, CANARY_TAG]);
    if (!isThere) return "there is no cache in front of the Worker";
    if (before instanceof Error) return before.message;
    if (!isHeld(before)) return "the cache keeps no answer to the Worker's own requests";
    for (const ms of PAUSES_MS) {
      await pause(ms);
      const after = await canaries(context);
      if (isHeld(after) && !after.some((one) => before.includes(one))) return undefined;
    }
    return "the cache did not let go of what was purged";
  } catch (error) {
    return errorFrom(error).message;
  }
}

/** @throws what is no error */
function errorFrom(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  throw thrown;
}

/** Canaries as they come, until one comes again. */
async function canaries(context: object): Promise<readonly string[]> {
  const seen: string[] = [];
  while (seen.length < TRIES && !isHeld(seen)) {
    const answer = await askThroughEdge(context, CANARY_PATH);
    if (!answer?.ok) break;
    seen.push(await answer.text());
  }
  return seen;
}

function isHeld(seen: readonly string[]): boolean {
  return new Set(seen).size < seen.length;
}
