import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { AppContext, AppDeps } from "#serve/http/env.ts";
import { readSurroundings } from "#serve/http/problem-surroundings.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { createMeter } from "#store/meter.ts";
import { faultyKv, type Fault } from "../faulty-kv.ts";
import { manyArticles } from "../sample-site.ts";
import { ask, costOf, NOW, published } from "../published.ts";

beforeAll(() => published(manyArticles(30)));

test.each([
  ["/nothing", "zh-Hans", "没有这个页面", "搜索全部文章"],
  ["/sections/overseas/nothing", "zh-Hant", "沒有這個頁面", "搜尋全部文章"],
  ["/sections/english/nothing", "en", "There is no such page", "Search all articles"],
  ["/media/none.png", "zh-Hans", "没有这个页面", "搜索全部文章"],
  // What is no address of a section says nothing of its language.
  ["/nothing/english", "zh-Hans", "没有这个页面", "搜索全部文章"],
  ["/sections/nothing/english", "zh-Hans", "没有这个页面", "搜索全部文章"],
])(
  "on a cold isolate %s is missed in its own language, with search, sections and the newest",
  async (path, lang, ...texts) => {
    const { status, text } = await ask(path);
    expect(status).toBe(404);
    expect(text).toContain(`<html lang="${lang}">`);
    for (const shown of [...texts, "社会民生", "第29篇"]) expect(text).toContain(shown);
    // The detail for programmers is in English.
    expect(text.includes("Nothing answers") || text.includes("There is no section")).toBe(
      lang === "en",
    );
  },
);

test("a page that is not there costs 4 reads at most", async () => {
  expect(costOf(await ask("/nothing")).reads).toBeLessThanOrEqual(4);
});

test("a path that is no text is answered with a page too", async () => {
  const { status, text } = await ask("/articles/%FF", { headers: { Accept: "text/html" } });
  expect(status).toBe(400);
  expect(text).toContain("网址有误");
});

describe("what surrounds a problem", () => {
  /** What a cold isolate has to show, by the KV and the clock that it has. */
  function surroundings(kv: KVNamespace, now = () => NOW) {
    // What is looked at of a request, and of an isolate.
    const c = { env: { KV: kv }, req: { path: "/nothing" }, var: { meter: createMeter() } };
    const deps = { cache: createIsolateCache(), now } as unknown as AppDeps;
    return readSurroundings(c as unknown as AppContext, deps);
  }

  test("is the site with its newest articles, and how many each section has", async () => {
    const { context, help } = await surroundings(env.KV);
    expect(context.site.title).toBe("澜川新闻网");
    expect(help.newest[0]?.title).toBe("第29篇");
    expect(help.counts?.get("")).toBe(30);
  });

  test.each<[string, Fault, RegExp]>([
    ["while KV fails", "error", /^/],
    ["while KV fails for what lies in blobs", "error", /^blob/],
    ["where a blob is damaged", "truncated", /^blob/],
    ["where a blob is lost", "missing", /^blob/],
    ["where current is damaged", "truncated", /^current$/],
  ])("is less, and no failure, %s", async (_, fault, keys) => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    const kv = faultyKv(env.KV, (key) => (keys.test(key) ? fault : undefined));
    expect((await surroundings(kv)).help).toEqual({ newest: [] });
    warned.mockRestore();
  });

  test("hides no fault of our own", async () => {
    const torn = (): number => {
      throw new TypeError("torn");
    };
    await expect(surroundings(env.KV, torn)).rejects.toThrow("torn");
  });
});
