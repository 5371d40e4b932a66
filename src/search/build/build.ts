import { hash32 } from "#model/hash.ts";
import { type RuledLanguage, ruledLanguageOf } from "#text/analysis/word-rules.ts";
import { createColumnWriter } from "./column-writer.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { keptEntry } from "#search/format/block-entry.ts";
import { statedChecksum } from "#search/format/frame.ts";
import { createLengthStatistics } from "./length-statistics.ts";
import { wordOfForm } from "#text/analysis/written-form.ts";
import { worthwhileForms } from "./form-pruning.ts";
import { type MergedTerm, mergeRuns } from "./merge-runs.ts";
import { ANALYSIS, FIELDS } from "#search/format/options.ts";
import { type CommonTerm, INDEX_FORMAT, type IndexRoot } from "#search/format/root.ts";
import { createShardWriter } from "./shard-writer.ts";
import { buildRun, type TermRun } from "./term-run.ts";
import type { TermTable } from "./term-table.ts";
import { createWordWriter } from "#search/format/word-list.ts";

/** An index, ready to be stored. The same articles give the same bytes. */
export type BuiltIndex = {
  readonly root: IndexRoot;
  /** Shards of terms, then lists of words. */
  readonly shards: readonly Uint8Array[];
  /** Field lengths: the same blob as `columns`, so that one read gives both. */
  readonly lengths: Uint8Array;
  readonly columns: Uint8Array;
};

/** How an index is built; what is left out has the value that suits publishing. */
export type IndexOptions = {
  /** Told after each chunk. `total` is 0 when it is not known. */
  readonly progress?: (done: number, total: number) => void;
  /** How many articles will come, when `documents` is not a list. */
  readonly total?: number;
  /** Articles that MiniSearch holds at a time, about. */
  readonly chunkArticles?: number;
  /** Gives the run of some articles that was made before, or has it made. */
  readonly runOf?: (documents: readonly SearchDocument[], build: () => TermRun) => TermRun;
  /** Merges runs in place of `mergeRuns`, which it equals: where runs of single articles are merged
   *  again and again. */
  readonly table?: TermTable | undefined;
  /** Bytes of a shard; by default `shardBytesFor` the count of articles. */
  readonly shardBytes?: number;
};

/** Articles that MiniSearch holds at a time, about. It spends some 500 bytes a posting, and most of
 *  the time of larger chunks goes into collecting garbage. */
const CHUNK_ARTICLES = 256;
/** Common terms named in the root. */
const COMMON_TERMS = 128;

/** Bytes of a shard: two of them stay within 160 KB for a query of two terms. Fewer and larger ones
 *  spare KV writes: a first publication of 10,000 articles has 1,000. */
function shardBytesFor(articles: number): number {
  if (articles > 100_000) return 256 << 10;
  return articles > 5_120 ? 76 << 10 : 60 << 10;
}

/** Builds the index of `documents`: MiniSearch indexes them chunk by chunk, and what it made is
 *  merged, cut and written. Costly: about a second for 2,000 articles, with at most CHUNK_ARTICLES
 *  of them held by MiniSearch at a time.
 *  @param documents  oldest first; an article's index is its number
 *  @throws {RangeError} when they are not in order of time */
export function buildIndex(
  documents: Iterable<SearchDocument>,
  options: IndexOptions = {},
): BuiltIndex {
  const columns = createColumnWriter();
  const statistics = createLengthStatistics(FIELDS.length);
  const runs: TermRun[] = [];
  const languages = new Set<RuledLanguage>();
  const total = options.total ?? (Array.isArray(documents) ? documents.length : 0);
  for (const chunk of chunksOf(documents, options.chunkArticles ?? CHUNK_ARTICLES)) {
    for (const document of chunk) {
      columns.add(document);
      languages.add(ruledLanguageOf(document.lang) ?? "en");
    }
    const run = runOf(chunk, options);
    for (const index of chunk.keys()) {
      statistics.add(FIELDS.map((_, field) => run.lengths[field]![index]!));
    }
    runs.push(run);
    options.progress?.(statistics.count(), Math.max(total, statistics.count()));
  }
  const count = statistics.count();
  const merge: GivesTerms = (take) =>
    options.table === undefined
      ? mergeRuns(runs, FIELDS.length, take)
      : options.table.merge(runs, take);
  const written = writeTerms(merge, options.shardBytes ?? shardBytesFor(count));
  const columnBytes = columns.finish(statistics.lengths);
  const root: IndexRoot = {
    format: INDEX_FORMAT,
    analysis: ANALYSIS,
    documents: count,
    fields: [...FIELDS],
    averageLengths: statistics.averages(),
    totalLengths: statistics.totals(),
    longestLengths: statistics.longest(),
    ...besideEnglish(languages),
    ...written.part,
    checksums: written.shards.map(statedChecksum),
    lengthsChecksum: statedChecksum(columnBytes),
    columnsChecksum: statedChecksum(columnBytes),
  };
  return { root, shards: written.shards, lengths: columnBytes, columns: columnBytes };
}

