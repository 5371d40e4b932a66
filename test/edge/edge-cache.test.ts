import { beforeEach, expect, test } from "vitest";
import { toArticle } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import { toSite } from "#model/site.ts";
import { publish } from "#publish/write/publish.ts";
import { createApp } from "#serve/app.ts";
import { kvInMemory } from "../reliability/kv-in-memory.ts";
import { createEdgeCache, type EdgeCache } from "./edge-cache.ts";

const START = Date.parse("2026-11-23T08:00:00Z");
const SECRET = "a secret of thirty-two characters";

/** A site behind the cache, with a clock that the test sets. */
type Stage = {
  now: number;
  version: string;
  readonly kv: KVNamespace;
  edge: EdgeCache;
  /** How a city sees KV: the current of another moment. */
  lag: Map<string, string>;
};

let stage: Stage;

beforeEach(async () => {
  const { kv } = kvInMemory();
  const made: Stage = {
    now: START,
    version: "1",
    kv,
    lag: new Map(),
    // Made below: it needs the stage.
    edge: undefined as unknown as EdgeCache,
  };
  made.edge = createEdgeCache(
    (request) => worker(made, request),
    () => made.now,
    () => made.version,
  );
  stage = made;
  await publishTitles(["One"]);
});

/** Each run is a cold isolate: the worst that can be. */
async function worker({ now, kv, lag, edge }: Stage, request: Request): Promise<Response> {
  const app = createApp({ now: () => now });
  const old = lag.get("current");
  const seen =
    old === undefined
      ? kv
      : new Proxy(kv, {
          get: (target, name) =>
            name === "get"
              ? (key: string, type: "text") =>
                  key === "current" ? Promise.resolve(old) : target.get(key, type)
              : Reflect.get(target, name),
        });
  const context = {
    waitUntil: () => {},
    passThroughOnException: () => {},
    props: {},
    cache: { purge: async ({ tags }: { tags: readonly string[] }) => edge.purge(tags) },
  };
  return app.fetch(request, { KV: seen, PURGE_TOKEN: SECRET }, context);
}

async function publishTitles(titles: readonly string[], later?: string): Promise<void> {
  const site = toSite({ title: "S", url: "https://s.example", sections: [{ slug: "news" }] });
  const articles = [...titles, ...(later === undefined ? [] : [later])].map((title, place) =>
    toArticle(
      {
        id: String(place + 1),
        title,
        section: "news",
        published:
          title === later ? new Date(START + 90_000).toISOString() : `2026-11-0${place + 1}`,
        body: title,
      },
      { timeZone: "UTC" },
    ),
  );
  if (isRejection(site)) throw new TypeError("the sample site is wrong");
  const right = articles.flatMap((article) => (isRejection(article) ? [] : [article]));
  const outcome = await publish({
    kv: stage.kv,
    site,
    articles: right,
    media: [],
    now: stage.now,
    force: true,
  });
  if (isRejection(outcome)) throw new TypeError(JSON.stringify(outcome));
}

async function ask(path: string, init: RequestInit = {}, city = "A") {
  const response = await stage.edge.ask(city, new Request(`https://s.example${path}`, init));
  return {
    status: response.status,
    headers: response.headers,
    from: response.headers.get("Cf-Cache-Status"),
    text: await response.text(),
  };
}

