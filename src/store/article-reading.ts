import type { Article } from "#model/article.ts";
import type { Entry } from "#model/entry.ts";
import type { ArticleId } from "#model/name.ts";
import { type BlobName, type FrontRef, frontAt, type Manifest } from "#model/release.ts";
import { type ArchiveEntry, findArchive } from "./archive-list.ts";
import { type AliasEntry, type DirectoryEntry, findAliasEntry, findEntry } from "./directory.ts";
import { decodeFront } from "./front.ts";
import { blobFor } from "./keyed-block.ts";
import { numberAt } from "./numbering.ts";
import { type Member, placesOf } from "./pack-place.ts";
import { readMembers } from "./pack-reading.ts";
import { articlesBackwards } from "./pack.ts";
import type { Reader } from "./reader.ts";

/** What one archive document shows. */
export type ArchivePage = Pick<ArchiveEntry, "previous" | "next"> & {
  /** Newest first. */
  readonly articles: readonly Article[];
};

/** The newest page of a section, or of the site for "", newest first. 1 KV read at most.
 *  @throws {RangeError} when the release has no such section: ask `frontAt` first */
export async function readFront(
  reader: Reader,
  path: string,
): Promise<readonly (Article | Entry)[]> {
  const { blob } = frontOf(reader.manifest, path);
  const [bytes] = await reader.blobs([blob]);
  return bytes === undefined ? [] : decodeFront(bytes, blob);
}

/** The articles with corrections, those corrected last first, without their bodies: at most 50. 1
 *  KV read, or none. */
export async function readCorrected(reader: Reader): Promise<readonly Article[]> {
  const { corrections } = reader.manifest;
  if (corrections === undefined) return [];
  const [bytes] = await reader.blobs([corrections.blob]);
  return bytes === undefined ? [] : articlesBackwards(bytes, corrections.blob);
}

/** What the directory says of an id. 1 KV read at most.
 *  @returns null when the release knows no such id */
export async function findArticle(reader: Reader, id: ArticleId): Promise<DirectoryEntry | null> {
  const shard = await readShard(reader, id);
  return (shard && findEntry(shard, id, placesOf(reader.manifest))) ?? null;
}

/** Whose a legacy path is, given with its query, beginning with `/`. 1 KV read at most.
 *  @returns null when no article of the release claims it */
export async function findAlias(reader: Reader, path: string): Promise<AliasEntry | null> {
  const shard = await readShard(reader, path);
  return (shard && findAliasEntry(shard, path)) ?? null;
}

/** Whose the first of several legacy paths is that somebody claims. As many KV reads at most as
 *  there are paths, in one round.
 *  @returns null when no article of the release claims any of them */
export async function findFirstAlias(
  reader: Reader,
  paths: readonly string[],
): Promise<AliasEntry | null> {
  const shards = paths.map((path) => blobFor(reader.manifest.directory, path));
  const names = [...new Set(shards.filter((name) => name !== undefined))];
  const read = await reader.blobs(names);
  const bytesOf = new Map(names.map((name, index) => [name, read[index]]));
  for (const [index, path] of paths.entries()) {
    const name = shards[index];
    const bytes = name && bytesOf.get(name);
    const entry = name && bytes && findAliasEntry({ bytes, name }, path);
    if (entry) return entry;
  }
  return null;
}

async function readShard(
  reader: Reader,
  key: string,
): Promise<{ readonly bytes: Uint8Array; readonly name: BlobName } | undefined> {
  const name = blobFor(reader.manifest.directory, key);
  if (name === undefined) return undefined;
  const [bytes] = await reader.blobs([name]);
  return bytes && { bytes, name };
}

/** The entry of one archive document of a section, or of the site for "". 1 KV read.
 *  @returns null when the section or the document is not in the release */
async function readArchiveEntry(
  reader: Reader,
  path: string,
  name: string,
): Promise<ArchiveEntry | null> {
  const chunk = blobFor(frontAt(reader.manifest, path)?.archive.chunks ?? [], name);
  if (chunk === undefined) return null;
  const [bytes] = await reader.blobs([chunk]);
  return (bytes && findArchive({ bytes, name: chunk }, name, placesOf(reader.manifest))) ?? null;
}

/** What an archive document is made of: its neighbours, and the packs that its articles lie in, by
 *  the hashes of their bytes. It names them by their places, which an edit leaves as they are.
 *  1 KV read.
 *  @returns null when the section or the document is not in the release */
export async function archiveParts(
  reader: Reader,
  path: string,
  name: string,
): Promise<readonly (string | number | null)[] | null> {
  const entry = await readArchiveEntry(reader, path, name);
  if (entry === null) return null;
  const { members, previous = null, next = null } = entry;
  const packs = new Set(members.map(({ pack }) => reader.manifest.packs[pack]?.blob ?? null));
  return [previous, next, members.map(({ slot }) => slot).join(" "), ...packs];
}

/** One archive document of a section, or of the site for "". 1 KV read, then at most 36 in one
 *  round.
 *  @returns null when the section or the document is not in the release */
export async function readArchive(
  reader: Reader,
  path: string,
  name: string,
): Promise<ArchivePage | null> {
  const entry = await readArchiveEntry(reader, path, name);
  if (entry === null) return null;
  const { members, ...neighbours } = entry;
  const articles = await readMembers(reader, members.toReversed());
  return {
    articles,
    ...(neighbours.previous !== undefined && { previous: neighbours.previous }),
    ...(neighbours.next !== undefined && { next: neighbours.next }),
  };
}

/** The number of the article in one slot of a pack, counted from the oldest; undefined when the
 *  release has no such pack, or readers do not see the article there. */
export function docOf(manifest: Manifest, { pack, slot }: Member): number | undefined {
  const ref = manifest.packs[pack];
  return ref && numberAt(manifest, ref.first + slot);
}

function frontOf(manifest: Manifest, path: string): FrontRef {
  const front = frontAt(manifest, path);
  if (front === undefined) throw new RangeError(`no section ${JSON.stringify(path)}`);
  return front;
}
