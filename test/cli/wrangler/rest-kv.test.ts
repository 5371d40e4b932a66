import { afterEach, beforeEach, expect, test } from "vitest";
import { createApi } from "#cli/wrangler/cloudflare-api.ts";
import { createRestKv } from "#cli/wrangler/rest-kv.ts";
import { collectGarbage } from "#publish/write/gc.ts";
import type { BulkKv } from "#store/bulk-kv.ts";
import { StoreDown } from "#store/fault.ts";
import { deleteKeys, listBlobs, readManifest } from "#store/write/listing.ts";
import { toolCall } from "#store/tool-call.ts";
import { blobWriting, writeAll } from "#store/write/writer.ts";
import { madeArticle, madeArticles } from "../../store/made-articles.ts";
import { coldReader, noIndex, published } from "../../store/published.ts";
import { readWhole } from "../../store/whole-site.ts";
import { type StandIn, startStandIn } from "./kv-stand-in.ts";

const NOW = Date.UTC(2024, 0, 1);
const DAY = 24 * 3_600_000;

let standIn: StandIn;
let kv: BulkKv;
let waits: number[];
let told: string[];

beforeEach(async () => {
  standIn = await startStandIn();
  waits = [];
  told = [];
  const tell = (line: string): unknown => told.push(line);
  const wait = async (ms: number): Promise<unknown> => waits.push(ms);
  const api = createApi({ baseUrl: standIn.baseUrl, token: "token", wait, tell });
  kv = createRestKv(api, standIn.path);
});
afterEach(() => standIn.close());

const publishing = { now: NOW, buildIndex: noIndex };
const requests = (what: string) => standIn.asked.filter((request) => request.what === what);

