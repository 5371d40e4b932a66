import type { BlobName, ReleaseId } from "#model/release.ts";

/** The one key that changes: it holds the manifest of the release that readers see. */
export const CURRENT_KEY = "current";

/** Says who is publishing; gone when nobody is. */
export const LEASE_KEY = "lease";

/** Says who alone publishes; gone when everybody may. */
export const OWNER_KEY = "owner";

/** Says of which edition a cache in front of the Worker holds nothing older any more. */
export const EDGE_KEY = "edge";

/** Prefix of the copies of all manifests. */
export const RELEASE_PREFIX = "release/";

/** Prefix of everything that a manifest names by the hash of its bytes. */
export const BLOB_PREFIX = "blob/";

/** Prefix of images and enclosures. */
export const MEDIA_PREFIX = "media/";

/** Prefix of media files that only withdrawn articles use: no route leads to them. */
export const WITHDRAWN_PREFIX = "withdrawn/";

/** Key of the copy of a release's manifest. */
export function releaseKey(release: ReleaseId): string {
  return RELEASE_PREFIX + release;
}

/** Key of a blob: 25 bytes, whatever the article is called. */
export function blobKey(name: BlobName): string {
  return BLOB_PREFIX + name;
}

/** Key of a media file.
 *  @param name  its file name below `/media/`, such as `3fK9a_Qz1bXy0Tq7LmNp.jpg` */
export function mediaKey(name: string): string {
  return MEDIA_PREFIX + name;
}

/** Key of a media file that only withdrawn articles use.
 *  @param name  as that of a media file */
export function withdrawnKey(name: string): string {
  return WITHDRAWN_PREFIX + name;
}

/** Keys that one bulk read of KV takes at most.
 *  @see https://developers.cloudflare.com/kv/api/read-key-value-pairs/ */
export const BULK_KEYS = 100;
