import type { Article } from "#model/article.ts";
import type { BlobName } from "#model/release.ts";
import { encodeRecord, recordFields, recordText } from "./article-record.ts";
import { encodeBlock, openBlock } from "./block.ts";
import { StoreFault } from "./fault.ts";
import { spansIn, textFromSpans, type TextSpans } from "#store/short/text-spans.ts";

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

/** An article as the text by which versions of it are told apart. */
export function articleText(article: Article): string {
  return recordText(article);
}

/** An article as a pack keeps it: an excerpt, which is mostly the beginning of the text, as what it
 *  takes of that. */
export function packedArticle(article: Article): Uint8Array {
  const { excerpt } = article;
  const spans = excerpt === undefined ? undefined : spansIn(excerptSource(article), excerpt);
  return encodeRecord(article, spans && { excerpt: spans });
}

/** What an excerpt was cut from. */
function excerptSource({ html, body = "" }: Partial<Pick<Article, "html" | "body">>): string {
  return html ?? body;
}

/** The bytes of a pack of articles that `packedArticle` has encoded.
 *  @param isRemembered  as `encodeBlock` has it */
export function packOf(records: readonly Uint8Array[], isRemembered = true): Uint8Array {
  return encodeBlock("PACK", records, isRemembered);
}

/** The bytes of a pack. */
export function encodePack(articles: readonly Article[]): Uint8Array {
  return packOf(articles.map(packedArticle));
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
      // `packedArticle` wrote what `toArticle` had accepted, and the block's kind and version were
      // checked.
      return withExcerpt(fields as unknown as Packed, name);
    },
    bytes: (slot) => block.record(slot).length,
  };
}

/** An article as it is in its record. */
type Packed = Omit<Article, "excerpt"> & { readonly excerpt?: string | TextSpans };

/** @throws {StoreFault} when the excerpt takes of the text what that has not */
function withExcerpt({ excerpt, ...article }: Packed, name: BlobName): Article {
  if (excerpt === undefined) return article;
  if (typeof excerpt === "string") return { ...article, excerpt };
  const text = textFromSpans(excerptSource(article), excerpt);
  if (text === undefined)
    throw new StoreFault("corrupt", name, "has an excerpt that is not of its text");
  return { ...article, excerpt: text };
}

/** All articles of a pack, the last first: newest first where it lies oldest first.
 *  @throws as `openPack` and `article` */
export function articlesBackwards(bytes: Uint8Array, name: BlobName): readonly Article[] {
  const pack = openPack(bytes, name);
  return Array.from({ length: pack.count }, (_, index) => pack.article(pack.count - 1 - index));
}
