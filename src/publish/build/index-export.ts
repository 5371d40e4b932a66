import { articlePath } from "#model/address.ts";
import { isRejection } from "#model/rejection.ts";
import { MAX_INDEX_BYTES } from "#model/release.ts";
import { OWN_ORIGIN } from "#model/site.ts";
import type { BuiltIndex } from "#search/build/build.ts";
import { type ExportedIndex, miniSearchJson } from "#search/format/export.ts";
import type { IndexRoot } from "#search/format/root.ts";
import { readCardRange } from "#store/card-reading.ts";
import type { Reader } from "#store/reader.ts";
import { encodeWholeIndex } from "#store/search/whole-index.ts";
import type { ReadyArticle } from "./ready-article.ts";

/** Everything that MiniSearch's own JSON of a release's index is made of; a result shows title,
 *  section, date and address. Reads every shard and every card: one round, up to 300 KV reads for
 *  10,000 articles. */
export async function readWholeIndex(
  reader: Reader,
  root: IndexRoot,
  baseUrl: string,
): Promise<ExportedIndex> {
  const { index, count } = reader.manifest;
  const names = index.shards.slice(0, root.firstTerms.length);
  const [blobs, cards] = await Promise.all([
    reader.blobs([index.lengths, ...names]),
    readCardRange(reader, 0, count),
  ]);
  const [lengths = new Uint8Array(), ...shards] = blobs;
  const articles = cards.map(({ id, title, section, published, url }) => ({
    id,
    stored: { title, section, published, url: url ?? baseUrl + articlePath(id) },
  }));
  return { root, shards, lengths, articles };
}

/** Whatever the title of an article is, this stands in no JSON but where an address of the site
 *  begins: quotes in a text are escaped. */
const OWN_URL = `"url":"${OWN_ORIGIN}`;

/** The index of a release as its blob `/search-index.json` is made from; null when it is larger
 *  than MAX_INDEX_BYTES: it is known then, and no request finds out by making it. O(postings), up
 *  to that size.
 *  @param articles  oldest first */
export function buildWholeIndex(
  { root, shards, lengths }: BuiltIndex,
  articles: readonly Pick<ReadyArticle, "article">[],
): Uint8Array | null {
  const exported = articles.map(({ article: { id, title, section, published, url } }) => ({
    id,
    stored: { title, section, published, url: url ?? OWN_ORIGIN + articlePath(id) },
  }));
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  const origins: number[] = [];
  let length = 0;
  const add = (text: string): void => {
    const bytes = encoder.encode(text);
    pieces.push(bytes);
    length += bytes.length;
  };
  for (const piece of miniSearchJson({ root, shards, lengths, articles: exported })) {
    if (isRejection(piece)) throw new TypeError("an index that was just built cannot be read");
    const [first = "", ...more] = piece.replaceAll("<", "\\u003c").split(OWN_URL);
    add(first);
    for (const text of more) {
      add('"url":"');
      origins.push(length);
      add(text);
    }
    if (length > MAX_INDEX_BYTES) return null;
  }
  const json = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    json.set(piece, at);
    at += piece.length;
  }
  return encodeWholeIndex({ json, origins });
}
