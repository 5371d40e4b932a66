import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import type { Manifest } from "#model/release.ts";
import { createApp } from "#serve/app.ts";
import type { AppContext, Bindings } from "#serve/http/env.ts";
import { createFeedCache } from "#serve/http/feed-cache.ts";
import { answerFromCache, cacheAnswer } from "#serve/http/response-cache.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { createMemory } from "#store/memory.ts";
import { ask, NOW, published } from "../published.ts";
import { article, manyArticles } from "../sample-site.ts";

const SECOND = 1_000;

/** One warm isolate, whose clock and bindings can be set. */
function isolate(bindings: Partial<Bindings> = {}) {
  const clock = { now: NOW };
  const feedCache = createFeedCache(createMemory(8 << 20));
  const app = createApp({ now: () => clock.now, feedCache });
  const get = async (path: string, init?: RequestInit) => {
    const response = await app.request(`https://news.example.org${path}`, init, {
      KV: env.KV,
      ...bindings,
    });
    const { status, headers } = response;
    return { status, headers: Object.fromEntries(headers), text: await response.text() };
  };
  return { clock, feedCache, get };
}

const withoutCost = (headers: Readonly<Record<string, string>>) => ({
  ...headers,
  "server-timing": undefined,
});

test.each([
  "/feed.xml",
  "/sections/news/atom.xml",
  "/tags/%E5%8F%8C/feed.json",
  "/sections/news/feed.xml?depth=0",
])(
  "a feed that is asked for again is given as it was, 304s too, for no reads: %s",
  async (path) => {
    await published(manyArticles(60));
    const { get, feedCache } = isolate();
    const first = await get(path);
    expect(feedCache.answers.get(`https://news.example.org${path}`)).toBeDefined();
    const second = await get(path);
    expect(second.text).toBe(first.text);
    expect(withoutCost(second.headers)).toEqual(withoutCost(first.headers));
    expect(second.headers["server-timing"]).toBe('kv;desc="reads=0 ops=0 rounds=0"');
    const cold = await ask(path, { headers: { "If-None-Match": first.headers["etag"] ?? "" } });
    const third = await get(path, { headers: { "If-None-Match": first.headers["etag"] ?? "" } });
    expect([third.status, third.text]).toEqual([304, ""]);
    expect(withoutCost(third.headers)).toEqual(withoutCost(Object.fromEntries(cold.headers)));
    const other = await get(path, { headers: { "If-None-Match": '"other"' } });
    expect([other.status, other.text]).toEqual([200, first.text]);
  },
);

test("an isolate that has only answered 304 so far gives the whole feed to whoever has none", async () => {
  await published(manyArticles(60));
  const tag = (await ask("/feed.xml")).headers.get("ETag") ?? "";
  const { get } = isolate();
  for (let time = 0; time < 3; time++)
    expect((await get("/feed.xml", { headers: { "If-None-Match": tag } })).status).toBe(304);
  const whole = await get("/feed.xml");
  expect([whole.status, whole.headers["content-type"]]).toEqual([
    200,
    "application/rss+xml; charset=utf-8",
  ]);
  expect((await get("/feed.xml")).text).toBe(whole.text);
});

test("what is held is given until current is read again and is another", async () => {
  const articles = manyArticles(60);
  await published(articles);
  const { get, clock } = isolate();
  const before = await get("/feed.xml");
  await published([...articles, article({ id: "new", published: "2026-11-20" })], {
    now: NOW + SECOND,
  });
  clock.now += 2 * SECOND;
  expect((await get("/feed.xml")).text).toBe(before.text);
  clock.now += 2 * SECOND;
  const after = await get("/feed.xml");
  expect(after.text).toContain("tag:example.org,2026:new<");
  expect((await get("/feed.xml")).text).toBe(after.text);
});

test("a scheduled article appears at its moment, though the feed without it is held", async () => {
  const at = new Date(NOW + 1_500).toISOString();
  await published([...manyArticles(60), article({ id: "soon", published: at })]);
  const { get, clock } = isolate();
  expect((await get("/feed.xml")).text).not.toContain(":soon<");
  clock.now += SECOND;
  expect((await get("/feed.xml")).text).not.toContain(":soon<");
  clock.now += SECOND;
  for (let time = 0; time < 2; time++) {
    const { text, headers } = await get("/feed.xml");
    expect(text).toContain(":soon<");
    expect(headers["x-release"]).toBe(
      (await ask("/healthz", { now: clock.now })).headers.get("X-Release"),
    );
  }
});

test("an answer that was written with one base URL is not given under another", async () => {
  await published(manyArticles(60));
  const bindings: { BASE_URL?: string } = {};
  const { get } = isolate(bindings);
  const addresses = [undefined, "https://mirror.example.net", "https://other.example.net"];
  for (const address of [...addresses, ...addresses]) {
    if (address === undefined) delete bindings.BASE_URL;
    else bindings.BASE_URL = address;
    for (let time = 0; time < 2; time++)
      expect((await get("/feed.xml")).text).toContain(
        `<link>${address ?? "https://news.example.org"}/</link>`,
      );
  }
});

test.each([
  ["If-Match", '"other"', 412],
  ["If-Match", "*", 200],
  ["If-Unmodified-Since", "Mon, 23 Nov 2020 08:00:00 GMT", 412],
  ["If-Unmodified-Since", "Sun, 23 Nov 2036 08:00:00 GMT", 200],
])("a feed that is held is refused as any other: %s: %s gives %i", async (name, value, status) => {
  await published(manyArticles(60));
  const { get } = isolate();
  await get("/feed.xml");
  expect((await get("/feed.xml", { headers: { [name]: value } })).status).toBe(status);
  expect((await get("/feed.xml")).status).toBe(200);
});

