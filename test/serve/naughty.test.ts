import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { toArticle } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import { publish } from "#publish/write/publish.ts";
import { env } from "cloudflare:workers";
import { createApp } from "#serve/app.ts";
import { NOW, published } from "./published.ts";
import { article, manyArticles, SITE, sure } from "./sample-site.ts";

const naughty = inject("naughty");
if (naughty === null) console.warn("SKIPPED: the naughty strings do not lie beside the project");

/** Our own, whatever lies beside the project. */
const OWN = [
  "",
  "..",
  "../../current",
  "blob/x",
  "current",
  "__proto__",
  "constructor",
  "%",
  "%00",
  "%0d%0aSet-Cookie: a=b",
  "%C0%AF",
  "%ED%A0%80",
  "a\u0000b",
  "\r\nX: y",
  "\ud800",
  "\u202e\u200b",
  "甘".repeat(300),
  "a".repeat(9_000),
  "/".repeat(50),
  "1e9",
  "-1",
  "0",
  "9007199254740993",
  "2026-13-45",
  "{}",
  "[object Object]",
  "'; DROP TABLE articles; --",
  "<script>alert(1)</script>",
];
const ALL: readonly string[] = [...OWN, ...(naughty === null ? [] : JSON.parse(naughty))];

const PATHS = [
  (text: string) => `/${text}`,
  (text: string) => `/articles/${text}`,
  (text: string) => `/articles/${text}.json`,
  (text: string) => `/sections/${text}`,
  (text: string) => `/sections/${text}/feed.xml`,
  (text: string) => `/sections/news/archive/${text}/feed.json`,
  (text: string) => `/archive/${text}/atom.xml`,
  (text: string) => `/media/${text}`,
  (text: string) => `/problems/${text}`,
  (text: string) => `/api/${text}`,
];
const QUERIED: readonly [path: string, names: readonly string[]][] = [
  ["/", ["cursor"]],
  ["/sections/news", ["cursor"]],
  ["/feed.xml", ["limit"]],
  ["/api/articles", ["section", "tag", "author", "lang", "after", "before", "limit", "cursor"]],
  [
    "/api/search",
    ["q", "section", "tag", "author", "lang", "after", "before", "sort", "limit", "page"],
  ],
  ["/search", ["q", "page"]],
];

beforeAll(() => published([...manyArticles(60), article({})]));

/** One isolate for all: a hostile request must not spoil what the next is served. */
const app = createApp({ now: () => NOW });

/** How many requests were sent. */
let sent = 0;
afterAll(() => console.info(`${sent} hostile requests sent`));

/** Asks, and complains of all that no answer may ever be or hold.
 *  @param text  what is hostile in the request */
async function check(url: string, init: RequestInit = {}, text = ""): Promise<number> {
  sent += 1;
  const response = await app.request(new Request(url, init), undefined, { KV: env.KV });
  const headers = [...response.headers].flat().join("");
  const body = await response.text();
  const { status } = response;
  const complaint = complaintOf({ response, headers, body, text });
  if (complaint !== undefined)
    throw new Error(`${url.slice(0, 500)} gets ${status} with ${complaint}: ${headers}`);
  return status;
}

/** Matches `<script`, `<!--`, `</a`; refuses `<3`, `a < b`. */
const MARKUP = /<[a-z!/?]/i;

function complaintOf({
  response: { status, headers: fields },
  headers,
  body,
  text,
}: {
  readonly response: Response;
  readonly headers: string;
  readonly body: string;
  readonly text: string;
}): string | undefined {
  if (status >= 500) return "a failure of ours";
  if (!/^[\x20-\x7e]*$/.test(headers)) return "a header that is not ASCII";
  if (fields.has("Set-Cookie")) return "a cookie";
  if (fields.get("Access-Control-Allow-Credentials") !== null) return "credentials";
  if (fields.get("X-Content-Type-Options") !== "nosniff" && status !== 304 && status !== 204)
    return "a type that may be guessed";
  const place = fields.get("Location") ?? "/";
  if (!/^(?:https:\/\/news\.example\.org(?:\/|$)|\/(?![/\\]))/.test(place))
    return "a redirect to elsewhere";
  if (`${headers}${body}`.includes("any.host.invalid")) return "the host that was asked";
  const isJson = (fields.get("Content-Type") ?? "").includes("json");
  if (isJson && body.includes("<")) return "markup in JSON";
  return MARKUP.test(text) && body.includes(text) ? "what was sent, as markup" : undefined;
}

