import { isRecord } from "#model/field.ts";
import { parsedJson } from "#model/json.ts";
import { epochMs, type Instant } from "#model/instant.ts";
import { isRejection, type Rejection } from "#model/rejection.ts";
import type { BlobName, Manifest, ReleaseId } from "#model/release.ts";
import { type BulkKv, bulkKv } from "#store/bulk-kv.ts";
import { StoreDown, StoreFault } from "#store/fault.ts";
import {
  blobKey,
  BLOB_PREFIX,
  CURRENT_KEY,
  MEDIA_PREFIX,
  RELEASE_PREFIX,
  releaseKey,
  WITHDRAWN_PREFIX,
} from "#store/key.ts";
import { manifestFromText } from "#store/manifest-text.ts";
import { blobFrom, storedNames, upcomingInBundle, readBundle } from "#store/recent/recent.ts";
import { sixAtOnce } from "./six-at-once.ts";
import { toolCall } from "#store/tool-call.ts";

/** What a listing tells of one release. */
export type ReleaseNote = {
  readonly release: ReleaseId;
  readonly created: Instant;
  readonly previous: ReleaseId | null;
  /** Published articles. */
  readonly count: number;
  /** Hash of what the publication that wrote it was to do. */
  readonly plan: string;
  /** When it was written, which for an upcoming one is before it is `created`; seconds since
   *  1970. */
  readonly at: number;
};

/** When stored things were written, by name; milliseconds since 1970. */
export type Ages = ReadonlyMap<string, number>;

/** Names of all blobs with their ages. 1 KV list operation for each 1,000. */
export async function listBlobs(kv: KVNamespace): Promise<ReadonlyMap<BlobName, number>> {
  return listAges(kv, BLOB_PREFIX);
}

/** Names of all media files with their ages. 1 KV list operation for each 1,000. */
export async function listMedia(kv: KVNamespace): Promise<Ages> {
  return listAges(kv, MEDIA_PREFIX);
}

/** Names of the media files that only withdrawn articles use, with the age of that. 1 KV list
 *  operation for each 1,000. */
export async function listWithdrawnMedia(kv: KVNamespace): Promise<Ages> {
  return listAges(kv, WITHDRAWN_PREFIX);
}

/** All releases whose manifests are stored, newest first; releases prepared for a time to come
 *  stand before all. 1 KV list operation for each 1,000. */
export async function listReleases(kv: KVNamespace): Promise<readonly ReleaseNote[]> {
  const notes: ReleaseNote[] = [];
  for (const { name, metadata } of await listAll(kv, RELEASE_PREFIX)) {
    if (!isRecord(metadata)) continue;
    // `releaseWriting` alone writes these keys, with this metadata.
    const note = metadata as unknown as Omit<ReleaseNote, "release">;
    notes.push({ ...note, release: name.slice(RELEASE_PREFIX.length) });
  }
  return notes.sort((a, b) => epochMs(b.created) - epochMs(a.created));
}

/** A manifest: of one release, or the one that `current` holds. 1 KV read.
 *  @returns null when there is none; a Rejection when it is damaged or of another format
 *  @throws {StoreDown} when KV fails */
export async function readManifest(
  kv: KVNamespace,
  release?: ReleaseId,
): Promise<Manifest | Rejection | null> {
  const key = release === undefined ? CURRENT_KEY : releaseKey(release);
  const text = await asked(kv, key, () => kv.get(key, { type: "text", cacheTtl: 30 }));
  return text === null ? null : parsedOnce(text, key);
}

/** The manifest that was read last: a publication asks for `current` more than once, and mostly
 *  finds what it found before. */
let last: { readonly text: string; readonly key: string; readonly manifest: Manifest } | undefined;

function parsedOnce(text: string, key: string): Manifest | Rejection {
  if (last?.text === text && last.key === key) return last.manifest;
  const manifest = manifestFromText(text, key);
  if (!isRejection(manifest)) last = { text, key, manifest };
  return manifest;
}

/** What readers see at `now`: `current`, and the release in effect, which is it or an upcoming one
 *  whose time has come. */
export type Standing = { readonly current: Manifest; readonly inEffect: Manifest };

/** What readers see at `now`. 1 KV read, or 2.
 *  @param now  milliseconds since 1970
 *  @returns null when nothing was ever published; a Rejection when a manifest is damaged
 *  @throws {StoreDown} when KV fails */
