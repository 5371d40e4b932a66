import { expect, test } from "vitest";
import { STYLE, STYLE_PATH } from "#pages/style.ts";
import { PROBLEMS } from "#serve/http/problem.ts";
import { ask } from "../published.ts";

test("the stylesheet is kept for ever under its own name", async () => {
  const { status, headers, text } = await ask(STYLE_PATH);
  expect([status, text]).toEqual([200, STYLE]);
  expect(headers.get("Content-Type")).toBe("text/css; charset=utf-8");
  expect(headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
});

test("under the name of another version it is given, and asked for again in a minute", async () => {
  const old = "/style-0.css";
  expect(old).not.toBe(STYLE_PATH);
  const { status, headers, text } = await ask(old);
  expect([status, text]).toEqual([200, STYLE]);
  expect(headers.get("Cache-Control")).toBe("public, max-age=60");
});

test("every problem is explained on a page of its own, without reading anything", async () => {
  for (const [name, { title, help }] of Object.entries(PROBLEMS)) {
    const { status, headers, text } = await ask(`/problems/${name}`);
    expect([name, status]).toEqual([name, 200]);
    expect(headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(headers.get("Cache-Control")).toBe("public, max-age=86400");
    expect(headers.get("Server-Timing")).toContain("reads=0 ");
    for (const said of [title, help.slice(0, 20)]) expect(text).toContain(said);
  }
  expect((await ask("/problems/constructor")).status).toBe(404);
});