const ORIGIN = "https://any.host.invalid";

describe("no string makes the Worker fail, and no header of an answer holds anything but ASCII", () => {
  test.each(PATHS.map((path) => [path("…"), path] as const))("in %s", async (_, path) => {
    for (const text of ALL) {
      await check(ORIGIN + path(encodeURIComponent(text.toWellFormed())), {}, text);
      const raw = URL.parse(path(text), ORIGIN);
      // `//host` and `/\\host` are requests to another host.
      if (raw !== null) await check(ORIGIN + raw.pathname + raw.search, {}, text);
    }
  });

  test.each(QUERIED)("in the parameters of %s", async (path, names) => {
    for (const text of ALL) {
      for (const name of names)
        await check(
          `${ORIGIN}${path}?${new URLSearchParams({ [name]: text }).toString()}`,
          {},
          text,
        );
      await check(`${ORIGIN}${path}?${text}`, {}, text);
    }
  });

  test("in the headers of conditions and wishes", async () => {
    // Header values are bytes: what is beyond ASCII cannot be sent as it is.
    for (const text of ALL.filter((found) => /^[\x20-\x7e]*$/.test(found))) {
      const headers = {
        "If-None-Match": text,
        "If-Modified-Since": text,
        Range: text,
        Accept: text,
      };
      for (const path of ["/feed.xml", "/articles/nix"])
        await check(ORIGIN + path, { headers }, text);
    }
  });

  test("in every method, with every string as body, nothing is written or shown", async () => {
    const methods = ["POST", "PUT", "PATCH", "DELETE", "PROPFIND", "MKCOL", "LOCK", "PURGE"];
    for (const [index, text] of ALL.entries()) {
      const method = methods[index % methods.length]!;
      const more = ["/admin/articles/a1", "/admin/rollback", "/admin/purge", "/mcp"];
      for (const path of [...HONEST, ...more]) {
        const status = await check(ORIGIN + path, { method, body: text, headers: WRITING }, text);
        const expected = WITHOUT_SECRET.get(`${method} ${path}`) ?? 405;
        expect([path, method, status]).toEqual([path, method, expected]);
      }
    }
  });
});

/** What is not refused for its method: no text of these is a call, and no secret is set, so that
 *  there is no admin API. */
const WITHOUT_SECRET: ReadonlyMap<string, number> = new Map([
  ["POST /mcp", 400],
  ["POST /admin/purge", 404],
  ["POST /admin/rollback", 404],
  ["PUT /admin/articles/a1", 404],
  ["DELETE /admin/articles/a1", 404],
]);

const WRITING = {
  "Content-Type": "application/json",
  Authorization: "Bearer 0123456789abcdef0123456789abcdef",
  "X-HTTP-Method-Override": "PUT",
};

/** One address of each kind. */
const HONEST: readonly string[] = [
  "/",
  "/feed.xml",
  "/sections/news",
  "/sections/news/atom.xml",
  "/sections/news/feed.json?depth=0",
  "/tags/%E5%8F%8C",
  "/tags/%E5%8F%8C/feed.xml",
  "/articles/87613",
  "/articles/87613.json",
  "/api/articles?limit=2",
  "/api/sections",
  "/api/search?q=%E6%98%8E%E5%B1%BF",
  "/api/suggest?q=%E6%98%8E",
  "/search?q=%E6%98%8E%E5%B1%BF",
  "/search/feed.xml?q=%E6%98%8E%E5%B1%BF",
  "/search-index.json",
  "/feeds",
  "/feeds.opml",
  "/sitemap.xml",
  "/robots.txt",
  "/opensearch.xml",
  "/articles/nix",
  "/feed/",
];