test("a publication is a handful of requests, current alone in the last, and reads back whole", async () => {
  const articles = [...madeArticles(80), madeArticle({ id: "中文", title: "一座桥", body: "桥" })];
  await published(kv, articles, publishing);
  const puts = requests("PUT bulk").map(({ keys }) => keys);
  expect(puts.length).toBe(3);
  expect(puts.at(-1)).toEqual(["current"]);
  expect(puts.at(-2)?.[0]).toMatch(/^release\//);
  expect(puts[0]?.every((key) => key.startsWith("blob/"))).toBe(true);
  expect((await readWhole(await coldReader(kv, NOW))).length).toBe(81);
  standIn.asked.length = 0;
  expect((await published(kv, articles, { ...publishing, now: NOW + DAY })).kind).toBe("unchanged");
  expect(requests("PUT bulk")).toEqual([]);
});

test("told to come later, it comes when it was told, by seconds or by date; else it waits longer each time", async () => {
  const date = new Date(Date.now() + 40_000).toUTCString();
  standIn.faults.push(
    { status: 429, retryAfter: "7" },
    { status: 503, retryAfter: date },
    { status: 500 },
    { status: 502 },
  );
  await writeAll(kv, [blobWriting("a".repeat(20), new Uint8Array([0, 255]), NOW)]);
  expect(waits.map((ms) => Math.round(ms / 10_000))).toEqual([1, 4, 0, 1]);
  expect([waits[0], waits[2], waits[3]]).toEqual([7_000, 4_000, 8_000]);
  expect(standIn.values.get(`blob/${"a".repeat(20)}`)?.bytes).toEqual(Buffer.from([0, 255]));
});

test("reads, lists and deletions wait as long as they are told to, and say what for; a wait that is too long is a failure that says so", async () => {
  await writeAll(kv, [{ key: "current", bytes: "{}" }]);
  // Longer than a tool waits for a local KV.
  const real = createRestKv(
    createApi({
      baseUrl: standIn.baseUrl,
      token: "token",
      wait: async (ms) => void waits.push(ms),
      tell: (line) => void told.push(line),
    }),
    standIn.path,
  );
  const asks: readonly (() => Promise<unknown>)[] = [
    () => readManifest(real),
    () => listBlobs(real),
    () => deleteKeys(real, ["x"]),
    () => toolCall(real, "bulk", () => real.get(["current", "x"], { type: "text" })),
  ];
  for (const ask of asks) {
    standIn.faults.push({ status: 429, retryAfter: "120" }, { status: 503, retryAfter: "299" });
    await ask();
    expect(waits.splice(0)).toEqual([120_000, 299_000]);
    expect(told.splice(0)).toEqual([
      "Cloudflare's API is asked too often (429): waiting 120 s, then asking again (2 of 5).",
      "Cloudflare's API answered 503: waiting 299 s, then asking again (3 of 5).",
    ]);
  }
  standIn.faults.push({ status: 429, retryAfter: "3600" });
  await expect(listBlobs(real)).rejects.toMatchObject({
    cause: {
      message:
        "Cloudflare's API is asked too often (429) and wants to be left alone for 60 minutes, more than the 5 that are waited",
    },
  });
  expect([waits, told]).toEqual([[], []]);
});

test("a wait that outlasts what a local KV is given is sat through by a read", async () => {
  const slow = createRestKv(
    createApi({
      baseUrl: standIn.baseUrl,
      token: "token",
      wait: () => new Promise((resolve) => setTimeout(resolve, 60)),
    }),
    standIn.path,
  );
  standIn.faults.push({ status: 429, retryAfter: "200" });
  const asked = standIn.asked.length;
  const patienceMs = 10;
  await toolCall(slow, "KV gave no list", () => slow.list({ prefix: "" }), { patienceMs });
  expect(standIn.asked.length - asked).toBe(2);
});

test("what Cloudflare did not write everywhere is written again, and nothing else", async () => {
  standIn.faults.push({ unsuccessful: 2 }, { unsuccessful: 1 });
  const writings = ["a", "b", "c"].map((key) => ({ key, bytes: key }));
  await writeAll(kv, writings);
  expect(requests("PUT bulk").map(({ keys }) => keys)).toEqual([
    ["a", "b", "c"],
    ["a", "b"],
    ["a"],
  ]);
  expect([...standIn.values.keys()].sort()).toEqual(["a", "b", "c"]);
});

test("a key that is never written everywhere is a failure, not a success", async () => {
  standIn.faults.push(...Array.from({ length: 9 }, () => ({ unsuccessful: 1 })));
  await expect(writeAll(kv, [{ key: "a", bytes: "a" }])).rejects.toThrow(StoreDown);
});

test("a publication that is cut short leaves the release before, and goes on where it stopped", async () => {
  await published(kv, madeArticles(20), publishing);
  const before = standIn.values.get("current")?.bytes;
  const isList = { now: NOW + DAY, buildIndex: noIndex };
  // The blobs are written; the manifest is refused to the last.
  const lists = requests("GET keys").length;
  standIn.asked.length = 0;
  const more = madeArticles(30);
  standIn.faults.push(...Array.from({ length: lists + 4 }, () => undefined));
  standIn.faults.push(...Array.from({ length: 60 }, () => ({ status: 503 })));
  await expect(published(kv, more, isList)).rejects.toThrow(StoreDown);
  expect(standIn.values.get("current")?.bytes).toEqual(before);
  standIn.faults.length = 0;
  const stored = new Set(standIn.values.keys());
  standIn.asked.length = 0;
  await published(kv, more, isList);
  const written = requests("PUT bulk").flatMap(({ keys }) => keys);
  expect(written.filter((key) => key !== "current" && stored.has(key))).toEqual([]);
  expect((await readWhole(await coldReader(kv, NOW + DAY))).length).toBe(30);
});

test("values larger than a request go in several, and what each has written is told", async () => {
  const told: number[] = [];
  const bytes = new Uint8Array(6_000_000);
  const writings = ["a", "b", "c", "d", "e"].map((key) => ({ key, bytes }));
  await writeAll(kv, writings, (done) => told.push(done));
  expect(requests("PUT bulk").map(({ keys }) => keys.length)).toEqual([2, 2, 1]);
  expect(told).toEqual([2, 4, 5]);
});

test("more keys than a page of a listing or a request of a deletion are all found, and all deleted", async () => {
  const names = Array.from({ length: 2_500 }, (_, index) => String(index).padStart(20, "0"));
  await writeAll(
    kv,
    names.map((name) => blobWriting(name, new Uint8Array([1]), NOW)),
  );
  const ages = await listBlobs(kv);
  expect(ages.size).toBe(2_500);
  expect(ages.get(names[7]!)).toBe(NOW);
  await deleteKeys(
    kv,
    names.map((name) => `blob/${name}`),
  );
  expect(requests("POST bulk/delete").length).toBe(1);
  expect(standIn.values.size).toBe(0);
});

test("garbage is collected in a request or two", async () => {
  await published(kv, madeArticles(12), publishing);
  await writeAll(kv, [blobWriting("g".repeat(20), new Uint8Array([1]), NOW)]);
  expect(await collectGarbage(kv, NOW + 2 * DAY)).toMatchObject({ blobs: 1, releases: 0 });
  expect(requests("POST bulk/delete").map(({ keys }) => keys)).toEqual([
    [`blob/${"g".repeat(20)}`],
  ]);
});

test("a missing key is null, by itself and among others", async () => {
  await writeAll(kv, [{ key: "release/甘 孜?", bytes: "text" }]);
  expect(await kv.get("release/甘 孜?", { type: "text" })).toBe("text");
  expect(await kv.get("none", { type: "text" })).toBeNull();
  const found = await kv.get(["none", "release/甘 孜?"], { type: "text" });
  expect([...found]).toEqual([
    ["none", null],
    ["release/甘 孜?", "text"],
  ]);
});

test("a refusal is not asked again, and says why", async () => {
  const api = createApi({ baseUrl: standIn.baseUrl, token: "wrong", wait: () => Promise.reject() });
  const denied = createRestKv(api, standIn.path);
  await expect(listBlobs(denied)).rejects.toMatchObject({
    cause: { message: "Cloudflare's API answered 403: Authentication error [code: 10000]" },
  });
  expect(standIn.asked.length).toBe(1);
});

test("where nobody answers, it gives up after five times", async () => {
  const { baseUrl } = standIn;
  await standIn.close();
  const wait = async (ms: number): Promise<unknown> => waits.push(ms);
  const lost = createRestKv(createApi({ baseUrl, token: "token", wait }), standIn.path);
  await expect(listBlobs(lost)).rejects.toThrow(StoreDown);
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
});
