import type { BlobName } from "#model/release.ts";

/** What is wrong with a blob: it is not there (yet), or it is not what its reader was promised. */
type FaultKind = "missing" | "corrupt";

/** One blob of a release cannot be used. `withRelease` answers from an older release then; an
 *  answer is never guessed. Thrown, for a release that names a blob promises that it is there and
 *  whole. */
export class StoreFault extends Error {
  override readonly name = "StoreFault";
  readonly kind: FaultKind;
  readonly blob: BlobName;

  /** @param what  what was found in place of the blob's content, one clause */
  constructor(kind: FaultKind, blob: BlobName, what: string) {
    super(`blob ${blob} ${what}`);
    this.kind = kind;
    this.blob = blob;
  }
}

/** KV failed or did not answer in time, and nothing is held that could stand in: 503 with
 *  Retry-After. */
export class StoreDown extends Error {
  override readonly name = "StoreDown";
}