const purge = (body?: object, token = SECRET) =>
  ask("/admin/purge", {
    method: "POST",
    headers: { Authorization: `Bearer ${token}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

test("a second poll of a feed runs no Worker, and one that has it is told so by the cache", async () => {
  const first = await ask("/feed.xml");
  const second = await ask("/feed.xml");
  expect([first.from, second.from, stage.edge.runs]).toEqual(["MISS", "HIT", 1]);
  const tag = second.headers.get("ETag") ?? "";
  const third = await ask("/feed.xml", { headers: { "If-None-Match": tag } });
  expect([third.status, stage.edge.runs]).toEqual([304, 1]);
});

test("trap 1: a city that fills itself from an old current after a purge is right after two minutes", async () => {
  const old = (await stage.kv.get("current", "text")) ?? "";
  await ask("/feed.xml");
  await publishTitles(["One", "Two"]);
  await purge();
  stage.lag.set("current", old);
  stage.now += 59_000;
  expect((await ask("/feed.xml", {}, "B")).text).not.toContain("Two");
  stage.lag.clear();
  stage.now += 61_000;
  expect((await ask("/feed.xml", {}, "B")).text).toContain("Two");
});

test("trap 2: only who knows the secret purges, and without one there is no such address", async () => {
  expect((await purge({}, "wrong")).status).toBe(401);
  expect((await ask("/admin/purge", { method: "POST" })).status).toBe(401);
  await ask("/feed.xml");
  expect((await purge()).text).toBe('{"purged":true,"tags":["site"]}');
  expect((await ask("/feed.xml")).from).toBe("MISS");
  const app = createApp({ now: () => stage.now });
  const answer = await app.request(
    "/admin/purge",
    { method: "POST", headers: { Authorization: "Bearer " } },
    { KV: stage.kv, PURGE_TOKEN: "" },
  );
  expect(answer.status).toBe(404);
});

test("trap 3: a purge names at most a hundred tags", async () => {
  const tags = Array.from({ length: 101 }, (_, place) => `article-${place}`);
  expect((await purge({ tags })).status).toBe(400);
  expect((await purge({ tags: tags.slice(1) })).status).toBe(200);
  for (const wrong of [[], [1], "site", [""]])
    expect((await purge({ tags: wrong as [] })).status).toBe(400);
});

test("trap 4: what is for nobody to keep says so, and no answer says nothing", async () => {
  const kept: [string, RequestInit][] = [
    ["/", {}],
    ["/feed.xml", {}],
    ["/articles/1", {}],
    ["/api/search?q=One", {}],
    ["/nothing", {}],
    ["/robots.txt", {}],
    ["/feeds", {}],
    ["/llms.txt", {}],
  ];
  for (const [path, init] of kept) {
    const { headers } = await ask(path, init);
    expect([path, headers.get("CDN-Cache-Control")]).toEqual([path, "max-age=60"]);
    expect([path, headers.get("Cache-Tag")?.startsWith("site")]).toEqual([path, true]);
  }
  for (const path of ["/healthz", "/mcp", "/api/articles?limit=x", "/admin/purge"]) {
    const [first, second] = [await ask(path), await ask(path)];
    expect([path, first.from, second.from]).toEqual([path, "MISS", "MISS"]);
    expect([path, first.headers.get("CDN-Cache-Control") ?? "no-store"]).toEqual([
      path,
      "no-store",
    ]);
  }
});

test("trap 4: an answer is the same whatever host is asked, for the key has none", async () => {
  const one = await stage.edge.ask("A", new Request("https://s.example/feed.xml"));
  const other = await stage.edge.ask("A", new Request("https://s.workers.dev/feed.xml"));
  expect([other.headers.get("Cf-Cache-Status"), await other.text()]).toEqual([
    "HIT",
    await one.text(),
  ]);
});

test("trap 5: what an answer cost is told of the run that made it, beside where it came from", async () => {
  const first = await ask("/feed.xml");
  const second = await ask("/feed.xml");
  expect(second.headers.get("Server-Timing")).toBe(first.headers.get("Server-Timing"));
  expect(second.from).toBe("HIT");
});

test("trap 6: readers that compress otherwise share one copy, and Markdown has one of its own", async () => {
  await ask("/articles/1", { headers: { "Accept-Encoding": "gzip" } });
  const other = await ask("/articles/1", { headers: { "Accept-Encoding": "br, gzip" } });
  const markdown = await ask("/articles/1", { headers: { Accept: "text/markdown" } });
  expect([other.from, markdown.from]).toEqual(["HIT", "MISS"]);
  expect(markdown.headers.get("Content-Type")).toContain("text/markdown");
  expect((await ask("/articles/1")).headers.get("Content-Type")).toContain("text/html");
});

test("trap 7: a deploy empties the cache", async () => {
  await ask("/feed.xml");
  stage.version = "2";
  expect((await ask("/feed.xml")).from).toBe("MISS");
});

test("trap 8: what is kept ends when a scheduled article appears", async () => {
  await publishTitles(["One"], "Later");
  stage.now = START + 60_000;
  const before = await ask("/feed.xml");
  expect(before.text).not.toContain("Later");
  expect(before.headers.get("CDN-Cache-Control")).toBe("max-age=30");
  stage.now = START + 90_000;
  expect((await ask("/feed.xml")).text).toContain("Later");
});

test("with every purge lost, nothing is older than two minutes, in a lower tier too", async () => {
  for (const path of ["/", "/feed.xml", "/articles/1", "/api/articles"]) await ask(path);
  await publishTitles(["Uno"]);
  stage.edge.purge(["site"], ["A", ""]);
  stage.now += 120_000;
  for (const path of ["/", "/feed.xml", "/articles/1", "/api/articles"])
    expect([path, (await ask(path)).text.includes("Uno")]).toEqual([path, true]);
});

test("a purge by a tag lets go of that alone", async () => {
  for (const path of ["/articles/1", "/sections/news", "/sections/news/feed.xml", "/feed.xml"])
    await ask(path);
  await purge({ tags: ["section-news"] });
  const froms = await Promise.all(
    ["/articles/1", "/sections/news", "/sections/news/feed.xml", "/feed.xml"].map(
      async (path) => (await ask(path)).from,
    ),
  );
  expect(froms).toEqual(["HIT", "MISS", "MISS", "HIT"]);
});
