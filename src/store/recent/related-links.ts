import type { ArticleId } from "#model/name.ts";
import { HASH_START, hashedUnit, hashEnd } from "#model/hash.ts";
import { openBlock } from "#store/block.ts";
import type { StoredKeyed } from "./keyed-over.ts";

/** Which articles of stored blobs lead to which: hashes of their ids, two at a time. */
export type RelatedLinks = Uint32Array;

/** `[`, `"` and `,`. */
const [LIST, QUOTE, COMMA] = [0x5b, 0x22, 0x2c];

/** Reads which articles lead to which, in any way. O(bytes), and nothing is decoded: a record
 *  begins with `["a",[`, a row in it with `["b","A title"`, no id has characters that JSON escapes,
 *  and in a title a quotation mark is escaped.
 *  @param blobs  of related articles, all of them
 *  @throws {StoreFault} when one is damaged */
export function relatedLinks(blobs: readonly StoredKeyed[]): RelatedLinks {
  const links: number[] = [];
  for (const { bytes, name } of blobs) {
    const block = openBlock("RLTD", bytes, name);
    if (block.count < 2) continue;
    let from = 0;
    let at = bytes.indexOf(LIST, block.record(1).byteOffset - bytes.byteOffset);
    for (; at >= 0; at = bytes.indexOf(LIST, at + 1)) {
      if (bytes[at + 1] !== QUOTE) continue;
      let end = at + 2;
      let hash = HASH_START;
      for (; end < bytes.length && bytes[end] !== QUOTE; end++)
        hash = hashedUnit(hash, bytes[end]!);
      if (bytes[end + 1] !== COMMA) continue;
      if (bytes[end + 2] === LIST) from = hashEnd(hash);
      else if (bytes[end + 2] === QUOTE) links.push(from, hashEnd(hash));
    }
  }
  return Uint32Array.from(links);
}

/** Finds the articles that lead to one of some: surely those, and others with them seldom. */
export function leadingTo(
  links: RelatedLinks,
  ids: Iterable<ArticleId>,
): (id: ArticleId) => boolean {
  const wanted = new Set(Array.from(ids, hashOfId));
  const leading = new Set<number>();
  for (let at = 0; at < links.length; at += 2)
    if (wanted.has(links[at + 1]!)) leading.add(links[at]!);
  return leading.size === 0 ? () => false : (id) => leading.has(hashOfId(id));
}

const encoder = new TextEncoder();

/** That of its bytes, as they stand in a blob. */
function hashOfId(id: ArticleId): number {
  return hashEnd(encoder.encode(id).reduce(hashedUnit, HASH_START));
}
