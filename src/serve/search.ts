import type { Card } from "../model/card.ts";
import { describeRejection, isRejection, type Rejection } from "../model/rejection.ts";
import type { BlobName } from "../model/release.ts";
import { planSearch } from "../search/plan.ts";
import { type Query, type SearchParameters, toQuery } from "../search/query.ts";
import { type IndexRoot, toIndexRoot } from "../search/root.ts";
import { type Found, runSearch } from "../search/run.ts";
import type { SearchRequest } from "../search/term-query.ts";
import { readCards } from "../store/card-reading.ts";
import { StoreFault } from "../store/fault.ts";
import type { Reader } from "../store/reader.ts";
import { badParameter } from "./parameter.ts";
import { readPhrases } from "./phrase-reading.ts";
import { Problem } from "./problem.ts";
import type { Visit } from "./release-route.ts";
import { placeAsked } from "./section-asked.ts";

/** A search that was understood, and the index it is for. */
export type AskedSearch = { readonly query: Query; readonly root: IndexRoot };

/** What a search found, with the cards of the page that was asked for. */
export type SearchOutcome = {
  readonly found: Found;
  /** One for each of `found.docs`. */
  readonly cards: readonly Card[];
};

const PARAMETERS = [
  "q",
  "section",
  "tag",
  "author",
  "lang",
  "after",
  "before",
  "sort",
  "limit",
  "page",
] as const;

/** Shards are read again at most so often: words that occur nowhere ask for lists of words, then for the shards of what resembles them. */
const MAX_READINGS = 3;

/** The parameters of a search that were given, in one order: what it is known by in caches. */
export function searchParameters(parameters: URLSearchParams): SearchParameters {
  const given = PARAMETERS.map((name) => [name, parameters.get(name) ?? ""] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== ""));
}

/** Understands a search.
 *  @throws {Problem} bad-parameter, section-not-found; index-outdated when the release was published by another version */
export function searchAsked({ reader, site, parameters }: Visit): AskedSearch {
  const root = toIndexRoot(reader.manifest.index.root);
  if (isRejection(root)) throw new Problem("index-outdated", describeRejection(root));
  const given = searchParameters(parameters);
  const query = toQuery(given, { site, languages: root.languages ?? [] });
  if (isRejection(query)) throw badParameter(query);
  if (given.section !== undefined) placeAsked(reader.manifest, given.section);
  return { query, root };
}

/** Runs a search: the shards that it needs with lengths and columns in one round, the cards of its hits in another.
 *  @throws {StoreFault} when a blob of the index is damaged */
export async function runAsked(
  reader: Reader,
  { query, root }: AskedSearch,
): Promise<SearchOutcome> {
  const { shards: names, lengths, columns } = reader.manifest.index;
  const read = new Map<number, Uint8Array>();
  let plan = planSearch(root, query.request.query, read);
  let numbers = plan.shards;
  const [lengthBytes, columnBytes, ...first] = await reader.blobs([
    lengths,
    columns,
    ...numbers.map((number) => nameOf(names, number)),
  ]);
  keep(read, numbers, first);
  for (let reading = 1; reading < MAX_READINGS; reading++) {
    plan = planSearch(root, query.request.query, read);
    numbers = plan.shards;
    if (numbers.length === 0) break;
    keep(read, numbers, await reader.blobs(numbers.map((number) => nameOf(names, number))));
  }
  const parts = { shards: read, lengths: lengthBytes ?? NONE, columns: columnBytes ?? NONE };
  const run = (request: SearchRequest): Found => {
    const found = runSearch(root, request, plan, parts);
    if (isRejection(found)) throw damaged(found, reader);
    return found;
  };
  if (query.phrases) return readPhrases(reader, query, query.phrases, run);
  const found = run(query.request);
  const docs = found.docs.map(({ doc }) => doc);
  return { found, cards: await readCards(reader, docs) };
}

const NONE = new Uint8Array();

function keep(
  read: Map<number, Uint8Array>,
  numbers: readonly number[],
  blobs: readonly Uint8Array[],
): void {
  for (const [place, number] of numbers.entries()) read.set(number, blobs[place] ?? NONE);
}

function nameOf(names: readonly BlobName[], number: number): BlobName {
  const name = names[number];
  if (name === undefined) throw new TypeError(`the index has no shard ${number}`);
  return name;
}

/** The fault of the blob that a rejection speaks of, as far as it says so. */
function damaged(rejected: Rejection, { manifest: { index } }: Reader): StoreFault {
  const what = describeRejection(rejected);
  const name = /lengths/.test(what) ? index.lengths : index.columns;
  return new StoreFault("corrupt", name, what);
}
