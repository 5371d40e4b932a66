import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { buildClient } from "./client.ts";
import { buildWidget } from "./widget.ts";

const ROOT = join(import.meta.dirname, "..");
const DIST = join(ROOT, "dist");

/** What people type is another word in a project that has us installed. */
const COMMAND_NAMES: Plugin = {
  name: "command-names",
  setup(builder) {
    builder.onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const contents = text
        .replaceAll("npm run broadsheet --", "npx broadsheet")
        .replaceAll(/npm start(?: --)?(?=[\s`])/g, "npx broadsheet start");
      return { contents, loader: "ts" };
    });
  },
};

/** Builds what `npm pack` takes, beside the search element: the client, the command and the Worker
 *  as JavaScript, with types and with the Worker's configuration. */
async function buildPackage(): Promise<void> {
  await buildWidget();
  await rm(join(DIST, "client"), { recursive: true, force: true });
  await Promise.all([buildClient(), buildCommand(), buildWorker()]);
  await writeTypes();
}

/** The types of the client, for those who have no ending of TypeScript in their imports. */
async function writeTypes(): Promise<void> {
  const outdir = join(DIST, "client");
  const tsc = join(ROOT, "node_modules/.bin/tsc");
  const flags = ["--noEmit", "false", "--declaration", "--emitDeclarationOnly"];
  execFileSync(tsc, ["-p", join(ROOT, "src/client"), ...flags, "--outDir", outdir], {
    stdio: "inherit",
  });
  for (const name of await readdir(outdir)) {
    if (!name.endsWith(".d.ts")) continue;
    const path = join(outdir, name);
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replaceAll(/(from "\.\/[\w-]+)\.ts"/g, '$1.js"'));
  }
}

/** Packages of which the command has in itself what it uses; their indexes load twice as much. */
const INSIDE = new Set([
  "htmlparser2",
  "markdown-it",
  "markdown-it-anchor",
  "markdown-it-container",
  "markdown-it-footnote",
  "minisearch",
  "smol-toml",
]);

/** The command as a small beginning and parts that it loads when they are wanted: what reads the
 *  Web is no part of publishing. Other packages stay what package.json depends on. */
async function buildCommand(): Promise<void> {
  const { dependencies } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  await rm(join(DIST, "cli"), { recursive: true, force: true });
  await build({
    entryPoints: { cli: join(ROOT, "src/cli/main.ts") },
    outdir: DIST,
    chunkNames: "cli/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node22",
    external: Object.keys(dependencies).filter((name) => !INSIDE.has(name)),
    plugins: [COMMAND_NAMES],
  });
}

async function buildWorker(): Promise<void> {
  await build({
    entryPoints: [join(ROOT, "src/worker.ts")],
    outfile: join(DIST, "worker.js"),
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    conditions: ["workerd", "worker"],
    target: "es2024",
    loader: { ".txt": "text" },
  });
  const toml = await readFile(join(ROOT, "wrangler.toml"), "utf8");
  await mkdir(DIST, { recursive: true });
  await writeFile(join(DIST, "wrangler.toml"), packagedToml(toml));
}

/** The Worker's configuration without its build, which is done. */
function packagedToml(toml: string): string {
  return toml
    .replace('main = "src/worker.ts"', 'main = "worker.js"')
    .replace('directory = "dist/assets"', 'directory = "assets"')
    .replace(/(?:^#.*\n)*^\[build\]\n(?:.+\n)*\n/m, "");
}

if (import.meta.main) await buildPackage();
