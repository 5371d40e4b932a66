import type { BlobName, Manifest, ReleaseId } from "#model/release.ts";
import { createByteCache, type ByteCache } from "./byte-cache.ts";

/** `current` as it was last read. */
type CachedCurrent = {
  readonly manifest: Manifest;
  /** The JSON that the manifest was made from, so that an unchanged one is not parsed again. */
  readonly text: string;
  /** When it was read, or last found unreadable; milliseconds since 1970. */
  readonly at: number;
};

/** What one isolate remembers between requests: values only, never a promise, for a Worker may not
 *  wait for another request's read. */
export type IsolateCache = {
  current: CachedCurrent | undefined;
  readonly blobs: ByteCache<Uint8Array | string>;
  /** Manifests of releases that were read, the newest last: what stands in when a newer one is not
   *  whole yet. */
  readonly releases: ReadonlyMap<ReleaseId, Manifest>;
  /** Until when KV is known to hang; milliseconds since 1970. */
  troubledUntil: number;
  /** Remembers a manifest; the oldest of more than three is forgotten. */
  hold(manifest: Manifest): void;
  /** Forgets a blob that proved damaged. */
  drop(name: BlobName): void;
};

/** Blobs held by one isolate, in bytes. Of the isolate's 128 MB the code and its heap take about
 *  40, a manifest and its index root up to 2 each, and a request up to 10 (36 packs of an archive
 *  page): 24 leave more than half free. */
const CACHE_BYTES = 24 * 1024 * 1024;
const HELD_RELEASES = 3;

/** An empty isolate cache: one for each isolate, made in the Worker's global scope. */
export function createIsolateCache(maxBytes: number = CACHE_BYTES): IsolateCache {
  const releases = new Map<ReleaseId, Manifest>();
  // A text weighs two bytes a character in V8 as soon as one of them is beyond Latin-1.
  const blobs = createByteCache<Uint8Array | string>(maxBytes, (value) =>
    typeof value === "string" ? 2 * value.length : value.byteLength,
  );
  return {
    current: undefined,
    blobs,
    releases,
    troubledUntil: 0,
    hold(manifest) {
      releases.delete(manifest.release);
      releases.set(manifest.release, manifest);
      for (const oldest of releases.keys()) {
        if (releases.size <= HELD_RELEASES) break;
        releases.delete(oldest);
      }
    },
    drop: (name) => blobs.delete(name),
  };
}
