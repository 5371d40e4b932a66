import { StoreDown } from "./fault.ts";
import { inTime } from "./in-time.ts";

/** How long a tool waits for one answer of KV: no reader waits for it, and a hundredth of what a
 *  far-off KV needs at its worst is seen as an answer. Twice that and the pause between are less
 *  than half a minute, after which whoever publishes is told. Milliseconds. */
export const TOOL_PATIENCE_MS = 8_000;
/** What a value's size adds to that, for a slow line. Milliseconds for each MiB. */
const MS_PER_MEBIBYTE = 4_000;
/** KV takes one write a second for each key: a second try comes later than that. Milliseconds. */
const PAUSE_MS = 1_100;

/** Asks KV for a tool: with a limit, and once more when it fails or does not answer. Only what may
 *  be done twice without harm is asked for so.
 *  @param what  a clause for the message, such as `KV did not take blob/7`
 *  @param bytes  how many are sent
 *  @throws {StoreDown} when it fails twice; the cause is the second failure */
export async function toolCall<T>(what: string, call: () => Promise<T>, bytes = 0): Promise<T> {
  const patienceMs = TOOL_PATIENCE_MS + (bytes / 2 ** 20) * MS_PER_MEBIBYTE;
  const attempt = (): Promise<T> => inTime(call(), patienceMs);
  try {
    return await attempt();
  } catch {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  try {
    return await attempt();
  } catch (error) {
    throw new StoreDown(what, { cause: error });
  }
}
