import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "#serve/app.ts";
import { openLocalKv } from "../store/local-kv.ts";
import { madeArticles, madeSite } from "../store/made-articles.ts";
import { published } from "../store/published.ts";
import { rememberedKv } from "./remembered-kv.ts";

/** Requests of each kind: far more than an isolate has room for. */
const REQUESTS = 2_000;
/** What an isolate may hold beyond its code, of the 128 MB that it has. Array buffers and heap, bytes. */
const MOST_HELD = 48 * 1024 * 1024;
const COUNT = 700;
const NOW = Date.UTC(2024, 0, 1);
const FORMATS = ["feed.xml", "atom.xml", "feed.json"];
const SECTIONS = ["news", "news/town", "culture"];

const local = await openLocalKv();
const articles = madeArticles(COUNT, { sections: SECTIONS, bytes: 9_000 });
let kv = local.kv;
beforeAll(async () => {
  await published(local.kv, articles, { now: NOW, site: madeSite("Memory", ["news"]) });
  kv = await rememberedKv(local.kv);
});
afterAll(local.close);

setFlagsFromString("--expose-gc");
// Node has no type for what the flag adds.
const collect = runInNewContext("gc") as () => void;

/** What is alive after what nobody holds is gone. Bytes. */
async function alive(): Promise<{ readonly buffers: number; readonly heap: number }> {
  // Buffers are let go a turn after what held them.
  for (let turn = 0; turn < 3; turn++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return { buffers: arrayBuffers, heap: heapUsed };
}

let app = createApp({ now: () => NOW });
async function get(path: string): Promise<string> {
  const response = await app.request(`https://news.example${path}`, undefined, {
    KV: kv,
    LOG_SAMPLE: "0",
  });
  const text = await response.text();
  expect([path, response.status]).toEqual([path, 200]);
  return text;
}

/** The archive documents of a section's feed, all formats. */
async function archives(folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  let next: string | undefined = `${folder}/feed.json`;
  while (next !== undefined) {
    // A JSON Feed, as its own tests hold.
    const feed = JSON.parse(await get(next)) as { readonly next_url?: string };
    next = feed.next_url && new URL(feed.next_url).pathname;
    if (next !== undefined) paths.push(...FORMATS.map((file) => next!.replace("feed.json", file)));
  }
  return paths;
}

/** What is asked for, by kind. */
const kindsOf = (documents: readonly string[]): readonly Kind[] => [
  ["archive documents", (n) => documents[n % documents.length]!],
  ["feeds of searches", (n) => `/search/${file(n)}?q=${word(n)}`],
  ["feeds of tags and authors", (n) => `/${topics[(n >> 2) % topics.length]}/${file(n)}`],
  ["searches", (n) => `${["/api/search", "/search"][n % 2]}?q=${word(n)}+${word(n * 7)}`],
  ["articles and pages", (n) => pages(n)[n % 8]!],
];
const pages = (n: number): readonly string[] => [
  `/articles/a${n % COUNT}`,
  `/articles/a${n % COUNT}.json`,
  `/articles/a${n % COUNT}.md`,
  `/api/articles?limit=50&tag=tag${n % 50}`,
  `/api/suggest?q=${word(n)}`,
  "/",
  "/sections/news",
  "/feeds.opml",
];
type Kind = readonly [kind: string, path: (index: number) => string];

const file = (index: number): string => FORMATS[index % FORMATS.length]!;
const word = (index: number): string => `${(index % 2_500).toString(36)}w`;
const topics = [
  ...Array.from({ length: 50 }, (_, index) => `tags/tag${index}`),
  ...Array.from({ length: 20 }, (_, index) => `authors/author%20${index}`),
];

test("whatever is asked for, and however often, an isolate holds no more than its budget", async () => {
  const folders = ["", "/sections/news", "/sections/culture"];
  const documents = (await Promise.all(folders.map(archives))).flat();
  expect(documents.length).toBeGreaterThan(100);
  const kinds = kindsOf(documents);
  // The test itself holds what it has read of KV, and the engine its code.
  for (const [, path] of kinds) for (let n = 0; n < REQUESTS; n += 20) await get(path(n));
  const tested = await alive();
  app = createApp({ now: () => NOW });
  const before = await alive();
  for (const [kind, path] of kinds) {
    for (let n = 0; n < REQUESTS; n++) await get(path(n));
    const after = await alive();
    const held = after.buffers + after.heap - before.buffers - before.heap;
    console.info(`${kind}: ${held >> 20} MB held`);
    expect(held).toBeLessThan(MOST_HELD);
  }
  console.info(`before: ${(tested.buffers - before.buffers) >> 20} MB of buffers`);
}, 600_000);
