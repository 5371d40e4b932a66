/**
 * What every public route costs with its largest input, against one honest search of the same run: cold against cold, warm against warm.
 * No list says which addresses are asked: they are found by following every address that an answer gives, from the home page on, and every
 * parameter that the API's own answers speak of is set to its largest. A route of the app that nothing led to is an error.
 */
import { createHash } from "node:crypto";
import { toArticle } from "#model/article.ts";
import type { Article } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import { toSite } from "#model/site.ts";
import { publish } from "#publish/write/publish.ts";
import { createApp } from "#serve/app.ts";
import { widgetPath } from "#model/address.ts";
import { buildWidget } from "../tools/widget.ts";
import { kvInMemory } from "../test/reliability/kv-in-memory.ts";
import { createGates, median, printTable } from "./gate.ts";
import { newspaper } from "./search-corpus.ts";

const COUNT = Number(process.env["ARTICLES"] ?? 2_000);
const HONEST = "/api/search?q=ferry+lantern";
const ORIGIN = "https://news.example";
/** Addresses that are followed of each route: the first, which are the newest, and the last. */
const MOST_PER_ROUTE = 40;
const ROUNDS = 7;
/** How much dearer than the honest search an answer may be. */
const MOST_TIMES = 10;
/** A file is as large as its publisher made it, and streamed; who administers a site has a token. */
const APART = /^\/(?:media|admin)\//;
/** How much dearer a cold answer is by the sums of the blobs that it reads, at most: of feeds that read a pack for each entry. */
const MOST_BY_SUMS = 1.5;

const site = toSite({ title: "Costs", url: ORIGIN, lang: "en", id_authority: "example.org,2026" });
if (isRejection(site)) throw new TypeError("the site is refused");
const NOW = Date.UTC(2026, 0, 1);
/** As many as a news sitemap shows lie within its 48 hours. */
const NEWS = 1_000;
const publishedAt = (index: number): string => {
  const before = COUNT - index;
  return new Date(NOW - before * 150_000 - Math.max(0, before - NEWS) * 20_000_000).toISOString();
};
const articles = [...newspaper("en", COUNT / 2), ...newspaper("zh", COUNT / 2)].map(
  ({ text, ...fields }, index): Article => {
    const published = publishedAt(index);
    const article = toArticle(
      {
        ...fields,
        published,
        format: "html",
        body: `<p>${text}</p>`,
        aliases: [`/old/${index}.html`],
        ...(index % 20 === 0 && { corrections: [{ at: published, note: "A name." }] }),
      },
      { timeZone: "UTC" },
    );
    if (isRejection(article)) throw new TypeError(JSON.stringify(article.faults));
    return article;
  },
);
const { kv } = kvInMemory();
const outcome = await publish({ kv, site, articles, media: [], now: NOW });
if (isRejection(outcome)) throw new TypeError(JSON.stringify(outcome.faults));

type App = ReturnType<typeof createApp>;
const SCRIPT = await buildWidget();
const fresh = (): App => createApp({ now: () => NOW }, SCRIPT);

async function ask(app: App, path: string): Promise<{ text: string; status: number }> {
  const response = await app.request(ORIGIN + path, undefined, { KV: kv });
  return { text: await response.text(), status: response.status };
}

/** The routes of the app that answer GET, as patterns. */
const routes = fresh().routes.filter(({ method, path }) => method === "GET" && path !== "*");
const patterns = [...new Set(routes.map(({ path }) => path))];
const patternOf = (path: string): string => {
  const bare = path.replace(/\?.*/, "");
  const isOf = (pattern: string): boolean =>
    new RegExp(
      `^${pattern
        .replace(/\/:\w+\{(.+?)\}/g, "/$1")
        .replace(/:\w+/g, "[^/]+")
        .replace(/\/\*$/, "(?:/.*)?")}$`,
    ).test(bare);
  return patterns.find(isOf) ?? "*";
};

