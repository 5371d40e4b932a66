import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { loadReadings } from "#cli/folder/readings.ts";
import { publish } from "#publish/write/publish.ts";
import { isPublic } from "#publish/build/visible.ts";
import { normalFormOf } from "#search/suggest/key.ts";
import { createApp } from "#serve/app.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { faultyKv } from "../faulty-kv.ts";
import { ask, type Asked, costOf, NOW } from "../published.ts";
import { article, BASE_URL, sure } from "../sample-site.ts";

const seed = inject("seed");
const more = [
  article({ id: "night", title: "重庆的夜", tags: ["夜游"], published: "2024-01-01" }),
  article({ id: "hant", title: "網絡安全周開幕", published: "2024-01-02" }),
  article({ id: "en", title: "Lanterns over the river", lang: "en", published: "2024-01-03" }),
];

beforeAll(async () => {
  const readingsOf = await loadReadings();
  const articles = [...seed.articles, ...more];
  const { site } = seed;
  sure(await publish({ kv: env.KV, site, articles, media: [], now: NOW, readingsOf }));
});

function suggest(typed: string, rest = ""): Promise<Asked> {
  return ask(`/api/suggest?q=${encodeURIComponent(typed)}${rest}`);
}

async function suggestionsFor(typed: string): Promise<readonly string[]> {
  const { status, text } = await suggest(typed);
  expect([typed, status]).toEqual([typed, 200]);
  const { query, suggestions } = JSON.parse(text);
  expect(query).toBe(typed);
  expect(suggestions.length).toBeLessThanOrEqual(10);
  return suggestions;
}

test.each([
  ["重庆", "重庆的夜"],
  ["的夜", "重庆的夜"],
  ["chongqing", "重庆的夜"],
  ["chongq", "重庆的夜"],
  ["cq", "重庆的夜"],
  ["zhongq", "重庆的夜"],
  ["网络安", "網絡安全周開幕"],
  ["wangluo", "網絡安全周開幕"],
  ["Lant", "Lanterns over the river"],
  ["river", "Lanterns over the river"],
  ["对口", "对口支援"],
  ["對口", "對口支援"],
  ["dangzheng", "党政要闻"],
  ["yeyou", "夜游"],
])(
  "who types %s is offered %s, in the characters of those who wrote it",
  async (typed, expected) => {
    expect(await suggestionsFor(typed)).toContain(expected);
  },
);

test("every title of the newspaper is offered to who types its beginning, and every tag; of drafts and of what is to come nothing", async () => {
  const formOf = (text: string): string => normalFormOf(text).text;
  const offered = async (text: string): Promise<readonly string[]> =>
    (await suggestionsFor(text.slice(0, 12))).map(formOf);
  const [seen, hidden] = [true, false].map((wanted) =>
    seed.articles.filter((each) => isPublic(each, NOW) === wanted),
  );
  for (const { title, tags } of seen ?? [])
    for (const text of [title, ...tags])
      expect([text, await offered(text)]).toEqual([text, expect.arrayContaining([formOf(text)])]);
  expect(hidden?.length).toBeGreaterThan(0);
  for (const { title } of hidden ?? []) expect(await offered(title)).not.toContain(formOf(title));
});

test("the answer is JSON that anybody may read, and may be kept for a minute", async () => {
  const { headers, text } = await suggest("重庆");
  expect(headers.get("Content-Type")).toBe("application/json; charset=utf-8");
  expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
  expect(headers.get("Cache-Control")).toContain("max-age=60");
  expect(JSON.parse(text)).toEqual({ query: "重庆", suggestions: ["重庆的夜"] });
});

test("for browsers it is the array of OpenSearch Suggestions, in its own media type", async () => {
  const { headers, text } = await suggest("重庆", "&format=opensearch");
  expect(headers.get("Content-Type")).toBe("application/x-suggestions+json; charset=utf-8");
  expect(JSON.parse(text)).toEqual(["重庆", ["重庆的夜"]]);
});

test("an unchanged answer is not sent again, and costs the reading of current alone", async () => {
  const first = await suggest("重庆");
  const headers = { "If-None-Match": first.headers.get("ETag") ?? "" };
  const again = await ask(`/api/suggest?q=${encodeURIComponent("重庆")}`, { headers });
  expect([again.status, costOf(again)]).toEqual([304, { reads: 1, ops: 1, rounds: 1 }]);
  const other = await ask(`/api/suggest?q=${encodeURIComponent("重")}`, { headers });
  expect(other.status).toBe(200);
});

test.each(["重庆", "c", "the river", "重庆 夜", "chong qing"])(
  "what is offered for %s costs at most 4 reads in 2 rounds on a cold isolate",
  async (typed) => {
    const { reads, rounds } = costOf(await suggest(typed));
    expect(reads).toBeLessThanOrEqual(4);
    expect(rounds).toBe(2);
  },
);

