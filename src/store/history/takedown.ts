import { mark64 } from "#model/hash.ts";
import { parsedJson } from "#model/json.ts";
import type { ArticleId } from "#model/name.ts";
import type { BlobName, Manifest } from "#model/release.ts";
import { jsonBytes } from "#store/block.ts";
import { fullHash } from "#store/blob-name.ts";
import { StoreFault } from "#store/fault.ts";
import { blobKey } from "#store/key.ts";
import { toolCall } from "#store/tool-call.ts";

/** An article that was purged: nothing of its words, only hashes by which it is known again. */
type PurgeMark = {
  /** `purgeMark` of its id. */
  readonly id: string;
  /** `titleMark` of each title that it had. */
  readonly titles: readonly string[];
};

/** What was taken from readers by its publisher's word, and what no rollback brings back. */
export type Takedowns = {
  /** Withdrawn articles by `withdrawalMark`, for nobody may ever have heard of them, with
   *  `titleMark` of their titles. */
  readonly withdrawn: ReadonlyMap<string, readonly string[]>;
  readonly purged: readonly PurgeMark[];
};

/** Nothing was taken down. */
export const NO_TAKEDOWNS: Takedowns = { withdrawn: new Map(), purged: [] };

/** By what a purged article is known: `~` and the SHA-256 of its id in base64url, 44 characters. No
 *  id begins so. */
export async function purgeMark(id: string): Promise<string> {
  return `~${await fullHash(id)}`;
}

/** By what a withdrawn article is known: 64 bits of hash. */
export function withdrawalMark(id: ArticleId): string {
  return mark64(id);
}

/** By what a title is known: 64 bits of hash.
 *  @param folded  the title as `foldTag` folds it */
export function titleMark(folded: string): string {
  return mark64(folded);
}

/** Takedowns as a blob: the same for the same. */
export function encodeTakedowns({ withdrawn, purged }: Takedowns): Uint8Array {
  const byFirst = (a: readonly string[], b: readonly string[]): number =>
    (a[0] ?? "") < (b[0] ?? "") ? -1 : 1;
  const rows = [...withdrawn].map(([mark, titles]) => [mark, ...titles.toSorted()]);
  return jsonBytes({
    withdrawn: rows.sort(byFirst),
    purged: purged.map(({ id, titles }) => [id, ...titles.toSorted()]).sort(byFirst),
  });
}

/** The takedowns in such a blob.
 *  @throws {StoreFault} when it is none */
function takedownsFromText(text: string, blob: BlobName): Takedowns {
  const parsed = parsedJson(text);
  // `encodeTakedowns` alone makes such blobs.
  const { withdrawn, purged } = (parsed ?? {}) as {
    readonly withdrawn?: readonly (readonly [string, ...string[]])[];
    readonly purged?: readonly (readonly [string, ...string[]])[];
  };
  if (!Array.isArray(withdrawn) || !Array.isArray(purged))
    throw new StoreFault("corrupt", blob, "does not name what was taken down");
  return {
    withdrawn: new Map(withdrawn.map(([mark, ...titles]) => [mark, titles])),
    purged: purged.map(([id, ...titles]) => ({ id, titles })),
  };
}

/** What a release knows to be taken down. 1 KV read, or none.
 *  @returns null when nobody can know: the blob is missing or damaged
 *  @throws {StoreDown} when KV fails */
export async function readTakedowns(
  kv: KVNamespace,
  { takedowns }: Pick<Manifest, "takedowns">,
): Promise<Takedowns | null> {
  if (takedowns === undefined) return NO_TAKEDOWNS;
  const text = await toolCall(kv, "KV gave no takedowns", () => kv.get(blobKey(takedowns), "text"));
  if (text === null) return null;
  try {
    return takedownsFromText(text, takedowns);
  } catch (error) {
    if (error instanceof StoreFault) return null;
    throw error;
  }
}
