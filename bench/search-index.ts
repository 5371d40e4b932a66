/**
 * Our index against MiniSearch with the same articles, the same analysis and the same queries: bytes, heap, and CPU of warm queries.
 * Run it with: node bench/search-index.ts
 */
import { execFileSync } from "node:child_process";
import MiniSearch from "minisearch";
import { INDEX_OPTIONS, type IndexedFields } from "#search/format/options.ts";
import { createGates, cpuMsOf, median, printTable } from "./gate.ts";
import { type Fixture, fixtureOf, LANGUAGES } from "./search-fixture.ts";
import { openOurs } from "./search-ours.ts";

const SIZES = [1_000, 10_000] as const;
const WARM_ROUNDS = 3;

type Row = {
  readonly bytes: number;
  readonly heap: number;
  /** Microseconds of CPU by count of terms. */
  readonly warm: ReadonlyMap<number, number>;
};

const gates = createGates();
for (const language of LANGUAGES) {
  for (const size of SIZES) {
    const fixture = fixtureOf(language, size);
    const [ours, faceted, theirs] = [
      oursOf(fixture, false),
      oursOf(fixture, true),
      theirsOf(fixture),
    ];
    const read = readBytes(fixture);
    printTable(`${size} articles in ${language}`, [
      ["", "index bytes", "heap", "1 term", "2 terms", "4 terms"],
      ["ours", ...cells(ours)],
      ["ours, with facets", ...cells(faceted)],
      ["MiniSearch", ...cells(theirs)],
      ["ratio", ...ratios(theirs, ours)],
    ]);
    console.log(
      `  a query of 1, 2, 4 terms reads ${[1, 2, 4].map((count) => kilobytes(read.get(count)!)).join(", ")} of shards (median); the first one also columns and lengths, ${kilobytes(fixture.blob("columns").length)}`,
    );
    if (size !== 10_000) continue;
    gates.atMost("bytes read for a query of two terms, in KB", read.get(2)! / 1_000, 160);
    gates.atLeast("index bytes, times smaller", theirs.bytes / ours.bytes, 4);
    gates.atLeast("heap after 200 queries, times smaller", theirs.heap / ours.heap, 10);
    gates.atLeast(
      "warm query of two terms, times less CPU",
      theirs.warm.get(2)! / ours.warm.get(2)!,
      10,
    );
  }
}
gates.finish();

function oursOf(fixture: Fixture, facets: boolean): Row {
  const index = openOurs(fixture, facets);
  const heap = heapOf("ours", fixture);
  return { bytes: fixture.indexBytes, heap, warm: warmOf(fixture, index.search) };
}

function theirsOf(fixture: Fixture): Row {
  const json = fixture.json();
  const index = MiniSearch.loadJSON<IndexedFields>(json, INDEX_OPTIONS);
  const search = (terms: readonly string[]): unknown =>
    index.search(terms.join("\n"), { tokenize: (text) => text.split("\n") });
  const heap = heapOf("MiniSearch", fixture);
  return { bytes: Buffer.byteLength(json), heap, warm: warmOf(fixture, search) };
}

/** Measured in a process of its own: what else lives here would be counted or collected in between. */
function heapOf(engine: string, { language, articles }: Fixture): number {
  const script = new URL("search-heap-process.ts", import.meta.url).pathname;
  const args = [script, engine, language, String(articles)];
  return Number(execFileSync(process.execPath, args, { encoding: "utf8" }));
}

function warmOf(
  { queries }: Fixture,
  search: (terms: readonly string[]) => unknown,
): ReadonlyMap<number, number> {
  for (const terms of queries) search(terms);
  const counts = [1, 2, 4];
  return new Map(
    counts.map((count) => {
      const some = queries.filter(({ length }) => length === count);
      const rounds = Array.from({ length: WARM_ROUNDS }, () =>
        cpuMsOf(() => {
          for (const terms of some) search(terms);
        }),
      );
      return [count, (median(rounds) / some.length) * 1_000];
    }),
  );
}

function readBytes(fixture: Fixture): ReadonlyMap<number, number> {
  const { shardBytes } = openOurs(fixture, false);
  return new Map(
    [1, 2, 4].map((count) => [
      count,
      median(fixture.queries.filter(({ length }) => length === count).map(shardBytes)),
    ]),
  );
}

function cells({ bytes, heap, warm }: Row): string[] {
  return [
    megabytes(bytes),
    megabytes(heap),
    ...[...warm.values()].map((micros) => `${micros.toFixed(0)} µs`),
  ];
}

function ratios(theirs: Row, ours: Row): string[] {
  const times = (a: number, b: number): string => `${(a / b).toFixed(1)}×`;
  return [
    times(theirs.bytes, ours.bytes),
    times(theirs.heap, ours.heap),
    ...[...ours.warm].map(([count, micros]) => times(theirs.warm.get(count)!, micros)),
  ];
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1e3).toFixed(0)} KB`;
}
