import type { BlobName, Manifest } from "#model/release.ts";
import { blobKey, CURRENT_KEY, mediaKey, releaseKey } from "./key.ts";
import { textFromManifest } from "./manifest-text.ts";
import { sixAtOnce } from "./six-at-once.ts";
import { toolCall } from "./tool-call.ts";

/** Something to write: its key, its bytes, and what a listing shall tell of it. */
export type Writing = {
  readonly key: string;
  readonly bytes: Uint8Array | string;
  /** At most 1,024 bytes as JSON. */
  readonly metadata?: Readonly<Record<string, unknown>>;
};

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

/** Writes values, six at once, in no particular order: 1 KV write each.
 *  @param done  called after each, with how many are written
 *  @throws {StoreDown} when KV refuses one twice, or does not answer: no further one is begun, and
 *    those under way are waited for */
export async function writeAll(
  kv: KVNamespace,
  writings: readonly Writing[],
  done: (count: number) => void = () => undefined,
): Promise<void> {
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
  await writeOne(kv, { key: CURRENT_KEY, bytes: textFromManifest(manifest) });
}

async function writeOne(kv: KVNamespace, { key, bytes, metadata }: Writing): Promise<void> {
  const length = typeof bytes === "string" ? bytes.length : bytes.byteLength;
  // A text has at least as many bytes as UTF-16 units; manifests, the only texts, are nearly all
  // ASCII.
  if (length > MAX_VALUE_BYTES) throw new RangeError(`${key} has ${length} bytes: KV takes 25 MiB`);
  // KV stores the view's own bytes, not the buffer behind it.
  const put = (): Promise<void> => kv.put(key, bytes, metadata && { metadata });
  await toolCall(`KV did not take ${key}`, put, { bytes: length });
}
