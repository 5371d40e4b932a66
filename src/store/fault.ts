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
  /** Further blobs that were found as bad as that one. */
  readonly others: readonly BlobName[];

  /** @param what  what was found in place of the blob's content, one clause */
  constructor(kind: FaultKind, blob: BlobName, what: string, others: readonly BlobName[] = []) {
    super(`blob ${blob} ${what}`);
    this.kind = kind;
    this.blob = blob;
    this.others = others;
  }
}

/** Does work for each item, so that every blob that is damaged is known, not the first alone: what
 *  is read in bulk may be damaged in bulk.
 *  @throws {StoreFault} when any is, once all are done */
export function eachWhole<T, R>(items: readonly T[], work: (item: T, index: number) => R): R[] {
  const faults: StoreFault[] = [];
  const done = items.flatMap((item, index) => {
    try {
      return [work(item, index)];
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
      faults.push(error);
      return [];
    }
  });
  const [first, ...rest] = faults;
  if (first === undefined) return done;
  const { kind, blob } = first;
  const what = first.message.slice(`blob ${blob} `.length);
  throw new StoreFault(kind, blob, what, [...new Set(rest.map((fault) => fault.blob))]);
}

/** KV failed or did not answer in time, and nothing is held that could stand in: 503 with
 *  Retry-After. */
export class StoreDown extends Error {
  override readonly name = "StoreDown";
}

/** KV said no, or failed to the last of several tries: to ask once more changes nothing. */
export class KvRefusal extends Error {
  override readonly name: string = "KvRefusal";
}
