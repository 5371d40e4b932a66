import { beforeEach, expect, test, vi } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { toSite } from "#model/site.ts";
import { type AskSite, edgeFindings } from "#cli/wrangler/edge-check.ts";
import { publish } from "#publish/write/publish.ts";
import { keepEdge } from "#serve/edge/timer.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { createApp } from "#serve/app.ts";
import { createEdgeCache } from "../../edge/edge-cache.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";
import { madeArticles } from "../../store/made-articles.ts";

const NOW = Date.UTC(2026, 0, 1);
const SECRET = "a secret of thirty-two characters";

let kv: KVNamespace;

beforeEach(async () => {
  ({ kv } = kvInMemory());
  await publishArticles(8, NOW);
});

async function publishArticles(count: number, now: number): Promise<void> {
  const site = toSite({ title: "Edge", url: "https://edge.example" });
  if (isRejection(site)) throw new TypeError("the site is refused");
  await publish({ kv, site, articles: madeArticles(count), media: [], now });
}

/** How a site behaves that is looked at. */
type Behaviour = {
  /** Nothing stands before the Worker. */
  readonly isBare?: boolean;
  /** A purge is answered, and does nothing. */
  readonly isDeaf?: boolean;
  /** What the Worker says of caches is overridden. */
  readonly isRuled?: boolean;
  /** What is asked of one path comes of a release before. */
  readonly isMixed?: boolean;
  /** What is kept comes without its Age. */
  readonly isAgeless?: boolean;
  /** Answers may be kept for a day. */
  readonly isLong?: boolean;
};

/** A deployed site: the Worker, and what stands before it. */
async function site({
  isBare,
  isDeaf,
  isRuled,
  isMixed,
  isAgeless,
  isLong,
}: Behaviour = {}): Promise<AskSite> {
  const before = isMixed === true ? ((await kv.get("current", "text")) ?? "") : undefined;
  if (isMixed === true) await publishArticles(9, NOW + 1_000);
  const edge = createEdgeCache(worker, () => NOW + 2_000);
  async function worker(request: Request): Promise<Response> {
    const isOld = before !== undefined && new URL(request.url).pathname === "/api/articles";
    const seen = new Proxy(kv, {
      get: (target, name) =>
        name === "get" && isOld
          ? (key: string, type: "text") =>
              key === "current" ? Promise.resolve(before) : target.get(key, type)
          : Reflect.get(target, name),
    });
    const context = {
      waitUntil: () => {},
      passThroughOnException: () => {},
      props: {},
      cache: {
        purge: async ({ tags }: { tags: readonly string[] }) => isDeaf || edge.purge(tags),
      },
    };
    const app = createApp({ now: () => NOW + 2_000 });
    const answer = await app.fetch(
      request,
      { KV: seen, PURGE_TOKEN: SECRET, LONG_LIVES: isLong === true ? "yes" : "" },
      context,
    );
    if (isRuled !== true) return answer;
    const headers = new Headers(answer.headers);
    headers.set("CDN-Cache-Control", "max-age=60");
    return new Response(answer.body, { status: answer.status, headers });
  }
  return async (path, init) => {
    const request = new Request(`https://edge.example${path}`, init);
    const answer = await (isBare === true ? worker(request) : edge.ask("A", request));
    const headers = new Headers(answer.headers);
    if (isAgeless === true) headers.delete("Age");
    return new Response(answer.body, { status: answer.status, headers });
  };
}

const states = async (behaviour?: Behaviour, token: string | undefined = SECRET) =>
  Object.fromEntries(
    (await edgeFindings(await site(behaviour), token, NOW + 2_000)).map(({ name, state }) => [
      name,
      state,
    ]),
  );

test("a cache that keeps, lets go, keeps nothing of the publisher's and mixes nothing can be left on", async () => {
  expect(await states()).toEqual({
    site: "ok",
    "not kept": "ok",
    cache: "ok",
    purge: "ok",
    "one release": "ok",
  });
});

