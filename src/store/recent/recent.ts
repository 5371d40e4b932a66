import type { BlobName, Manifest, ReleaseId } from "#model/release.ts";
import { blobNameOf } from "#store/blob-name.ts";
import { blobInBundle } from "./bundle.ts";
import { StoreFault } from "#store/fault.ts";
import { blobKey } from "#store/key.ts";
import { textFromManifest } from "#store/manifest-text.ts";
import { successorFrom } from "./successor.ts";
import { toolCall } from "#store/tool-call.ts";

/** The blobs that KV has to be asked for, so that some are at hand: themselves, or for those that
 *  lie in the recent part the bundle and what they are written against. */
export function storedNames(
  { recent }: Pick<Manifest, "recent">,
  names: readonly BlobName[],
): readonly BlobName[] {
  if (recent === undefined) return names;
  const stored = names.flatMap((name) => {
    const base = recent.written.get(name);
    if (base === undefined) return [name];
    return base === null ? [recent.blob] : [recent.blob, base];
  });
  return [...new Set(stored)];
}

/** A blob, out of those that `storedNames` asks for. A hash of what comes out of the bundle is
 *  compared with its name.
 *  @throws {StoreFault} when one is missing, or the bundle damaged */
export async function blobFrom(
  { recent }: Pick<Manifest, "recent">,
  name: BlobName,
  stored: (name: BlobName) => Uint8Array | undefined,
): Promise<Uint8Array> {
  const wanted = (one: BlobName): Uint8Array => {
    const bytes = stored(one);
    if (bytes === undefined) throw new StoreFault("missing", one, "is not in KV");
    return bytes;
  };
  const base = recent?.written.get(name);
  if (recent === undefined || base === undefined) return wanted(name);
  const bundle = { bytes: wanted(recent.blob), name: recent.blob };
  const bytes = blobInBundle(bundle, name, base === null ? new Uint8Array() : wanted(base));
  if ((await blobNameOf(bytes)) !== name)
    throw new StoreFault("corrupt", recent.blob, `gives another blob for ${name}`);
  return bytes;
}

/** The manifest of an upcoming release that lies in the bundle of the one that readers see until
 *  then. O(bytes of the manifest).
 *  @returns undefined when the bundle has none of that release, or it is damaged */
export async function upcomingInBundle(
  manifest: Manifest,
  release: ReleaseId,
  bundle: Uint8Array,
): Promise<{ readonly manifest: Manifest; readonly length: number } | undefined> {
  const name = manifest.recent?.upcoming[release];
  if (name === undefined) return undefined;
  const bytes = await blobFrom(manifest, name, () => bundle);
  const found = successorFrom(manifest, bytes);
  return found && { manifest: found, length: textFromManifest(found).length };
}

/** The bundle of a release's recent part, for a tool. 1 KV read, or none.
 *  @returns null when the release has none, or KV does not have it
 *  @throws {StoreDown} when KV fails */
export async function readBundle(
  kv: KVNamespace,
  { recent }: Pick<Manifest, "recent">,
): Promise<Uint8Array | null> {
  if (recent === undefined) return null;
  const key = blobKey(recent.blob);
  const found = await toolCall(kv, `KV gave no ${key}`, () => kv.get(key, { type: "arrayBuffer" }));
  return found && new Uint8Array(found);
}
