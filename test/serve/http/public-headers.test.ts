import { env } from "cloudflare:workers";
import { Hono } from "hono";
import { beforeAll, expect, test, vi } from "vitest";
import type { AppEnv } from "#serve/http/env.ts";
import { createFeedCache } from "#serve/http/feed-cache.ts";
import { publicHeaders } from "#serve/http/public-headers.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { ask, NOW, published } from "../published.ts";
import { article, BASE_URL, manyArticles } from "../sample-site.ts";

beforeAll(() => published([...manyArticles(60), article({ id: "gone", status: "withdrawn" })]));

const ANSWERS: readonly [path: string, status: number, init?: RequestInit][] = [
  ["/", 200],
  ["/feed.xml", 200],
  ["/feed.json", 304, { headers: { "If-None-Match": "*" } }],
  ["/articles/a1", 200],
  ["/articles/a1.json", 200],
  ["/articles/gone", 410],
  ["/articles/nix", 404],
  ["/articles/%FF", 400],
  ["/articles/a1.html", 301],
  ["/api/articles", 200],
  ["/api/articles?limit=x", 400],
  ["/api/sections", 200],
  ["/healthz", 200],
  ["/feed.xml", 405, { method: "POST", body: "" }],
  ["/feed.xml", 204, { method: "OPTIONS" }],
  ["/nix", 204, { method: "OPTIONS" }],
];

test.each(ANSWERS)(
  "%s with status %i may be read from any page, is not sniffed, framed or scripted, and sets no cookie",
  async (path, status, init) => {
    const { status: given, headers } = await ask(path, {
      ...init,
      headers: new Headers([
        ["Origin", "https://other.example"],
        ...new Headers(init?.headers).entries(),
      ]),
    });
    expect(given).toBe(status);
    expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(headers.get("Access-Control-Allow-Credentials")).toBeNull();
    for (const name of ["ETag", "Last-Modified", "Link", "X-Release", "Server-Timing"])
      expect(headers.get("Access-Control-Expose-Headers")).toContain(name);
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Content-Security-Policy")).toBe(
      "default-src 'none'; img-src * data:; media-src *; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get("Referrer-Policy")).toBeTruthy();
    expect(headers.get("Server-Timing")).toMatch(/^kv;desc="reads=\d+ ops=\d+ rounds=\d+"$/);
    expect(headers.get("Vary") ?? "").not.toContain("Accept-Encoding");
    expect(headers.get("Set-Cookie")).toBeNull();
  },
);

test.each(["/admin/articles", "/admin/articles/a1", "/admin/nix"])(
  "%s is for no page of others, and neither sniffed nor framed",
  async (path) => {
    const { headers } = await ask(path, { headers: { Origin: "https://other.example" } });
    expect(headers.get("Access-Control-Allow-Origin")).toBeNull();
    expect(headers.get("Access-Control-Expose-Headers")).toBeNull();
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
    // What only begins like it is as public as all else.
    const other = await ask(path.replace("/admin/", "/administration/"));
    expect(other.headers.get("Access-Control-Allow-Origin")).toBe("*");
  },
);

test("every answer that was made from a release names it", async () => {
  const named = await Promise.all(
    ["/", "/feed.xml", "/api/articles", "/nix", "/articles/gone"].map((path) => ask(path)),
  );
  for (const { headers } of named)
    expect(headers.get("X-Release")).toMatch(/^\d{8}T\d{6}Z-[\w-]{8}$/);
});

test("a preflight request is granted, whatever header is asked for", async () => {
  const { headers } = await ask("/api/articles", {
    method: "OPTIONS",
    headers: {
      "Access-Control-Request-Method": "GET",
      "Access-Control-Request-Headers": "If-None-Match, X-Mine",
    },
  });
  expect(headers.get("Access-Control-Allow-Methods")).toBe("GET, HEAD, OPTIONS");
  expect(headers.get("Access-Control-Allow-Headers")).toBe("*");
});

