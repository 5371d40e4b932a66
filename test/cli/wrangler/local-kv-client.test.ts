import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectKv, KV_PROGRAM } from "#cli/wrangler/local-kv-client.ts";

const miniflare = new Miniflare(
  convertV4MiniflareOptions({
    workers: [
      {
        name: "broadsheet",
        modules: true,
        script: KV_PROGRAM,
        kvNamespaces: { KV: "one" },
        bindings: { SECRET: "a secret" },
      },
    ],
  }),
);
let ours: ReturnType<typeof connectKv>;
/** The binding itself, as Miniflare gives it. */
let theirs: KVNamespace;

beforeAll(async () => {
  ours = connectKv({ url: await miniflare.ready, secret: "a secret" });
  ({ KV: theirs } = await miniflare.getBindings<{ readonly KV: KVNamespace }>());
});

afterAll(async () => {
  ours.close();
  await miniflare.dispose();
});

const VALUES: Readonly<Record<string, string | Uint8Array>> = {
  current: '{"title":"浙江"}',
  "blob/1": new Uint8Array([0, 255, 128, 10]),
  "blob/空 ?&#%/\\": "\ufeff甲",
  "blob/empty": "",
  "media/large": new Uint8Array(3_000_000).fill(7),
};

test("it reads, lists and deletes as the binding itself does", async () => {
  for (const [key, value] of Object.entries(VALUES))
    await ours.kv.put(key, value, { metadata: { at: 1, 名: "甲" } });
  for (const [key, value] of Object.entries(VALUES)) {
    const bytes = await theirs.get(key, "arrayBuffer");
    expect([key, Buffer.from(bytes!).equals(Buffer.from(value))]).toEqual([key, true]);
    const own = await ours.kv.get(key, { type: "arrayBuffer" });
    expect([key, Buffer.from(own!).equals(Buffer.from(value))]).toEqual([key, true]);
    if (typeof value !== "string") continue;
    expect(await ours.kv.get(key, "text")).toBe(await theirs.get(key, "text"));
    expect(await ours.kv.get(key)).toBe(await theirs.get(key));
  }
  expect(await ours.kv.get("current", "json")).toEqual({ title: "浙江" });
  for (const options of [{}, { prefix: "blob/" }, { limit: 2 }, { prefix: "none", cursor: null }]) {
    const [own, page] = [await ours.kv.list(options), await theirs.list(options)];
    expect(own).toEqual(JSON.parse(JSON.stringify(page)));
    if (own.list_complete) continue;
    const { cursor } = own;
    expect((await ours.kv.list({ ...options, cursor })).keys).toHaveLength(2);
  }
  const keys = ["current", "blob/empty", "not there"];
  expect(await ours.kv.get(keys, { type: "text" })).toEqual(await theirs.get(keys, "text"));
  await ours.kv.delete("current");
  expect([await ours.kv.get("current"), await theirs.get("current")]).toEqual([null, null]);
});

test("what KV refuses is thrown", async () => {
  await expect(ours.kv.put("k".repeat(600), "a")).rejects.toThrow(/KV: 500 .*600/);
  await expect(ours.kv.put("a", "a", { metadata: "m".repeat(2_000) })).rejects.toThrow("KV: 500");
});

test("who does not know the secret reads and writes nothing", async () => {
  const url = await miniflare.ready;
  const { kv, close } = connectKv({ url, secret: "another" });
  await expect(kv.put("b", "b")).rejects.toThrow("KV: 403");
  await expect(kv.get("blob/1")).rejects.toThrow("KV: 403");
  close();
  expect((await fetch(url)).status).toBe(403);
  expect(await theirs.get("b")).toBeNull();
});

test("a connection that was closed meanwhile is made anew, once", async () => {
  // Closes each connection when a second request comes, as if it had been idle for too long.
  let isGone = false;
  const used = new WeakSet<Socket>();
  const server = createServer((asked, answer) => {
    if (isGone || used.has(asked.socket)) asked.socket.destroy();
    else asked.resume().on("end", () => answer.setHeader("content-length", 1).end("a"));
    used.add(asked.socket);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const { kv, close } = connectKv({ url: new URL(`http://127.0.0.1:${port}`), secret: "a" });
  for (let time = 0; time < 3; time++) {
    const all = Promise.all(["1", "2", "3"].map((key) => kv.get(key)));
    expect(await all).toEqual(["a", "a", "a"]);
  }
  isGone = true;
  await expect(kv.get("1")).rejects.toThrow("socket hang up");
  close();
  server.close();
});

test("once workerd has ended, what is asked fails", async () => {
  const other = new Miniflare(
    convertV4MiniflareOptions({ workers: [{ name: "a", modules: true, script: KV_PROGRAM }] }),
  );
  const { kv, close } = connectKv({ url: await other.ready, secret: "a" });
  await other.dispose();
  await expect(kv.get("a")).rejects.toThrow("ECONNREFUSED");
  close();
});
