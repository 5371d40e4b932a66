import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { broadsheet, startBroadsheet } from "../command.ts";
import { type Bench, smallSite } from "../small-site.ts";

const ADMIN_TOKEN = "the-token-of-a-test-0123456789-abcdefgh";
const BROADSHEET_TOKEN = ADMIN_TOKEN;

let bench: Bench;
let kv: readonly string[];
let port: number;
let server: ChildProcess;

beforeAll(async () => {
  bench = await smallSite();
  kv = ["--persist-to", bench.path("kv")];
  await broadsheet(["publish", bench.path("site"), ...kv]);
  const chosen = createServer();
  await new Promise<void>((resolve) => chosen.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has an address with a port.
  port = (chosen.address() as AddressInfo).port;
  await new Promise((resolve) => chosen.close(resolve));
  server = await started();
});

afterAll(async () => {
  await ended(server, "SIGTERM");
  await bench.remove();
});

async function started(): Promise<ChildProcess> {
  const child = startBroadsheet(["start", "--port", String(port), ...kv], { ADMIN_TOKEN });
  for await (const line of createInterface({ input: child.stdout as Readable }))
    if (line.startsWith("Ctrl-C")) break;
  return child;
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

const sendTo = async (env: Record<string, string> = { BROADSHEET_TOKEN }) => {
  const args = ["publish", bench.path("site"), "--url", `http://localhost:${port}`, "--json"];
  const { exitCode, stdout } = await broadsheet(args, env);
  return { exitCode, ...(JSON.parse(stdout) as Record<string, unknown>) };
};

const titles = async (): Promise<readonly string[]> => {
  const answer = await fetch(`http://localhost:${port}/feed.json?at=${Math.random()}`);
  const { items } = (await answer.json()) as { items: { title: string }[] };
  return items.map(({ title }) => title);
};

test("a content folder is sent to a site that publishes by itself: what differs, once, and what is gone is withdrawn", async () => {
  expect(await sendTo()).toMatchObject({ exitCode: 0, kind: "published", articles: 3 });
  expect(await sendTo()).toMatchObject({ kind: "unchanged", articles: 0, withdrawn: 0 });
  await bench.write(
    "site/news/4.md",
    "---\nid: '4'\ntitle: 新\nsection: news\npublished: 2026-04-04\n---\n新 **橋**。",
  );
  await rm(bench.path("site/talk/3.md"));
  expect(await sendTo()).toMatchObject({ kind: "published", articles: 1, withdrawn: 1 });
  await expect.poll(titles, { timeout: 10_000 }).toEqual(["新", "桥梁通车", "河水上漲"]);
  expect((await fetch(`http://localhost:${port}/articles/3`)).status).toBe(410);
  expect(await sendTo()).toMatchObject({ kind: "unchanged" });
});

test("a wrong token, none, and an address without TLS are told, and nothing is sent", async () => {
  expect(await sendTo({ BROADSHEET_TOKEN: "wrong" })).toMatchObject({ exitCode: 1 });
  expect(await sendTo({})).toMatchObject({ exitCode: 2 });
  const clear = ["publish", bench.path("site"), "--url", "http://news.example.org"];
  expect(await broadsheet(clear, { BROADSHEET_TOKEN })).toMatchObject({ exitCode: 2 });
});

test("behind the back of the object the command writes nothing, unless it takes the site back", async () => {
  for (const args of [["publish", bench.path("site")], ["rollback"], ["purge", "1"]]) {
    const { exitCode, stderr } = await broadsheet([...args, ...kv]);
    expect([args[0], exitCode, stderr.includes("--take-back")]).toEqual([args[0], 1, true]);
  }
  const taken = await broadsheet(["publish", bench.path("site"), "--take-back", ...kv]);
  expect(taken.exitCode).toBe(0);
  expect((await broadsheet(["publish", bench.path("site"), ...kv])).exitCode).toBe(0);
  // And the API goes on from what was published meanwhile.
  await bench.write(
    "site/news/5.md",
    "---\nid: '5'\ntitle: 五\nsection: news\npublished: 2026-04-05\n---\n五。",
  );
  expect(await sendTo()).toMatchObject({ kind: "published" });
  expect((await broadsheet(["publish", bench.path("site"), ...kv])).exitCode).toBe(1);
});

test("a server that is killed publishes what it had accepted when it runs again", async () => {
  const answer = await fetch(`http://localhost:${port}/admin/articles/killed`, {
    method: "PUT",
    headers: {
      Authorization: `Bearer ${ADMIN_TOKEN}`,
      "Content-Type": "application/json",
      Prefer: "respond-async",
    },
    body: JSON.stringify({ title: "殺", section: "news", published: "2026-04-06", body: "殺。" }),
  });
  expect(answer.status).toBe(202);
  // It ends its children with it.
  await ended(server, "SIGKILL");
  server = await started();
  await expect.poll(titles, { timeout: 40_000, interval: 1_000 }).toContain("殺");
});