export async function readStanding(
  kv: KVNamespace,
  now: number,
): Promise<Standing | Rejection | null> {
  const current = await readManifest(kv);
  if (current === null || isRejection(current)) return current;
  const due = current.upcoming.findLast(({ from }) => epochMs(from) <= now);
  const inEffect = due === undefined ? current : await readUpcoming(kv, current, due.release);
  return isRejection(inEffect) ? inEffect : { current, inEffect: inEffect ?? current };
}

/** The manifest of a release that another plans: it lies in the bundle of the one that names it, or
 *  under a key of its own. 1 KV read. */
export async function readUpcoming(
  kv: KVNamespace,
  current: Manifest,
  release: ReleaseId,
): Promise<Manifest | Rejection | null> {
  if (current.recent?.upcoming[release] === undefined) return readManifest(kv, release);
  const bundle = await readBundle(kv, current);
  const found = bundle && (await upcomingInBundle(current, release, bundle));
  return found?.manifest ?? null;
}

/** Names of the media files that a release uses. 1 KV read, or none; 2 of a recent part.
 *  @returns null when the list is missing or damaged
 *  @throws {StoreDown} when KV fails */
export async function readMediaNames(
  kv: KVNamespace,
  manifest: Pick<Manifest, "media" | "recent">,
): Promise<readonly string[] | null> {
  const { media, recent } = manifest;
  if (media === null) return [];
  const names =
    recent?.written.has(media) === true
      ? await writtenJson(kv, manifest, media)
      : await asked<unknown>(kv, media, () => kv.get(blobKey(media), "json"));
  const isList = Array.isArray(names) && names.every((name) => typeof name === "string");
  return isList ? names : null;
}

/** What a blob of JSON in a bundle holds; null when it cannot be read. */
async function writtenJson(
  kv: KVNamespace,
  manifest: Pick<Manifest, "recent">,
  name: BlobName,
): Promise<unknown> {
  const stored = new Map<BlobName, Uint8Array>();
  for (const one of storedNames(manifest, [name])) {
    const found = await asked(kv, one, () => kv.get(blobKey(one), "arrayBuffer"));
    if (found !== null) stored.set(one, new Uint8Array(found));
  }
  try {
    const bytes = await blobFrom(manifest, name, (one) => stored.get(one));
    return parsedJson(new TextDecoder().decode(bytes)) ?? null;
  } catch (error) {
    if (error instanceof StoreFault) return null;
    throw error;
  }
}

/** Deletes keys, six at once or many in a request: 1 KV delete each, of which the free plan allows
 *  1,000 a day.
 *  @throws {StoreDown} when KV fails: those deleted stay so */
export async function deleteKeys(kv: KVNamespace, keys: readonly string[]): Promise<void> {
  const bulk = bulkKv(kv);
  if (bulk === undefined)
    await sixAtOnce(keys, (key) => toolCall(kv, `KV did not delete ${key}`, () => kv.delete(key)));
  else if (keys.length > 0) await deleteBulk(bulk, keys);
}

async function deleteBulk(kv: BulkKv, keys: readonly string[]): Promise<void> {
  try {
    await kv.deleteAll(keys);
  } catch (error) {
    throw new StoreDown(`KV did not delete ${keys.length} keys`, { cause: error });
  }
}

async function listAges(kv: KVNamespace, prefix: string): Promise<Ages> {
  const listed = await listAll(kv, prefix);
  return new Map(
    listed.map(({ name, metadata }) => {
      const at = isRecord(metadata) ? metadata["at"] : undefined;
      return [name.slice(prefix.length), typeof at === "number" ? at * 1000 : 0];
    }),
  );
}

async function listAll(
  kv: KVNamespace,
  prefix: string,
): Promise<readonly { readonly name: string; readonly metadata?: unknown }[]> {
  const keys: { readonly name: string; readonly metadata?: unknown }[] = [];
  let cursor: string | null = null;
  for (;;) {
    const page = await asked(kv, `list of ${prefix}`, () => kv.list({ prefix, cursor }));
    keys.push(...page.keys);
    if (page.list_complete) return keys;
    cursor = page.cursor;
  }
}

function asked<T>(kv: KVNamespace, what: string, ask: () => Promise<T>): Promise<T> {
  return toolCall(kv, `KV gave no ${what}`, ask);
}
