import { isRejection, type Rejection } from "#model/rejection.ts";
import { type Lengths, openLengths } from "./lengths.ts";
import { BOOST, BM25, FIELDS, WEIGHTS } from "./options.ts";
import { createPostings, type FieldPostings, readPostings } from "./posting-list.ts";
import type { IndexRoot } from "./root.ts";
import { openShard } from "./shard.ts";
import { eachTermFrom } from "./shard-terms.ts";

/** An index with all of its shards, and what MiniSearch is to know of each article. */
export type ExportedIndex = {
  readonly root: IndexRoot;
  /** By shard number; the lists of words are not needed. */
  readonly shards: readonly Uint8Array[];
  readonly lengths: Uint8Array;
  /** By article number. */
  readonly articles: readonly ExportedArticle[];
};

/** An article's id, and what a result of MiniSearch shows of it. */
type ExportedArticle = {
  readonly id: string;
  readonly stored?: Readonly<Record<string, unknown>>;
};

/** MiniSearch's form of serialisation that we write. */
const SERIALIZATION_VERSION = 2;

/** The index as MiniSearch serialises it: `MiniSearch.loadJSON(json, INDEX_OPTIONS)` opens it.
 *  Beside MiniSearch's own fields it has `options`, those of INDEX_OPTIONS that are data. About
 *  three to five times the size of the shards.
 *  @returns the JSON, or a Rejection when a blob is cut short, damaged or not of this index */
export function indexAsMiniSearchJson(index: ExportedIndex): string | Rejection {
  const pieces: string[] = [];
  for (const piece of miniSearchJson(index)) {
    if (isRejection(piece)) return piece;
    pieces.push(piece);
  }
  return pieces.join("");
}

/** The same, piece by piece, a shard at a time, for an index too large to hold as one text. A
 *  Rejection is the last piece. */
export function* miniSearchJson(index: ExportedIndex): Generator<string | Rejection> {
  const { root, shards, articles } = index;
  const lengths = openLengths(index.lengths, root.lengthsChecksum);
  if (isRejection(lengths)) {
    yield lengths;
    return;
  }
  yield `${JSON.stringify(headOf(root, lengths, articles)).slice(0, -1)},"index":[`;
  let isFirst = true;
  for (const number of root.firstTerms.keys()) {
    const shard = openShard(shards[number]!, root.checksums[number]);
    if (isRejection(shard)) {
      yield shard;
      return;
    }
    const terms: string[] = [];
    // What has no postings is only known to be a word.
    eachTermFrom(
      shard,
      0,
      (term, { bytes, at }) => bytes[at] === 0 || terms.push(termJson(term, bytes, at)) > 0,
    );
    if (terms.length === 0) continue;
    yield (isFirst ? "" : ",") + terms.join(",");
    isFirst = false;
  }
  yield `],"serializationVersion":${SERIALIZATION_VERSION}}`;
}

function headOf(root: IndexRoot, lengths: Lengths, articles: readonly ExportedArticle[]): object {
  const byNumber = <T>(value: (doc: number) => T): Readonly<Record<string, T>> =>
    Object.fromEntries(articles.map((_, doc) => [doc, value(doc)]));
  return {
    documentCount: root.documents,
    nextId: root.documents,
    documentIds: byNumber((doc) => articles[doc]!.id),
    fieldIds: Object.fromEntries(root.fields.map((field, number) => [field, number])),
    fieldLength: byNumber((doc) => lengths.map((column) => column[doc])),
    averageFieldLength: root.averageLengths,
    storedFields: byNumber((doc) => articles[doc]!.stored ?? {}),
    dirtCount: 0,
    options: {
      idField: "id",
      fields: FIELDS,
      searchOptions: { boost: BOOST, bm25: BM25, weights: WEIGHTS },
      analysis: root.analysis,
    },
  };
}

function termJson(term: string, bytes: Uint8Array, at: number): string {
  const lists = FIELDS.map(() => createPostings());
  readPostings(bytes, at, lists);
  const fields = lists.flatMap((list, field) =>
    list.count === 0 ? [] : [`"${field}":{${listJson(list)}}`],
  );
  return `[${JSON.stringify(term)},{${fields.join(",")}}]`;
}

function listJson({ count, docs, frequencies }: FieldPostings): string {
  let json = "";
  for (let index = 0; index < count; index++)
    json += `${index === 0 ? "" : ","}"${docs[index]}":${frequencies[index]}`;
  return json;
}
