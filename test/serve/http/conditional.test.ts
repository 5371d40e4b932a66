import { Hono } from "hono";
import { expect, test, vi } from "vitest";
import { conditional, jsonText, uncachedJson } from "#serve/http/conditional.ts";
import type { AppEnv } from "#serve/http/env.ts";
import { Problem } from "#serve/http/problem.ts";

type Given = Parameters<typeof conditional>;

const MODIFIED = Date.parse("2026-11-23T08:00:00Z");
const PLAIN: Given[1] = {
  validators: { etag: "tag", modified: MODIFIED },
  type: "text/plain",
  cache: "max-age=60",
};

/** One answer, and how often its body was asked for. */
async function answerTo(
  headers: Record<string, string>,
  representation: Partial<Given[1]> = {},
  written: Awaited<ReturnType<Given[2]>> = "甘孜",
) {
  const body = vi.fn(() => written);
  const app = new Hono<AppEnv>()
    .get("/", (c) => conditional(c, { ...PLAIN, ...representation }, body))
    .onError((error, c) => c.text(error instanceof Problem ? error.problem : "no problem", 500));
  const response = await app.request("/", { headers });
  const { status } = response;
  return {
    status,
    headers: Object.fromEntries(response.headers),
    text: await response.text(),
    bodies: body.mock.calls.length,
  };
}

const ALWAYS = {
  "cache-control": "max-age=60",
  etag: '"tag"',
  "last-modified": "Mon, 23 Nov 2026 08:00:00 GMT",
};

test("whoever holds nothing gets the whole", async () => {
  expect(await answerTo({})).toEqual({
    status: 200,
    headers: { ...ALWAYS, "content-type": "text/plain" },
    text: "甘孜",
    bodies: 1,
  });
});

test("whoever holds it is told so, and its bytes are not made", async () => {
  for (const held of [
    { "If-None-Match": '"tag"' },
    { "If-Modified-Since": new Date(MODIFIED).toUTCString() },
  ])
    expect(await answerTo(held)).toEqual({ status: 304, headers: ALWAYS, text: "", bodies: 0 });
});

test("whoever wants another gets none, and its bytes are not made", async () => {
  for (const wanted of [
    { "If-Match": '"other"' },
    { "If-Match": '"other"', "If-None-Match": '"tag"' },
  ]) {
    const { status, text, bodies } = await answerTo(wanted);
    expect([status, text, bodies]).toEqual([500, "precondition-failed", 0]);
  }
});

test.each([
  ["Link", { link: "</a>; rel=canonical" }, { link: "</a>; rel=canonical" }],
  ["Vary", { vary: "Accept" }, { vary: "Accept" }],
  ["both", { link: "</a>", vary: "Accept" }, { link: "</a>", vary: "Accept" }],
  ["neither", {}, {}],
])("headers that not every answer has, with its 304 too: %s", async (_, given, named) => {
  const whole = await answerTo({}, given);
  expect(whole.headers).toEqual({ ...ALWAYS, ...named, "content-type": "text/plain" });
  const unchanged = await answerTo({ "If-None-Match": '"tag"' }, given);
  expect(unchanged.headers).toEqual({ ...ALWAYS, ...named });
});

test.each<[string, Awaited<ReturnType<Given[2]>>, string, string | undefined]>([
  ["a text", "<渡>", "<渡>", undefined],
  ["bytes", new TextEncoder().encode("渡"), "渡", undefined],
  ["a text with a link", { text: "渡", link: "</b>" }, "渡", "</b>"],
  ["a text without one", { text: "渡", link: undefined }, "渡", undefined],
])("a body is written as %s", async (_, written, text, link) => {
  const answer = await answerTo({}, {}, written);
  expect([answer.status, answer.text, answer.headers["link"]]).toEqual([200, text, link]);
  expect(answer.headers["content-type"]).toBe("text/plain");
});

test("JSON holds nothing that could be markup, and says the same", () => {
  const value = { a: "</script><!--", b: ["<", "甘孜"] };
  expect(jsonText(value)).not.toContain("<");
  expect(JSON.parse(jsonText(value))).toEqual(value);
});

test("JSON that nobody keeps is a 200 unless it is said otherwise", async () => {
  const plain = uncachedJson({ a: "<" });
  expect([plain.status, await plain.text()]).toEqual([200, '{"a":"\\u003c"}']);
  const type = "application/json; charset=utf-8";
  const always = { "cache-control": "no-store", "content-type": type };
  expect(Object.fromEntries(plain.headers)).toEqual(always);
  const made = uncachedJson({}, { status: 201, more: { ETag: '"a"' } });
  expect(made.status).toBe(201);
  expect(Object.fromEntries(made.headers)).toEqual({ ...always, etag: '"a"' });
});
