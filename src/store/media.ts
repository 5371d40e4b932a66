import { StoreDown } from "./fault.ts";
import { inTime } from "./in-time.ts";
import { mediaKey } from "./key.ts";

/** Matches `3fK9a_Qz1bXy0Tq7LmNp.jpg`; refuses `../x.jpg`, `cat.jpg`. */
const MEDIA_NAME = /^[\w-]{20}\.[a-z0-9]{1,8}$/i;
/** Media never change, for their name is the hash of their bytes; but one whose article is
 *  withdrawn goes, and KV shows it no longer than a release. Seconds. */
const MEDIA_TTL_SECONDS = 60;
/** Longer than for a blob, for a media file may have 25 MiB. Milliseconds. */
const MEDIA_PATIENCE_MS = 10_000;

/** Whether `name` has the form of a media file's name: a hash and an ending. */
export function isMediaName(name: string): boolean {
  return MEDIA_NAME.test(name);
}

/** The bytes of a media file. 1 KV read; not kept in the isolate's cache, for the Cache-Control of
 *  an answer keeps it nearer to the reader.
 *  @returns null when there is no such file; then nothing is read when the name has not even the
 *    form of one
 *  @throws {StoreDown} when KV fails or does not answer within 10 seconds */
export async function readMedia(kv: KVNamespace, name: string): Promise<ArrayBuffer | null> {
  if (!isMediaName(name)) return null;
  const options = { type: "arrayBuffer", cacheTtl: MEDIA_TTL_SECONDS } as const;
  try {
    return await inTime(kv.get(mediaKey(name), options), MEDIA_PATIENCE_MS);
  } catch (error) {
    throw new StoreDown(`KV gave no ${name}`, { cause: error });
  }
}
