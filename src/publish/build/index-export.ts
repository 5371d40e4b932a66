import { articlePath } from "#model/address.ts";
import type { ExportedIndex } from "#search/format/export.ts";
import type { IndexRoot } from "#search/format/root.ts";
import { readCardRange } from "#store/card-reading.ts";
import type { Reader } from "#store/reader.ts";

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
