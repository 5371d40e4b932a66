import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { widgetPath } from "#model/address.ts";
import { buildWidget } from "../../tools/widget.ts";

const ASSETS = join(import.meta.dirname, "../../dist/assets");

test("Cloudflare has the element under both of its names, with the headers of the Worker, and else what tells of the API alone", async () => {
  const script = await buildWidget();
  const pinned = widgetPath(script).slice(1);
  const api = ["openapi.json", "api-en.html", "api-zh-Hans.html", "api-zh-Hant.html"];
  const others = readdirSync(ASSETS).filter((name) => !api.includes(name));
  expect(others.toSorted()).toEqual(["_headers", pinned, "search.js"].toSorted());
  for (const name of ["search.js", pinned])
    expect(readFileSync(join(ASSETS, name), "utf8")).toBe(script);
  const headers = readFileSync(join(ASSETS, "_headers"), "utf8");
  expect(headers).toContain("/*\n  Access-Control-Allow-Origin: *\n");
  expect(headers).toMatch(new RegExp(`/${pinned}\n  Cache-Control: .*immutable`));
  expect(headers).toMatch(/\/search\.js\n {2}Cache-Control: public, max-age=3600,/);
});
