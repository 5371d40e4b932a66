/**
 * A section's feed and its 304 in workerd, blobs in the isolate's memory, against a Worker that answers a constant of the same size: the
 * same status, headers and body. What that constant would reach without its headers is told too, but not asserted: a third of a 304 is headers.
 * Ratios of one run are asserted, never absolute numbers. Run it with: node bench/feeds-in-workerd.ts
 */
import { loadavg } from "node:os";
import { getPlatformProxy } from "wrangler";
import { isRejection } from "#model/rejection.ts";
import { publish } from "#publish/write/publish.ts";
import { fiftyArticles } from "./feed-sample.ts";
import { createGates, median, printTable } from "./gate.ts";
import { findLoad, type Load } from "./http-load.ts";
import { bundleWorker, startWorkerd, type WorkerdProcess } from "./workerd-process.ts";

/** Of the requests a second that a constant reaches. */
const FEED_GATE = 0.5;
const UNCHANGED_GATE = 0.8;
const SECONDS = 1;
/** Turns that they take; the middle ratio counts, for others may use the machine meanwhile. */
const TURNS = 9;
const PATH = "/sections/news/river/feed.xml";

const gates = createGates();
const load = findLoad();
if (load === undefined)
  console.warn("SKIPPED: neither wrk nor autocannon can be had. NOTHING WAS MEASURED.");
else await measure(load);

async function measure(load: Load): Promise<void> {
  const ours = await startWorkerd(await bundleWorker(new URL("feed-worker.ts", import.meta.url)));
  const constant = await startWorkerd(
    await bundleWorker(new URL("constant-worker.ts", import.meta.url)),
  );
  try {
    await holdRelease(ours);
    const etag = (await ours.fetch(PATH)).headers.get("ETag") ?? "";
    const rows: string[][] = [["", "ours/s", "constant/s", "ratio", "to one without headers"]];
    const compare = async (name: string, headers: Readonly<Record<string, string>>) => {
      const answer = await ours.fetch(PATH, { headers });
      const size = await makeConstant(constant, answer);
      const rates = await inTurns([
        () => load(ours.address + PATH, SECONDS, headers),
        () => load(constant.address, SECONDS, headers),
        () => load(`${constant.address}/bare`, SECONDS, headers),
      ]);
      const [ratio, bare] = [1, 2].map((to) => median(rates.map((turn) => turn[0]! / turn[to]!)));
      const [mine, theirs] = [0, 1].map((of) => median(rates.map((turn) => turn[of]!)).toFixed(0));
      rows.push([`${name}, ${size} bytes`, mine!, theirs!, ratio!.toFixed(2), bare!.toFixed(2)]);
      return ratio!;
    };
    const whole = await compare("feed of 50 articles", {});
    const unchanged = await compare("304", { "If-None-Match": etag });
    printTable(`requests answered a second, one isolate; load ${loadavg()[0]?.toFixed(1)}`, rows);
    gates.atLeast("a feed, of a constant", whole, FEED_GATE);
    gates.atLeast("a 304, of a constant", unchanged, UNCHANGED_GATE);
    gates.finish();
  } finally {
    ours.stop();
    constant.stop();
  }
}

/** Publishes into a local KV, and puts all of it into the memory of the Worker. */
async function holdRelease(worker: WorkerdProcess): Promise<void> {
  const proxy = await getPlatformProxy<{ KV: KVNamespace }>({ persist: false });
  try {
    const { KV } = proxy.env;
    const { site, entries } = fiftyArticles("zh-Hans");
    const articles = [...entries];
    const outcome = await publish({ kv: KV, site, articles, media: [], now: Date.now() });
    if (isRejection(outcome)) throw new TypeError(JSON.stringify(outcome.faults));
    const { keys } = await KV.list();
    for (const { name } of keys) {
      const body = await KV.get(name, "arrayBuffer");
      await worker.fetch(`/hold/${encodeURIComponent(name)}`, { method: "POST", body });
    }
  } finally {
    await proxy.dispose();
  }
}

/** Has a Worker give this very answer from now on.
 *  @returns bytes of its body */
async function makeConstant(worker: WorkerdProcess, answer: Response): Promise<number> {
  const body = await answer.arrayBuffer();
  // These the runtime sets by itself.
  const headers = [...answer.headers].filter(([name]) => !/^(?:content-length|date)$/.test(name));
  const parameters = new URLSearchParams({
    status: String(answer.status),
    headers: JSON.stringify(headers),
  });
  await worker.fetch(`/?${parameters.toString()}`, { method: "POST", body });
  return body.byteLength;
}

/** One after the other, again and again, so that the machine's moods meet all.
 *  @returns what each gave, turn by turn */
async function inTurns(
  contenders: readonly (() => Promise<number>)[],
): Promise<readonly (readonly number[])[]> {
  for (const run of contenders) await run();
  const turns: number[][] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const rates = contenders.map(() => 0);
    for (let place = 0; place < contenders.length; place++) {
      const which = (place + turn) % contenders.length;
      rates[which] = await contenders[which]!();
    }
    turns.push(rates);
  }
  return turns;
}
