import { memoizeObjects } from "#model/memoize.ts";
import type { BlobName } from "#model/release.ts";
import { blobNameOf } from "#store/blob-name.ts";

/** Blobs that a publication is going to need, each once, whichever releases name it. */
export type BlobSet = {
  readonly blobs: ReadonlyMap<BlobName, Uint8Array>;
  /** Takes a blob in and gives its name. */
  add(bytes: Uint8Array): Promise<BlobName>;
  /** Whether a blob of this name is stored anyway, so that its bytes are not needed. */
  isStored(name: BlobName): boolean;
  /** Takes blobs in, in order; of one that is stored the name will do. */
  addAll(blobs: readonly (Uint8Array | BlobName)[]): Promise<readonly BlobName[]>;
};

/** The name of bytes; the same ones are hashed once. */
const nameOf = memoizeObjects(blobNameOf);

/** An empty set.
 *  @param stored  names of blobs that are not taken in, for they are stored */
export function createBlobSet(stored: ReadonlySet<BlobName> = new Set()): BlobSet {
  const blobs = new Map<BlobName, Uint8Array>();
  const take = (name: BlobName, bytes: Uint8Array): BlobName => {
    if (!blobs.has(name) && !stored.has(name)) blobs.set(name, bytes);
    return name;
  };
  return {
    blobs,
    isStored: (name) => stored.has(name),
    add: async (bytes) => take(await nameOf(bytes), bytes),
    // Not in the order in which hashes are ready: a bundle has blobs in that of the set.
    async addAll(all) {
      const names = await Promise.all(
        all.map(async (blob) => (typeof blob === "string" ? blob : nameOf(blob))),
      );
      for (const [at, name] of names.entries()) {
        const blob = all[at]!;
        if (typeof blob !== "string") take(name, blob);
      }
      return names;
    },
  };
}
