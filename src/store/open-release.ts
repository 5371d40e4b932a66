import { epochMs } from "#model/instant.ts";
import { isRejection } from "#model/rejection.ts";
import type { Manifest, ReleaseId } from "#model/release.ts";
import { StoreDown, StoreFault } from "./fault.ts";
import { CURRENT_KEY, releaseKey } from "./key.ts";
import { closedGate, createKvGate, type KvGate, type KvSource } from "./kv-gate.ts";
import { manifestFromText } from "./manifest-text.ts";
import { type Reader, readerOf } from "./reader.ts";
import { upcomingInBundle } from "#store/recent/recent.ts";
import type { IsolateCache } from "./isolate-cache.ts";

/** `current` is asked for again after this long, so that a burst of requests reads it once.
 *  Milliseconds. */
const HOLD_CURRENT_MS = 3_000;
/** The shortest that KV allows. A publication is seen after at most this and HOLD_CURRENT_MS.
 *  Seconds. */
const CURRENT_TTL_SECONDS = 30;
/** The copy of a manifest: read for an upcoming release and for a fall back to the one before.
 *  Seconds. */
const RELEASE_TTL_SECONDS = 300;

/** Opens the release that readers see at `now`; the whole request answers from it. 1 KV read on a
 *  cold isolate, none within 3 seconds; one more once an upcoming release has taken over. When KV
 *  fails, the release that the isolate's cache holds, however old.
 *  @returns null when nothing was ever published
 *  @throws {StoreDown} when KV fails and nothing is held */
export async function openRelease(source: KvSource): Promise<Reader | null> {
  return openThrough(createKvGate(source), source);
}

/** Answers a request from one whole release: the newest, or an older one when a blob of the newest
 *  is not visible yet or damaged, or KV fails and the isolate's cache still holds what an older one
 *  needs. `answer` may run more than once, so it must have no effects.
 *  @returns null when nothing was ever published
 *  @throws {StoreDown} when no release can answer */
export async function withRelease<T>(
  source: KvSource,
  answer: (reader: Reader) => Promise<T>,
): Promise<T | null> {
  const gate = createKvGate(source);
  const newest = await openThrough(gate, source);
  if (newest === null) return null;
  const tried = new Set<ReleaseId>();
  let reader: Reader | null = newest;
  let failure: unknown;
  while (reader !== null) {
    tried.add(reader.manifest.release);
    try {
      return await answer(reader);
    } catch (error) {
      if (!(error instanceof StoreFault || error instanceof StoreDown)) throw error;
      if (error instanceof StoreFault)
        for (const name of [error.blob, ...error.others]) source.cache.drop(name);
      failure ??= error;
      reader = await olderReader({ reader, tried, gate, cache: source.cache, error });
    }
  }
  throw new StoreDown("no release can answer", { cause: failure });
}

/** The manifest that a request at `now` takes for `current` without asking KV; undefined when KV is
 *  to be asked. */
export function heldManifest(
  { current }: Pick<IsolateCache, "current">,
  now: number,
): Manifest | undefined {
  const isFresh = current && now - current.at < HOLD_CURRENT_MS && now >= current.at;
  return isFresh ? current.manifest : undefined;
}

/** The release that readers see at `now`, by the manifest that `current` holds: its own, or the
 *  upcoming one that has taken over. */
export function releaseAt({ release, upcoming }: Manifest, now: number): ReleaseId {
  return upcoming.findLast(({ from }) => epochMs(from) <= now)?.release ?? release;
}

async function openThrough(gate: KvGate, { cache, now }: KvSource): Promise<Reader | null> {
  const base = await readCurrent(gate, cache, now);
  if (base === null) return null;
  const due = releaseAt(base, now);
  if (due === base.release) return readerOf(base, cache, gate);
  try {
    const upcoming = await readDue(base, due, { cache, gate });
    return readerOf(upcoming ?? base, cache, gate);
  } catch (error) {
    // The base is whole, and older: what was due appears as soon as KV gives it.
    if (error instanceof StoreDown) return readerOf(base, cache, gate);
    throw error;
  }
}

