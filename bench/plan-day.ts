/**
 * The day of docs/reliability.md, counted: a crawler that asks for 10,000 pages and 3,000 searches, 30,000 requests in all, beside 400 readers who poll
 * one of 7 feeds every quarter of an hour, while 20 articles are published one after another; 10,000 articles in two languages, 4 isolates that live for
 * half an hour. Without a cache in front of the Worker, with one that keeps answers a minute, and with one that keeps them a day. The clock is made up.
 * node bench/plan-day.ts [--articles N]; some ten minutes, most of it for publishing.
 */
import { parseArgs } from "node:util";
import { type Article, toArticle } from "#model/article.ts";
import { epochMs } from "#model/instant.ts";
import { isRejection } from "#model/rejection.ts";
import { type Site, toSite } from "#model/site.ts";
import { publish } from "#publish/write/publish.ts";
import { createApp } from "#serve/app.ts";
import { keepEdge } from "#serve/edge/timer.ts";
import { tagsOf } from "#store/edge/tags.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { createEdgeCache } from "../test/edge/edge-cache.ts";
import { kvInMemory } from "../test/reliability/kv-in-memory.ts";
import { createRandom, pick } from "../test/search/sample.ts";
import { createGates, printTable } from "./gate.ts";
import { newspaper } from "./search-corpus.ts";

const { values } = parseArgs({ options: { articles: { type: "string", default: "10000" } } });
const COUNT = Number(values.articles);
const START = Date.parse("2026-11-20T00:00:00Z");
const DAY_MS = 86_400_000;
const POLL_MS = 900_000;
const MINUTE_MS = 60_000;
const READERS = 400;
const CRAWLED = 27_000;
const SEARCHES = 3_000;
const PUBLICATIONS = 20;
const ISOLATES = 4;
const ISOLATE_MS = 1_800_000;
/** So many of the plan's 100,000 requests, and 100,000 reads, may the day cost. */
const MOST_REQUESTS = 70_000;
const MOST_READS = 50_000;

type Event = { readonly at: number; readonly kind: Kind; readonly path: string };
type Kind = "poll" | "search" | "crawl" | "publish" | "tick";
type Setting = { readonly name: string; readonly cache: boolean; readonly timer: boolean };

const random = createRandom(23);
const site = toSite({ title: "Day", url: "https://day.example", id_authority: "day.example,2026" });
if (isRejection(site)) throw new TypeError("the made-up site is wrong");
const documents = [...newspaper("en", COUNT / 2 + PUBLICATIONS), ...newspaper("zh", COUNT / 2)];
const articles = documents.map(({ text, ...fields }): Article => {
  const made = toArticle({ ...fields, format: "text", body: text }, { timeZone: "UTC" });
  if (isRejection(made)) throw new TypeError("a made-up article is wrong");
  return made;
});
// A day's articles are newer than all before: an old one more changes what is related to many.
articles.sort((a, b) => epochMs(a.published) - epochMs(b.published));
const feeds = [
  "/feed.xml",
  ...new Set(articles.map(({ section }) => `/sections/${section}/feed.xml`)),
];
const { kv } = kvInMemory();
const editions = await published(site);

const gates = createGates();
const rows: string[][] = [];
for (const setting of [
  { name: "no cache", cache: false, timer: false },
  { name: "a minute", cache: true, timer: false },
  { name: "a day", cache: true, timer: true },
])
  rows.push(await replay(setting));
printTable(`a day at ${COUNT} articles`, [
  ["", "requests", "runs of the Worker", "KV reads", "polls", "crawler", "searches"],
  ...rows,
]);
gates.finish();

/** Publishes all but the newest articles, then those, one at a time.
 *  @returns what `current` was after each, and the tags of what that changed */
async function published(site: Site) {
  const all: { readonly current: string; readonly tags: readonly string[] }[] = [];
  // What was made of articles is kept, as the command keeps it beside its state.
  const made = new Map<string, Uint8Array>();
  const workshop = {
    recall: (key: string) => made.get(key),
    keep: (key: string, bytes: Uint8Array) => void made.set(key, bytes),
  };
  for (let left = PUBLICATIONS; left >= 0; left--) {
    const some = articles.slice(0, articles.length - left);
    const now = START + (PUBLICATIONS - left) * (DAY_MS / PUBLICATIONS);
    const outcome = await publish({ kv, site, articles: some, media: [], now, workshop });
    if (isRejection(outcome)) throw new TypeError("the made-up site is refused");
    all.push({ current: (await kv.get("current")) ?? "", tags: tagsOf(outcome.manifest) });
  }
  return all;
}

