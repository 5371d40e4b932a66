import { execFile, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../setup/free-port.ts";
import { ROOT } from "../house/house-files.ts";
import type { Run } from "./command.ts";

const OURS = join(ROOT, "node_modules");
const { name, dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
};

/** Matches a line of what was built that ends an import; what it captures is the specifier. */
const PART_IMPORT = /^(?:import|\}).*"([^"]+)";$/gm;

let project: string;

/** Runs a program in the project, with the Node of this test and nothing of the account. */
function ran(file: string, args: readonly string[], cwd = project): Promise<Run> {
  const kept = Object.entries(process.env).filter(
    ([key]) => !/^(?:CLOUDFLARE|CF|WRANGLER|npm|INIT)_/i.test(key),
  );
  const env = Object.fromEntries([...kept, ["WRANGLER_SEND_METRICS", "false"], ["CI", "1"]]);
  return new Promise((resolve) => {
    execFile(file, args, { cwd, env, timeout: 240_000 }, (error, stdout, stderr) =>
      resolve({ exitCode: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
    );
  });
}

/** The command as it is linked into the project. */
const broadsheet = (...args: readonly string[]): Promise<Run> =>
  ran(process.execPath, [join(project, "node_modules/.bin/broadsheet"), ...args]);

/** Installs the tarball by npm; without a registry by hand, its dependencies lent from ours: only those that it names. */
async function install(tarball: string): Promise<void> {
  const flags = ["--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"];
  const { exitCode, stderr } = await ran("npm", ["install", ...flags, tarball]);
  if (exitCode === 0) return;
  console.warn(`SKIPPED: npm install from the registry. ${stderr.slice(0, 300)}`);
  const target = join(project, "node_modules", name);
  mkdirSync(target, { recursive: true });
  await ran("tar", ["xzf", tarball, "-C", target, "--strip-components=1"]);
  mkdirSync(join(project, "node_modules/.bin"), { recursive: true });
  symlinkSync(`../${name}/src/cli/broadsheet.js`, join(project, "node_modules/.bin/broadsheet"));
  for (const each of Object.keys(dependencies)) {
    const place = join(project, "node_modules", each);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(OURS, each), place);
  }
}

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), "broadsheet-package-"));
  await writeFile(join(project, "package.json"), '{"private":true,"type":"module"}');
  const packed = await ran("npm", ["pack", "--json", "--pack-destination", project], ROOT);
  const tarball = /[\w.-]+\.tgz/.exec(packed.stdout)?.[0];
  if (tarball === undefined) throw new TypeError(`npm pack: ${packed.stderr}`);
  await install(join(project, tarball));
});
afterAll(() => rm(project, { recursive: true, force: true }));

test("the package has what its exports name, and no sources that Node would refuse", async () => {
  const target = join(project, "node_modules", name);
  const manifest = JSON.parse(readFileSync(join(target, "package.json"), "utf8")) as {
    readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
    readonly customElements: string;
  };
  const named = Object.values(manifest.exports).flatMap((one) =>
    typeof one === "string" ? [one] : Object.values(one),
  );
  const missing = [...named, manifest.customElements].filter(
    (path) => !existsSync(join(target, path)),
  );
  expect(missing).toEqual([]);
  const { schemaVersion } = JSON.parse(
    readFileSync(join(target, manifest.customElements), "utf8"),
  ) as { readonly schemaVersion: string };
  expect(schemaVersion).toMatch(/^[12]\./);
  expect(existsSync(join(target, "src/worker.ts"))).toBe(false);
  expect(existsSync(join(target, "seed"))).toBe(false);
});

test("what a command does not need is not loaded with it", () => {
  const cli = join(project, "node_modules", name, "dist/cli");
  const files = readdirSync(cli);
  const packagesOf = (command: string): ReadonlySet<string> => {
    const reached = new Set(files.filter((file) => file.startsWith(`${command}-`)));
    const packages = new Set<string>();
    for (const file of reached)
      for (const [, from = ""] of readFileSync(join(cli, file), "utf8").matchAll(PART_IMPORT))
        if (from.startsWith("./")) reached.add(from.slice(2));
        else packages.add(from);
    return packages;
  };
  expect([...packagesOf("import")]).toContain("linkedom");
  expect([...packagesOf("publish")]).not.toContain("linkedom");
  expect([...packagesOf("publish")]).toContain("commander");
});

