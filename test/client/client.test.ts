import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createClient, LogTooShort, ProblemError } from "#client/client.ts";
import { toArticle } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import { toSite } from "#model/site.ts";
import { publish } from "#publish/write/publish.ts";
import { createApp } from "#serve/app.ts";
import { codeLines, filesIn } from "../house/house-files.ts";
import { kvInMemory } from "../reliability/kv-in-memory.ts";
import { seededWorker } from "../setup/seeded-worker.ts";
import { readEverything, SEEN } from "./scenario.ts";

const SITE = "https://news.example.org/";

/** A client whose requests are answered by `answer`, and what it asked. */
function asking(answer: () => Response): {
  client: ReturnType<typeof createClient>;
  asked: string[];
} {
  const asked: string[] = [];
  const client = createClient(SITE, {
    fetch: async (url) => {
      asked.push(url);
      return answer();
    },
  });
  return { client, asked };
}

test("in Node the client reads articles, searches, suggestions, sections and changes", async () => {
  const ask = await seededWorker();
  const fetch = (url: string, init: RequestInit): Promise<Response> => {
    init.signal?.throwIfAborted();
    return ask(url, init);
  };
  expect(await readEverything({ createClient, site: SITE, fetch })).toEqual(SEEN);
});

test("a mirror by the client has what the site has, after edits and withdrawals too", async () => {
  const { kv } = kvInMemory();
  const site = toSite({ title: "T", id_authority: "a.example,2026", sections: [{ slug: "news" }] });
  const made = ["a", "b", "c"].map((id) =>
    toArticle({ id, title: id, section: "news", published: "2026-05-01" }, { timeZone: "UTC" }),
  );
  const articles = made.flatMap((one) => (isRejection(one) ? [] : [one]));
  if (isRejection(site) || articles.length < 3) throw new TypeError("the sample is wrong");
  let now = Date.UTC(2026, 5, 1);
  await publish({ kv, site, articles, media: [], now });
  const app = createApp({ now: () => now + 60_000, chance: () => 1 });
  const client = createClient(SITE, {
    fetch: async (url, init) => app.request(url, init, { KV: kv }),
  });
  const mirror = new Map<string, string>();
  let since = "";
  for await (const page of client.pages()) {
    since ||= page.cursor ?? "";
    for (const { id, title } of page.articles) mirror.set(id, title);
  }
  now += 3_600_000;
  const [a, b, c] = articles;
  const changed = [{ ...a!, title: "A" }, { ...b!, status: "withdrawn" as const }, c!];
  await publish({ kv, site, articles: changed, media: [], now });
  now += 3_600_000;
  for await (const page of client.changes(since, { limit: 1 })) {
    for (const one of page.articles)
      if (one.withdrawn) mirror.delete(one.id);
      else mirror.set(one.id, one.title);
    since = page.cursor ?? since;
  }
  expect(Object.fromEntries(mirror)).toEqual({ a: "A", c: "c" });
  const rest = [];
  for await (const page of client.changes(since)) rest.push(...page.articles);
  expect(rest).toEqual([]);
});

test("a question has one spelling, whatever the order and the emptiness of what was given", async () => {
  const { client, asked } = asking(() => Response.json({}));
  await client.search({ q: "浙江 rust", sort: "date", section: "" });
  await client.search({ section: "", sort: "date", q: "浙江 rust" });
  await client.article("甘孜/1");
  const search = `${SITE}api/search?q=%E6%B5%99%E6%B1%9F+rust&sort=date`;
  expect(asked).toEqual([search, search, `${SITE}articles/%E7%94%98%E5%AD%9C%2F1.json`]);
});

test("a question is spelled as the search element spells it, so that a cache has one answer for both", async () => {
  const element = readFileSync(new URL("../../src/widget/address.ts", import.meta.url), "utf8");
  const scope = /SCOPE = "([^"]+)"/.exec(element)?.[1] ?? "";
  const names = ["q", ...scope.replace("language", "lang").split(" ")];
  expect(names.length).toBeGreaterThan(8);
  const { client, asked } = asking(() => Response.json({}));
  const request = Object.fromEntries(names.toReversed().map((name) => [name, `${name}1`]));
  await client.search(request);
  expect(asked).toEqual([`${SITE}api/search?${names.map((name) => `${name}=${name}1`).join("&")}`]);
});

test("a site below a path is asked below it", async () => {
  const asked: string[] = [];
  const client = createClient("https://example.org/paper", {
    fetch: async (url) => (asked.push(url), Response.json({ sections: [] })),
  });
  await client.sections();
  expect(asked).toEqual(["https://example.org/paper/api/sections"]);
});

test.each([
  [
    new Response('{"type":"https://a.example/problems/too-many-requests","detail":"Slowly"}', {
      status: 429,
      headers: { "Content-Type": "application/problem+json", "Retry-After": "60" },
    }),
    { problem: "too-many-requests", message: "Slowly", retryAfter: 60 },
  ],
  [
    new Response("<h1>502</h1>", { status: 502, headers: { "Content-Type": "text/html" } }),
    { problem: "", type: "about:blank", message: "HTTP 502", retryAfter: undefined },
  ],
  [
    new Response("{", { status: 500, headers: { "Content-Type": "application/problem+json" } }),
    { problem: "", type: "about:blank", message: "HTTP 500" },
  ],
  [
    new Response('{"type":7,"title":"T"}', {
      status: 410,
      headers: { "Content-Type": "application/problem+json; charset=utf-8" },
    }),
    { problem: "", title: "T", message: "T", status: 410 },
  ],
])("an answer that is none is an error with its fields, %#", async (answer, fields) => {
  const { client } = asking(() => answer);
  const error: unknown = await client.sections().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).not.toBeInstanceOf(LogTooShort);
  expect(error).toMatchObject({ ...fields, status: answer.status });
});

test("hits stop where the site gives no more pages", async () => {
  const hits = Array.from({ length: 50 }, (_, index) => ({ id: String(index) }));
  const { client, asked } = asking(() => Response.json({ hits, total: 5_000 }));
  let count = 0;
  for await (const _ of client.hits({ q: "a" })) count++;
  expect([count, asked.length]).toEqual([1_000, 20]);
});

test("what is no longer wanted is not asked for", async () => {
  const { client, asked } = asking(() =>
    Response.json({ articles: [{ id: "a" }, { id: "b" }], next: "more" }),
  );
  for await (const _ of client.articles()) break;
  expect(asked).toHaveLength(1);
});

test("the client is a thin door: at most 200 lines, and nothing of ours or of others behind it", () => {
  const files = filesIn("src/client").filter(({ path }) => path.endsWith(".ts"));
  const lines = files.flatMap(({ text }) => codeLines(text));
  expect(lines.length).toBeLessThanOrEqual(200);
  expect(lines.filter((line) => /from "(?!\.\/)/.test(line))).toEqual([]);
});