function events(): readonly Event[] {
  const all: Event[] = [];
  for (let reader = 0; reader < READERS; reader++)
    for (let at = random() * POLL_MS; at < DAY_MS; at += POLL_MS)
      all.push({ at, kind: "poll", path: feeds[reader % feeds.length]! });
  for (let each = 0; each < CRAWLED; each++) {
    const { id } = articles[each % COUNT]!;
    all.push({ at: (each * DAY_MS) / CRAWLED, kind: "crawl", path: `/articles/${id}` });
  }
  for (let each = 0; each < SEARCHES; each++) {
    const path = `/search?q=${encodeURIComponent(twoWordsOf(pick(documents, random).title))}`;
    all.push({ at: random() * DAY_MS, kind: "search", path });
  }
  return all;
}

/** The first two words of a title: in Chinese, where a blank stands behind the name alone, that and two characters. */
function twoWordsOf(title: string): string {
  const [name = "", second = ""] = title.split(" ");
  return `${name} ${/\p{Script=Han}/u.test(second) ? second.slice(0, 2) : second}`;
}

async function replay({ name, cache, timer }: Setting): Promise<string[]> {
  let [now, reads, runs, edition] = [START, 0, 0, 0];
  const counted = new Proxy(kv, {
    get: (target, field) =>
      field === "get"
        ? async (keys: string | string[], options: "text") => {
            reads += typeof keys === "string" ? 1 : keys.length;
            if (keys === "current") return editions[edition]!.current;
            return target.get(keys as string, options);
          }
        : Reflect.get(target, field),
  });
  const isolates = Array.from({ length: ISOLATES }, () => ({ born: -Infinity, app: createApp() }));
  const worker = async (request: Request): Promise<Response> => {
    const isolate = pick(isolates, random);
    if (now - isolate.born > ISOLATE_MS)
      Object.assign(isolate, { born: now, app: createApp({ now: () => now, chance: () => 1 }) });
    runs++;
    const bound = { KV: counted, LONG_LIVES: timer ? "yes" : "no" };
    return isolate.app.request(request, undefined, bound);
  };
  const edge = createEdgeCache(worker, () => now);
  const timed = { cache: createIsolateCache(), now: () => now };
  const purge = async ({ tags }: { readonly tags: readonly string[] }): Promise<unknown> => {
    edge.purge(tags);
    return { success: true };
  };
  const changes = Array.from({ length: PUBLICATIONS }, (_, each): Event => {
    return { at: (each + 0.5) * (DAY_MS / PUBLICATIONS), kind: "publish", path: "" };
  });
  const ticks = Array.from({ length: timer ? DAY_MS / MINUTE_MS : 0 }, (_, minute): Event => {
    return { at: minute * MINUTE_MS + 17_000, kind: "tick", path: "" };
  });
  let requests = 0;
  const spent = { poll: 0, search: 0, crawl: 0, publish: 0, tick: 0 };
  for (const event of [...events(), ...changes, ...ticks].toSorted((a, b) => a.at - b.at)) {
    const { kind, path } = event;
    now = Math.round(START + event.at);
    const before = reads;
    if (kind === "publish") edge.purge(editions[++edition]!.tags);
    else if (kind === "tick") {
      runs++;
      await keepEdge(counted, { cache: { purge } }, timed);
    } else {
      requests++;
      const request = new Request(`https://day.example${path}`);
      const answer = await (cache
        ? edge.ask(pick(["A", "B", "C"], random), request)
        : worker(request));
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
      await answer.arrayBuffer();
    }
    spent[kind] += reads - before;
  }
  gates.atMost(`requests, ${name}`, requests, MOST_REQUESTS);
  if (timer) gates.atMost(`KV reads, ${name}`, reads, MOST_READS);
  else gates.atMost(`KV reads, ${name}`, reads, 2 * MOST_READS);
  const cells = [requests, runs, reads, spent.poll, spent.crawl, spent.search];
  return [name, ...cells.map((cell) => cell.toLocaleString("en"))];
}
