import type { BlobName } from "#model/release.ts";
import { blobNameOf } from "#store/blob-name.ts";

/** Blobs that a publication is going to need, each once, whichever releases name it. */
export type BlobSet = {
  readonly blobs: ReadonlyMap<BlobName, Uint8Array>;
  /** Takes a blob in and gives its name. */
  add(bytes: Uint8Array): Promise<BlobName>;
  /** Takes blobs in, in order. */
  addAll(blobs: readonly Uint8Array[]): Promise<readonly BlobName[]>;
};

/** An empty set. */
export function createBlobSet(): BlobSet {
  const blobs = new Map<BlobName, Uint8Array>();
  const add = async (bytes: Uint8Array): Promise<BlobName> => {
    const name = await blobNameOf(bytes);
    if (!blobs.has(name)) blobs.set(name, bytes);
    return name;
  };
  return { blobs, add, addAll: (all) => Promise.all(all.map(add)) };
}