test.each([
  "/",
  "/feed.xml",
  "/articles/a1",
  "/articles/a1.json",
  "/api/articles",
  "/sections/news",
  "/nix",
  "/articles/gone",
  "/robots.txt",
])("HEAD of %s has the status and headers of GET, and no body", async (path) => {
  const get = await ask(path);
  const head = await ask(path, { method: "HEAD" });
  expect(head.text).toBe("");
  expect(head.status).toBe(get.status);
  expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(get.headers));
});

test("Host and forwarding headers change nothing", async () => {
  for (const path of ["/", "/feed.xml", "/articles/a1.json", "/articles/a1.html", "/rss.xml"]) {
    const honest = await ask(path);
    const hostile = await ask(path, {
      origin: "http://evil.example:8080",
      headers: {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "gopher",
        Forwarded: "host=evil.example",
      },
    });
    expect(hostile.text).toBe(honest.text);
    expect(Object.fromEntries(hostile.headers)).toEqual(Object.fromEntries(honest.headers));
    expect(hostile.text).not.toContain("evil.example");
  }
});

test("BASE_URL overrides the site's own address, in bodies and in entity tags", async () => {
  const bindings = { BASE_URL: "https://example.org/paper/" };
  const own = await ask("/feed.json");
  const other = await ask("/paper/feed.json", { bindings });
  expect(other.status).toBe(200);
  expect(other.text).toContain('"feed_url":"https://example.org/paper/feed.json"');
  expect(other.text).not.toContain(BASE_URL);
  expect(other.headers.get("ETag")).not.toBe(own.headers.get("ETag"));
  const page = await ask("/paper/articles/a1", { bindings });
  expect(page.text).toMatch(/<link rel="stylesheet" href="\/paper\/style-[a-z0-9]+\.css"/);
});

test("the stylesheet is there under the name that pages give it, for ever, and under an old name for a while", async () => {
  const path = /href="(\/style-[^"]*)"/.exec((await ask("/")).text)?.[1] ?? "";
  const style = await ask(path);
  expect(Object.fromEntries(style.headers)).toMatchObject({
    "content-type": "text/css; charset=utf-8",
    "cache-control": "public, max-age=31536000, immutable",
  });
  const old = await ask("/style-abc123.css");
  expect([old.status, old.text, old.headers.get("Cache-Control")]).toEqual([
    200,
    style.text,
    "public, max-age=60",
  ]);
});

test("browsers and feed readers that ask for an icon get the site's own, or one made of its name", async () => {
  const icon = await ask("/favicon.ico");
  expect([icon.status, icon.headers.get("Content-Type")]).toEqual([200, "image/svg+xml"]);
  expect(icon.text).toContain(">澜</text>");
});

test("what is kept in front of the Worker is let go when the next release takes over, and by the release that it shows", async () => {
  const soon = { id: "soon", published: new Date(NOW + 30_000).toISOString() };
  await published([...manyArticles(60), article(soon)]);
  const kept = async (path: string, now?: number) => {
    const { headers } = await ask(path, now === undefined ? {} : { now });
    const tags = headers.get("Cache-Tag")?.split(",") ?? [];
    return [headers.get("CDN-Cache-Control"), tags.includes(`release-${headers.get("X-Release")}`)];
  };
  expect(await kept("/feed.xml")).toEqual(["max-age=30", true]);
  expect(await kept("/feed.xml", NOW - 40_000)).toEqual(["max-age=60", true]);
  expect(await kept("/nix")).toEqual(["max-age=30", true]);
});

test.each([499, 500, 501])(
  "the clock is asked, but for what failed on our side: %i",
  async (status) => {
    const now = vi.fn(() => NOW);
    const cache = createIsolateCache();
    const feedCache = createFeedCache(cache.memory);
    const deps = { cache, now, feedCache, chance: () => 1 };
    const app = new Hono<AppEnv>()
      .use(publicHeaders(deps))
      .get("/", () => new Response(null, { status, headers: { "Referrer-Policy": "own" } }));
    vi.spyOn(console, "log").mockImplementation(() => {});
    const { headers } = await app.request("/", undefined, { KV: env.KV });
    expect(now).toHaveBeenCalledTimes(status < 500 ? 1 : 0);
    // What a route says itself stays.
    expect(headers.get("Referrer-Policy")).toBe("own");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("X-Release")).toBeNull();
    vi.restoreAllMocks();
  },
);
