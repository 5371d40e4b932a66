import type { Instant } from "#model/instant.ts";
import type { ArticleId } from "#model/name.ts";
import type { BlobName, Manifest } from "#model/release.ts";
import { type ChangeLog, logFromText } from "./change-log.ts";
import { StoreFault } from "#store/fault.ts";
import { type GoneEntry, goneFromText } from "./gone.ts";
import { blobKey, BULK_KEYS } from "#store/key.ts";
import { type LedgerEntry, ledgerFromText } from "./ledger.ts";
import { blobFrom, storedNames, readBundle } from "#store/recent/recent.ts";
import { toolCall } from "#store/tool-call.ts";
import { type ServedTopics, topicsFromText } from "./served-topics.ts";

/** What subscribers saw in a release, and what had happened before it. */
export type Past = {
  /** In no particular order. */
  readonly entries: readonly LedgerEntry[];
  /** What went in the last 30 days, the latest first. */
  readonly gone: readonly GoneEntry[];
  /** Which articles show on a newest page only because they came late, and when they came. */
  readonly late: ReadonlyMap<ArticleId, Instant>;
  /** What changed in it and before; absent when nobody knows. */
  readonly log?: ChangeLog;
  /** Tags and authors that have had a feed; absent when nobody knows. */
  readonly topics?: ServedTopics;
};

/** What subscribers saw in a release. 1 bulk KV read for each 100,000 articles or so.
 *  @returns null when nobody can know: the release is of a version that kept no ledger, or a blob
 *    of it is missing or damaged
 *  @throws {StoreDown} when KV fails */
export async function readPast(kv: KVNamespace, manifest: Manifest): Promise<Past | null> {
  const { ledger, gone, late = [], topics, log } = manifest;
  if (ledger === undefined) return null;
  const extra = [gone?.blob, topics, log?.blob].filter((name) => name !== undefined);
  const texts = await readTexts(kv, manifest, [...ledger, ...extra]);
  if (texts === null) return null;
  const textOf = (blob: BlobName): string => texts.get(blob) ?? "";
  try {
    return {
      entries: ledger.flatMap((blob) => ledgerFromText(textOf(blob), blob)),
      gone: gone === undefined ? [] : goneFromText(textOf(gone.blob), gone),
      late: new Map(late),
      ...(log !== undefined && { log: logFromText(textOf(log.blob), log) }),
      ...(topics !== undefined && { topics: topicsFromText(textOf(topics), topics) }),
    };
  } catch (error) {
    if (error instanceof StoreFault) return null;
    throw error;
  }
}

/** @returns null when one of them is missing or damaged
 *  @throws {StoreDown} when KV fails */
async function readTexts(
  kv: KVNamespace,
  manifest: Manifest,
  names: readonly BlobName[],
): Promise<ReadonlyMap<BlobName, string> | null> {
  const texts = new Map<BlobName, string>();
  const stored = storedNames(manifest, names).filter((name) => name !== manifest.recent?.blob);
  for (let from = 0; from < stored.length; from += BULK_KEYS) {
    const some = stored.slice(from, from + BULK_KEYS);
    const found = await readBulk(kv, some.map(blobKey));
    for (const name of some) {
      const text = found.get(blobKey(name)) ?? null;
      if (text === null) return null;
      texts.set(name, text);
    }
  }
  return manifest.recent === undefined ? texts : writtenTexts(kv, manifest, { names, texts });
}

/** The texts of a release with a recent part.
 *  @param read  the names that are asked for, and the texts that KV gave */
async function writtenTexts(
  kv: KVNamespace,
  manifest: Manifest,
  read: { readonly names: readonly BlobName[]; readonly texts: ReadonlyMap<BlobName, string> },
): Promise<ReadonlyMap<BlobName, string> | null> {
  const bundle = await readBundle(kv, manifest);
  const bytesOf = (name: BlobName): Uint8Array | undefined => {
    if (name === manifest.recent?.blob) return bundle ?? undefined;
    const text = read.texts.get(name);
    return text === undefined ? undefined : new TextEncoder().encode(text);
  };
  const decoder = new TextDecoder();
  try {
    const whole = await Promise.all(
      read.names.map(async (name) => {
        const text = read.texts.get(name);
        return [name, text ?? decoder.decode(await blobFrom(manifest, name, bytesOf))] as const;
      }),
    );
    return new Map(whole);
  } catch (error) {
    if (error instanceof StoreFault) return null;
    throw error;
  }
}

async function readBulk(
  kv: KVNamespace,
  keys: string[],
): Promise<ReadonlyMap<string, string | null>> {
  return toolCall(kv, "KV gave no ledger", () => kv.get(keys, { type: "text" }));
}
