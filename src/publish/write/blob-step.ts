import type { BlobName, Manifest } from "#model/release.ts";
import { type Ages, listBlobs, listMedia } from "#store/write/listing.ts";
import type { Writing } from "#store/bulk-kv.ts";
import { blobWriting, mediaWriting, writeAll } from "#store/write/writer.ts";
import { blobsOf } from "#publish/build/release-blobs.ts";
import type { MediaFile } from "#publish/build/media-use.ts";

/** Where to write, when, and whom to tell. */
export type WriteStep = {
  readonly kv: KVNamespace;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly progress: (done: number, total: number) => void;
};

/** What is to be written, and the names of what was there. */
export type Lacking = {
  readonly writings: readonly Writing[];
  readonly found: readonly string[];
};

/** The blobs that KV does not have. A KV list operation for each 1,000 stored.
 *  @throws {StoreDown} when KV fails */
export async function lackingBlobs(
  { kv, now }: Pick<WriteStep, "kv" | "now">,
  blobs: ReadonlyMap<BlobName, Uint8Array>,
): Promise<Lacking> {
  const { found, lacking } = compare([...blobs.keys()], await listBlobs(kv));
  const writings = [...blobs]
    .filter(([name]) => lacking.has(name))
    .map(([name, bytes]) => blobWriting(name, bytes, now));
  return { writings, found };
}

/** The media files that KV does not have. Costs as `lackingBlobs`; nothing when there are none.
 *  @throws {StoreDown} when KV fails */
export async function lackingMedia(
  { kv, now }: Pick<WriteStep, "kv" | "now">,
  files: readonly MediaFile[],
): Promise<Lacking> {
  if (files.length === 0) return { writings: [], found: [] };
  const names = files.map(({ name }) => name);
  const { found, lacking } = compare(names, await listMedia(kv));
  const writings = files
    .filter(({ name }) => lacking.has(name))
    .map(({ name, bytes }) => mediaWriting(name, bytes, now));
  return { writings, found };
}

/** Writes what KV does not have: 1 write each.
 *  @throws {StoreDown} when KV fails */
export async function writeLacking(
  { kv, progress }: WriteStep,
  { writings }: Lacking,
): Promise<number> {
  await writeAll(kv, writings, (done) => progress(done, writings.length));
  return writings.length;
}

/** Looks once more whether blobs are there that were found stored but belong to no release that
 *  readers see: garbage collection may have taken them meanwhile. Costs nothing when there are
 *  none.
 *  @param found  names of blobs that were stored before
 *  @param seen  the release that readers see, whose blobs nobody deletes
 *  @returns how many had to be written again
 *  @throws {StoreDown} when KV fails */
export async function mendBlobs(
  step: WriteStep,
  blobs: ReadonlyMap<BlobName, Uint8Array>,
  { found, seen }: { readonly found: readonly BlobName[]; readonly seen: Manifest | null },
): Promise<number> {
  const safe = seen === null ? new Set<BlobName>() : blobsOf(seen);
  const unsafe = new Set(found.filter((name) => !safe.has(name)));
  if (unsafe.size === 0) return 0;
  const again = new Map([...blobs].filter(([name]) => unsafe.has(name)));
  return writeLacking(step, await lackingBlobs(step, again));
}

function compare(
  names: readonly string[],
  stored: Ages,
): { readonly found: readonly string[]; readonly lacking: ReadonlySet<string> } {
  return {
    found: names.filter((name) => stored.has(name)),
    lacking: new Set(names.filter((name) => !stored.has(name))),
  };
}