test("nothing typed, or signs alone, is answered with nothing, and reads nothing but current", async () => {
  for (const path of ["/api/suggest", "/api/suggest?q=", "/api/suggest?q=%20%E3%80%8A"]) {
    const answer = await ask(path);
    expect([path, answer.status, JSON.parse(answer.text).suggestions]).toEqual([path, 200, []]);
    expect(costOf(answer).reads).toBe(1);
  }
});

describe("what makes no sense is a problem", () => {
  test.each([
    [`q=${"a".repeat(4_097)}`, "q is 4097 characters long"],
    [`q=${encodeURIComponent("甘".repeat(4_097))}`, "q is 4097 characters long"],
    ["q=a&format=xml", "format is not known"],
  ])("%.20s…", async (parameters, detail) => {
    const { status, headers, text } = await ask(`/api/suggest?${parameters}`);
    expect(status).toBe(400);
    expect(headers.get("Content-Type")).toBe("application/problem+json");
    expect(JSON.parse(text)).toMatchObject({
      type: expect.stringContaining("/problems/bad-parameter"),
    });
    expect(JSON.parse(text).detail).toContain(detail);
  });

  test("but 4,096 characters are none", async () => {
    expect(await suggestionsFor("甘".repeat(4_096))).toEqual([]);
  });
});

test("a release of a version that suggested otherwise says so", async () => {
  const current = JSON.parse((await env.KV.get("current")) ?? "");
  for (const suggest of [undefined, { ...current.suggest, root: { format: 99 } }]) {
    const old = JSON.stringify({ ...current, suggest, sum: undefined });
    const kv = new Proxy(env.KV, {
      get: (target, name) =>
        name === "get"
          ? (key: string, options: KVNamespaceGetOptions<"text">) =>
              key === "current" ? Promise.resolve(old) : target.get(key, options)
          : Reflect.get(target, name),
    });
    const response = await createApp({ now: () => NOW }).request(
      "/api/suggest?q=a",
      {},
      { KV: kv },
    );
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      type: expect.stringContaining("/problems/index-outdated"),
    });
  }
});

test("a damaged blob is asked for again by the next request, and until then nothing is guessed", async () => {
  let isDamaged = true;
  const kv = faultyKv(env.KV, (key) => (isDamaged && key !== "current" ? "truncated" : undefined));
  const app = createApp({ now: () => NOW, cache: createIsolateCache() });
  const get = () => app.request("/api/suggest?q=cq", {}, { KV: kv });
  expect((await get()).status).toBe(503);
  isDamaged = false;
  expect(await (await get()).json()).toEqual({ query: "cq", suggestions: ["重庆的夜"] });
});

describe("naughty strings", () => {
  const naughty = inject("naughty");
  test.skipIf(naughty === null)(
    "are answered, in either form, with at most ten suggestions",
    async () => {
      const app = createApp({ now: () => NOW });
      for (const typed of JSON.parse(naughty ?? "[]")) {
        for (const format of ["json", "opensearch"]) {
          const parameters = new URLSearchParams({ q: typed, format }).toString();
          const response = await app.request(`/api/suggest?${parameters}`, {}, { KV: env.KV });
          expect([typed, response.status]).toEqual([typed, 200]);
          expect((await response.text()).includes("<")).toBe(false);
        }
      }
    },
  );
});

describe("the description for browsers", () => {
  test("is linked in the head of every page, and names addresses that answer", async () => {
    for (const path of ["/", "/articles/night", "/search", "/sections/news"]) {
      const { text } = await ask(path, { bindings: { BASE_URL } });
      expect(text).toMatch(
        /<link rel="search" type="application\/opensearchdescription\+xml" title="[^"]+" href="https:\/\/news\.example\.org\/opensearch\.xml"/,
      );
    }
    const { status, headers, text } = await ask("/opensearch.xml", { bindings: { BASE_URL } });
    expect(status).toBe(200);
    expect(headers.get("Content-Type")).toBe(
      "application/opensearchdescription+xml; charset=utf-8",
    );
    const templates = [...text.matchAll(/template="([^"]+)"/g)].map(
      ([, template = ""]) => template,
    );
    expect(templates).toHaveLength(5);
    for (const template of templates) {
      const url = template
        .replaceAll("&amp;", "&")
        .replace("{searchTerms}", "cq")
        .replace("{startPage?}", "1");
      const answer = await ask(url, { bindings: { BASE_URL } });
      const type = /type="([^"]+)"/.exec(
        text.slice(text.lastIndexOf("<Url", text.indexOf(template))),
      )?.[1];
      expect([url, answer.status]).toEqual([url, 200]);
      expect(answer.headers.get("Content-Type")).toContain(type);
    }
  });

  test("costs one read, its 304 too", async () => {
    const first = await ask("/opensearch.xml");
    expect(costOf(first).reads).toBe(1);
    const headers = { "If-None-Match": first.headers.get("ETag") ?? "" };
    expect((await ask("/opensearch.xml", { headers })).status).toBe(304);
  });
});
