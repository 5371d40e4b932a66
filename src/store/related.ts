import { hash32 } from "#model/hash.ts";
import type { ArticleId } from "#model/name.ts";
import { memoizeLast } from "#model/memoize.ts";
import type { BlobName } from "#model/release.ts";
import type { ArticleLink, Related } from "#model/related.ts";
import { UNRELATED } from "#model/related.ts";
import { StoreFault } from "./fault.ts";
import { blobFor, encodeKeyed, findKeyed, type KeyedRecord, type Remake } from "./keyed-block.ts";
import type { Reader } from "./reader.ts";
import { keyedOver, type StoredKeyed } from "#store/recent/keyed-over.ts";
import { instantFromShort, shortInstant } from "#store/short/short-instant.ts";

/** Blobs of related articles grow to this size: larger than those of other keyed records, for a
 *  first publication has 1,000 writes, and only pages read them. Bytes. */
const MAX_CHUNK_BYTES = 256 * 1024;

/** Related articles as blobs: those of an article lie in blob `hash32(id) % blobs.length`.
 *  @param related  by article id; one that leads nowhere need not be there */
export function encodeRelated(
  related: ReadonlyMap<ArticleId, Related>,
  remake?: Remake,
): readonly Uint8Array[] {
  const records = Array.from(related, ([id, one]) => recordOnce(id, one));
  return encodeKeyed("RLTD", records, { maxChunkBytes: MAX_CHUNK_BYTES, remake });
}

const lastRecord = /* @__PURE__ */ memoizeLast<Related, KeyedRecord>();

function recordOnce(id: ArticleId, related: Related): KeyedRecord {
  return lastRecord(related, id, () => recordOf(id, related));
}

function recordOf(id: ArticleId, { similar, previous, next }: Related): KeyedRecord {
  const links = [...similar, previous, next];
  const rows = links.map((link, at) =>
    link === undefined ? null : rowFrom(link, linkBefore(links, at)?.lang),
  );
  const [before, after] = rows.slice(similar.length);
  return [id, rows.slice(0, similar.length), before, after];
}

function linkBefore(links: readonly (ArticleLink | undefined)[], at: number) {
  return links.slice(0, at).findLast((link) => link !== undefined);
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
  const links = linksFrom([...(similar as unknown[]), previous, next], name);
  const [before, after] = links.slice(similar.length);
  return {
    similar: links.slice(0, similar.length).filter((link) => link !== undefined),
    ...(before !== undefined && { previous: before }),
    ...(after !== undefined && { next: after }),
  };
}

/** Related articles that are stored, with others for some articles, or none where undefined; in as
 *  many blobs.
 *  @returns for each blob its bytes, or its name where all is as it was
 *  @throws {StoreFault} when a stored blob is damaged */
export function relatedOver(
  blobs: readonly StoredKeyed[],
  changes: ReadonlyMap<ArticleId, Related | undefined>,
  remake?: Remake,
): readonly (BlobName | Uint8Array)[] {
  const records = Array.from(changes, ([id, one]) => [id, one && recordOnce(id, one)] as const);
  return keyedOver("RLTD", blobs, records, remake);
}

/** Ids of what an article is similar to, the nearest first; undefined where nothing is known of it.
 *  @param blobs  all of them
 *  @throws {StoreFault} when the blob is damaged */
export function similarTo(
  blobs: readonly StoredKeyed[],
  id: ArticleId,
): readonly ArticleId[] | undefined {
  const blob = blobs[hash32(id) % blobs.length];
  const record = blob && findKeyed({ kind: "RLTD", ...blob }, id);
  if (record === undefined) return undefined;
  const [, similar] = record;
  if (!Array.isArray(similar))
    throw new StoreFault("corrupt", blob?.name ?? "", "has no list of related articles");
  // `encodeRelated` alone writes such blobs, by the ids of articles.
  return (similar as readonly Row[]).map(([other]) => other);
}

/** Where it has no language, that of the row before in the same record; "" where there is none. */
type Row = readonly [
  id: ArticleId,
  title: string,
  published: string,
  lang?: string | null,
  isDay?: 0 | 1,
  url?: string,
];

/** A row of layout 1. */
type LongRow = readonly [
  id: ArticleId,
  title: string,
  published: ArticleLink["published"],
  isDay: 0 | 1,
  lang?: string,
  url?: string,
];

function rowFrom(
  { id, title, published, precision, lang, url }: ArticleLink,
  langBefore: string | undefined,
): Row {
  const own = lang === langBefore ? null : (lang ?? "");
  const row = [id, title, shortInstant(published)] as const;
  if (url !== undefined) return [...row, own, precision === "day" ? 1 : 0, url];
  if (precision === "day") return [...row, own, 1];
  return own === null ? row : [...row, own];
}

/** The links of a record's rows, in their order.
 *  @throws {StoreFault} when one is damaged */
function linksFrom(rows: readonly unknown[], name: BlobName): readonly (ArticleLink | undefined)[] {
  let langBefore: string | undefined;
  return rows.map((row) => {
    if (!Array.isArray(row)) return undefined;
    // `rowFrom` alone writes rows of such blobs, and that of a version before wrote a number there.
    const link =
      typeof row[3] === "number"
        ? linkFromLong(row as unknown as LongRow)
        : linkFrom(row as unknown as Row, langBefore);
    if (link === undefined) throw new StoreFault("corrupt", name, "has a link without a moment");
    langBefore = link.lang;
    return link;
  });
}

function linkFrom(
  [id, title, short, own, isDay, url]: Row,
  langBefore: string | undefined,
): ArticleLink | undefined {
  const published = instantFromShort(short);
  if (published === undefined) return undefined;
  return linkFromLong([id, title, published, isDay ?? 0, own ?? langBefore ?? "", url ?? ""]);
}

function linkFromLong([id, title, published, isDay, lang, url]: LongRow): ArticleLink {
  return {
    id,
    title,
    published,
    precision: isDay === 1 ? "day" : "time",
    ...(lang && { lang }),
    ...(url && { url }),
  };
}
