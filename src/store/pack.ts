import type { Article } from "#model/article.ts";
import type { BlobName } from "#model/release.ts";
import { encodeRecord, recordFields } from "./article-record.ts";
import { encodeBlock, openBlock } from "./block.ts";
import { StoreFault } from "./fault.ts";

/** Articles in one blob, decoded one by one. */
export type Pack = {
  readonly count: number;
  /** The article in one slot, counted from 0.
   *  @throws {RangeError} when there is no such slot
   *  @throws {StoreFault} when its bytes are damaged */
  article(slot: number): Article;
  /** How many bytes that article takes, without decoding it.
   *  @throws as `article` */
  bytes(slot: number): number;
};

/** An article as a pack keeps it. */
export function encodeArticle(article: Article): Uint8Array {
  return encodeRecord(article);
}

/** The bytes of a pack of articles that `encodeArticle` has encoded. */
export function packOf(records: readonly Uint8Array[]): Uint8Array {
  return encodeBlock("PACK", records);
}

/** The bytes of a pack. */
export function encodePack(articles: readonly Article[]): Uint8Array {
  return packOf(articles.map(encodeArticle));
}

/** Opens a pack; decodes nothing yet.
 *  @param name  the blob's name, for faults
 *  @throws {StoreFault} when the bytes are not a whole pack of this version */
export function openPack(bytes: Uint8Array, name: BlobName): Pack {
  const block = openBlock("PACK", bytes, name);
  return {
    count: block.count,
    article(slot) {
      const fields = recordFields(block.json(slot));
      if (fields === undefined)
        throw new StoreFault("corrupt", name, `has no article in slot ${slot}`);
      // `encodeArticle` wrote what `toArticle` had accepted, and the block's kind and version were
      // checked.
      return fields as unknown as Article;
    },
    bytes: (slot) => block.record(slot).length,
  };
}

/** All articles of a pack, the last first: newest first where it lies oldest first.
 *  @throws as `openPack` and `article` */
export function articlesBackwards(bytes: Uint8Array, name: BlobName): readonly Article[] {
  const pack = openPack(bytes, name);
  return Array.from({ length: pack.count }, (_, index) => pack.article(pack.count - 1 - index));
}
