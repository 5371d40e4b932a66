/**
 * A hundred thousand articles: memory to build, and bytes that a query reads, against ten thousand. About five minutes a language.
 * Run it with: node bench/search-scale.ts
 */
import { execFileSync } from "node:child_process";
import { createGates, printTable } from "./gate.ts";
import { LANGUAGES } from "./search-fixture.ts";

const SIZES = [10_000, 100_000] as const;
/** Resident memory while 100,000 articles are indexed. */
const MAX_BUILD_MB = 2_000;
const MAX_QUERY_KB = 160;
const MAX_GROWTH = 1.2;
/** What KV takes as one value is 25 times this. */
const MAX_BLOB_KB = 1_000;

/** What one build says, in a process of its own. */
type Built = {
  readonly seconds: number;
  readonly peakMb: number;
  readonly indexMb: number;
  readonly blobs: number;
  readonly largestKb: number;
  readonly rootKb: number;
  readonly queryKb: number;
};

const gates = createGates();
for (const language of LANGUAGES) {
  const builds = SIZES.map((size) => buildOf(language, size));
  printTable(`building an index of articles in ${language}`, [
    ["", "CPU", "peak memory", "index", "blobs", "largest", "root", "a query of 2 terms reads"],
    ...builds.map((built, place) => [
      String(SIZES[place]),
      `${built.seconds.toFixed(0)} s`,
      `${built.peakMb.toFixed(0)} MB`,
      `${built.indexMb.toFixed(1)} MB`,
      String(built.blobs),
      `${built.largestKb.toFixed(0)} KB`,
      `${built.rootKb.toFixed(1)} KB`,
      `${built.queryKb.toFixed(0)} KB`,
    ]),
  ]);
  const [small, large] = builds;
  gates.atMost(`peak memory for 100,000 articles in ${language}, MB`, large!.peakMb, MAX_BUILD_MB);
  gates.atMost(`a query of two terms in ${language}, KB`, small!.queryKb, MAX_QUERY_KB);
  gates.atMost(`the same at 100,000, times`, large!.queryKb / small!.queryKb, MAX_GROWTH);
  gates.atMost(`largest blob in ${language}, KB`, large!.largestKb, MAX_BLOB_KB);
}
gates.finish();

function buildOf(language: string, articles: number): Built {
  const script = new URL("search-build-process.ts", import.meta.url).pathname;
  const args = [script, language, String(articles)];
  return JSON.parse(
    execFileSync(process.execPath, args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    }),
  );
}
