import { bulkKv } from "./bulk-kv.ts";
import { KvRefusal, StoreDown } from "./fault.ts";
import { inTime, TimedOut } from "./in-time.ts";

/** How long a tool waits for an answer of KV before it asks once more, and how long it then waits
 *  for either of the two: whoever publishes is told within half a minute. Milliseconds. */
export const TOOL_PATIENCE_MS = 13_000;
/** What a value's size adds to that, for a slow line. Milliseconds for each MiB. */
const MS_PER_MEBIBYTE = 4_000;
/** KV takes one write a second for each key: a second try comes later than that. Milliseconds. */
const PAUSE_MS = 1_100;

/** Asks KV for a tool: with a limit, and once more when it fails or does not answer. Only what may
 *  be done twice without harm is asked for so. What is slow is not given up when it is asked for
 *  again: a busy machine answers late. A KV that takes many values in a request is asked once and
 *  waited for: it knows how long it was told to wait, and asks again by itself.
 *  @param kv  the one that is asked
 *  @param what  a clause for the message, such as `KV did not take blob/7`
 *  @param bytes  how many are sent, for which it is waited longer
 *  @throws {StoreDown} when it fails twice, or is refused; the cause is the last failure */
export async function toolCall<T>(
  kv: KVNamespace,
  what: string,
  call: () => Promise<T>,
  { bytes = 0, patienceMs = TOOL_PATIENCE_MS } = {},
): Promise<T> {
  return bulkKv(kv) === undefined
    ? askedTwice(what, call, patienceMs + (bytes / 2 ** 20) * MS_PER_MEBIBYTE)
    : askedOnce(what, call);
}

async function askedOnce<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new StoreDown(what, { cause: error });
  }
}

/** @param longest  how long each of the two is waited for, milliseconds */
async function askedTwice<T>(what: string, call: () => Promise<T>, longest: number): Promise<T> {
  const first = call();
  let late: readonly Promise<T>[] = [];
  try {
    return await inTime(first, longest);
  } catch (error) {
    if (error instanceof KvRefusal) throw new StoreDown(what, { cause: error });
    // A failure comes at once, and may be gone in a second.
    if (error instanceof TimedOut) late = [first];
    else await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  try {
    return await inTime(Promise.race([...late, call()]), longest);
  } catch (error) {
    throw new StoreDown(what, { cause: error });
  }
}
