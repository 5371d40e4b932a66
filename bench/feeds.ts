/**
 * What a feed of 50 articles of about 2,900 characters costs in CPU, ours and that of the libraries people use, from what lies in memory to the bytes that are sent: in a process
 * that has written hundreds, and in processes that have just begun, as isolates have that a Worker's first request meets.
 * Ratios of one run are asserted, never absolute times. Run it with: node bench/feeds.ts
 */
import { execFileSync } from "node:child_process";
import { type Contender, cpuMicroseconds } from "./cpu.ts";
import { FEED_WRITERS, feedWriter, type FeedWriterName } from "./feed-contenders.ts";
import { fiftyArticles } from "./feed-sample.ts";
import { createGates, median, printTable } from "./gate.ts";

/** A feed costs at most this part of what feedsmith's generator costs, warm. */
const OF_FEEDSMITH = 0.1;
/** The same of the first feed of a fresh process, and of its first forty, in which most of the code still waits for its compiler. */
const OF_FEEDSMITH_COLD = 0.3;
/** A feed costs at most this many times what `rss`, the fastest generator, costs. */
const OF_RSS = 1.5;
const TIMES = 10;
/** Fresh processes for each writer. */
const PROCESSES = 5;

const OURS = "broadsheet rss";
const gates = createGates();
for (const lang of ["zh-Hans", "en"] as const) {
  const feed = fiftyArticles(lang);
  const contenders = FEED_WRITERS.flatMap((name): readonly Contender[] => {
    const run = feedWriter(name, feed);
    return run === undefined ? [] : [{ name, run }];
  });
  tell(`50 articles in ${lang}, µs of CPU for one feed, warm`, "", OF_FEEDSMITH, [
    ...cpuMicroseconds(contenders, TIMES),
  ]);
  const cold = coldMicroseconds(lang);
  const first = [...cold].map(
    ([name, runs]) => [name, median(runs.map(([first]) => first!))] as const,
  );
  tell(`the first feed of a fresh process`, "first, ", OF_FEEDSMITH_COLD, first);
  const forty = [...cold].map(([name, runs]) => [name, median(runs.map(median))] as const);
  tell(`the median of its first forty`, "of forty, ", OF_FEEDSMITH_COLD, forty);
}
gates.finish();

function tell(
  heading: string,
  kind: string,
  ofFeedsmith: number,
  rows: readonly (readonly [string, number])[],
): void {
  const cpu = new Map(rows);
  const of = (name: string, other: string): number =>
    (cpu.get(name) ?? Number.NaN) / (cpu.get(other) ?? Number.NaN);
  const sorted = rows.toSorted(([, a], [, b]) => a - b);
  printTable(
    heading,
    sorted.map(([name, micros]) => [name, micros.toFixed(0), `${of(name, OURS).toFixed(2)}x`]),
  );
  gates.atMost(`${kind}RSS, of feedsmith's CPU`, of(OURS, "feedsmith"), ofFeedsmith);
  gates.atMost(
    `${kind}Atom, of feedsmith's CPU`,
    of("broadsheet atom", "feedsmith atom"),
    ofFeedsmith,
  );
  if (cpu.has("rss")) gates.atMost(`${kind}RSS, of rss's CPU`, of(OURS, "rss"), OF_RSS);
}

/** The first feeds of many fresh processes for each writer, which take turns.
 *  @returns microseconds of each feed in each process */
function coldMicroseconds(lang: string): ReadonlyMap<FeedWriterName, readonly number[][]> {
  const measured = new Map<FeedWriterName, number[][]>();
  const script = new URL("feed-cold-process.ts", import.meta.url).pathname;
  for (let turn = 0; turn < PROCESSES; turn++) {
    for (const name of FEED_WRITERS) {
      const flags = ["--disable-warning=ExperimentalWarning"];
      const printed = execFileSync(process.execPath, [...flags, script, name, lang]);
      // Our own process prints a list of numbers; an empty one says that the library cannot be had.
      const micros = JSON.parse(printed.toString()) as number[];
      if (micros.length > 0) measured.set(name, [...(measured.get(name) ?? []), micros]);
    }
  }
  return measured;
}
