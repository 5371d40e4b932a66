import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isFree } from "#cli/wrangler/port.ts";
import { freePort } from "../../setup/free-port.ts";
import { broadsheet, startBroadsheet, startByShell } from "../command.ts";
import { type Bench, smallSite } from "../small-site.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await smallSite();
});

afterAll(() => bench.remove());

/** The lines that the server prints until it says how to end it, or until it ends. */
async function announcement(server: ChildProcess): Promise<string> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: server.stdout as Readable })) {
    lines.push(line);
    if (line.startsWith("Ctrl-C")) break;
  }
  return lines.join("\n");
}

async function titlesAt(port: number): Promise<readonly string[]> {
  const answer = await fetch(`http://localhost:${port}/feed.json`);
  const { items = [] } = (await answer.json()) as { items?: { title: string }[] };
  return items.map(({ title }) => title);
}

test("two servers that begin at the same moment do not get in each other's way", async () => {
  const ports = [await freePort(), await freePort()];
  const servers = ports.map((port) =>
    startBroadsheet(["start", "--port", String(port), "--persist-to", bench.path(`kv-${port}`)]),
  );
  try {
    const said = await Promise.all(servers.map(announcement));
    for (const [index, port] of ports.entries())
      expect(said[index]).toContain(`Broadsheet serves on http://localhost:${port}`);
  } finally {
    const ended = servers.map((server) => once(server, "exit"));
    for (const server of servers) server.kill("SIGTERM");
    await Promise.all(ended);
  }
});

test("what was published is served with its URLs printed, a publication meanwhile shows at once, and SIGTERM ends it all", async () => {
  const kv = ["--persist-to", bench.path("kv")];
  await broadsheet(["publish", bench.path("site"), ...kv]);
  const port = await freePort();
  const server = startBroadsheet(["start", "--port", String(port), ...kv]);
  try {
    const said = await announcement(server);
    for (const path of [
      "/sections/news/feed.xml",
      "/sections/news/atom.xml",
      "/sections/news/feed.json",
      "/healthz",
    ])
      expect(said).toContain(`http://localhost:${port}${path}\n`);
    expect(await titlesAt(port)).toEqual(["A quiet harbour", "桥梁通车", "河水上漲"]);

    await bench.write(
      "site/news/4.md",
      "---\nid: '4'\ntitle: 新\nsection: news\npublished: 2026-04-04\n---\n新。",
    );
    await broadsheet(["publish", bench.path("site"), ...kv]);
    // The Worker asks KV for the current release again after three seconds.
    await expect.poll(() => titlesAt(port), { timeout: 10_000 }).toContain("新");
  } finally {
    server.kill("SIGTERM");
    if (server.exitCode === null) await once(server, "exit");
  }
  expect(server.exitCode).toBe(0);
  await expect.poll(() => isFree(port), { timeout: 5_000 }).toBe(true);
});

test("a server that is killed outright leaves nothing behind on its port", async () => {
  const port = await freePort();
  const server = startBroadsheet([
    "start",
    "--port",
    String(port),
    "--persist-to",
    bench.path("none"),
  ]);
  expect(await announcement(server)).toContain("Nothing is published there yet");
  server.kill("SIGKILL");
  await expect.poll(() => isFree(port), { timeout: 10_000 }).toBe(true);
});

test("a server whose npm is ended ends too, though npm's shell passes nothing on", async () => {
  const port = await freePort();
  const shell = startByShell(["start", "--port", String(port), "--persist-to", bench.path("none")]);
  await announcement(shell);
  shell.kill("SIGKILL");
  await expect.poll(() => isFree(port), { timeout: 10_000 }).toBe(true);
});

test("a port that is taken is said at once, with the way out", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  const { exitCode, stderr } = await broadsheet(["start", "--port", String(port)]);
  await new Promise((resolve) => other.close(resolve));
  expect([exitCode, stderr]).toEqual([
    2,
    `--port: somebody listens on port ${port} already; end that, or choose another: npm start -- --port ${port + 1}\n`,
  ]);
});
