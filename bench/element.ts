/**
 * Search elements side by side: ours, DocSearch and Pagefind's component UI, each in an empty page of one server that compresses, over the same 60
 * articles of seed/, on a phone with a quarter of this machine's speed and slow 4G. Ratios of one run are asserted. Run it with: node bench/element.ts
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { CHROMIUM, startBrowser } from "../test/browser/chromium.ts";
import { serveContent } from "../test/browser/served-seed.ts";
import {
  algoliaAnswer,
  type Contender,
  docSearch,
  ours,
  pagefind,
  type SearchedArticle,
} from "./element-contenders.ts";
import { createGates, median, printTable } from "./gate.ts";

const ARTICLES = 63;
const QUERY = "lantern";
const RUNS = Number(process.env["RUNS"] ?? 5);
/** What we may weigh of the lightest peer, and how long a first hit may take. */
const BYTES_GATE = 0.3;
const TIME_GATE = 1;

type Cost = {
  readonly bytes: number;
  readonly requests: number;
  readonly ready: number;
  readonly hit: number;
};

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
};

if (CHROMIUM === undefined) console.warn("SKIPPED: there is no Chromium. NOTHING WAS MEASURED.");
else await compare();

async function compare(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-element-"));
  const content = join(folder, "content");
  copySome(content);
  const [seed, browser] = await Promise.all([serveContent(content), startBrowser()]);
  try {
    const articles = await articlesOf(seed.url);
    const contenders = [ours(), docSearch(), pagefind(articles, join(folder, "pagefind"))].filter(
      (contender) => contender !== undefined,
    );
    const costs: Cost[][] = contenders.map(() => []);
    // In turns, for others may use the machine meanwhile.
    for (let run = 0; run < RUNS; run++) {
      for (const [at, contender] of contenders.entries())
        costs[at]?.push(await openAndSearch(browser, contender, seed.url, articles));
    }
    report(contenders, costs, articles.length);
  } finally {
    await Promise.all([browser.close(), seed.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The settings, the pictures and the first 63 articles of seed/, of which 60 are public. */
function copySome(content: string): void {
  const seed = join(import.meta.dirname, "../seed");
  cpSync(seed, content, { recursive: true });
  const files = readdirSync(join(content, "articles"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:md|html)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  // The English ones are all there, for the search is in English.
  const [english, others] = [
    files.filter((path) => path.includes("/english/")),
    files.filter((path) => !path.includes("/english/")),
  ];
  for (const path of [...english, ...others].slice(ARTICLES)) rmSync(path);
  mkdirSync(content, { recursive: true });
}

async function articlesOf(url: string): Promise<readonly SearchedArticle[]> {
  const list = (await (await fetch(`${url}/api/articles?limit=100`)).json()) as {
    readonly articles: readonly { readonly id: string }[];
  };
  return Promise.all(
    list.articles.map(async ({ id }): Promise<SearchedArticle> => {
      const answer = await fetch(`${url}/articles/${encodeURIComponent(id)}.json`);
      return answer.json();
    }),
  );
}

/** One reader: opens the page with an empty cache, and types until there is a hit. */
async function openAndSearch(
  browser: Browser,
  contender: Contender,
  api: string,
  articles: readonly SearchedArticle[],
): Promise<Cost> {
  const server = createServer(
    (request, response) => void answer(request, response, { contender, api, articles }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const context = await browser.newContext({
    viewport: { width: 360, height: 640 },
    isMobile: true,
  });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  let [bytes, requests] = [0, -1]; // The page itself is no cost of the element.
  cdp.on("Network.responseReceived", () => requests++);
  cdp.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await cdp.send("Network.enable");
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  // Slow 4G, as Lighthouse has it.
  const throughput = (1.6 * 1024 * 1024) / 8;
  await cdp.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 150,
    downloadThroughput: throughput,
    uploadThroughput: throughput / 2,
  });
  const began = performance.now();
  await page.goto(`http://127.0.0.1:${port}/`);
  if (contender.button !== undefined) await page.locator(contender.button).first().click();
  const field = page.locator(contender.field).first();
  await field.waitFor();
  const ready = performance.now() - began;
  await field.click();
  await field.pressSequentially(QUERY);
  await page.locator(contender.hit).first().waitFor();
  const hit = performance.now() - began;
  await context.close();
  server.close();
  return { bytes, requests, ready, hit };
}

async function answer(
  { url = "/", method }: IncomingMessage,
  response: ServerResponse,
  {
    contender,
    api,
    articles,
  }: {
    readonly contender: Contender;
    readonly api: string;
    readonly articles: readonly SearchedArticle[];
  },
): Promise<void> {
  const path = new URL(url, "http://a.example").pathname;
  const file = contender.files.get(path);
  if (path === "/") send(response, "text/html", Buffer.from(contender.page));
  else if (file !== undefined)
    send(response, TYPES[extname(path)] ?? "application/octet-stream", file);
  else if (method === "POST")
    send(response, "application/json", Buffer.from(algoliaAnswer(articles, QUERY)));
  else {
    const from = await fetch(api + url);
    send(response, from.headers.get("Content-Type") ?? "", Buffer.from(await from.arrayBuffer()));
  }
}

function send(response: ServerResponse, type: string, body: Buffer): void {
  // What Pagefind names after itself is compressed by itself.
  const isText = /text|javascript|json|css/.test(type);
  response.writeHead(200, { "Content-Type": type, ...(isText && { "Content-Encoding": "gzip" }) });
  response.end(isText ? gzipSync(body) : body);
}

function report(
  contenders: readonly Contender[],
  costs: readonly (readonly Cost[])[],
  count: number,
): void {
  const middle = (at: number, field: keyof Cost): number =>
    median(costs[at]?.map((cost) => cost[field]) ?? []);
  const rows = contenders.map(({ name }, at) => [
    name,
    middle(at, "bytes").toFixed(0),
    middle(at, "requests").toFixed(0),
    middle(at, "ready").toFixed(0),
    middle(at, "hit").toFixed(0),
  ]);
  printTable(`the first search of ${count} articles, for "${QUERY}"`, [
    ["", "bytes", "requests", "field, ms", "first hit, ms"],
    ...rows,
  ]);
  const gates = createGates();
  const others = contenders.map((_, at) => at).slice(1);
  for (const at of others) {
    const { name } = contenders[at]!;
    gates.atMost(`bytes, of ${name}`, middle(0, "bytes") / middle(at, "bytes"), BYTES_GATE);
    gates.atMost(
      `time to the first hit, of ${name}`,
      middle(0, "hit") / middle(at, "hit"),
      TIME_GATE,
    );
  }
  gates.finish();
}
