import { env } from "cloudflare:workers";
import { Hono } from "hono";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { createApp } from "#serve/app.ts";
import { answerProblem } from "#serve/http/answer-problem.ts";
import type { AppEnv } from "#serve/http/env.ts";
import { createFeedCache } from "#serve/http/feed-cache.ts";
import { FaultyBodyProblem, isProblemName, Problem, PROBLEMS } from "#serve/http/problem.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { faultyKv, type Fault } from "../faulty-kv.ts";
import { ask, NOW, published } from "../published.ts";
import { article, manyArticles } from "../sample-site.ts";

type Details = { type: string; title: string; status: number; detail: string; instance: string };

describe("before anything was published", () => {
  test.each(["/", "/feed.xml", "/articles/1", "/api/articles", "/healthz", "/nothing"])(
    "%s answers 503, when to come back, and how to publish",
    async (path) => {
      const { status, headers, text } = await ask(path);
      expect([status, headers.get("Retry-After")]).toEqual([503, "60"]);
      expect(headers.get("Cache-Control")).toBe("no-store");
      expect(text).toContain("npx broadsheet publish ./content");
      expect(headers.get("Server-Timing")).toBe('kv;desc="reads=1 ops=1 rounds=1"');
      expect(headers.get("X-Release")).toBeNull();
    },
  );

  test("problems are explained, for they need no release", async () => {
    for (const name of Object.keys(PROBLEMS)) {
      const { status, text } = await ask(`/problems/${name}`);
      expect([name, status]).toEqual([name, 200]);
      expect(text).toContain(name);
    }
    expect(isProblemName("constructor")).toBe(false);
  });
});

