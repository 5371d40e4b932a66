import { isRecord } from "#model/field.ts";
import { memoizeObjects } from "#model/memoize.ts";
import type { BlobName } from "#model/release.ts";

/** Characters of a blob's name: 120 bits, so that among a million blobs two never meet by
 *  chance. */
export const BLOB_NAME_LENGTH = 20;
/** Characters of a content hash in an ETag or an archive name: it only tells versions of one thing
 *  apart. */
const CONTENT_HASH_LENGTH = 16;

/** The name of a blob: the first 20 characters of base64url of the SHA-256 of its bytes. */
export async function blobNameOf(bytes: Uint8Array): Promise<BlobName> {
  return (await sha256(bytes)).slice(0, BLOB_NAME_LENGTH);
}

/** The first 16 characters (96 bits) of base64url of the SHA-256 of `content`; a text counts as its
 *  UTF-8. */
export async function contentHash(content: Uint8Array | string): Promise<string> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return (await sha256(bytes)).slice(0, CONTENT_HASH_LENGTH);
}

/** The SHA-256 of a text's UTF-8 as base64url, 43 characters: what others can compute too. */
export async function fullHash(text: string): Promise<string> {
  return (await sha256(new TextEncoder().encode(text))).replace("=", "");
}

/** A value as JSON with the keys of every object sorted, for hashes: the order in which settings
 *  were written does not count. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(canonical(value));
}

/** The same of an object that stays, written once. */
export const canonicalJsonOnce = /* @__PURE__ */ memoizeObjects((value: object) =>
  canonicalJson(value),
);

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (!isRecord(value)) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([field, inner]) => [field, canonical(inner)]));
}

/** Node's own hash, where there is one: it waits for no other thread, which for 10,000 articles
 *  takes longer than to hash them. A Worker has that of Web Crypto alone. */
const nodeHash = (
  globalThis as { readonly process?: Partial<Pick<NodeJS.Process, "getBuiltinModule">> }
).process?.getBuiltinModule?.("node:crypto")?.hash;

async function sha256(bytes: Uint8Array): Promise<string> {
  if (nodeHash !== undefined) return nodeHash("sha256", bytes, "base64url");
  // Web Crypto's type asks for bytes outside shared memory; ours never lie there.
  const digest = await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}
