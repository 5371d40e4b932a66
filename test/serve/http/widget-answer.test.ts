import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { createApp } from "#serve/app.ts";
import { integrityOf, toWidget } from "#serve/http/widget-answer.ts";

const SCRIPT = "console.log('搜索')";
const app = createApp({}, SCRIPT);
const { path } = toWidget(SCRIPT);

async function get(at: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return app.request(at, { headers }, { KV: env.KV });
}

test("the element is a script that any page may run, and is asked for again within an hour", async () => {
  const response = await get("/search.js");
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(SCRIPT);
  expect(response.headers.get("Content-Type")).toBe("text/javascript; charset=utf-8");
  expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
  expect(response.headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
  expect(response.headers.get("Cache-Control")).toContain("max-age=3600");
  const again = await get("/search.js", { "If-None-Match": response.headers.get("ETag") ?? "" });
  expect(again.status).toBe(304);
});

test("under the name of its bytes it may be kept for ever; an older name gives the new one for a minute", async () => {
  const pinned = await get(path);
  expect(await pinned.text()).toBe(SCRIPT);
  expect(pinned.headers.get("Cache-Control")).toContain("immutable");
  const old = await get("/search-0a1b2c.js");
  expect(await old.text()).toBe(SCRIPT);
  expect(old.headers.get("Cache-Control")).toBe("public, max-age=60");
});

test("another script has another name and another hash", async () => {
  const other = toWidget(`${SCRIPT};`);
  expect(other.path).not.toBe(path);
  expect(await integrityOf(other)).not.toBe(await integrityOf(toWidget(SCRIPT)));
  expect(await integrityOf(toWidget(SCRIPT))).toMatch(/^sha384-[\w+/]{64}$/);
});

test("it answers without anything published", async () => {
  const empty = createApp({}, SCRIPT);
  const nothing = { get: async () => null } as unknown as KVNamespace;
  const response = await empty.request("/search.js", {}, { KV: nothing });
  expect(response.status).toBe(200);
});