/** Headers that no cache has in its keys, and that other servers heed. */
const UNKEYED: readonly Readonly<Record<string, string>>[] = [
  { Host: "evil.invalid" },
  { "X-Forwarded-Host": "evil.invalid", "X-Forwarded-Proto": "http", "X-Forwarded-Port": "81" },
  { Forwarded: "host=evil.invalid;proto=http" },
  { "X-Original-URL": "/admin/rollback", "X-Rewrite-URL": "/admin/rollback" },
  { "X-HTTP-Method-Override": "DELETE", "X-Method-Override": "DELETE" },
  { Origin: "https://evil.invalid", Referer: "https://evil.invalid/<script>" },
  { Cookie: "session=1; __proto__=2", Authorization: "Basic eDp5" },
  { "Accept-Language": "<script>alert(1)</script>", "User-Agent": "() { :; }; echo" },
  { "CF-Connecting-IP": "1.2.3.4", "True-Client-IP": "evil.invalid", "X-Real-IP": "<x>" },
  { "CF-Visitor": '{"scheme":"http"}', "CF-IPCountry": "XX", "CF-Worker": "evil.invalid" },
  { "X-Forwarded-Prefix": "//evil.invalid", "X-Forwarded-Path": "/x", "X-Script-Name": "/x" },
  { "Cache-Control": "no-cache", Pragma: "no-cache", Via: "1.1 evil.invalid" },
];

test("headers that no cache has in its keys change no byte, of what comes after them neither", async () => {
  const answerOf = async (worker: typeof app, path: string, headers = {}) => {
    sent += 1;
    const request = new Request(ORIGIN + path, { headers });
    const response = await worker.request(request, undefined, { KV: env.KV });
    const kept = [...response.headers].filter(([name]) => name !== "server-timing");
    return JSON.stringify([response.status, kept, await response.text()]);
  };
  for (const path of HONEST) {
    const plain = await answerOf(createApp({ now: () => NOW }), path);
    for (const headers of UNKEYED) {
      const worker = createApp({ now: () => NOW });
      expect([path, headers, await answerOf(worker, path, headers)]).toEqual([
        path,
        headers,
        plain,
      ]);
      expect(await answerOf(worker, path)).toBe(plain);
    }
  }
});

test("whatever is sent to a route as a query, it stays what it is", async () => {
  const queries = ["utm_source=x", "q[]=1", "__proto__=1", "q=a&q=b", "callback=alert", "%=1"];
  for (const path of HONEST.filter((each) => !each.includes("?")))
    for (const query of queries)
      for (const text of ALL.slice(0, 60)) {
        const url = `${ORIGIN}${path}?${query}&x=${encodeURIComponent(text.toWellFormed())}`;
        await check(url, {}, text);
      }
});

test("after all that, Object.prototype is as it was, and an honest request is answered as before", async () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(await check(`${ORIGIN}/articles/87613`)).toBe(200);
});

test("articles made of naughty strings are published, shown and fed without a failure", async () => {
  // A string of which nothing can be seen is refused as a title; it goes into the other fields all
  // the same.
  const titleOf = (text: string): string =>
    isRejection(
      toArticle(
        { id: "a", title: text, section: "news", published: "2026-11-01" },
        { timeZone: "UTC" },
      ),
    )
      ? "nothing to be seen"
      : text;
  const usable = ALL.filter((text) => text.trim() !== "" && text.length < 200);
  const articles = usable.slice(0, 200).map((text, index) =>
    article({
      id: `n${index}`,
      title: titleOf(text),
      kicker: text,
      summary: text,
      authors: [text],
      tags: [text],
      source: { name: text },
      body: text,
      format: "text",
      published: "2026-11-01",
      sequence: index,
    }),
  );
  sure(
    await publish({
      kv: env.KV,
      site: SITE,
      articles,
      media: [],
      now: NOW + 3_600_000,
      force: true,
    }),
  );
  const later = createApp({ now: () => NOW + 7_200_000 });
  for (const path of [
    "/",
    "/feed.xml",
    "/atom.xml",
    "/feed.json",
    "/api/articles?limit=100",
    "/articles/n5",
    "/articles/n9.json",
    "/articles/n9.md",
  ]) {
    const response = await later.request(`https://any.host.invalid${path}`, undefined, {
      KV: env.KV,
    });
    expect([path, response.status]).toEqual([path, 200]);
    await response.arrayBuffer();
  }
});
