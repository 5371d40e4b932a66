import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import MiniSearch from "minisearch";
import { type BuiltIndex, buildIndex } from "#search/build/build.ts";
import { INDEX_OPTIONS, type IndexedFields } from "#search/format/options.ts";
import type { IndexRoot } from "#search/format/root.ts";
import type { SampleLanguage } from "../test/search/sample.ts";
import { drawnQueries, newspaper } from "./search-corpus.ts";

/** The same articles as our index and as MiniSearch's, in files, with queries of one, two and four terms. */
export type Fixture = {
  readonly language: SampleLanguage;
  readonly articles: number;
  readonly root: IndexRoot;
  /** A blob of our index, read from its file: what a Worker reads from KV. */
  readonly blob: (name: BlobFile) => Uint8Array<ArrayBuffer>;
  /** Bytes of all blobs. */
  readonly indexBytes: number;
  /** MiniSearch's own JSON. */
  readonly json: () => string;
  readonly queries: readonly (readonly string[])[];
};

/** A blob's file: a shard by its number, or the columns with the lengths. */
export type BlobFile = number | "columns";

/** The languages that are measured. */
export const LANGUAGES: readonly SampleLanguage[] = ["en", "zh"];

const QUERIES = 999;

/** `npm run bench` names a folder, so that all benchmarks of a run share what takes minutes to build; one alone makes its own. */
const shared = process.env["BROADSHEET_BENCH_FOLDER"];
const folder = shared ?? mkdtempSync(join(tmpdir(), "broadsheet-bench-"));
// Processes that this one starts share it too.
process.env["BROADSHEET_BENCH_FOLDER"] = folder;
if (shared === undefined) process.on("exit", () => rmSync(folder, { recursive: true }));

/** The fixture of so many articles in a language; built when the folder has none. Both indexes of 10,000 Chinese articles take a minute and a half. */
export function fixtureOf(language: SampleLanguage, articles: number): Fixture {
  const place = folderOf({ language, articles });
  if (!existsSync(join(place, "done"))) build(place, language, articles);
  const text = (name: string): string => readFileSync(join(place, name), "utf8");
  const { root, indexBytes, queries } = JSON.parse(text("index.json"));
  return {
    language,
    articles,
    root,
    indexBytes,
    queries,
    blob: (name) => new Uint8Array(readFileSync(join(place, String(name)))),
    json: () => text("minisearch.json"),
  };
}

/** Where a fixture's files lie. */
export function folderOf({ language, articles }: Pick<Fixture, "language" | "articles">): string {
  return join(folder, `${language}-${articles}`);
}

function build(place: string, language: SampleLanguage, articles: number): void {
  mkdirSync(place, { recursive: true });
  const documents = [...newspaper(language, articles)];
  const built = buildIndex(documents);
  for (const [number, bytes] of built.shards.entries())
    writeFileSync(join(place, String(number)), bytes);
  writeFileSync(join(place, "columns"), built.columns);
  const queries = drawnQueries(documents, QUERIES);
  const known = { root: built.root, indexBytes: bytesOf(built), queries };
  writeFileSync(join(place, "index.json"), JSON.stringify(known));
  const whole = new MiniSearch<IndexedFields>(INDEX_OPTIONS);
  whole.addAll(documents);
  writeFileSync(join(place, "minisearch.json"), JSON.stringify(whole));
  writeFileSync(join(place, "done"), "");
}

/** Bytes of an index; lengths and columns are one blob. */
export function bytesOf({ shards, columns }: Omit<BuiltIndex, "root">): number {
  return [...shards, columns].reduce((sum, bytes) => sum + bytes.length, 0);
}
