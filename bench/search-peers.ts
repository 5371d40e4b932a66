/**
 * From an index in a file to the first answer, 1,000 articles: what an engine costs each time a process begins. Every engine has the same terms of
 * the same articles, and is asked the same two; each runs in a process of its own. Run it with: node bench/search-peers.ts
 */
import { execFileSync } from "node:child_process";
import { createGates, median, printTable } from "./gate.ts";
import { ENGINES } from "./search-engines.ts";
import { fixtureOf, LANGUAGES } from "./search-fixture.ts";

const ARTICLES = 1_000;
const PROCESSES = 7;
/** Gates on the engines that load an index into memory, as ours would have to be compared. SQLite reads pages of a file. */
const GATED: ReadonlyMap<string, number> = new Map([
  ["Orama", 50],
  ["lunr", 50],
  ["FlexSearch", 50],
]);

/** What one process says: milliseconds of CPU to load and answer once, then microseconds of a warm query, and bytes of the index. */
type Measured = { readonly first: number; readonly warm: number; readonly bytes: number };

const gates = createGates();
for (const language of LANGUAGES) {
  fixtureOf(language, ARTICLES);
  const found = new Map<string, Measured>();
  for (const { name } of ENGINES) {
    const measured = measure(name, language);
    if (measured !== undefined) found.set(name, measured);
  }
  const ours = found.get("ours")!;
  printTable(
    `${ARTICLES} articles in ${language}, from a file to the first answer (CPU in Node, median of ${PROCESSES} processes)`,
    [
      ["", "index", "load and first", "ratio", "warm", "ratio"],
      ...[...found].map(([name, { bytes, first, warm }]) => [
        name,
        `${(bytes / 1e6).toFixed(2)} MB`,
        `${first.toFixed(1)} ms`,
        `${(first / ours.first).toFixed(1)}×`,
        `${warm.toFixed(0)} µs`,
        `${(warm / ours.warm).toFixed(1)}×`,
      ]),
    ],
  );
  for (const [name, limit] of GATED) {
    const peer = found.get(name);
    if (peer !== undefined)
      gates.atLeast(
        `${name} in ${language}, times our CPU to the first answer`,
        peer.first / ours.first,
        limit,
      );
  }
}
gates.finish();

function measure(engine: string, language: string): Measured | undefined {
  const script = new URL("search-engine-process.ts", import.meta.url).pathname;
  const all: Measured[] = [];
  for (let run = 0; run < PROCESSES; run++) {
    const args = [
      "--disable-warning=ExperimentalWarning",
      script,
      engine,
      language,
      String(ARTICLES),
    ];
    const answer = execFileSync(process.execPath, args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (answer.trim() === "") return undefined;
    all.push(JSON.parse(answer));
  }
  return {
    first: median(all.map(({ first }) => first)),
    warm: median(all.map(({ warm }) => warm)),
    bytes: all[0]!.bytes,
  };
}
