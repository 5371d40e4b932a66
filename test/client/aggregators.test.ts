import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { createHmac } from "node:crypto";
import { ROOT } from "../house/house-files.ts";
import { purgeMark } from "#store/history/takedown.ts";
import { type Ask, seededWorker } from "../setup/seeded-worker.ts";

const SITE = "https://news.example.org";
/** What a JSON Feed says of its items. */
type Items = ReadonlyMap<string, { readonly url: string }>;
/** The functions of the page, each as its block has it. */
type Page = {
  newer: (url: string, known?: string) => Promise<{ etag: string } | undefined>;
  wholeFeed: (url: string) => Promise<Items>;
  update: (site: string, mirror: Map<string, object>, cursor?: string) => Promise<string>;
  changesSince: (
    site: string,
    cursor: string,
  ) => Promise<{ changes: readonly object[]; cursor: string } | undefined>;
  subscribe: (feed: string, callback: string, secret: string) => Promise<boolean>;
  callback: (
    request: Request,
    given: { topic: string; secret: string; received: (body: string) => void },
  ) => Promise<Response>;
};

let ask: Ask;
let page: Page;
const folder = mkdtempSync(join(tmpdir(), "broadsheet-aggregators-"));
const asked: string[] = [];

beforeAll(async () => {
  ask = await seededWorker();
  const text = readFileSync(join(ROOT, "docs/aggregators.md"), "utf8");
  const client = pathToFileURL(join(ROOT, "src/client/client.ts")).href;
  const blocks = [...text.matchAll(/^```js\n(.*?)^```/gms)].map(([, code = ""]) => code);
  const modules = blocks.map(async (code, index) => {
    const file = join(folder, `${index}.mjs`);
    writeFileSync(file, code.replace('"broadsheet/client"', JSON.stringify(client)));
    // What a block exports, the test below calls by name.
    return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Partial<Page>;
  });
  page = Object.assign({}, ...(await Promise.all(modules))) as Page;
  const names = [...text.matchAll(/^export async function (\w+)/gm)].map(([, name]) => name);
  expect(new Set(Object.keys(page))).toEqual(new Set(names));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  vi.unstubAllGlobals();
  asked.length = 0;
});

/** Lets the code of the page ask the Worker instead of the network. */
function answerBy(answer: (url: string, init?: RequestInit) => Promise<Response>): void {
  vi.stubGlobal("fetch", (url: string, init?: RequestInit) => {
    asked.push(url);
    return answer(url, init);
  });
}

