import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { env } from "cloudflare:workers";
import { createApp } from "#serve/app.ts";
import type { AppContext, Bindings } from "#serve/http/env.ts";
import { faultLine, logRequest } from "#serve/http/request-log.ts";
import { NOW, published } from "../published.ts";
import { manyArticles } from "../sample-site.ts";

beforeAll(() => published(manyArticles(60)));
const log = vi.spyOn(console, "log");
beforeEach(() => void log.mockImplementation(() => undefined));
afterEach(() => void log.mockReset());

/** The lines that one request leaves. */
async function linesOf(
  path: string,
  { chance = 0, ...bindings }: Partial<Bindings> & { chance?: number } = {},
): Promise<readonly Record<string, unknown>[]> {
  const app = createApp({ now: () => NOW, chance: () => chance });
  await app.request(`https://news.example.org${path}`, undefined, { KV: env.KV, ...bindings });
  return log.mock.calls.map(([line]) => JSON.parse(String(line)) as Record<string, unknown>);
}

test("a request that is drawn leaves one line of JSON: how it went and what it cost, not what was searched for", async () => {
  const lines = await linesOf("/api/search?q=secret");
  expect(lines).toEqual([
    {
      log: "request",
      method: "GET",
      path: "/api/search",
      status: 200,
      release: expect.any(String),
      reads: expect.any(Number),
      rounds: expect.any(Number),
      sample: 100,
    },
  ]);
  expect(JSON.stringify(lines)).not.toContain("secret");
});

test("one in a hundred is drawn, or one in as many as the Worker is told", async () => {
  expect(await linesOf("/feed.xml", { chance: 0.0099 })).toHaveLength(1);
  log.mockClear();
  expect(await linesOf("/feed.xml", { chance: 0.01 })).toEqual([]);
  expect(await linesOf("/feed.xml", { chance: 0, LOG_SAMPLE: "0" })).toEqual([]);
  expect(await linesOf("/feed.xml", { chance: 0.99, LOG_SAMPLE: "1" })).toHaveLength(1);
});

test.each([
  [undefined, 100],
  ["1", 1],
  ["20", 20],
  ["0.5", 0.5],
  ["-1", 100],
  ["often", 100],
  ["Infinity", 100],
])("LOG_SAMPLE = %j draws one in %d", async (said, every) => {
  const bindings = said === undefined ? {} : { LOG_SAMPLE: said };
  const [line] = await linesOf("/feed.xml", bindings);
  expect(line?.["sample"]).toBe(every);
});

test("of a path and a query no more than 200 characters are told", async () => {
  const path = `/${"a".repeat(198)}`;
  expect((await linesOf(path))[0]?.["path"]).toBe(path);
  log.mockClear();
  expect((await linesOf(`${path}bcd`))[0]?.["path"]).toBe(`${path}b`);
  log.mockClear();
  const [line] = await linesOf(`/feed.xml?${"a".repeat(300)}`, { LOG_QUERY: "yes" });
  expect(line?.["query"]).toBe(`?${"a".repeat(199)}`);
});

test("the query is told where the Worker is told to", async () => {
  expect((await linesOf("/api/search?q=a", { LOG_QUERY: "no" }))[0]).not.toHaveProperty("query");
  log.mockClear();
  expect((await linesOf("/api/search?q=a", { LOG_QUERY: "yes" }))[0]?.["query"]).toBe("?q=a");
});

test("what failed on our side is told each time", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  // A KV that fails has one method that a cold request calls.
  const KV = { get: () => Promise.reject(new Error("down")) } as unknown as KVNamespace;
  const lines = await linesOf("/feed.xml", { chance: 0.99, KV });
  expect(lines).toMatchObject([{ status: 503, sample: 1, path: "/feed.xml" }]);
  expect(warn).toHaveBeenCalledTimes(1);
  expect(JSON.parse(String(warn.mock.calls[0]?.[0]))).toMatchObject({
    log: "fault",
    problem: "store-down",
    path: "/feed.xml",
    cause: expect.stringContaining("down"),
  });
  warn.mockRestore();
});

test.each<[string, unknown, Record<string, unknown>]>([
  ["an error, by its stack", new Error("torn"), { message: "torn", stack: expect.any(String) }],
  [
    "one with a cause, by that",
    new Error("torn", { cause: new TypeError("wet") }),
    { message: "torn", cause: "TypeError: wet" },
  ],
  [
    "one with a cause that is no error",
    new Error("torn", { cause: { secret: 1 } }),
    { message: "torn", cause: "unknown" },
  ],
  ["what is no error, by its text", "torn", { message: "torn", stack: expect.any(String) }],
  ["nothing", undefined, { message: "undefined", stack: expect.any(String) }],
])("a fault is told in one line: %s", (_, error, told) => {
  const path = `/${"甘".repeat(300)}`;
  // What a line is made of, of all that a request has.
  const c = { req: { method: "POST", path }, var: {} } as unknown as AppContext;
  const line: unknown = JSON.parse(faultLine(c, "internal-error", error));
  const request = { problem: "internal-error", method: "POST", path: path.slice(0, 200) };
  expect(line).toEqual({ log: "fault", ...request, release: null, ...told });
});

test.each([
  [499, []],
  [500, [{ status: 500, sample: 1 }]],
  [501, [{ status: 501, sample: 1 }]],
])("an answer with status %i that was not drawn leaves %j", (status, lines) => {
  const req = { method: "GET", url: "https://news.example.org/a", path: "/a" };
  // What a line is made of, of all that a request has.
  const c = { res: { status }, req, env: {}, var: {} } as unknown as AppContext;
  logRequest(c, { reads: 1, ops: 1, rounds: 1 }, 0.99);
  const told = log.mock.calls.map(([line]) => JSON.parse(String(line)) as unknown);
  expect(told).toMatchObject(lines);
});
