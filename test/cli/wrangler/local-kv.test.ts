import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { localNamespace, openLocalKv } from "#cli/wrangler/local-kv.ts";
import { isRejection } from "#model/rejection.ts";
import { bulkKv } from "#store/bulk-kv.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "broadsheet-local-"));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test("the KV of a machine is not told whom else Node trusts, and others still are", async () => {
  const [trusted, told] = [join(folder, "trusted.pem"), join(folder, "told.json")];
  writeFileSync(trusted, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
  vi.stubEnv("NODE_EXTRA_CA_CERTS", trusted);
  vi.stubEnv("MINIFLARE_WORKERD_CONFIG_DEBUG", told);
  const local = await openLocalKv(folder);
  if (isRejection(local)) throw new TypeError("it was not opened");
  await local.dispose();
  expect(readFileSync(told, "utf8")).toContain("trustBrowserCas");
  expect(readFileSync(told, "utf8")).not.toContain("BEGIN CERTIFICATE");
  expect(process.env["NODE_EXTRA_CA_CERTS"]).toBe(trusted);
});

test("what is written to this machine's KV is what wrangler reads there", async () => {
  const local = await openLocalKv(folder);
  if (isRejection(local)) throw new TypeError("it was not opened");
  await local.kv.put("current", "浙江", { metadata: { at: 1 } });
  expect(bulkKv(local.kv)).toBeUndefined();
  await local.dispose();
  expect(await readByWrangler("wrangler.toml")).toEqual({ value: "浙江", metadata: { at: 1 } });
});

const NAMED = [
  ["", "KV"],
  ['[[kv_namespaces]]\nbinding = "KV"\n', "KV"],
  ['[[kv_namespaces]]\nbinding = "KV"\nid = "one"\n', "one"],
  ['kv_namespaces = [{ binding = "KV", id = "one", preview_id = "two" }]\n', "two"],
  ['[[kv_namespaces]]\nbinding = "OTHER"\nid = "one"\n', "KV"],
] as const;

test.each(NAMED)("the namespace of %j on a machine is %s", (toml, id) => {
  expect(localNamespace(toml)).toBe(id);
});

test("a namespace has the name that wrangler gives it", async () => {
  const path = join(folder, "wrangler.toml");
  for (const [toml, id] of NAMED.slice(1, 4)) {
    writeFileSync(path, `name = "a"\ncompatibility_date = "2026-10-15"\n${toml}`);
    const proxy = await proxyOf(path);
    await proxy.env.KV.put("current", id);
    await proxy.dispose();
    const named = `[[kv_namespaces]]\nbinding = "KV"\nid = "${id}"\n`;
    writeFileSync(path, `name = "a"\ncompatibility_date = "2026-10-15"\n${named}`);
    expect((await readByWrangler(path)).value).toBe(id);
  }
});

test("Miniflare is the one that wrangler runs", () => {
  const require = createRequire(import.meta.url);
  const { dependencies } = JSON.parse(
    readFileSync(require.resolve("wrangler/package.json"), "utf8"),
  ) as { readonly dependencies: Readonly<Record<string, string>> };
  const own = JSON.parse(readFileSync("package.json", "utf8")) as typeof dependencies & {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  expect(own.dependencies["miniflare"]).toBe(dependencies["miniflare"]);
});

const options = (configPath: string) => ({
  configPath,
  persist: { path: join(folder, "v3") },
  remoteBindings: false,
});

/** wrangler is loaded late, for it loads the Miniflare that the first test is to see begin. */
async function proxyOf(configPath: string) {
  const { getPlatformProxy } = await import("wrangler");
  return getPlatformProxy<{ KV: KVNamespace }>(options(configPath));
}

async function readByWrangler(configPath: string) {
  const proxy = await proxyOf(configPath);
  const { value, metadata } = await proxy.env.KV.getWithMetadata("current");
  await proxy.dispose();
  return { value, metadata };
}