test("the client and the element type-check in a strict project without our settings", async () => {
  await writeFile(
    join(project, "use.ts"),
    `import { createClient, LogTooShort, type SearchHit } from "${name}/client";
import "${name}/search.js";
const news = createClient("https://news.example.org");
export async function titles(signal: AbortSignal): Promise<readonly string[]> {
  const found: string[] = [];
  try {
    for await (const { articles, cursor } of news.changes("2030-01-01T00:00:00Z")) {
      for (const one of articles) if (!one.withdrawn) found.push(one.title, cursor ?? "");
    }
  } catch (error) {
    if (error instanceof LogTooShort) return [error.problem];
    throw error;
  }
  const { hits } = await news.search({ q: "a", sort: "date" }, { signal });
  // @ts-expect-error there is no such order
  await news.search({ sort: "size" });
  return [...found, ...hits.map((hit: SearchHit) => hit.highlights.title[0]?.text ?? "")];
}
`,
  );
  for (const [module, resolution] of [
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ]) {
    const flags = `--noEmit --strict --target es2022 --lib es2022,dom,dom.iterable --types --module ${module} --moduleResolution ${resolution}`;
    const { stdout } = await ran(join(OURS, ".bin/tsc"), [
      ...flags.split(" ").filter((flag) => flag !== "--types"),
      "use.ts",
    ]);
    expect([module, stdout]).toEqual([module, ""]);
  }
});

test("the command says what it is, begins a site, publishes it and serves it to the client", async () => {
  const help = await broadsheet("--help");
  expect([help.exitCode, help.stderr]).toEqual([0, ""]);
  expect(help.stdout).toContain("publish");
  expect((await broadsheet("publish", "--help")).stdout).toContain("npx broadsheet publish");
  const begun = await broadsheet("init", "--title", "纸", "--url", "https://a.example.org");
  expect([begun.exitCode, begun.stdout]).toEqual([
    0,
    expect.stringContaining("Next: npx broadsheet publish content"),
  ]);
  expect(readFileSync(join(project, "content/site.toml"), "utf8")).toContain('title = "纸"');
  await writeFile(
    join(project, "content/site.toml"),
    '# mine\ntitle = "纸"\nid_authority = "a.example.org,2026"\n[[sections]]\nslug = "news"\n',
  );
  expect((await broadsheet("init")).stdout).toContain("Kept content/site.toml");
  expect(readFileSync(join(project, "content/site.toml"), "utf8")).toContain("# mine");
  cpSync(
    join(ROOT, "seed/articles/news/politics/87613.md"),
    join(project, "content/articles/87613.md"),
  );
  const published = await broadsheet("publish", "content", "--json");
  expect(JSON.parse(published.stdout)).toMatchObject({ kind: "published", articles: 1 });
  expect([published.exitCode, published.stdout]).toEqual([1, expect.stringContaining("87613.md")]);
  expect(existsSync(join(project, ".wrangler/state"))).toBe(true);

  const port = await freePort();
  const server = spawn(
    process.execPath,
    [join(project, "node_modules/.bin/broadsheet"), "start", "--port", String(port), "--quiet"],
    { cwd: project, stdio: ["ignore", "ignore", "pipe"] },
  );
  try {
    const script = `
      import { createClient } from "${name}/client";
      const site = "http://localhost:${port}";
      const asked = async (path) => (await fetch(site + path)).status;
      for (let tries = 0; tries < 600; tries++) {
        if (await asked("/healthz").catch(() => 0) === 200) break;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      const titles = [];
      for await (const { title } of createClient(site).articles()) titles.push(title);
      console.log(JSON.stringify([titles, await asked("/openapi.json"), await asked("/search.js"), await asked("/api")]));`;
    const { stdout, stderr } = await ran(process.execPath, ["--input-type=module", "-e", script]);
    expect([stdout.trim(), stderr]).toEqual(['[["Welcome"],200,200,200]', ""]);
  } finally {
    server.kill("SIGTERM");
    await new Promise((resolve) => server.once("exit", resolve));
  }
});

test("the Worker of the package can be deployed from the project's own wrangler.toml", async () => {
  const wrangler = join(project, "node_modules/.bin/wrangler");
  const { exitCode, stdout } = await ran(process.execPath, [wrangler, "deploy", "--dry-run"]);
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining("env.KV")]);
  const size = Number(/gzip: ([\d.]+) KiB/.exec(stdout)?.[1]);
  expect(size).toBeGreaterThan(50);
  expect(size).toBeLessThan(200);
});