function runOf(chunk: readonly SearchDocument[], options: IndexOptions): TermRun {
  const build = (): TermRun => buildRun(chunk);
  return options.runOf?.(chunk, build) ?? build();
}

/** The part of the root that says which stems a query must try; nothing where English ones are
 *  all. */
function besideEnglish(languages: ReadonlySet<RuledLanguage>): Pick<IndexRoot, "languages"> {
  const others = [...languages].filter((language) => language !== "en").sort();
  return others.length > 0 ? { languages: others } : {};
}

type WrittenTerms = {
  readonly shards: readonly Uint8Array[];
  readonly part: Pick<IndexRoot, "terms" | "firstTerms" | "words" | "common">;
};

/** Gives terms in order. */
type GivesTerms = (take: (term: MergedTerm) => void) => void;

function writeTerms(merge: GivesTerms, shardBytes: number): WrittenTerms {
  const decoder = new TextDecoder();
  const writer = createShardWriter(shardBytes);
  const wordWriter = createWordWriter(shardBytes);
  let common: CommonTerm[] = [];
  /** Terms of fewer postings are none of the commonest. */
  let least = 0;
  let terms = 0;
  const write = ({ text, kind, entry, count }: MergedTerm): void => {
    writer.addEntry(entry);
    if (kind === "word") wordWriter.add(text);
    if (count >= least) common.push([text, count]);
    if (common.length > COMMON_TERMS * 8) {
      common = commonestOf(common);
      least = common.at(-1)?.[1] ?? 0;
    }
    terms++;
  };
  // Written forms lie one behind the other, and which are worth it is known at the end of them.
  let forms: MergedTerm[] = [];
  const writeForms = (): void => {
    for (const { text } of forms) wordWriter.addWritten(wordOfForm(text) ?? "");
    for (const form of worthwhileForms(forms)) write(form);
    forms = [];
  };
  merge((term) => {
    if (term.kind === "form") {
      forms.push({ ...term, entry: keptEntry(term.entry) });
      return;
    }
    if (forms.length > 0) writeForms();
    write(term);
  });
  writeForms();
  const { shards, firstTerms } = writer.finish();
  const words = wordWriter.finish();
  return {
    shards: [...shards, ...words.map(({ bytes }) => bytes)],
    part: {
      terms,
      firstTerms: firstTerms.map((term) => decoder.decode(term)),
      words: words.map(({ shortest, longest }, index) => ({
        shortest,
        longest,
        shard: shards.length + index,
      })),
      common: commonestOf(common),
    },
  };
}

function commonestOf(terms: readonly CommonTerm[]): CommonTerm[] {
  return terms.toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, COMMON_TERMS);
}

/** Cuts articles into chunks of half of `size` to one and a half of it. A chunk ends where the hash
 *  of an id says so: an article that comes between changes the one that it comes into. */
function* chunksOf(
  documents: Iterable<SearchDocument>,
  size: number,
): Generator<readonly SearchDocument[]> {
  const half = Math.max(1, Math.floor(size / 2));
  let chunk: SearchDocument[] = [];
  for (const document of documents) {
    chunk.push(document);
    const isBorder = chunk.length >= half && hash32(document.id) % half === 0;
    if (!isBorder && chunk.length < 3 * half) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
