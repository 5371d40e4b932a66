import type { BlobName, Manifest } from "#model/release.ts";
import { type BulkKv, bulkKv, type Writing } from "#store/bulk-kv.ts";
import { StoreDown } from "#store/fault.ts";
import { blobKey, CURRENT_KEY, mediaKey, releaseKey } from "#store/key.ts";
import { textFromManifest } from "#store/manifest-text.ts";
import { sixAtOnce } from "./six-at-once.ts";
import { toolCall } from "#store/tool-call.ts";

/** KV takes values of at most 25 MiB. */
export const MAX_VALUE_BYTES = 25 * 1024 * 1024;

/** The writing of a blob; a listing tells when it was written, from which garbage collection knows
 *  its age.
 *  @param now  milliseconds since 1970 */
export function blobWriting(name: BlobName, bytes: Uint8Array, now: number): Writing {
  return { key: blobKey(name), bytes, metadata: { at: Math.floor(now / 1000) } };
}

/** The writing of a media file, with its age as a blob has it. */
export function mediaWriting(name: string, bytes: Uint8Array, now: number): Writing {
  return { key: mediaKey(name), bytes, metadata: { at: Math.floor(now / 1000) } };
}

/** The writing of the copy of a manifest; a listing tells what a list of releases shows, so that
 *  listing them reads none.
 *  @param plan  hash of what the publication was to do: one that was cut short is found by it
 *  @param now  milliseconds since 1970 */
export function releaseWriting(manifest: Manifest, plan: string, now: number): Writing {
  const { release, created, previous, count } = manifest;
  const metadata = { created, previous, count, plan, at: Math.floor(now / 1000) };
  return { key: releaseKey(release), bytes: textFromManifest(manifest), metadata };
}

/** Writes values, six at once or many in a request, in no particular order: 1 KV write each.
 *  @param done  called after each, with how many are written
 *  @throws {StoreDown} when KV refuses one twice, or does not answer: no further one is begun, and
 *    those under way are waited for */
export async function writeAll(
  kv: KVNamespace,
  writings: readonly Writing[],
  done: (count: number) => void = () => undefined,
): Promise<void> {
  const bulk = bulkKv(kv);
  if (bulk !== undefined) return writeBulk(bulk, writings, done);
  let written = 0;
  await sixAtOnce(writings, async (writing) => {
    await writeOne(kv, writing);
    written += 1;
    done(written);
  });
}

/** Makes a release the one that readers see: 1 KV write, the last of a publication, and all of a
 *  rollback.
 *  @throws {StoreDown} when KV refuses it */
export async function flipCurrent(kv: KVNamespace, manifest: Manifest): Promise<void> {
  await writeAll(kv, [{ key: CURRENT_KEY, bytes: textFromManifest(manifest) }]);
}

/** Waits as long as the KV does: it knows how long it is to wait, and asks again by itself. */
async function writeBulk(
  kv: BulkKv,
  writings: readonly Writing[],
  done: (count: number) => void,
): Promise<void> {
  for (const writing of writings) checkSize(writing);
  if (writings.length === 0) return;
  try {
    await kv.putAll(writings, done);
  } catch (error) {
    throw new StoreDown(`KV did not take ${writings.length} values`, { cause: error });
  }
}

/** @returns bytes */
function checkSize({ key, bytes }: Writing): number {
  const length = typeof bytes === "string" ? bytes.length : bytes.byteLength;
  // A text has at least as many bytes as UTF-16 units; manifests, the only texts, are nearly all
  // ASCII.
  if (length > MAX_VALUE_BYTES) throw new RangeError(`${key} has ${length} bytes: KV takes 25 MiB`);
  return length;
}

async function writeOne(kv: KVNamespace, writing: Writing): Promise<void> {
  const length = checkSize(writing);
  const { key, bytes, metadata } = writing;
  // KV stores the view's own bytes, not the buffer behind it.
  const put = (): Promise<void> => kv.put(key, bytes, metadata && { metadata });
  await toolCall(kv, `KV did not take ${key}`, put, { bytes: length });
}
