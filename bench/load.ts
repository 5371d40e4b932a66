/**
 * A site under load: feeds with and without validators, articles, lists, searches in both languages and suggestions, asked of `wrangler dev` by
 * eight readers at once, while one article after another is edited and published. node bench/load.ts [--articles N] [--seconds N]
 * What must hold is asserted: no error, one whole release in each answer, and a memory that stays flat after the first part. Latencies are told.
 */
import { readFileSync, readdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startDevServer } from "#cli/wrangler/dev-server.ts";
import { isRejection } from "#model/rejection.ts";
import { freePort } from "../test/setup/free-port.ts";
import { createRandom, pick } from "../test/search/sample.ts";
import { createGates, printTable } from "./gate.ts";
import { newspaper } from "./search-corpus.ts";

const { values } = parseArgs({
  options: {
    articles: { type: "string", default: "10000" },
    seconds: { type: "string", default: "60" },
  },
});
const COUNT = Number(values.articles);
const SECONDS = Number(values.seconds);
const READERS = 8;
/** Between the end of one publication and the next. */
const PAUSE_MS = 2_000;
/** The part of the time after which memory must be flat. */
const WARM_PART = 0.3;
const MOST_GROWTH = 1.3;
const MAIN = new URL("../src/cli/main.ts", import.meta.url).pathname;

const folder = mkdtempSync(join(tmpdir(), "broadsheet-bench-load-"));
const file = join(folder, "articles.jsonl");
writeFileSync(
  join(folder, "site.toml"),
  'title = "Load"\nurl = "https://load.example"\nid_authority = "load.example,2026"\nlang = "en"\n',
);
const articles = [...newspaper("en", COUNT / 2), ...newspaper("zh", COUNT / 2)].map(
  ({ text, ...fields }) => ({ ...fields, format: "text", body: text }),
);
const random = createRandom(7);

/** Publishes what there is, as a publisher does: by the command. */
async function publishAll(): Promise<void> {
  writeFileSync(file, articles.map((one) => JSON.stringify(one)).join("\n"));
  const args = [MAIN, "publish", file, "--persist-to", join(folder, "kv"), "--quiet"];
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`publish ended with ${String(code)}`);
}

/** KiB that every workerd holds that we started. */
function workerdMemory(): number {
  const found = readdirSync("/proc").flatMap((pid) => {
    const status = /^\d+$/.test(pid) ? statusOf(pid) : "";
    const parent = /^PPid:\s+(\d+)/m.exec(status)?.[1];
    return parent === undefined ? [] : [{ pid, parent, status }];
  });
  const parents = new Map(found.map(({ pid, parent }) => [pid, parent]));
  const isOurs = (pid: string | undefined): boolean =>
    pid !== undefined && (pid === String(process.pid) || isOurs(parents.get(pid)));
  return found
    .filter(({ pid, status }) => /^Name:\s+workerd$/m.test(status) && isOurs(pid))
    .reduce((sum, { status }) => sum + Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0), 0);
}

function statusOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    // It has ended meanwhile.
    return "";
  }
}

const WORDS = [
  "river",
  "lantern",
  "ferry council",
  "河",
  "新闻",
  "渡船 灯",
  '"the council"',
  "tag:x",
];
const KINDS: Readonly<Record<string, () => string>> = {
  feed: () => pick(["/feed.xml", "/atom.xml", "/feed.json", "/sections/news/feed.xml"], random),
  article: () => `/articles/${pick(articles, random).id}`,
  page: () => pick(["/", "/sections/news", "/sections/culture/books"], random),
  list: () => `/api/articles?limit=20&section=${pick(["news", "culture", "economy"], random)}`,
  search: () => `/api/search?q=${encodeURIComponent(pick(WORDS, random))}`,
  "search page": () => `/search?q=${encodeURIComponent(pick(WORDS, random))}`,
  suggest: () => `/api/suggest?q=${encodeURIComponent(pick(["r", "la", "河", "新"], random))}`,
};

await publishAll();
const server = await startDevServer(join(folder, "kv"), await freePort());
if (isRejection(server)) throw new Error(JSON.stringify(server.faults));
const times = new Map<string, number[]>(Object.keys(KINDS).map((kind) => [kind, []]));
const faults: string[] = [];
const releases = new Set<string>();
const tags = new Map<string, string>();
let unchanged = 0;
const ends = Date.now() + SECONDS * 1_000;

async function ask(origin: string, kind: string): Promise<void> {
  const path = KINDS[kind]?.() ?? "/";
  const known = kind === "feed" && random() < 0.7 ? tags.get(path) : undefined;
  const began = performance.now();
  const response = await fetch(origin + path, {
    headers: known === undefined ? {} : { "If-None-Match": known },
  });
  await response.arrayBuffer();
  times.get(kind)?.push(performance.now() - began);
  if (response.status === 304) unchanged += 1;
  else if (response.status !== 200) faults.push(`${path} ${response.status}`);
  releases.add(response.headers.get("X-Release") ?? "none");
  tags.set(path, response.headers.get("ETag") ?? "");
}

async function reader(origin: string): Promise<void> {
  while (Date.now() < ends) {
    const kind = pick(Object.keys(KINDS), random);
    await ask(origin, kind).catch((error: unknown) => faults.push(`${kind}: ${String(error)}`));
  }
}

let published = 0;
async function publisher(): Promise<void> {
  while (Date.now() < ends) {
    const at = Math.floor(random() * articles.length);
    const old = articles[at]!;
    articles[at] = { ...old, title: `${old.title} ${published}` };
    await publishAll();
    published += 1;
    await pause(PAUSE_MS);
  }
}

const memory: { readonly part: number; readonly kib: number }[] = [];
async function watcher(): Promise<void> {
  const began = Date.now();
  while (Date.now() < ends) {
    memory.push({ part: (Date.now() - began) / (SECONDS * 1_000), kib: workerdMemory() });
    await pause(500);
  }
}

try {
  const readers = Array.from({ length: READERS }, () => reader(server.url));
  await Promise.all([...readers, publisher(), watcher()]);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
const at = (sorted: readonly number[], part: number): string =>
  (sorted[Math.floor(sorted.length * part)] ?? Number.NaN).toFixed(1);
printTable(`milliseconds, ${READERS} readers, ${COUNT} articles, ${SECONDS} s`, [
  ["", "requests", "median", "95 %", "99 %"],
  ...[...times].map(([kind, all]) => {
    const sorted = all.toSorted((a, b) => a - b);
    return [kind, String(all.length), at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99)];
  }),
]);
console.log(
  `  ${published} publications, ${releases.size} releases seen, ${unchanged} answers 304`,
);
const most = (from: number, to: number): number =>
  Math.max(...memory.filter(({ part }) => part >= from && part < to).map(({ kib }) => kib));
const gates = createGates();
if (faults.length > 0) console.log(faults.slice(0, 5).join("\n"));
gates.atMost("failed requests", faults.length, 0);
gates.atLeast("releases seen", releases.size, Math.min(2, published));
const [early, late] = [most(0, WARM_PART), most(WARM_PART, 2)];
console.log(`  workerd held at most ${early >> 10} MiB before, ${late >> 10} MiB after`);
gates.atMost("memory after the first part, of before", late / early, MOST_GROWTH);
gates.finish();
