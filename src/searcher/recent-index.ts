import { describeRejection, isRejection } from "#model/rejection.ts";
import { type Columns, openColumns } from "#search/format/columns.ts";
import { type IndexRoot, toIndexRoot } from "#search/format/root.ts";
import { mergeColumns } from "#search/run/merged-columns.ts";
import type { RecentIndex } from "#search/run/open-index.ts";
import { StoreFault } from "#store/fault.ts";
import type { Reader } from "#store/reader.ts";
import { readRecentSearch } from "#store/search/recent-search.ts";

/** The index of what changed since the base was published; undefined where nothing did. 1 KV read
 *  at most, of the bundle.
 *  @throws {StoreFault} when it is damaged */
export async function readRecentIndex(reader: Reader): Promise<RecentIndex | undefined> {
  const { recent } = reader.manifest;
  if (recent === undefined) return undefined;
  const { index } = await readRecentSearch(reader, recent);
  const root = rootFrom(index.root, recent.search);
  const [columns = NONE, ...shards] = await reader.blobs([index.columns, ...index.shards]);
  const { removed, places } = recent;
  return { root, columns, lengths: columns, shards: new Map(shards.entries()), removed, places };
}

const NONE = new Uint8Array();

/** The columns of all articles of a release, numbered by age. 1 KV read, and one of the bundle in
 *  the same round where there is a recent part.
 *  @throws {StoreFault} when they are damaged */
export async function readColumns(reader: Reader): Promise<Columns> {
  const { index, recent } = reader.manifest;
  const [[base = NONE], over] = await Promise.all([
    reader.blobs([index.columns]),
    readRecentIndex(reader),
  ]);
  const columns = columnsFrom(base, index.columns);
  if (recent === undefined || over === undefined) return columns;
  return mergeColumns(columns, columnsFrom(over.columns, recent.blob), recent);
}

function columnsFrom(bytes: Uint8Array, name: string): Columns {
  const columns = openColumns(bytes);
  if (isRejection(columns)) throw new StoreFault("corrupt", name, "has no columns");
  return columns;
}

function rootFrom(value: unknown, name: string): IndexRoot {
  const root = toIndexRoot(value);
  if (isRejection(root)) throw new StoreFault("corrupt", name, describeRejection(root));
  return root;
}
