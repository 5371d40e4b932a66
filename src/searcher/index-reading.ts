import { describeRejection, isRejection, type Rejection } from "#model/rejection.ts";
import type { BlobName, Manifest } from "#model/release.ts";
import type { ReadPart } from "#search/run/fuzzy-terms.ts";
import { removedFlags } from "#search/run/open-index.ts";
import { type Plan, planSearch } from "#search/run/plan.ts";
import type { IndexRoot } from "#search/format/root.ts";
import { openShard } from "#search/format/shard.ts";
import { openWords } from "#search/format/word-list.ts";
import { type SearchResult, runSearch } from "#search/run/run.ts";
import type { TermQuery } from "#search/query/term-query.ts";
import { StoreFault } from "#store/fault.ts";
import { numberAt } from "#store/numbering.ts";
import type { Reader } from "#store/reader.ts";
import { readRecentIndex } from "./recent-index.ts";

/** What a search needs of the index, at hand. */
export type IndexAtHand = {
  /** Runs a search for the query that the index was read for.
   *  @throws {StoreFault} when a blob is damaged */
  readonly run: (query: TermQuery) => SearchResult;
  /** Reads what another query needs beyond this one: one round, none when all of it is at hand.
   */
  readonly readMore: (
    query: TermQuery,
  ) => Promise<Pick<IndexAtHand, "run"> & { readonly hasReadMore: boolean }>;
  /** By their places in the manifest. */
  readonly shards: ReadonlyMap<number, Uint8Array>;
  /** The base, then what is recent. */
  readonly parts: readonly ReadPart[];
};

/** Shards are read again at most so often: words that occur nowhere ask for lists of words, then
 *  for the shards of what resembles them. */
const MAX_READINGS = 3;

/** Reads what a query needs of the index: its shards with lengths and columns in one round; up to
 *  two more when a word of it occurs nowhere. */
export async function readIndex(
  reader: Reader,
  root: IndexRoot,
  query: TermQuery,
): Promise<IndexAtHand> {
  const { shards: names, lengths, columns } = reader.manifest.index;
  const shards = new Map<number, Uint8Array>();
  const keep = (numbers: readonly number[], blobs: readonly Uint8Array[]): void => {
    for (const [place, number] of numbers.entries())
      shards.set(number, wholeShard(blobs[place] ?? NONE, number, { reader, root }));
  };
  let plan = planSearch(root, query, shards);
  let numbers = plan.shards;
  const [[lengthBytes, columnBytes, ...first], recent] = await Promise.all([
    reader.blobs([lengths, columns, ...numbers.map((number) => nameOf(names, number))]),
    readRecentIndex(reader),
  ]);
  keep(numbers, first);
  for (let reading = 1; reading < MAX_READINGS; reading++) {
    plan = planSearch(root, query, shards, recent);
    numbers = plan.shards;
    if (numbers.length === 0) break;
    keep(numbers, await reader.blobs(numbers.map((number) => nameOf(names, number))));
  }
  const parts = {
    shards,
    lengths: lengthBytes ?? NONE,
    columns: columnBytes ?? NONE,
    ...(recent && { recent }),
  };
  const gone = removedFlags(recent?.removed ?? [], root.documents);
  const runBy =
    (plan: Plan): IndexAtHand["run"] =>
    (query) => {
      const found = runSearch(root, byPlace(query, reader.manifest), plan, parts);
      if (isRejection(found)) throw damaged(found, reader);
      return byNumber(found, reader.manifest);
    };
  return {
    shards,
    parts: [{ root, shards, gone }, ...(recent ? [recent] : [])],
    run: runBy(plan),
    async readMore(query) {
      const more = planSearch(root, query, shards, recent);
      keep(more.shards, await reader.blobs(more.shards.map((number) => nameOf(names, number))));
      return { run: runBy(more), hasReadMore: more.shards.length > 0 };
    },
  };
}

/** A query that speaks of articles by their numbers, as the index speaks of them: by where they
 *  lie. */
function byPlace(query: TermQuery, manifest: Manifest): TermQuery {
  const { demoted, texts } = query;
  if (manifest.recent === undefined || (demoted ?? texts?.confirmed) === undefined) return query;
  const inPlaces = (numbers: Pick<ReadonlySet<number>, "has">) => ({
    has: (place: number) => numbers.has(numberAt(manifest, place) ?? -1),
  });
  return {
    ...query,
    ...(demoted && { demoted: inPlaces(demoted) }),
    ...(texts?.confirmed && { texts: { ...texts, confirmed: inPlaces(texts.confirmed) } }),
  };
}

/** What was found, by the numbers that articles have by age. */
function byNumber(found: SearchResult, manifest: Manifest): SearchResult {
  if (manifest.recent === undefined) return found;
  const docs = found.docs.map((one) => ({ ...one, doc: numberAt(manifest, one.doc) ?? -1 }));
  return { ...found, docs };
}

const NONE = new Uint8Array();

/** The shard, or list of words, if it is the one that the root speaks of: a list that is another is
 *  not there for what looks for likenesses, and a search would find nothing without a word.
 *  O(bytes) the first time, then O(1) for the same array of bytes.
 *  @throws {StoreFault} when it is damaged or another */
function wholeShard(
  bytes: Uint8Array,
  number: number,
  { reader, root }: { readonly reader: Reader; readonly root: IndexRoot },
): Uint8Array {
  const open = number < root.firstTerms.length ? openShard : openWords;
  const opened: unknown = open(bytes, root.checksums[number]);
  if (!isRejection(opened)) return bytes;
  const name = nameOf(reader.manifest.index.shards, number);
  throw new StoreFault("corrupt", name, describeRejection(opened));
}

function nameOf(names: readonly BlobName[], number: number): BlobName {
  const name = names[number];
  if (name === undefined) throw new TypeError(`the index has no shard ${number}`);
  return name;
}

/** The fault of the blob that a rejection names. */
function damaged(rejected: Rejection, { manifest: { index } }: Reader): StoreFault {
  const { holds, number } = rejected.place.blob ?? { holds: "columns", number: 0 };
  const name = holds === "shard" ? nameOf(index.shards, number) : index[holds];
  return new StoreFault("corrupt", name, describeRejection(rejected));
}