test("a person and another method are answered by the routes", async () => {
  await published(manyArticles(60));
  const { get } = isolate();
  const feed = await get("/feed.xml");
  const page = await get("/feed.xml", { headers: { "Sec-Fetch-Dest": "document" } });
  expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect((await get("/feed.xml", { method: "POST", body: "" })).status).toBe(405);
  const head = await get("/feed.xml", { method: "HEAD" });
  expect([head.status, head.text, head.headers["etag"]]).toEqual([200, "", feed.headers["etag"]]);
  expect((await get("/feed.xml")).text).toBe(feed.text);
});

test("a made-up entity tag does not stay in what is held", async () => {
  await published(manyArticles(60));
  const path = "/tags/%E5%8F%8C/feed.xml";
  const tag = (await ask(path)).headers.get("ETag") ?? "";
  const { get } = isolate();
  const forged = `"AAAAAAAAAAAAAAAA-zzzzzzz.${tag.slice(1, -1).split(".")[1]}"`;
  expect((await get(path, { headers: { "If-None-Match": forged } })).status).toBe(304);
  expect((await get(path)).headers["etag"]).toBe(tag);
  expect((await get(path)).headers["etag"]).toBe(tag);
});

test("junk in the query is answered, and not held", async () => {
  await published(manyArticles(60));
  const { get, feedCache } = isolate();
  const feed = await get("/feed.xml");
  for (let n = 0; n < 5; n++) expect((await get(`/feed.xml?junk=${n}`)).text).toBe(feed.text);
  expect(feedCache.answers.get("https://news.example.org/feed.xml?junk=1")).toBeUndefined();
  // The same bytes serve them all.
  const length = new TextEncoder().encode(feed.text).length;
  expect(feedCache.bodies.bytes).toBeGreaterThanOrEqual(length);
  expect(feedCache.bodies.bytes).toBeLessThan(2 * length);
});

describe("an answer that is held", () => {
  const UPCOMING = NOW + 600_000;
  // What is looked at of a manifest.
  const manifest = {
    release: "r1",
    upcoming: [
      { from: new Date(NOW - SECOND).toISOString(), release: "r2" },
      { from: new Date(UPCOMING).toISOString(), release: "r3" },
    ],
  } as unknown as Manifest;
  const URL = "https://news.example.org/feed.xml";

  /** An isolate that has just answered a feed from `release`, at `now`. */
  function answered({
    release = "r2",
    now = NOW,
    method = "GET",
    ...env
  }: Record<string, unknown>) {
    const cache = createIsolateCache();
    cache.current = { manifest, text: "", at: Number(now) };
    const feedCache = createFeedCache(cache.memory);
    const clock = { now: Number(now) };
    const deps = { cache, feedCache, now: () => clock.now, chance: () => 1 };
    const validators = { etag: "tag" };
    feedCache.bodies.set("body", { etag: "tag", bytes: new Uint8Array(3) });
    // What is looked at of a request.
    const c = {
      req: { url: URL, raw: { method } },
      res: new Response(null, { headers: { ETag: '"tag"' } }),
      var: { release, reusable: { validators, type: "text/xml", body: "body" } },
      env,
    } as unknown as AppContext;
    cacheAnswer(c, deps);
    return { cache, deps, held: feedCache.answers.get(URL) };
  }

  test("lasts until a minute before the next release takes over", () => {
    expect(answered({}).held?.until).toBe(UPCOMING - 60_000);
    expect(answered({ now: UPCOMING, release: "r3" }).held?.until).toBe(Infinity);
    expect(answered({ now: UPCOMING - 1 }).held?.until).toBe(UPCOMING - 60_000);
  });

  test("says of both its 200 and its 304 that nothing was read", () => {
    const { headers, unchanged } = answered({}).held!;
    const cost = 'kv;desc="reads=0 ops=0 rounds=0"';
    const both = { etag: '"tag"', "server-timing": cost };
    expect(Object.fromEntries(headers)).toEqual({ ...both, "content-type": "text/xml" });
    expect(unchanged.status).toBe(304);
    expect(Object.fromEntries(unchanged.headers)).toEqual(both);
  });

  test("is that of a GET, from the release that is seen, where the cache in front does not keep it", () => {
    expect(answered({ method: "HEAD" }).held).toBeUndefined();
    expect(answered({ release: "r1" }).held).toBeUndefined();
    expect(answered({ LONG_LIVES: "yes" }).held).toBeUndefined();
    expect(answered({ LONG_LIVES: "no" }).held).toBeDefined();
  });

  test("is given up to that moment, and not at it", () => {
    const { cache, deps } = answered({});
    const give = (now: number) => {
      cache.current = { manifest, text: "", at: now };
      return answerFromCache(new Request(URL), undefined, { ...deps, now: () => now })?.status;
    };
    expect(give(UPCOMING - 60_001)).toBe(200);
    expect(give(UPCOMING - 60_000)).toBeUndefined();
  });

  test("is not given without its body, but for who has it", () => {
    const { deps } = answered({});
    deps.feedCache.bodies.clear();
    expect(answerFromCache(new Request(URL), undefined, deps)).toBeUndefined();
    const headers = { "If-None-Match": '"tag"' };
    expect(answerFromCache(new Request(URL, { headers }), undefined, deps)?.status).toBe(304);
  });

  test("is not given when current has been read anew and is another, nor when it is to be read", () => {
    const { cache, deps } = answered({});
    const give = (at: number, held: Manifest) => {
      cache.current = { manifest: held, text: "", at };
      return answerFromCache(new Request(URL), {}, deps)?.status;
    };
    expect(give(NOW, manifest)).toBe(200);
    expect(give(NOW, { ...manifest })).toBeUndefined();
    expect(give(NOW - 60_000, manifest)).toBeUndefined();
  });
});