describe("with articles published", () => {
  beforeAll(() =>
    published([
      ...manyArticles(60),
      article({ id: "gone", status: "withdrawn" }),
      article({ id: "shown" }),
    ]),
  );

  test.each<[path: string, accept: string, isForPeople: boolean]>([
    ["/articles/nix", "text/markdown", false],
    ["/sections/nix", "text/markdown, */*;q=0.1", false],
    ["/nix", "text/markdown", false],
    ["/nix", "text/html, text/markdown;q=0.5", true],
    ["/articles/nix.md", "*/*", false],
    ["/articles/gone.md", "", false],
    ["/sections/nix.md", "*/*", false],
    ["/articles/nix.md", "text/html,application/xhtml+xml,*/*;q=0.8", true],
    ["/nix.md", "*/*", true],
    ["/articles/nix", "*/*", true],
    ["/articles/nix", "text/html, application/json", true],
  ])("%s is no page for whoever asks by %j to read Markdown", async (path, accept, isForPeople) => {
    const { headers } = await ask(path, { headers: accept === "" ? {} : { Accept: accept } });
    const type = isForPeople ? "text/html; charset=utf-8" : "application/problem+json";
    expect(headers.get("Content-Type")).toBe(type);
    expect(headers.get("Vary")).toBe("Accept");
  });

  test.each<[keyof typeof PROBLEMS, string, RequestInit?]>([
    ["bad-path", "/articles/%FF"],
    ["bad-path", "/%C0%AF/feed.xml"],
    ["bad-parameter", "/api/articles?limit=0"],
    ["bad-parameter", "/api/articles?limit=101"],
    ["bad-parameter", "/api/articles?limit=ten"],
    ["bad-parameter", "/api/articles?cursor=nonsense"],
    ["bad-parameter", "/api/articles?lang=zh_"],
    ["bad-parameter", "/api/articles?after=yesterday"],
    ["bad-parameter", `/api/articles?tag=${"x".repeat(9_000)}`],
    ["bad-parameter", "/sections/news?cursor=nonsense"],
    ["section-not-found", "/api/articles?section=nix"],
    ["section-not-found", "/sections/nix"],
    ["section-not-found", "/sections/nix/feed.xml"],
    ["section-not-found", "/sections/news/..%2Fcurrent"],
    ["article-not-found", "/articles/nix"],
    ["article-not-found", "/articles/nix.json"],
    ["article-not-found", "/articles/shown.xml"],
    ["article-withdrawn", "/articles/gone"],
    ["article-withdrawn", "/articles/gone.json"],
    ["topic-not-found", "/tags/nix/feed.xml"],
    ["archive-not-found", "/archive/nix/feed.xml"],
    ["archive-superseded", "/archive/a1~AAAAAAAAAA/feed.json"],
    ["media-not-found", "/media/nix.png"],
    ["media-not-found", "/media/AAAAAAAAAAAAAAAAAAAA.png"],
    ["page-not-found", "/nix"],
    ["page-not-found", "/api/nix"],
    ["page-not-found", "/problems/nix"],
    ["method-not-allowed", "/", { method: "POST", body: "x" }],
    ["method-not-allowed", "/articles/shown", { method: "DELETE" }],
    ["method-not-allowed", "/nix", { method: "PUT", body: "x" }],
  ])("%s is what %s gets, as problem details for whoever reads JSON", async (name, path, init) => {
    const { status, headers, text } = await ask(path, {
      ...init,
      headers: { Accept: "application/json" },
    });
    const details: Details = JSON.parse(text);
    expect(headers.get("Content-Type")).toBe("application/problem+json");
    expect(status).toBe(PROBLEMS[name].status);
    expect(details).toMatchObject({
      title: PROBLEMS[name].title,
      status,
    });
    // What is refused before anything was read does not know the site's address yet, and gives a
    // path.
    const type = new URL(details.type, "https://news.example.org").href;
    expect(type).toBe(`https://news.example.org/problems/${name}`);
    expect(details.detail).toMatch(/\S/);
    expect(new URL(details.instance, "https://a.invalid").href).toBe(
      new URL(path, "https://a.invalid").href,
    );
  });

  test("feeds and pages tell people that a thing is not there, and the API tells programs", async () => {
    for (const path of [
      "/nix",
      "/articles/nix",
      "/articles/gone",
      "/sections/nix",
      "/sections/nix/feed.xml",
      "/archive/nix/feed.json",
    ]) {
      const { headers, text } = await ask(path);
      expect([path, headers.get("Content-Type")]).toEqual([path, "text/html; charset=utf-8"]);
      expect(text).toContain("澜川新闻网");
      expect(headers.get("Cache-Control")).toBe("public, max-age=60");
    }
    for (const path of ["/api/nix", "/articles/nix.json", "/api/articles?limit=0"]) {
      const { headers } = await ask(path, { headers: { Accept: "text/html" } });
      expect([path, headers.get("Content-Type")]).toEqual([path, "application/problem+json"]);
    }
  });

  test("a person whose address is wrong gets a page, a program problem details", async () => {
    const html = await ask("/articles/%FF", { headers: { Accept: "text/html,*/*;q=0.8" } });
    expect([html.status, html.headers.get("Content-Type")]).toEqual([
      400,
      "text/html; charset=utf-8",
    ]);
    expect((await ask("/articles/%FF")).headers.get("Content-Type")).toBe(
      "application/problem+json",
    );
  });

  test("a method that is not allowed names those that are", async () => {
    const { headers } = await ask("/feed.xml", { method: "PATCH", body: "" });
    expect(headers.get("Allow")).toBe("GET, HEAD, OPTIONS");
  });

  test("markup in what was asked for comes back as text", async () => {
    const evil = "<script>alert(1)</script>";
    for (const path of [
      `/articles/${encodeURIComponent(evil)}`,
      `/api/articles?limit=${encodeURIComponent(evil)}`,
    ])
      expect((await ask(path)).text).not.toContain("<script>");
  });

  test.each<[Fault, RegExp]>([
    ["error", /^/],
    ["hang", /^/],
    ["truncated", /^current$/],
    ["truncated", /^blob\//],
    ["missing", /^blob\//],
    ["error", /^blob\//],
  ])(
    "a cold isolate whose KV gives %s for keys like %s answers 503 and when to come back, after a few reads",
    async (fault, keys) => {
      const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
      const kv = faultyKv(env.KV, (key) => (keys.test(key) ? fault : undefined));
      for (const path of ["/feed.xml", "/articles/shown", "/api/articles"]) {
        const { status, headers, text } = await ask(path, { bindings: { KV: kv } });
        expect([path, status, headers.get("Retry-After")]).toEqual([path, 503, "30"]);
        expect(text).not.toMatch(/500 Internal|Error:/);
        // Nothing is tried over and over: `current`, what it names, and both once more.
        const [, ops] = /ops=(\d+)/.exec(headers.get("Server-Timing") ?? "") ?? [];
        expect(Number(ops)).toBeLessThanOrEqual(6);
      }
      warned.mockRestore();
    },
  );

  test("a warm isolate goes on answering when KV fails", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    const cache = createIsolateCache();
    const paths = ["/feed.xml", "/articles/shown", "/sections/news", "/api/articles"];
    for (const path of paths)
      await createApp({ cache, now: () => NOW }).request(path, undefined, { KV: env.KV });
    const broken = { KV: faultyKv(env.KV, () => "error") };
    const later = createApp({ cache, now: () => NOW + 60_000 });
    for (const path of paths) {
      const response = await later.request(path, undefined, broken);
      expect([path, response.status]).toEqual([path, 200]);
      await response.arrayBuffer();
    }
    warned.mockRestore();
  });

  test("an error of our own is logged once, and whoever asked learns nothing of it", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const cache = createIsolateCache();
    const app = createApp({
      cache,
      now: () => {
        throw new TypeError("secret inner state");
      },
    });
    const response = await app.request("/feed.xml", undefined, { KV: env.KV });
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).toContain("internal-error");
    expect(text).not.toContain("secret");
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(logged).toHaveBeenCalledTimes(1);
    logged.mockRestore();
  });
});

