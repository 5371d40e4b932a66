import type { BlobName, Manifest, ReleaseId } from "#model/release.ts";
import type { EdgeMark } from "#store/edge/mark.ts";
import { createMemory, type Memory, type Shelf } from "./memory.ts";

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
  /** Room for all that is remembered, by whomever: blobs and manifests, feeds and answers. */
  readonly memory: Memory;
  readonly blobs: Shelf<Uint8Array | string>;
  /** Manifests of releases that were read, the newest last: what stands in when a newer one is not
   *  whole yet. */
  readonly releases: ReadonlyMap<ReleaseId, Manifest>;
  /** Until when KV is known to hang; milliseconds since 1970. */
  troubledUntil: number;
  /** Until when an older `current` stands in for one that KV did not give; milliseconds since
   *  1970. */
  staleUntil: number;
  /** What the timer said of the cache in front of the Worker, and when that was read, milliseconds
   *  since 1970; undefined before anybody asked. */
  edge: (EdgeMark & { readonly read: number }) | undefined;
  /** When its timer last saw that a purge worked; milliseconds since 1970, 0 for never. */
  provedAt: number;
  /** Remembers a manifest; the oldest of more than three is forgotten.
   *  @param length  of the text that it was made from */
  hold(manifest: Manifest, length: number): void;
  /** Forgets a blob that proved damaged. */
  drop(name: BlobName): void;
};

/** All that one isolate holds between requests, in bytes, by what it keeps alive. Of the isolate's
 *  128 MB the code and its heap take about 40, and a request up to 10 (36 packs of an archive
 *  page): 36 leave more than a third free. */
const HELD_BYTES = 36 * 1024 * 1024;
/** What a manifest takes in V8 for each character of its text: names of blobs are objects there.
 *  Bytes. */
const BYTES_PER_CHARACTER = 5;
const HELD_RELEASES = 3;

/** An empty isolate cache: one for each isolate, made in the Worker's global scope. */
export function createIsolateCache(maxBytes: number = HELD_BYTES): IsolateCache {
  const releases = new Map<ReleaseId, Manifest>();
  const lengths = new Map<ReleaseId, number>();
  const memory = createMemory(maxBytes);
  // A text weighs two bytes a character in V8 as soon as one of them is beyond Latin-1.
  const blobs = memory.shelf<Uint8Array | string>((value) =>
    typeof value === "string" ? 2 * value.length : value.buffer.byteLength,
  );
  return {
    current: undefined,
    memory,
    blobs,
    releases,
    troubledUntil: 0,
    staleUntil: 0,
    edge: undefined,
    provedAt: 0,
    hold(manifest, length) {
      releases.delete(manifest.release);
      releases.set(manifest.release, manifest);
      lengths.set(manifest.release, length);
      for (const oldest of releases.keys()) {
        if (releases.size <= HELD_RELEASES) break;
        releases.delete(oldest);
        lengths.delete(oldest);
      }
      const characters = [...lengths.values()].reduce((sum, each) => sum + each, 0);
      memory.reserve(BYTES_PER_CHARACTER * characters);
    },
    drop: (name) => blobs.delete(name),
  };
}
