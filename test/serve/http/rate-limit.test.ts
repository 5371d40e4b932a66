import { env } from "cloudflare:workers";
import { Hono } from "hono";
import { beforeAll, expect, test, vi } from "vitest";
import type { AppEnv, Bindings } from "#serve/http/env.ts";
import { limitedBy, readerKey } from "#serve/http/rate-limit.ts";
import { ask, published } from "../published.ts";
import { manyArticles } from "../sample-site.ts";

beforeAll(() => published(manyArticles(60)));

/** The real limiters of wrangler.toml, in the local workerd. */
const limiters = env as unknown as Required<Pick<Bindings, "SEARCH_LIMITER" | "SUGGEST_LIMITER">>;
let reader = 0;
/** Another reader each time, whom nobody has counted yet. */
const someone = (): string => `198.51.100.${++reader}`;

/** Asks one after another until it is refused, whenever the limiter begins to count anew: what was
 *  answered, and the refusal. */
async function untilRefused(paths: readonly string[], address: string, limit: number) {
  for (let answered = 0; answered <= 3 * limit; answered++) {
    const answer = await asked(paths[answered % paths.length]!, address);
    if (answer.status === 429) return { answered, refused: answer };
  }
  throw new Error(`nothing was refused, of ${limit} that are allowed`);
}

const asked = (path: string, address: string, bindings: Partial<Bindings> = limiters) =>
  ask(path, { bindings, headers: { "CF-Connecting-IP": address } });

test("who asks for too many searches gets 429 with the seconds to wait, and others are answered", async () => {
  const [hasty, calm] = [someone(), someone()];
  const paths = ["/api/search?q=a", "/search?q=a", "/search/feed.xml?q=a"];
  const { answered, refused } = await untilRefused(paths, hasty, 100);
  expect(answered).toBeGreaterThanOrEqual(100);
  expect(refused.headers.get("Retry-After")).toBe("60");
  expect(refused.headers.get("Cache-Control")).toBe("no-store");
  expect(JSON.parse(refused.text).type).toMatch(/\/problems\/too-many-requests$/);
  expect((await asked("/api/search?q=a", calm)).status).toBe(200);
  // What costs little is not limited, nor what is typed counted as searches.
  expect((await asked("/feed.xml", hasty)).status).toBe(200);
  expect((await asked("/api/suggest?q=a", hasty)).status).toBe(200);
});

test("suggestions have a limit of their own, for one is asked for with every letter", async () => {
  const hasty = someone();
  const { answered } = await untilRefused(["/api/suggest?q=a"], hasty, 300);
  expect(answered).toBeGreaterThanOrEqual(300);
});

test("without the binding, and on this machine, there is no limit", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const hasty = someone();
  for (let time = 0; time < 120; time++)
    expect((await asked("/api/search?q=a", hasty, {})).status).toBe(200);
  for (let time = 0; time < 120; time++)
    expect((await asked("/api/search?q=a", "127.0.0.1")).status).toBe(200);
  // What is not there has not failed either.
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

test("a limiter that fails or hangs stops nobody", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  for (const limit of [() => Promise.reject(new Error("down")), () => new Promise(() => {})]) {
    // A limiter has one method.
    const broken = { SEARCH_LIMITER: { limit } as unknown as RateLimit };
    expect((await asked("/api/search?q=a", someone(), broken)).status).toBe(200);
  }
  expect(warn).toHaveBeenCalledTimes(2);
  warn.mockRestore();
});

test("a limiter is waited for a tenth of a second", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  // A limiter has one method.
  const ADMIN_LIMITER = { limit: () => new Promise(() => {}) } as unknown as RateLimit;
  const app = new Hono<AppEnv>().get("/", limitedBy("ADMIN_LIMITER"), (c) => c.text("on"));
  vi.useFakeTimers();
  try {
    let status = 0;
    // Hono wants all bindings; the limiter asks for its own.
    const bindings = { ADMIN_LIMITER } as unknown as Bindings;
    const headers = { "CF-Connecting-IP": someone() };
    const request = Promise.resolve(app.request("/", { headers }, bindings));
    const answer = request.then((response) => (status = response.status));
    await vi.advanceTimersByTimeAsync(99);
    expect(status).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toBe(200);
  } finally {
    vi.useRealTimers();
  }
  expect(warn).toHaveBeenCalledTimes(1);
  warn.mockRestore();
});

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:db8:1:2:ffff::1", "2001:db8:1:2"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["2001:db8:1::", "2001:db8:1:0"],
  ["2001:db8:1:2::", "2001:db8:1:2"],
  ["2001::", "2001:0:0:0"],
  ["::1", undefined],
  ["127.0.0.1", undefined],
  ["", undefined],
])("the reader at %s is counted under %s", (address, key) => {
  expect(readerKey(address)).toBe(key);
});
