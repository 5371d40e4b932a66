import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { ask, published } from "./published.ts";
import { article, BASE_URL, SITE } from "./sample-site.ts";

const bindings = { ASSETS: env.ASSETS };

beforeAll(() => published([article({ id: "a", title: "桥" })]));

test("the document of OpenAPI comes from the files beside the Worker, and is kept by its bytes", async () => {
  const { status, headers, text } = await ask("/openapi.json", { bindings });
  expect([status, JSON.parse(text).openapi]).toEqual([200, "3.1.1"]);
  expect(headers.get("Content-Type")).toBe("application/json; charset=utf-8");
  expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
  const again = await ask("/openapi.json", {
    bindings,
    headers: { "If-None-Match": headers.get("ETag") ?? "" },
  });
  expect([again.status, again.text]).toEqual([304, ""]);
});

test("below a path of the site's own the document is there too", async () => {
  const below = { ...bindings, BASE_URL: `${BASE_URL}/paper` };
  const { status, text } = await ask("/paper/openapi.json", { bindings: below });
  // Relative to the document, so that it holds there as well.
  expect([status, JSON.parse(text).servers]).toEqual([200, [{ url: "./" }]]);
});

test.each([
  ["zh-Hans", "zh-Hans", "全文搜索"],
  ["zh-TW", "zh-Hant", "全文搜尋"],
  ["en", "en", "Full-text search"],
  ["de", "en", "Full-text search"],
])("a site in %s has the page of its API in %s", async (lang, told, words) => {
  await published([article({ id: "a", title: "桥" })], { site: { ...SITE, lang } });
  const { status, headers, text } = await ask("/api", { bindings });
  expect([status, headers.get("Content-Type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(text).toContain(`<html lang="${told}">`);
  expect(text).toContain(words);
  expect(text).toContain(SITE.title);
  expect(text).not.toContain("<script");
  expect(headers.get("Server-Timing")).toContain("reads=1 ");
});

test("a Worker that was deployed without its files says so, and serves the rest", async () => {
  for (const path of ["/openapi.json", "/api"])
    expect([path, (await ask(path)).status]).toEqual([path, 404]);
  expect((await ask("/api/sections")).status).toBe(200);
});