test("an article that was taken back is missed in the language of its section, under its old address too", async () => {
  const old = ["/old/1"];
  const parts = [
    ["en-1", "english", "en"],
    ["hant-1", "overseas", "zh-Hant"],
    ["hans-1", "news/politics", "zh-Hans"],
  ] as const;
  const all = (status: string) =>
    parts.map(([id, section]) =>
      article({ id, title: id, section, status, ...(section === "english" && { aliases: old }) }),
    );
  await published([...manyArticles(3), ...all("published")]);
  await published([...manyArticles(3), ...all("withdrawn")]);
  const headers = { Accept: "text/html" };
  for (const [id, , lang] of parts) {
    const { status, text } = await ask(`/articles/${id}`, { headers });
    expect([id, status]).toEqual([id, 410]);
    expect(text).toContain(`<html lang="${lang}">`);
  }
  expect((await ask("/old/1", { headers })).text).toContain('<html lang="en">');
});

test("the faults of a body are told one by one, where there are any", async () => {
  const errors = [{ field: "title", what: "is missing", index: 0 }];
  const faulty = new FaultyBodyProblem("invalid-article", "An article has no title", errors);
  const plain = new Problem("bad-body", "It is no JSON");
  const cache = createIsolateCache();
  const feedCache = createFeedCache(cache.memory);
  const deps = { cache, feedCache, now: () => NOW, chance: () => 1 };
  const told = async (problem: Problem) => {
    const app = new Hono<AppEnv>()
      .get("/admin/articles", () => Promise.reject(problem))
      .onError((error, c) => answerProblem(error, c, deps));
    const response = await app.request("/admin/articles?a=b", undefined, { KV: env.KV });
    return [response.status, JSON.parse(await response.text())] as const;
  };
  const instance = "/admin/articles?a=b";
  const body = { type: "/problems/invalid-article", title: "An article is not valid", instance };
  const detail = "An article has no title";
  expect(await told(faulty)).toEqual([422, { ...body, status: 422, detail, errors }]);
  const [status, problem] = await told(plain);
  expect([status, "errors" in problem]).toEqual([400, false]);
});
