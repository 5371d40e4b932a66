/**
 * What it costs a Worker to start: CPU time of a workerd from its beginning until it answers, without what an empty Worker takes; against another version, the two in turns.
 *
 * node bench/startup.ts [--parent DIR]: DIR is a checkout of the version to compare with, its packages installed and its search element built.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { createGates, median, printTable } from "./gate.ts";
import { bundleWorker, CAN_MEASURE_CPU, startWorkerd } from "./workerd-process.ts";

/** How often each Worker is started. */
const STARTS = 21;
/** How many times the CPU of the other version a start may take. */
const MOST = 1.3;
const { values } = parseArgs({ options: { parent: { type: "string" } } });
if (CAN_MEASURE_CPU) await compare(values.parent);
else console.log("SKIPPED: the CPU time of another process can be read on Linux only");

async function compare(parent: string | undefined): Promise<void> {
  const workers = new Map([
    ["an empty Worker", 'export default { fetch: () => new Response("") };'],
    ["ours", await startOnly(join(import.meta.dirname, ".."))],
  ]);
  if (parent !== undefined) workers.set("the parent's", await startOnly(resolve(parent)));
  const taken = await startsOf(workers);
  const empty = median(taken.get("an empty Worker") ?? []);
  const net = (name: string): number => median(taken.get(name) ?? []) - empty;
  const rows = [...taken].map(([name, all]) => {
    const sorted = all.toSorted((a, b) => a - b);
    const figures = [median(all), sorted[0]!, sorted.at(-1)!, median(all) - empty];
    return [name, ...figures.map((figure) => `${figure.toFixed(0)} ms`)];
  });
  const head = ["CPU until it answers", "median", "least", "most", "without the empty one's"];
  printTable(`${STARTS} starts each, load ${loadavg()[0]?.toFixed(1)}`, [head, ...rows]);
  if (parent === undefined) return;
  const gates = createGates();
  gates.atMost("CPU of a start, of the parent's", net("ours") / net("the parent's"), MOST);
  gates.finish();
}

/** Starts the Workers in turns, each round beginning with another, and gives the CPU of each start. */
async function startsOf(
  workers: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const taken = new Map([...workers.keys()].map((name) => [name, [] as number[]]));
  for (let round = 0; round < STARTS; round++) {
    const turns = [...workers, ...workers].slice(round % workers.size).slice(0, workers.size);
    for (const [name, code] of turns) {
      const worker = await startWorkerd(code);
      taken.get(name)?.push(worker.cpuMs());
      worker.stop();
    }
  }
  return taken;
}

/** The Worker of a checkout, all of it, with a door that answers at once: a first request is no
 *  start. */
async function startOnly(checkout: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-startup-"));
  try {
    const entry = join(folder, "entry.ts");
    const worker = JSON.stringify(join(checkout, "src/worker.ts"));
    const door = `import app from ${worker};\nexport default { fetch: () => new Response(typeof app.fetch) };\n`;
    writeFileSync(entry, door);
    return await bundleWorker(pathToFileURL(entry));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
