import { epochMs } from "../model/instant.ts";
import { describeRejection, isRejection, rejection, type Rejection } from "../model/rejection.ts";
import type { BlobName, SuggestionsRef } from "../model/release.ts";
import { shardsFor, type SuggestionQuery, toSuggestionQuery } from "../search/suggestion-query.ts";
import { type SuggestionRoot, toSuggestionRoot } from "../search/suggestion-root.ts";
import { runSuggestions } from "../search/suggestion-run.ts";
import { openSuggestionShard } from "../search/suggestion-shard.ts";
import { openSuggestionTexts } from "../search/suggestion-texts.ts";
import { StoreFault } from "../store/fault.ts";
import type { Reader } from "../store/reader.ts";
import { CACHE } from "./cache-control.ts";
import { conditional, JSON_TYPE, jsonText } from "./conditional.ts";
import { badParameter, checkedFrom } from "./parameter.ts";
import { Problem } from "./problem.ts";
import type { Visit } from "./release-route.ts";
import { etagOf } from "./validator.ts";

/** The media type of suggestions for the search boxes of browsers.
 *  @see OpenSearch Suggestions 1.1 */
export const SUGGESTIONS_TYPE = "application/x-suggestions+json; charset=utf-8";

/** Blobs of texts read beside those of the newest texts, at most: a site of 10,000 articles has none. */
const MAX_MORE_TEXTS = 2;

/** `GET /api/suggest?q=`: what the text in a search box may become; with `format=opensearch` as browsers want it. 4 reads in 2 rounds for 10,000 articles; of a
 *  larger site 2 more in a third, when older titles are wanted.
 *  @throws {Problem} bad-parameter, index-outdated */
export async function answerSuggest(visit: Visit): Promise<Response> {
  const { c, reader, parameters } = visit;
  const { content, created } = reader.manifest;
  const typed = parameters.get("q") ?? "";
  const query = toSuggestionQuery(typed);
  if (isRejection(query)) throw badParameter(query);
  const isForBrowsers = checkedFrom(parameters, "format", toFormat) === "opensearch";
  const etag = await etagOf(content, "suggest", typed, String(isForBrowsers));
  const representation = {
    validators: { etag, modified: epochMs(created) },
    type: isForBrowsers ? SUGGESTIONS_TYPE : JSON_TYPE,
    cache: CACHE.page,
  };
  return conditional(c, representation, async () => {
    const suggestions = query.normal === "" ? [] : await suggestionsFor(reader, query);
    return jsonText(isForBrowsers ? [typed, suggestions] : { query: typed, suggestions });
  });
}

function toFormat(text: string): "json" | "opensearch" | Rejection {
  if (text === "json" || text === "opensearch") return text;
  return rejection({}, { what: "is not known", fix: "write json or opensearch" });
}

/** What a query may become, the best first. 2 to 4 KV reads in one round; in a large site perhaps 2 more in another.
 *  @throws {Problem} index-outdated */
export async function suggestionsFor(
  reader: Reader,
  query: SuggestionQuery,
): Promise<readonly string[]> {
  const { suggest } = reader.manifest;
  const root = toSuggestionRoot(suggest?.root);
  if (isRejection(root) || suggest === undefined) {
    const detail = "The release was published by a version that suggests in another way";
    throw new Problem("index-outdated", isRejection(root) ? describeRejection(root) : detail);
  }
  const wanted = new Set(shardsFor(root, query).values());
  const [shards, texts] = await Promise.all([
    readShards(reader, { suggest, root }, [...wanted]),
    readTexts(reader, { suggest, root }, suggest.texts.length > 0 ? [0] : []),
  ]);
  const first = runSuggestions(root, query, { shards, texts });
  if (first.missing.length === 0) return first.suggestions;
  const more = await readTexts(reader, { suggest, root }, first.missing.slice(0, MAX_MORE_TEXTS));
  return runSuggestions(root, query, { shards, texts: new Map([...texts, ...more]) }).suggestions;
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
