import { editionOf } from "#model/edge.ts";
import { epochMs } from "#model/instant.ts";
import type { Manifest } from "#model/release.ts";
import { readEdgeMark } from "#store/edge-mark.ts";
import { StoreDown } from "#store/fault.ts";
import { createKvGate } from "#store/kv-gate.ts";
import { heldManifest } from "#store/open-release.ts";
import type { AppContext, AppDeps } from "./env.ts";

/** What an answer may be kept that a purge ends, seconds. */
const LONG_SECONDS = 86_400;
/** How old the last word of the timer may be: it speaks every hour. Milliseconds. */
const PULSE_MS = 7_200_000;
/** How soon the mark is read again where it said something else. Milliseconds. */
const AGAIN_MS = 20_000;

/** How long Workers Cache may keep the answer, in seconds, if nothing is scheduled: a day where
 *  the Worker's timer lets go of what changes, has done so of all that is older than what this
 *  answer was made of, and this isolate has just read what that is; else a minute. 1 KV read now
 *  and then. */
export async function edgeSeconds(c: AppContext, deps: AppDeps, seconds: number): Promise<number> {
  const { cache } = deps;
  const { release, meter } = c.var;
  if (c.env.LONG_LIVES !== "yes" || c.res.status >= 400 || release === undefined) return seconds;
  const now = deps.now();
  const manifest = heldManifest(cache, now);
  if (manifest === undefined || now < cache.staleUntil) return seconds;
  const edition = editionAt(manifest, now);
  if (!edition.startsWith(`${release}/`)) return seconds;
  const isGood = (): boolean => cache.edge?.settled === edition && now - cache.edge.at < PULSE_MS;
  if (isGood()) return LONG_SECONDS;
  if (cache.edge !== undefined && now - cache.edge.read < AGAIN_MS) return seconds;
  try {
    const mark = await readEdgeMark(createKvGate({ kv: c.env.KV, cache, now, meter }));
    cache.edge = { ...mark, read: now };
  } catch (error) {
    if (!(error instanceof StoreDown)) throw error;
  }
  return isGood() ? LONG_SECONDS : seconds;
}

/** The edition that readers see at `now`, by the manifest that `current` holds. */
function editionAt(manifest: Manifest, now: number): string {
  const due = manifest.upcoming.findLast(({ from }) => epochMs(from) <= now);
  return due === undefined ? editionOf(manifest) : editionOf({ ...due, created: due.from });
}
