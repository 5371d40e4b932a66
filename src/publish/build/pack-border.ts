import { hash32 } from "#model/hash.ts";
import type { ReadyArticle } from "./ready-article.ts";

/** A pack ends after about this many articles: where the hash of an id is a multiple of it. */
const PACK_ARTICLES = 32;
/** A pack ends before it would pass this size; an article larger than that is a pack of its own.
 *  Bytes. */
export const PACK_BYTES = 256 * 1024;

/** Cuts articles into packs. A border depends on the articles just before it, so that one that is
 *  inserted shifts the packs near it and no others.
 *  @param articles  oldest first */
export function cutPacks(articles: readonly ReadyArticle[]): readonly (readonly ReadyArticle[])[] {
  const packs: ReadyArticle[][] = [];
  let pack: ReadyArticle[] = [];
  let bytes = 0;
  for (const ready of articles) {
    if (pack.length > 0 && bytes + ready.bytes > PACK_BYTES) {
      packs.push(pack);
      [pack, bytes] = [[], 0];
    }
    pack.push(ready);
    bytes += ready.bytes;
    if (hash32(ready.article.id) % PACK_ARTICLES === 0) {
      packs.push(pack);
      [pack, bytes] = [[], 0];
    }
  }
  if (pack.length > 0) packs.push(pack);
  return packs;
}
