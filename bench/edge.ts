/**
 * Two days replayed with and without a cache in front of the Worker: 400 readers, each of one of 24
 * feeds, every quarter of an hour; 10,000 searches; a crawler over 10,000 pages; 20 publications
 * over each day; 4 isolates that live for half an hour. The clock is made up.
 */
import { toArticle, type Article } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import { toSite, type Site } from "#model/site.ts";
import { publish } from "#publish/write/publish.ts";
import { createApp } from "#serve/app.ts";
import { createEdgeCache } from "../test/edge/edge-cache.ts";
import { kvInMemory } from "../test/reliability/kv-in-memory.ts";
import { createRandom, pick } from "../test/search/sample.ts";
import { createGates } from "./gate.ts";

const START = Date.parse("2026-11-20T00:00:00Z");
const DAY_MS = 86_400_000;
const ARTICLES = 400;
const FEEDS = 24;
const WORDS =
  "bridge river county school snow night market ferry library train 大桥 河水 县城 学校".split(" ");

/** One request of the replay, or a publication. */
type Event = { readonly at: number; readonly kind: Kind; readonly path: string };
type Kind = "poll" | "search" | "crawl" | "publish";

const random = createRandom(17);

function eventsOf(day: number): readonly Event[] {
  const from = START + day * DAY_MS;
  const events: Event[] = [];
  for (let reader = 0; reader < 400; reader++) {
    const first = random() * 900_000;
    for (let at = first; at < DAY_MS; at += 900_000)
      events.push({ at: from + at, kind: "poll", path: `/sections/s${reader % FEEDS}/feed.xml` });
  }
  for (let each = 0; each < 10_000; each++) {
    const at = from + random() * DAY_MS;
    const path = `/api/search?q=${encodeURIComponent(pick(WORDS, random))}`;
    events.push({ at, kind: "search", path });
    const page = `/articles/${each % ARTICLES}`;
    events.push({ at: from + (each * DAY_MS) / 10_000, kind: "crawl", path: page });
  }
  for (let each = 0; each < 20; each++)
    events.push({ at: from + (each + 0.5) * (DAY_MS / 20), kind: "publish", path: "" });
  return events.toSorted((a, b) => a.at - b.at);
}

function articleOf(index: number, section: number, published: number): Article {
  const made = toArticle(
    {
      id: String(index),
      title: `${WORDS[index % WORDS.length]} ${index}`,
      section: `s${section}`,
      published: new Date(published).toISOString(),
      body: Array.from({ length: 60 }, () => pick(WORDS, random)).join(" "),
    },
    { timeZone: "UTC" },
  );
  if (isRejection(made)) throw new TypeError("a made-up article is wrong");
  return made;
}

const site = toSite({
  title: "S",
  url: "https://s.example",
  sections: Array.from({ length: FEEDS }, (_, index) => ({ slug: `s${index}` })),
});
if (isRejection(site)) throw new TypeError("the made-up site is wrong");

const gates = createGates();
for (const kind of ["none", "purged", "lost"] as const) await replay(kind, site);
gates.finish();

/** @param cache  whether one stands before the Worker, and whether purges reach it */
async function replay(cache: "none" | "purged" | "lost", site: Site): Promise<void> {
  const { kv } = kvInMemory();
  let [now, reads, runs, published] = [START, 0, 0, START];
  const counted = new Proxy(kv, {
    get: (target, name) =>
      name === "get"
        ? (keys: string | string[], options: "text") => {
            reads += typeof keys === "string" ? 1 : keys.length;
            return target.get(keys as string, options);
          }
        : Reflect.get(target, name),
  });
  const articles = Array.from({ length: ARTICLES }, (_, index) =>
    articleOf(index, index % FEEDS, START - (ARTICLES - index) * 3_600_000),
  );
  const put = async (): Promise<void> => {
    await publish({ kv, site, articles, media: [], now, force: true });
    published = now;
  };
  await put();
  const isolates = Array.from({ length: 4 }, () => ({ born: -Infinity, app: createApp() }));
  const worker = async (request: Request): Promise<Response> => {
    const isolate = pick(isolates, random);
    if (now - isolate.born > 1_800_000)
      Object.assign(isolate, { born: now, app: createApp({ now: () => now, chance: () => 1 }) });
    runs++;
    return isolate.app.request(request, undefined, { KV: counted });
  };
  const edge = createEdgeCache(worker, () => now);
  console.log(
    `\n${{ none: "no cache", purged: "a cache, purged", lost: "a cache, every purge lost" }[cache]}`,
  );
  for (const day of [0, 1]) {
    const asked = { poll: 0, search: 0, crawl: 0, publish: 0 };
    const free = { ...asked };
    const [before, runsBefore] = [reads, runs];
    let oldest = 0;
    for (const { at, kind, path } of eventsOf(day)) {
      now = Math.round(at);
      asked[kind]++;
      if (kind === "publish") {
        articles.push(articleOf(articles.length, articles.length % FEEDS, now - 1_000));
        await put();
        if (cache === "purged") edge.purge(["site"]);
        continue;
      }
      const [ran, read] = [runs, reads];
      const request = new Request(`https://s.example${path}`);
      const city = pick(["A", "B", "C"], random);
      const answer = await (cache === "none" ? worker(request) : edge.ask(city, request));
      await answer.arrayBuffer();
      if (runs === ran && reads === read) free[kind]++;
      const release = answer.headers.get("X-Release") ?? "";
      const isOld = release < new Date(published).toISOString().replace(/[-:]|\.\d+/g, "");
      if (isOld) oldest = Math.max(oldest, now - published);
    }
    const share = (kind: Kind): string => `${((100 * free[kind]) / asked[kind]).toFixed(1)} %`;
    console.log(
      `  day ${day + 1}: ${reads - before} KV reads, ${runs - runsBefore} runs; free of both: ` +
        `polls ${share("poll")}, crawler ${share("crawl")}, searches ${share("search")}; oldest ${oldest / 1_000} s`,
    );
    if (cache === "none") gates.atMost(`KV reads of day ${day + 1}`, reads - before, 100_000);
    gates.atMost(`seconds that something was old on day ${day + 1}`, oldest / 1_000, 120);
  }
}
