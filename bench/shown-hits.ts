/**
 * Whether hits show why they were found: searches for stretches of real Chinese text in 10,000 articles, each asked of an isolate that
 * holds nothing. node bench/shown-hits.ts [--articles N]; about three minutes.
 */
import { parseArgs } from "node:util";
import { readJsonLines } from "#ingest/folder/json-lines.ts";
import { readSiteSettings } from "#ingest/folder/site-settings.ts";
import { isRejection } from "#model/rejection.ts";
import { publish } from "#publish/write/publish.ts";
import { createApp } from "#serve/app.ts";
import { kvInMemory } from "../test/reliability/kv-in-memory.ts";
import { createRandom, pick } from "../test/search/sample.ts";
import { createGates, printTable } from "./gate.ts";
import { chineseNewspaper, NEWSPAPER_SETTINGS } from "./publish-corpus.ts";

const SEARCHES = 200;
/** Of a hundred hits so many show their match. */
const SHOWN = 95;

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
while (counts.searches < SEARCHES) {
  const text = String(pick(lines, random)["body"]);
  const length = 2 + Math.floor(random() * 3);
  const start = Math.floor(random() * (text.length - length));
  const query = text.slice(start, start + length);
  if (!/^[\u4e00-\u9fff]+$/.test(query)) continue;
  await count(await app(query));
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
const gates = createGates();
gates.atLeast("of a hundred hits show their match", (100 * counts.shown) / counts.hits, SHOWN);
gates.atMost("rounds of a search", counts.most, 4);
gates.finish();

/** A function that asks a site of these articles, each time in a new isolate. */
async function published(): Promise<(query: string) => Promise<Response>> {
  const settings = readSiteSettings(NEWSPAPER_SETTINGS, "site.toml");
  const text = lines!.map((line) => JSON.stringify(line)).join("\n");
  const content = readJsonLines(text, { file: "a.jsonl", settings });
  const { site, articles } = content;
  const { kv } = kvInMemory();
  const outcome = await publish({ kv, site, articles, media: [], now });
  if (isRejection(outcome)) throw new TypeError(JSON.stringify(outcome.faults));
  return async (query) =>
    createApp({ now: () => now }).request(
      `https://news.example/api/search?q=${encodeURIComponent(query)}`,
      undefined,
      { KV: kv },
    );
}

async function count(response: Response): Promise<void> {
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
}
