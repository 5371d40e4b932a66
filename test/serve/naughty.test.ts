import { beforeAll, describe, expect, inject, test } from "vitest";
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

/** Asks, and complains of all that no answer may ever be or hold. */
async function check(url: string, init: RequestInit = {}): Promise<number> {
  const response = await app.request(new Request(url, init), undefined, { KV: env.KV });
  const headers = [...response.headers].flat().join("");
  await response.arrayBuffer();
  const { status } = response;
  if (status >= 500 || !/^[\x20-\x7e]*$/.test(headers) || response.headers.has("Set-Cookie"))
    throw new Error(`${url.slice(0, 500)} gets ${status} with ${headers}`);
  return status;
}

const ORIGIN = "https://any.host.invalid";

describe("no string makes the Worker fail, and no header of an answer holds anything but ASCII", () => {
  test.each(PATHS.map((path) => [path("…"), path] as const))("in %s", async (_, path) => {
    for (const text of ALL) {
      await check(ORIGIN + path(encodeURIComponent(text.toWellFormed())));
      const raw = URL.parse(path(text), ORIGIN);
      if (raw !== null) await check(raw.href);
    }
  });

  test.each(QUERIED)("in the parameters of %s", async (path, names) => {
    for (const text of ALL) {
      for (const name of names)
        await check(`${ORIGIN}${path}?${new URLSearchParams({ [name]: text }).toString()}`);
      await check(`${ORIGIN}${path}?${text}`);
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
      for (const path of ["/feed.xml", "/articles/nix"]) await check(ORIGIN + path, { headers });
    }
  });
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
