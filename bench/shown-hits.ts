/**
 * Whether hits show why they were found, and when they come: searches for stretches of real Chinese text in 10,000 articles, each asked
 * of an isolate that holds nothing, of a KV that answers at once and of one that takes 150 ms for each read.
 * node bench/shown-hits.ts [--articles N]; about four minutes.
 */
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { readJsonLines } from "#ingest/folder/json-lines.ts";
import { readSiteSettings } from "#ingest/folder/site-settings.ts";
import { isRejection } from "#model/rejection.ts";
import { publish } from "#publish/write/publish.ts";
import { createApp } from "#serve/app.ts";
import { kvInMemory } from "../test/reliability/kv-in-memory.ts";
import { createRandom, pick } from "../test/search/sample.ts";
import { createGates, median, printTable } from "./gate.ts";
import { chineseNewspaper, NEWSPAPER_SETTINGS } from "./publish-corpus.ts";

const SEARCHES = 200;
/** Of a hundred hits so many show their match. */
const SHOWN = 95;
/** What a cold read of KV takes, and within what a search that reads no texts is answered then. Milliseconds. */
const READ_MS = 150;
const FIRST_HITS_MS = 500;

/** What is looked at of a search's answer. */
type Answer = {
  readonly hits: readonly {
    readonly highlights: Readonly<Record<string, readonly { readonly match: boolean }[]>>;
  }[];
};

const { values } = parseArgs({ options: { articles: { type: "string", default: "10000" } } });
const lines = chineseNewspaper(Number(values.articles));
if (lines === undefined) process.exit(0);
const now = Date.UTC(2026, 0, 1);
const app = await published();
const random = createRandom(27);
const counts = { searches: 0, hits: 0, shown: 0, reads: 0, rounds: 0, most: 0 };
const waits = new Map<number, number[]>();
while (counts.searches < SEARCHES) {
  const text = String(pick(lines, random)["body"]);
  const length = 2 + Math.floor(random() * 3);
  const start = Math.floor(random() * (text.length - length));
  const query = text.slice(start, start + length);
  if (!/^[\u4e00-\u9fff]+$/.test(query)) continue;
  const rounds = await count(await app(query, 0));
  const before = performance.now();
  await app(query, READ_MS);
  waits.set(rounds, [...(waits.get(rounds) ?? []), performance.now() - before]);
}
printTable(`searches of ${values.articles} Chinese articles`, [
  ["searches", "hits", "that show their match", "reads", "rounds", "most rounds"],
  [
    String(counts.searches),
    String(counts.hits),
    `${((100 * counts.shown) / counts.hits).toFixed(1)} %`,
    (counts.reads / counts.searches).toFixed(1),
    (counts.rounds / counts.searches).toFixed(2),
    String(counts.most),
  ],
]);
printTable(`until the hits are there, ${READ_MS} ms a read`, [
  ["rounds", "searches", "median", "slowest of twenty"],
  ...[...waits]
    .sort(([a], [b]) => a - b)
    .map(([rounds, times]) => [
      String(rounds),
      String(times.length),
      `${median(times).toFixed(0)} ms`,
      `${nearlySlowest(times).toFixed(0)} ms`,
    ]),
]);
const gates = createGates();
gates.atMost(
  "ms until the hits of three rounds are there",
  median(waits.get(3) ?? []),
  FIRST_HITS_MS,
);
gates.atLeast("of a hundred hits show their match", (100 * counts.shown) / counts.hits, SHOWN);
gates.atMost("rounds of a search", counts.most, 4);
gates.finish();

/** A function that asks a site of these articles, each time in a new isolate. */
async function published(): Promise<(query: string, readMs: number) => Promise<Response>> {
  const settings = readSiteSettings(NEWSPAPER_SETTINGS, "site.toml");
  const text = lines!.map((line) => JSON.stringify(line)).join("\n");
  const content = readJsonLines(text, { file: "a.jsonl", settings });
  const { site, articles } = content;
  const { kv } = kvInMemory();
  const outcome = await publish({ kv, site, articles, media: [], now });
  if (isRejection(outcome)) throw new TypeError(JSON.stringify(outcome.faults));
  return async (query, readMs) => {
    const answer = await createApp({ now: () => now }).request(
      `https://news.example/api/search?q=${encodeURIComponent(query)}`,
      undefined,
      { KV: readMs > 0 ? slow(kv, readMs) : kv },
    );
    return new Response(await answer.arrayBuffer(), answer);
  };
}

/** The same KV, each read of which takes so long. */
function slow(kv: KVNamespace, ms: number): KVNamespace {
  return new Proxy(kv, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return async (...args: readonly unknown[]) => {
        await setTimeout(ms);
        return Reflect.apply(method, target, args) as unknown;
      };
    },
  });
}

/** What nineteen of twenty stay below. */
function nearlySlowest(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
}

async function count(response: Response): Promise<number> {
  const [, reads = "0", rounds = "0"] =
    /reads=(\d+) .*rounds=(\d+)/.exec(response.headers.get("Server-Timing") ?? "") ?? [];
  // What the API's own tests look at.
  const { hits } = (await response.json()) as Answer;
  counts.searches += 1;
  counts.hits += hits.length;
  counts.shown += hits.filter(({ highlights }) =>
    Object.values(highlights).some((segments) => segments.some(({ match }) => match)),
  ).length;
  counts.reads += Number(reads);
  counts.rounds += Number(rounds);
  counts.most = Math.max(counts.most, Number(rounds));
  return Number(rounds);
}