/** The manifest of an upcoming release: it lies in the bundle of the one that names it, which is
 *  read and held as any blob, or under a key of its own. */
async function readDue(
  base: Manifest,
  due: ReleaseId,
  { cache, gate }: { readonly cache: IsolateCache; readonly gate: KvGate },
): Promise<Manifest | null> {
  const { recent } = base;
  if (recent?.upcoming[due] === undefined) return readRelease(gate, cache, due);
  const held = cache.releases.get(due);
  if (held !== undefined) return held;
  try {
    const [bundle] = await readerOf(base, cache, gate).blobs([recent.blob]);
    const found = bundle && (await upcomingInBundle(base, due, bundle));
    if (found === undefined) return null;
    cache.hold(found.manifest, found.length);
    return found.manifest;
  } catch (error) {
    // The base answers until the bundle is there, and whole.
    if (error instanceof StoreFault) return null;
    throw error;
  }
}

async function readCurrent(
  gate: KvGate,
  cache: IsolateCache,
  now: number,
): Promise<Manifest | null> {
  const fresh = heldManifest(cache, now);
  if (fresh !== undefined) return fresh;
  const held = cache.current;
  try {
    const text = await gate.text(CURRENT_KEY, CURRENT_TTL_SECONDS);
    // A namespace that had a release never loses it: KV has just not found it.
    if (text === null) return held?.manifest ?? null;
    const manifest = text === held?.text ? held.manifest : manifestFrom(text, CURRENT_KEY);
    cache.current = { manifest, text, at: now };
    cache.hold(manifest, text.length);
    return manifest;
  } catch (error) {
    if (!(error instanceof StoreDown) || held === undefined) throw error;
    // Serve what is held, and ask again when it would have been asked for anyway.
    cache.current = { ...held, at: now };
    cache.staleUntil = now + HOLD_CURRENT_MS;
    return held.manifest;
  }
}

async function readRelease(
  gate: KvGate,
  cache: IsolateCache,
  release: ReleaseId,
): Promise<Manifest | null> {
  const held = cache.releases.get(release);
  if (held !== undefined) return held;
  const key = releaseKey(release);
  const text = await gate.text(key, RELEASE_TTL_SECONDS);
  if (text === null) return null;
  const manifest = manifestFrom(text, key);
  cache.hold(manifest, text.length);
  return manifest;
}

/** @throws {StoreDown} for what is not a manifest: to a reader it is as if KV had not answered */
function manifestFrom(text: string, key: string): Manifest {
  const manifest = manifestFromText(text, key);
  if (isRejection(manifest))
    throw new StoreDown(`${key} ${manifest.faults.map(({ what }) => what).join(", ")}`);
  return manifest;
}

/** The next older release to try: one that the isolate's cache holds; else, when KV works but a
 *  blob does not, the one that was published before. */
async function olderReader(at: {
  reader: Reader;
  tried: ReadonlySet<ReleaseId>;
  gate: KvGate;
  cache: IsolateCache;
  error: StoreFault | StoreDown;
}): Promise<Reader | null> {
  const { reader, tried, gate, cache, error } = at;
  const through = error instanceof StoreDown ? closedGate(gate.meter) : gate;
  // Ids sort by time. One that was published later has been rolled back.
  const held = [...cache.releases.values()].findLast(
    ({ release }) => !tried.has(release) && release < reader.manifest.release,
  );
  if (held !== undefined) return readerOf(held, cache, through);
  const { previous } = reader.manifest;
  if (previous === null || tried.has(previous) || tried.size > 2) return null;
  try {
    const manifest = await readRelease(through, cache, previous);
    return manifest && readerOf(manifest, cache, through);
  } catch (failure) {
    if (failure instanceof StoreDown) return null;
    throw failure;
  }
}
