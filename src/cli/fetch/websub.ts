import { fetchReason } from "./fetch-reason.ts";
import { setTimeout as delay } from "node:timers/promises";
import type { Fault } from "#model/rejection.ts";
import type { Progress } from "#cli/terminal/progress.ts";

/** What a hub is to be told. */
type Ping = {
  /** The hub's URL. */
  readonly hub: string;
  /** The URLs of the feeds that changed. */
  readonly topics: readonly string[];
  /** How long to wait first, in seconds: a hub that reads the feeds at once would still get the old
   *  ones. */
  readonly delaySeconds: number;
  readonly progress: Progress;
};

/** KV shows a write everywhere after at most 60 seconds, and an isolate holds `current` a few more.
 *  Seconds. */
export const HUB_DELAY_SECONDS = 75;
/** How long a hub is waited for. Milliseconds. */
const PATIENCE_MS = 15_000;

/** Tells a WebSub hub which feeds have changed, by one request, when KV has had its time.
 *  @returns what went wrong, or null: a hub that is not told delays readers, no more
 *  @see WebSub section 7: "The publisher MUST inform the previously designated hubs when a topic
 *    has been updated" */
export async function notifyHub({
  hub,
  topics,
  delaySeconds,
  progress,
}: Ping): Promise<Fault | null> {
  for (let waited = 0; waited < delaySeconds; waited++) {
    progress("waiting", waited, Math.ceil(delaySeconds));
    await delay(Math.min(1, delaySeconds - waited) * 1000);
  }
  progress("pinging", 0, 1);
  const body = new URLSearchParams([
    ["hub.mode", "publish"],
    ...topics.map((topic) => ["hub.url", topic]),
  ]);
  try {
    const response = await fetch(hub, {
      method: "POST",
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.body?.cancel();
    progress("pinging", 1, 1);
    return response.ok ? null : fault(`answered ${response.status}`);
  } catch (error) {
    return fault(`could not be told (${fetchReason(error)})`);
  }
}

function fault(what: string): Fault {
  return {
    field: "hub",
    what: `the hub ${what}; subscribers see the release when they next look themselves`,
    fix: "check hub in site.toml",
  };
}
