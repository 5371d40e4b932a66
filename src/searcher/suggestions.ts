import { describeRejection, isRejection, type Rejection } from "#model/rejection.ts";
import type { BlobName, SuggestionsRef } from "#model/release.ts";
import { shardsFor, type SuggestionQuery } from "#search/suggest/query.ts";
import { type SuggestionRoot, toSuggestionRoot } from "#search/suggest/root.ts";
import { type RecentSuggestions, runSuggestions } from "#search/suggest/run.ts";
import { openSuggestionShard } from "#search/suggest/shard.ts";
import { openSuggestionTexts } from "#search/suggest/texts.ts";
import { StoreFault } from "#store/fault.ts";
import type { Reader } from "#store/reader.ts";
import { readRecentSearch } from "#store/search/recent-search.ts";

/** Blobs of texts read beside those of the newest texts, at most: a site of 10,000 articles has
 *  none. */
const MAX_MORE_TEXTS = 2;

/** What a query may become, the best first. 2 to 4 KV reads in one round; in a large site perhaps 2
 *  more in another.
 *  @returns the suggestions, or a Rejection when the release was published by a version that
 *    suggests in another way
 *  @throws {StoreFault} when a blob is missing or damaged */
export async function suggestionsFor(
  reader: Reader,
  query: SuggestionQuery,
): Promise<readonly string[] | Rejection> {
  const { suggest } = reader.manifest;
  const root = toSuggestionRoot(suggest?.root);
  if (isRejection(root)) return root;
  if (suggest === undefined) throw new TypeError("a root without the blobs that it describes");
  const wanted = new Set(shardsFor(root, query).values());
  const [shards, texts, recent] = await Promise.all([
    readShards(reader, { suggest, root }, [...wanted]),
    readTexts(reader, { suggest, root }, suggest.texts.length > 0 ? [0] : []),
    readRecent(reader, query),
  ]);
  const removed = recent?.removed ?? [];
  const first = runSuggestions(root, query, { shards, texts, removed }, recent);
  if (first.missing.length === 0) return first.suggestions;
  const more = await readTexts(reader, { suggest, root }, first.missing.slice(0, MAX_MORE_TEXTS));
  const all = { shards, texts: new Map([...texts, ...more]), removed };
  return runSuggestions(root, query, all, recent).suggestions;
}

/** What is suggested of recent articles, and what of the base no more; undefined where nothing is
 *  recent. 1 KV read at most, of the bundle. */
async function readRecent(
  reader: Reader,
  query: SuggestionQuery,
): Promise<(RecentSuggestions & { readonly removed: readonly number[] }) | undefined> {
  const { recent } = reader.manifest;
  if (recent === undefined) return undefined;
  const { suggest } = await readRecentSearch(reader, recent);
  const root = toSuggestionRoot(suggest.root);
  if (isRejection(root)) throw new StoreFault("corrupt", recent.search, describeRejection(root));
  const wanted = [...new Set(shardsFor(root, query).values())];
  const [shards, texts] = await Promise.all([
    readShards(reader, { suggest, root }, wanted),
    readTexts(reader, { suggest, root }, [...suggest.texts.keys()]),
  ]);
  return { root, shards, texts, removed: suggest.removed };
}

type Source = { readonly suggest: SuggestionsRef; readonly root: SuggestionRoot };

function readShards(reader: Reader, { suggest, root }: Source, numbers: readonly number[]) {
  return readOpened(reader, { names: suggest.shards, numbers }, (bytes, number) =>
    openSuggestionShard(bytes, root.checksums[number]),
  );
}

function readTexts(reader: Reader, { suggest, root }: Source, numbers: readonly number[]) {
  return readOpened(reader, { names: suggest.texts, numbers }, (bytes, number) =>
    openSuggestionTexts(bytes, root.textChecksums[number]),
  );
}

/** Reads blobs by their places in a list of names, and opens them.
 *  @throws {StoreFault} when one is missing or damaged */
async function readOpened<T>(
  reader: Reader,
  { names, numbers }: { readonly names: readonly BlobName[]; readonly numbers: readonly number[] },
  open: (bytes: Uint8Array, number: number) => T | Rejection,
): Promise<ReadonlyMap<number, T>> {
  const wanted = numbers.map((number) => names[number] ?? "");
  const blobs = await reader.blobs(wanted);
  return new Map(
    numbers.map((number, place) => {
      const opened = open(blobs[place] ?? new Uint8Array(), number);
      if (!isRejection(opened)) return [number, opened] as const;
      throw new StoreFault("corrupt", wanted[place] ?? "", describeRejection(opened));
    }),
  );
}
