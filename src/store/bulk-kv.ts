/** Something to write: its key, its bytes, and what a listing shall tell of it. */
export type Writing = {
  readonly key: string;
  readonly bytes: Uint8Array | string;
  /** At most 1,024 bytes as JSON. */
  readonly metadata?: Readonly<Record<string, unknown>>;
};

/** Marks a KV that takes many values in one request. A symbol: wrangler's proxy of a
 *  KV stops this process to ask another for a property of any other name. */
export const TAKES_MANY: unique symbol = Symbol("takes many values");

/** A KV that takes many values, or the names of many to delete, in one request: Cloudflare's API
 *  does, and what a Worker is bound to does not. */
export type BulkKv = KVNamespace & {
  readonly [TAKES_MANY]: true;
  /** Writes values, in no particular order.
   *  @param done  called after each request, with how many are written */
  readonly putAll: (writings: readonly Writing[], done: (count: number) => void) => Promise<void>;
  readonly deleteAll: (keys: readonly string[]) => Promise<void>;
};

/** The KV, if it takes many values in one request. */
export function bulkKv(kv: KVNamespace): BulkKv | undefined {
  // `BulkKv` alone is marked so.
  return TAKES_MANY in kv ? (kv as BulkKv) : undefined;
}
