import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { limitFindings } from "#cli/commands/doctor.ts";
import { bindingFinding, nodeFinding, siteFindings } from "#cli/wrangler/setup-check.ts";
import { SITE_DEFAULTS } from "#model/site.ts";
import { broadsheet } from "../command.ts";
import { type Bench, smallSite } from "../small-site.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await smallSite();
});

afterAll(() => bench.remove());

const SEED = fileURLToPath(new URL("../../../seed", import.meta.url));

type Told = {
  readonly ok: boolean;
  readonly findings: readonly {
    readonly name: string;
    readonly state: string;
    readonly what: string;
  }[];
};

async function diagnosed(...args: readonly string[]) {
  const kv = ["--persist-to", bench.path("kv")];
  const run = await broadsheet(["doctor", ...args, "--json", "--quiet", ...kv]);
  expect(run.stdout, run.stderr).not.toBe("");
  // The command's own output.
  const { findings, ok } = JSON.parse(run.stdout) as Told;
  const writes = findings.find(({ name }) => name === "next publish")?.what;
  return { exitCode: run.exitCode, ok, findings, writes: Number(writes?.split(" ")[0]) };
}

test("a machine that can publish is told so, with what the next publication costs, and nothing is written", async () => {
  const { exitCode, ok, findings, writes } = await diagnosed(SEED);
  expect([exitCode, ok]).toEqual([0, true]);
  expect(findings.map(({ name, state }) => `${name} ${state}`)).toEqual([
    "node ok",
    "wrangler ok",
    "kv binding ok",
    "login warning",
    "secrets ok",
    "published ok",
    "address warning",
    "id_authority warning",
    "next publish ok",
    "storage ok",
  ]);
  const published = await broadsheet(["publish", SEED, "--json", "--persist-to", bench.path("kv")]);
  const outcome = JSON.parse(published.stdout) as { readonly written: number };
  expect(writes).toBeGreaterThan(10);
  expect(Math.abs(writes - outcome.written)).toBeLessThanOrEqual(2);
  expect((await diagnosed(SEED)).writes).toBe(0);
});

test("with --remote, an account that nobody is logged in to is a fault", async () => {
  const run = await broadsheet(["doctor", "--remote"]);
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toMatch(/^BAD {3}login /m);
});

test("content that is not there makes the exit code 2", async () => {
  expect((await broadsheet(["doctor", bench.path("none")])).exitCode).toBe(2);
});

test.each([
  ["24.21.0", "ok"],
  ["22.0.0", "ok"],
  ["20.20.2", "fault"],
])("Node %s is %s", (version, state) => {
  expect(nodeFinding(version).state).toBe(state);
});

test.each([
  ['[[kv_namespaces]]\nbinding = "KV"\n', "ok"],
  [
    'name = "a"\n[[kv_namespaces]]\nbinding = "OTHER"\n[[kv_namespaces]]\nbinding = "KV"\nid = "7"\n',
    "ok",
  ],
  ['[[kv_namespaces]]\nbinding = "OTHER"\n[vars]\nbinding = "KV"\n', "fault"],
  ["", "fault"],
])("wrangler.toml %j is %s", (config, state) => {
  expect(bindingFinding(config).state).toBe(state);
});

test("a site without an address or an authority of its own is told", () => {
  const states = (url?: string, idAuthority = SITE_DEFAULTS.idAuthority) =>
    siteFindings({ ...SITE_DEFAULTS, ...(url && { url }), idAuthority }).map(({ state }) => state);
  expect(states()).toEqual(["warning", "warning"]);
  expect(states("http://192.168.1.2")).toEqual(["warning", "warning"]);
  expect(states("https://news.lanchuan.cn", "lanchuan.cn,2026")).toEqual(["ok", "ok"]);
  expect(states("http://localhost:8787", "example.org,2026")).toEqual(["warning", "warning"]);
  expect(states("https://news.example.org", "me@a.example,2026")).toEqual(["warning", "warning"]);
});

test.each([
  [{ writes: 1_000, bytes: 200_000_000 }, ["ok", "ok"]],
  [{ writes: 1_001, bytes: 200_000_001 }, ["warning", "warning"]],
  [{ writes: 0, bytes: 1_000_000_001 }, ["ok", "fault"]],
])("what costs %j is %j", (costs, states) => {
  expect(limitFindings(costs).map(({ state }) => state)).toEqual(states);
});
