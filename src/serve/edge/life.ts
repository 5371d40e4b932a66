import { editionOf } from "#store/edge/tags.ts";
import { epochMs } from "#model/instant.ts";
import type { Manifest, ReleaseId } from "#model/release.ts";
import { type EdgeMark, readEdgeMark, SEEN_BY_ALL_MS } from "#store/edge/mark.ts";
import { StoreDown } from "#store/fault.ts";
import type { IsolateCache } from "#store/isolate-cache.ts";
import { createKvGate, type KvSource } from "#store/kv-gate.ts";
import { heldManifest } from "#store/open-release.ts";
import { EDGE_SECONDS } from "./headers.ts";

/** What an answer may be kept that a purge ends, seconds. */
const LONG_SECONDS = 86_400;
/** How old the last word of the timer may be: it speaks every hour. Milliseconds. */
const PULSE_MS = 7_200_000;
/** How soon the mark is read again where it said something else. Milliseconds. */
const AGAIN_MS = 20_000;
/** How late KV may show a mark. Milliseconds. */
const LATE_MS = 60_000;

/** An answer of which is asked how long it may be kept. */
type LifeInput = KvSource & {
  /** The Worker's LONG_LIVES. */
  readonly longLives: string | undefined;
  readonly status: number;
  /** The release that it was made from. */
  readonly release: ReleaseId | undefined;
};

/** How long Workers Cache may keep an answer, in seconds, if nothing is scheduled: a day where the
 *  Worker's timer lets go of what changes, has done so of all that is older than what the answer
 *  was made of, and this isolate has just read what that is; else a minute. 1 KV read now and
 *  then. */
export async function edgeSeconds(answered: LifeInput): Promise<number> {
  const { longLives, status, release, cache, now } = answered;
  if (longLives !== "yes" || status >= 400) return EDGE_SECONDS;
  const edition = editionSeen(cache, now);
  if (release === undefined || edition?.startsWith(`${release}/`) !== true) return EDGE_SECONDS;
  return (await isSettled(edition, answered)) ? LONG_SECONDS : EDGE_SECONDS;
}

/** The edition that readers see at `now`, where this isolate has just read `current`. */
function editionSeen(cache: IsolateCache, now: number): string | undefined {
  const manifest = heldManifest(cache, now);
  return manifest === undefined || now < cache.staleUntil ? undefined : editionAt(manifest, now);
}

function editionAt(manifest: Manifest, now: number): string {
  const due = manifest.upcoming.findLast(({ from }) => epochMs(from) <= now);
  return due === undefined ? editionOf(manifest) : editionOf({ ...due, created: due.from });
}

/** Whether the timer has said that the cache holds nothing older than an edition. */
async function isSettled(edition: string, source: KvSource): Promise<boolean> {
  const { cache, now } = source;
  const isKnown = (): boolean => cache.edge?.settled === edition && now - cache.edge.at < PULSE_MS;
  if (isKnown() || (cache.edge !== undefined && now < readAgainAt(cache.edge, edition)))
    return isKnown();
  try {
    cache.edge = { ...(await readEdgeMark(createKvGate(source))), read: now };
  } catch (error) {
    if (!(error instanceof StoreDown)) throw error;
  }
  return isKnown();
}

/** From when on a mark that does not say that an edition is settled may say so: the timer must have
 *  seen it for SEEN_BY_ALL_MS. Milliseconds since 1970. */
function readAgainAt(mark: EdgeMark & { readonly read: number }, edition: string): number {
  const soonest = mark.seen === edition ? mark.at : mark.read - LATE_MS;
  return Math.max(mark.read + AGAIN_MS, soonest + SEEN_BY_ALL_MS);
}