test("where nothing stands before the Worker that is said, and is no fault", async () => {
  expect(await states({ isBare: true })).toEqual({
    site: "ok",
    "not kept": "ok",
    cache: "warning",
  });
});

test("a cache that does not say how old its answers are is told of, for browsers hold them longer then", async () => {
  const findings = await edgeFindings(await site({ isAgeless: true }), SECRET, NOW + 2_000);
  expect(findings.find(({ name }) => name === "cache")).toMatchObject({
    state: "warning",
    what: expect.stringContaining("no Age"),
  });
  expect(findings.map(({ name }) => name)).toContain("purge");
});

test("a purge that does nothing is a fault, a token that is wrong too, and one that is missing is told", async () => {
  expect((await states({ isDeaf: true }))["purge"]).toBe("fault");
  expect((await states({}, "another secret of as many characters"))["purge"]).toBe("fault");
  expect(await edgeFindings(await site(), undefined, NOW + 2_000)).toContainEqual(
    expect.objectContaining({ name: "purge", state: "warning" }),
  );
});

test("a rule that keeps everything is a fault, for health would be kept", async () => {
  expect((await states({ isRuled: true }))["not kept"]).toBe("fault");
  const findings = await edgeFindings(await site({ isRuled: true }), SECRET, NOW + 2_000);
  const found = findings.find(({ name }) => name === "not kept");
  expect(found?.what).toMatch(/^\/healthz, \/admin\/articles /);
});

test("answers of two releases are a fault that names both, and where they are", async () => {
  const findings = await edgeFindings(await site({ isMixed: true }), SECRET, NOW + 2_000);
  const found = findings.find(({ name }) => name === "one release");
  expect(found?.state).toBe("fault");
  expect(found?.what).toMatch(/^\/feed\.xml, \/ of \S+; \/api\/articles of \S+$/);
});

test("a site that nothing was published to is a fault of its own", async () => {
  ({ kv } = kvInMemory());
  const findings = await edgeFindings(await site(), SECRET, NOW + 2_000);
  expect(findings).toEqual([
    expect.objectContaining({ name: "site", state: "fault", what: "/healthz answers 503" }),
  ]);
});

test("a timer that should run is looked for: it may take ten minutes", async () => {
  const timerAt = async (now: number) =>
    (await edgeFindings(await site({ isLong: true }), SECRET, now)).find(
      ({ name }) => name === "timer",
    );
  expect(await timerAt(NOW + 60_000)).toMatchObject({ state: "warning" });
  expect(await timerAt(NOW + 900_000)).toMatchObject({
    state: "fault",
    what: expect.stringMatching(/^has seen to nothing last, and not to 20260101T000000Z-/),
  });
  await runTimer({ isDeaf: false });
  expect(await timerAt(NOW + 900_000)).toMatchObject({ state: "ok" });
});

test("where the timer saw no purge work it is told that answers live a minute, whatever it has seen to", async () => {
  const log = vi.spyOn(console, "warn").mockReturnValue();
  await runTimer({ isDeaf: true });
  expect(log).toHaveBeenCalledOnce();
  log.mockRestore();
  const findings = await edgeFindings(await site({ isLong: true }), SECRET, NOW + 900_000);
  expect(findings.find(({ name }) => name === "timer")).toMatchObject({
    state: "warning",
    what: expect.stringContaining("answers live a minute"),
  });
});

/** Runs the timer twice, so that it settles what was published where its purges work. */
async function runTimer({ isDeaf }: { readonly isDeaf: boolean }): Promise<void> {
  const app = createApp();
  const edge = createEdgeCache(
    async (request) => app.request(request, undefined, { KV: kv }),
    () => NOW,
  );
  const purge = async ({ tags }: { tags: readonly string[] }) => isDeaf || edge.purge(tags);
  const fetch = (request: Request) => edge.ask("A", request);
  const context = { cache: { purge }, exports: { default: { fetch } } };
  const means = { cache: createIsolateCache(), pause: async () => {} };
  for (const ms of [60_000, 180_000])
    await keepEdge(kv, context, { ...means, now: () => NOW + ms });
}
