import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createApp } from "#serve/app.ts";
import { openLocalKv } from "../store/local-kv.ts";
import { madeArticle, madeArticles, madeSite } from "../store/made-articles.ts";
import { published } from "../store/published.ts";
import { type Fault, FAULTS, faultyReads } from "./faulty-at.ts";
import { rememberedKv } from "./remembered-kv.ts";

const T0 = Date.UTC(2024, 0, 1);
const MINUTE = 60_000;
const NOW = T0 + MINUTE;

const local = await openLocalKv();
afterAll(local.close);
const sections = ["news", "news/town", "culture"];
const articles = madeArticles(160, { sections, bytes: 900 });
const changed = articles.map((article, index) =>
  index % 9 === 0 ? madeArticle({ ...article, title: `Changed ${index} lantern` }) : article,
);
let kv = local.kv;
let foreign = new Uint8Array();
const paths: string[] = [];
const PATHS = [
  "/",
  "/feed.xml",
  "/atom.xml",
  "/sections/news/feed.json",
  "/sections/news/feed.xml?depth=0",
  "/sections/news",
  "/tags/tag7/feed.xml",
  "/tags/tag7",
  "/authors/author%203/atom.xml",
  "/languages/en/feed.json",
  "/articles/a9",
  "/articles/a9.json",
  "/articles/a9.md",
  "/html/9.html",
  "/articles/none",
  "/api/articles?limit=30",
  "/api/articles?tag=tag7",
  "/api/sections",
  "/api/search?q=lantern",
  "/api/search?q=lantren",
  "/api/search?q=%22changed+9+lantern%22",
  "/api/suggest?q=chan",
  "/search?q=lantern",
  "/search/feed.xml?q=lantern",
  "/search-index.json",
  "/feeds",
  "/feeds.opml",
  "/sitemap.xml",
  "/news-sitemap.xml",
];

beforeAll(async () => {
  const site = madeSite("Faults", ["news", "culture"]);
  await published(local.kv, articles, { site, now: T0 });
  await published(local.kv, changed, { site, now: NOW });
  kv = await rememberedKv(local.kv);
  const { keys } = await local.kv.list({ prefix: "blob/" });
  // A blob that is whole, and not what was asked for.
  foreign = new Uint8Array((await local.kv.get(keys[0]!.name, "arrayBuffer"))!);
  const { text } = await ask(createApp({ now: () => NOW }), "/feed.json", kv);
  // A JSON Feed, as its own tests hold.
  const feed = JSON.parse(text) as { readonly next_url: string };
  paths.push(...PATHS, new URL(feed.next_url).pathname);
});

type Answer = Readonly<Record<"release" | "retry" | "cache", string | null>> & {
  readonly status: number;
  readonly text: string;
};

async function ask(
  app: ReturnType<typeof createApp>,
  path: string,
  through: KVNamespace,
): Promise<Answer> {
  const response = await app.request(`https://news.example${path}`, undefined, {
    KV: through,
    LOG_SAMPLE: "0",
  });
  const text = await response.text();
  const header = (name: string): string | null => response.headers.get(name);
  return {
    status: response.status,
    text,
    release: header("X-Release"),
    retry: header("Retry-After"),
    cache: header("Cache-Control"),
  };
}

/** What each release answers while nothing is wrong, by path and release. */
async function healthy(): Promise<ReadonlyMap<string, Answer>> {
  const answers = new Map<string, Answer>();
  for (const now of [T0, NOW]) {
    const older = now === T0 ? await withOldCurrent() : kv;
    for (const path of paths) {
      const answer = await ask(createApp({ now: () => NOW }), path, older);
      answers.set(`${answer.release} ${path}`, answer);
    }
  }
  return answers;
}

/** KV as it was before the second publication. */
async function withOldCurrent(): Promise<KVNamespace> {
  const { keys } = await local.kv.list({ prefix: "release/" });
  const old = await kv.get(keys.map(({ name }) => name).sort()[0]!);
  const get = (asked: string | string[], options: object) =>
    asked === "current" ? Promise.resolve(old) : kv.get(asked as string, options);
  return new Proxy(kv, {
    get: (target, name) => (name === "get" ? get : Reflect.get(target, name)),
  });
}

// How long a read is waited for is held by test/store/kv-gate.test.ts.
test("whatever KV does at any single read of any route, readers get one whole release or 503, and no cache keeps anything wrong", async () => {
  const quiet = [vi.spyOn(console, "warn"), vi.spyOn(console, "error")];
  for (const spy of quiet) spy.mockImplementation(() => undefined);
  const right = await healthy();
  const told = { injected: 0, unchanged: 0, older: 0, refused: 0 };
  const check = (path: string, answer: Answer, what: string): void => {
    if (answer.status === 503) {
      told.refused += 1;
      expect([what, answer.retry === null, answer.cache]).toEqual([what, false, "no-store"]);
      return;
    }
    const whole = right.get(`${answer.release} ${path}`);
    // The page of what is not there offers less where less can be read.
    const isSame = answer.text === whole?.text || answer.status === 404;
    expect([what, answer.status, isSame]).toEqual([what, whole?.status, true]);
    if (answer.release === newest) told.unchanged += 1;
    else told.older += 1;
  };
  const newest = [...right.keys()]
    .map((key) => key.split(" ")[0]!)
    .sort()
    .at(-1);
  const injected = async (path: string, at: number, fault: Fault, isLasting: boolean) => {
    const what = `${path}: read ${at} ${fault}${isLasting ? ", and all after it" : ""}`;
    let isOver = false;
    const faulty = faultyReads(
      kv,
      (number) => (!isOver && (isLasting ? number >= at : number === at) ? fault : undefined),
      foreign,
    );
    const app = createApp({ now: () => clock.now });
    const clock = { now: NOW };
    const answer = await ask(app, path, faulty.kv);
    told.injected += 1;
    check(path, answer, what);
    isOver = true;
    clock.now += MINUTE;
    const after = await ask(app, path, faulty.kv);
    const whole = right.get(`${newest} ${path}`);
    // When all is well again, so is what the same isolate gives.
    expect([what, after.status, after.text === whole?.text]).toEqual([what, whole?.status, true]);
  };
  for (const path of paths) {
    const counted = faultyReads(kv, () => undefined, foreign);
    await ask(createApp({ now: () => NOW }), path, counted.kv);
    const reads = counted.calls.map((_, number) => number);
    // A page that reads dozens of packs has them all alike.
    const chosen = reads.length > 12 ? [...reads.slice(0, 8), ...reads.slice(-2)] : reads;
    await Promise.all(
      chosen.flatMap((at) =>
        FAULTS.flatMap((fault) => [false, true].map((lasts) => injected(path, at, fault, lasts))),
      ),
    );
  }
  for (const spy of quiet) spy.mockRestore();
  console.info(
    `${told.injected} faults injected into the reads of ${paths.length} routes: ${told.unchanged} answers of the newest release, ${told.older} of the one before, ${told.refused} refused`,
  );
  expect(told.injected).toBeGreaterThan(800);
});