/** Addresses of this site in an answer. */
function addressesIn(text: string): readonly string[] {
  const found = text.matchAll(/(?:href|src|type|url|loc|xmlUrl)\\?["'>:= ]{1,4}"?([^"'<>\s\\]+)/gi);
  return [...found].flatMap(([, written = ""]) => {
    const url = URL.parse(written.replaceAll("&amp;", "&"), ORIGIN);
    return url?.origin === ORIGIN ? [url.pathname + url.search] : [];
  });
}

/** The same addresses with everything that they can be asked for set to its most. */
function largest(path: string): readonly string[] {
  const [bare = "", query = ""] = path.split("?");
  const most = new URLSearchParams(query);
  most.set("limit", "50");
  const word = "the of a ferry lantern council water people year city".repeat(3);
  return [
    path,
    `${bare}?${most.toString()}`,
    `${bare}?q=${encodeURIComponent(word.slice(0, 190))}`,
    `${bare}?q=${encodeURIComponent('"the council" ferry')}&limit=50&page=20&sort=date`,
    `${bare}?q=${encodeURIComponent("的一是中国人大")}&limit=50`,
    `${bare}?q=t`,
    `${bare}?depth=0`,
    `${bare}?lang=en`,
  ];
}

const byRoute = new Map<string, Set<string>>();
const queue = [
  "/",
  ...patterns.filter((path) => !/[:*]/.test(path)),
  "/articles/en-1",
  "/search/feed.xml?q=ferry",
  "/api/search?page=none",
  widgetPath(SCRIPT),
];
const seen = new Set<string>(queue);
const crawler = fresh();
while (queue.length > 0) {
  const path = queue.shift()!;
  const known = byRoute.get(patternOf(path)) ?? new Set<string>();
  byRoute.set(patternOf(path), known);
  if (known.size >= MOST_PER_ROUTE || APART.test(path)) continue;
  const { text, status } = await ask(crawler, path);
  if (status >= 500) throw new Error(`${path} answers ${status}`);
  known.add(path);
  for (const next of addressesIn(text))
    if (!seen.has(next)) {
      seen.add(next);
      queue.push(next);
    }
}
const missing = patterns.filter((pattern) => !byRoute.has(pattern) && !APART.test(pattern));

/** Bytes whose sums were made: of blobs by far the most. */
let summed = 0;
const digest = crypto.subtle.digest.bind(crypto.subtle);
crypto.subtle.digest = (algorithm, bytes) => {
  summed += bytes.byteLength;
  return digest(algorithm, bytes);
};

/** Milliseconds of CPU that the sum of a byte takes in blobs of 64 KB: here, where it is made by a thread of its own, and where the caller
 *  waits for it, as workerd does. */
async function costsOfByte(): Promise<{ readonly here: number; readonly inWorkerd: number }> {
  const blob = new Uint8Array(65_536);
  const measured = async (sum: () => unknown): Promise<number> => {
    const times = 2_000;
    const before = process.cpuUsage();
    for (let each = 0; each < times; each++) await sum();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000 / times / blob.length;
  };
  return {
    here: await measured(() => digest("SHA-256", blob)),
    inWorkerd: await measured(() => createHash("sha256").update(blob).digest()),
  };
}

type Costs = { readonly cold: number; readonly warm: number; readonly summed: number };

/** CPU of one request, milliseconds: cold, and asked again of the same isolate; and the bytes whose
 *  sums the first one made. */
async function costOf(path: string): Promise<Costs> {
  const app = fresh();
  const measure = async (): Promise<number> => {
    const before = process.cpuUsage();
    // Bytes: what reads them as a text is whoever asked, not the Worker.
    await (await app.request(ORIGIN + path, undefined, { KV: kv })).arrayBuffer();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  const before = summed;
  const cold = await measure();
  const bytes = summed - before;
  return { cold, warm: await measure(), summed: bytes };
}

async function typical(path: string): Promise<Costs> {
  const costs: Costs[] = [];
  for (let round = 0; round < ROUNDS; round++) costs.push(await costOf(path));
  return {
    cold: median(costs.map(({ cold }) => cold)),
    warm: median(costs.map(({ warm }) => warm)),
    summed: costs[0]?.summed ?? 0,
  };
}

for (let round = 0; round < 30; round++) await costOf(HONEST);
const honest = await typical(HONEST);
const byteCosts = await costsOfByte();
const gates = createGates();
const rows: (readonly string[])[] = [
  ["route", "its dearest address", "cold", "times", "warm", "times", "by sums"],
];
let asked = 0;
for (const [pattern, paths] of byRoute) {
  const wanted = [...new Set([...paths].flatMap(largest))];
  // Once each, to find the dearest, which is then measured.
  let worst = { path: "", cold: 0 };
  for (const path of wanted) {
    const { cold } = await costOf(path);
    asked += 1;
    if (cold > worst.cold) worst = { path, cold };
  }
  if (worst.path === "") continue;
  const { cold, warm, summed: bytes } = await typical(worst.path);
  const bySums =
    1 + (bytes * byteCosts.inWorkerd) / Math.max(cold - bytes * byteCosts.here, cold / 2);
  const times = [cold / honest.cold, warm / honest.warm] as const;
  rows.push([
    pattern,
    worst.path.slice(0, 60),
    cold.toFixed(2),
    times[0].toFixed(1),
    warm.toFixed(2),
    times[1].toFixed(1),
    bySums.toFixed(3),
  ]);
  gates.atMost(`${pattern} cold, times what it takes without sums`, bySums, MOST_BY_SUMS);
  gates.atMost(`${pattern} cold, in honest searches`, times[0], MOST_TIMES);
  gates.atMost(`${pattern} warm, in honest searches`, times[1], MOST_TIMES);
}
printTable(
  `CPU in milliseconds, ${COUNT} articles; the honest search ${honest.cold.toFixed(2)} cold, ${honest.warm.toFixed(2)} warm; ${asked} addresses asked`,
  rows,
);
gates.atMost("routes that nothing led to", missing.length, 0);
if (missing.length > 0) console.log(`  ${missing.join(", ")}`);
gates.finish();