test("a feed is read once, and then only when it is newer", async () => {
  answerBy(ask);
  const first = await page.newer(`${SITE}/feed.json`);
  expect(first?.etag).toMatch(/^"/);
  expect(await page.newer(`${SITE}/feed.json`, first?.etag)).toBeUndefined();
  await expect(page.newer(`${SITE}/none/feed.json`)).rejects.toThrow("404");
});

test("a feed leads to every article, each once", async () => {
  answerBy(ask);
  const items = await page.wholeFeed(`${SITE}/feed.json`);
  const { total } = (await (await ask("/api/search")).json()) as { readonly total: number };
  expect([items.size, new Set([...items.values()].map(({ url }) => url)).size]).toEqual([
    total,
    total,
  ]);
  expect(asked.length).toBeGreaterThan(1);
});

test("an archive document that was superseded on the way is no dead end", async () => {
  let isSuperseded = true;
  answerBy(async (url, init) => {
    if (!url.includes("/archive/") || !isSuperseded) return ask(url, init);
    isSuperseded = false;
    return new Response(null, { status: 410 });
  });
  const items = await page.wholeFeed(`${SITE}/feed.json`);
  expect(items.size).toBeGreaterThan(100);
});

test("a mirror lists all, then asks for changes alone, and begins anew where it must", async () => {
  answerBy(ask);
  const mirror = new Map<string, object>([["gone", {}]]);
  const cursor = await page.update(SITE, mirror);
  const { total } = (await (await ask("/api/search")).json()) as { readonly total: number };
  expect([mirror.size, mirror.has("gone")]).toEqual([total, false]);
  asked.length = 0;
  expect(await page.update(SITE, mirror, cursor)).toBe(cursor);
  expect(asked).toHaveLength(1);
  expect(await page.update(SITE, mirror, "2001-01-01T00:00:00Z")).toBe(cursor);
  expect(mirror.size).toBe(total);
});

test("changes can be read without the client", async () => {
  answerBy(ask);
  const since = await page.changesSince(SITE, "2026-11-23T12:00:00Z");
  expect(since).toMatchObject({ changes: [] });
  expect(await page.changesSince(SITE, "2001-01-01T00:00:00Z")).toBeUndefined();
  await expect(page.changesSince(SITE, "nonsense")).rejects.toThrow("updated_after");
  const pages = [
    { articles: [{ id: "a" }], next: "2", cursor: "2" },
    { articles: [{ id: "b", withdrawn: true }], next: null, cursor: "3" },
  ];
  answerBy(async (url) => Response.json(pages[url.includes("cursor=2") ? 1 : 0]));
  expect(await page.changesSince(SITE, "1")).toEqual({
    changes: [{ id: "a" }, { id: "b", withdrawn: true }],
    cursor: "3",
  });
});

test("a subscriber asks the hub of the feed, says yes to its own topic alone, and believes only what is signed", async () => {
  const topic = `${SITE}/feed.json`;
  const [secret, hub, own] = ["s", "https://hub.example/", "https://reader.example/hook"];
  let told = new URLSearchParams();
  answerBy(async (url, init) => {
    if (url === hub) {
      told = init?.body as URLSearchParams;
      return new Response(null, { status: 202 });
    }
    const feed = (await (await ask(url)).json()) as object;
    return Response.json({ ...feed, hubs: [{ type: "WebSub", url: hub }] });
  });
  expect(await page.subscribe(topic, own, secret)).toBe(true);
  expect(Object.fromEntries(told)).toEqual({
    "hub.mode": "subscribe",
    "hub.topic": topic,
    "hub.callback": own,
    "hub.secret": secret,
  });
  answerBy(ask);
  expect(await page.subscribe(topic, own, secret)).toBe(false);

  const bodies: string[] = [];
  const given = { topic, secret, received: (body: string) => void bodies.push(body) };
  const confirm = async (asking: string): Promise<readonly [number, string]> => {
    const query = new URLSearchParams({ "hub.topic": asking, "hub.challenge": "c" });
    const answer = await page.callback(new Request(`${own}?${query}`), given);
    return [answer.status, await answer.text()];
  };
  expect(await confirm(topic)).toEqual([200, "c"]);
  expect(await confirm("https://other.example/")).toEqual([404, ""]);
  const post = async (body: string, signature?: string): Promise<number> => {
    const headers = signature === undefined ? {} : { "X-Hub-Signature": signature };
    return (await page.callback(new Request(own, { method: "POST", body, headers }), given)).status;
  };
  const signed = (algorithm: string, body: string): string =>
    `${algorithm}=${createHmac(algorithm, secret).update(body).digest("hex")}`;
  for (const algorithm of ["sha1", "sha256", "sha512"])
    expect(await post(`甲 ${algorithm}`, signed(algorithm, `甲 ${algorithm}`))).toBe(202);
  for (const wrong of [undefined, "", "sha256=", "sha256=zz", "md5=00", signed("sha256", "other")])
    expect(await post("forged", wrong)).toBe(202);
  expect(bodies).toEqual(["甲 sha1", "甲 sha256", "甲 sha512"]);
});

test("a mirror lets go of what was withdrawn, and of what was purged, which is told by a mark alone", async () => {
  const gone = { withdrawn: true, changed: "2026-11-24T08:00:00Z" };
  const purged = await purgeMark("澜水大桥-2024");
  answerBy(async () =>
    Response.json({
      articles: [
        { id: "one", ...gone },
        { id: purged, ...gone },
        { id: await purgeMark("nobody has it"), ...gone },
      ],
      cursor: "1",
      next: null,
    }),
  );
  const mirror = new Map(["one", "two", "澜水大桥-2024", "~odd"].map((id) => [id, {}]));
  await page.update(SITE, mirror, "0");
  expect([...mirror.keys()]).toEqual(["two", "~odd"]);
});
