import type { ArticleId } from "#model/name.ts";
import { memoizeLast } from "#model/memoize.ts";
import type { BlobName } from "#model/release.ts";
import type { ArticleLink, Related } from "#model/related.ts";
import { UNRELATED } from "#model/related.ts";
import { StoreFault } from "./fault.ts";
import {
  allKeyed,
  blobFor,
  encodeKeyed,
  findKeyed,
  type KeyedRecord,
  type Remake,
} from "./keyed-block.ts";
import type { Reader } from "./reader.ts";

/** Blobs of related articles grow to this size: larger than those of other keyed records, for a
 *  first publication has 1,000 writes, and only pages read them. Bytes. */
const MAX_CHUNK_BYTES = 256 * 1024;

/** Related articles as blobs: those of an article lie in blob `hash32(id) % blobs.length`.
 *  @param related  by article id; one that leads nowhere need not be there */
export function encodeRelated(
  related: ReadonlyMap<ArticleId, Related>,
  remake?: Remake,
): readonly Uint8Array[] {
  const records = Array.from(related, ([id, one]) => lastRecord(one, id, () => recordOf(id, one)));
  return encodeKeyed("RLTD", records, { maxChunkBytes: MAX_CHUNK_BYTES, remake });
}

const lastRecord = /* @__PURE__ */ memoizeLast<Related, KeyedRecord>();

function recordOf(id: ArticleId, { similar, previous, next }: Related): KeyedRecord {
  return [id, similar.map(rowFrom), rowOrNull(previous), rowOrNull(next)];
}

/** What the page of an article leads to: articles of the same release alone, so that none that was
 *  withdrawn is among them. 1 KV read at most. */
export async function readRelated(reader: Reader, id: ArticleId): Promise<Related> {
  const name = blobFor(reader.manifest.related ?? [], id);
  if (name === undefined) return UNRELATED;
  const [bytes] = await reader.blobs([name]);
  const record = bytes && findKeyed({ kind: "RLTD", bytes, name }, id);
  if (record === undefined) return UNRELATED;
  const [, similar, previous, next] = record;
  if (!Array.isArray(similar))
    throw new StoreFault("corrupt", name, "has no list of related articles");
  const [before, after] = [linkFrom(previous), linkFrom(next)];
  return {
    similar: similar.map(linkFrom).filter((link) => link !== undefined),
    ...(before !== undefined && { previous: before }),
    ...(after !== undefined && { next: after }),
  };
}

/** Ids of what each article in one blob is similar to. O(articles).
 *  @throws {StoreFault} when the blob is damaged */
export function similarIn({
  bytes,
  name,
}: {
  readonly bytes: Uint8Array;
  readonly name: BlobName;
}): readonly (readonly [ArticleId, readonly ArticleId[]])[] {
  return allKeyed("RLTD", bytes, name).map(([id, similar]) => {
    if (!Array.isArray(similar))
      throw new StoreFault("corrupt", name, "has no list of related articles");
    // `encodeRelated` alone writes such blobs, by the ids of articles.
    return [id as ArticleId, similar.flatMap((row) => linkFrom(row)?.id ?? [])];
  });
}

type Row = readonly [
  id: ArticleId,
  title: string,
  published: ArticleLink["published"],
  isDay: 0 | 1,
  lang?: string,
  url?: string,
];

function rowFrom({ id, title, published, precision, lang, url }: ArticleLink): Row {
  const isDay = precision === "day" ? 1 : 0;
  if (url !== undefined) return [id, title, published, isDay, lang ?? "", url];
  return lang === undefined ? [id, title, published, isDay] : [id, title, published, isDay, lang];
}

function rowOrNull(link: ArticleLink | undefined): Row | null {
  return link === undefined ? null : rowFrom(link);
}

function linkFrom(row: unknown): ArticleLink | undefined {
  if (!Array.isArray(row)) return undefined;
  // `rowFrom` alone writes rows of such blobs.
  const [id, title, published, isDay, lang, url] = row as unknown as Row;
  return {
    id,
    title,
    published,
    precision: isDay === 1 ? "day" : "time",
    ...(lang && { lang }),
    ...(url && { url }),
  };
}
