import { beforeEach, expect, test } from "vitest";
import { createApp } from "#serve/app.ts";
import { purgeProved } from "#serve/edge/canary.ts";
import { kvInMemory } from "../reliability/kv-in-memory.ts";
import { createEdgeCache, type EdgeCache } from "./edge-cache.ts";

type Purge = (tags: readonly string[]) => void;

let now: number;
let asked: number;
let edge: EdgeCache;
beforeEach(() => {
  now = Date.UTC(2026, 0, 1);
  asked = 0;
  edge = createMachine();
});

function createMachine(): EdgeCache {
  const app = createApp({ now: () => now, chance: () => 1 });
  const { kv } = kvInMemory();
  return createEdgeCache(
    async (request) => app.request(request, undefined, { KV: kv }),
    () => now,
  );
}

/** What speaks against a purge of `site`, and the tags that were purged. */
async function tried({
  purge = (tags: readonly string[]) => edge.purge(tags),
  machines = [edge],
  fetch = (request: Request) => machines[asked++ % machines.length]!.ask("A", request),
  pause = async (_ms: number) => {},
  exports = { default: { fetch } },
}: {
  readonly purge?: Purge;
  readonly machines?: readonly EdgeCache[];
  readonly fetch?: (request: Request) => Promise<Response>;
  readonly pause?: (ms: number) => Promise<void>;
  readonly exports?: object;
} = {}) {
  const purged: (readonly string[])[] = [];
  const cache = {
    purge: async ({ tags }: { readonly tags: readonly string[] }) => {
      purged.push(tags);
      purge(tags);
      return { success: true };
    },
  };
  return { reason: await purgeProved({ cache, exports }, ["site"], pause), purged };
}

test("a purge is proved that lets go of a canary that was kept, by two runs of the Worker and then by one", async () => {
  expect(await tried()).toEqual({ reason: undefined, purged: [["site", "canary"]] });
  expect(edge.runs).toBe(2);
  now += 600_000;
  expect((await tried()).reason).toBeUndefined();
  expect(edge.runs).toBe(3);
});

test("a canary is kept for a day, under a tag of its own, and browsers ask for it each time", async () => {
  const request = (): Request => new Request("https://s.example/edge-canary");
  const { headers } = await edge.ask("A", request());
  expect(
    ["CDN-Cache-Control", "Cache-Tag", "Cache-Control"].map((name) => headers.get(name)),
  ).toEqual(["max-age=86400", "canary", "public, max-age=0"]);
  expect(headers.get("Server-Timing")).toContain("reads=0 ");
});

test.each<[string, Purge]>([
  ["nowhere", () => {}],
  ["the city alone", (tags) => edge.purge(tags, [""])],
  ["the upper tier alone", (tags) => edge.purge(tags, ["A"])],
])("a purge that reaches %s is not proved", async (_, purge) => {
  expect((await tried({ purge })).reason).toMatch(/did not let go/);
});

test("what a purge does within five seconds is seen, and what it does later is not", async () => {
  let waited = 0;
  const after = async (delay: number): Promise<string | undefined> => {
    waited = 0;
    let tags: readonly string[] = [];
    const pause = async (ms: number): Promise<void> => {
      waited += ms;
      if (waited >= delay) edge.purge(tags);
    };
    return (await tried({ pause, purge: (given) => void (tags = given) })).reason;
  };
  expect([await after(900), waited]).toEqual([undefined, 1_000]);
  expect([await after(4_900), waited]).toEqual([undefined, 5_000]);
  expect([await after(6_000), waited]).toEqual([expect.stringMatching(/did not let go/), 5_000]);
});

test("machines of a city that fill on their own prove a purge together, and not one of them alone", async () => {
  const machines = [edge, createMachine(), createMachine()];
  const all: Purge = (tags) => machines.forEach((one) => one.purge(tags));
  expect((await tried({ machines, purge: all })).reason).toBeUndefined();
  asked = 0;
  const some: Purge = (tags) => machines.slice(1).forEach((one) => one.purge(tags));
  expect((await tried({ machines, purge: some })).reason).toMatch(/did not let go/);
});

test.each([
  ["the Worker has no way to itself", { exports: {} }],
  ["its own requests go around the cache", { fetch: async () => new Response(String(now++)) }],
  ["they fail", { fetch: async () => new Response("", { status: 503 }) }],
  ["they are refused", { fetch: () => Promise.reject(new Error("it keeps no answer")) }],
])("where %s, what is to go is let go of all the same, and nothing is proved", async (_, means) => {
  const { reason, purged } = await tried(means);
  expect(reason).toMatch(/keeps no answer/);
  expect(purged).toEqual([["site", "canary"]]);
});

test("a cache that stops keeping after a purge proves nothing by that", async () => {
  let isOff = false;
  const fetch = async (request: Request) =>
    isOff ? new Response(String(now++)) : edge.ask("A", request);
  const purge: Purge = () => {
    isOff = true;
  };
  expect((await tried({ fetch, purge })).reason).toMatch(/did not let go/);
});

test("what is thrown is told as what speaks against it, and where no cache is nobody is asked", async () => {
  const cache = { purge: async () => ({ success: false }) };
  const exports = { default: { fetch: (request: Request) => edge.ask("A", request) } };
  const pause = async (): Promise<void> => {};
  expect(await purgeProved({ cache, exports }, [], pause)).toBe("the cache was not purged");
  const { runs } = edge;
  expect(await purgeProved({ exports }, [], pause)).toMatch(/no cache/);
  expect(edge.runs).toBe(runs);
});
