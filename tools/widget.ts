import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Plugin, transform } from "esbuild";
import { minifySync } from "rolldown/utils";
import { widgetPath } from "#model/address.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { ALWAYS } from "#serve/http/always-headers.ts";
import { apiFiles } from "./api-files.ts";
import { customElementsManifest, widgetTypes } from "./widget-manifest.ts";

const ROOT = join(import.meta.dirname, "..");
const SOURCES = join(ROOT, "src/widget");
/** What Cloudflare serves without the Worker: `[assets]` of wrangler.toml. */
const ASSETS = join(ROOT, "dist/assets");

/** The oldest browsers that have all that the element needs; in older ones it leaves the page's
 *  form alone (src/widget/main.ts). */
const TARGET = ["chrome123", "firefox125", "safari17.5"];

/** Fields of the element's own objects, which get shorter names: none that a browser, the API or
 *  a page knows. */
const OWN_FIELDS =
  /^(?:actions|aloud|askAgain|box|choose|dialog|end|enter|field|goTo|hold|isOpen|list|narrowing|options|owner|panel|searchFor|status|update|view|welcome|words)$/;

/** Stylesheets as minified text. */
const STYLESHEETS: Plugin = {
  name: "stylesheets",
  setup(builder) {
    builder.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = await readFile(path, "utf8");
      const { code } = await transform(css, { loader: "css", minify: true, target: TARGET });
      // It leaves values of variables and what stands within `:host()` as they were written.
      const contents = code
        .trim()
        .replace(/([:,]) /g, "$1")
        .replace(/="(\w+)"/g, "=$1");
      return { contents, loader: "text" };
    });
  },
};

/** The search element as one plain script, which runs as a module too. The same sources give the
 *  same bytes. */
export async function widgetScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(SOURCES, "main.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    charset: "utf8",
    target: TARGET,
    // Classes are strict without saying so, and nothing else differs.
    tsconfigRaw: { compilerOptions: { alwaysStrict: false } },
    mangleProps: OWN_FIELDS,
    plugins: [STYLESHEETS],
  });
  // It gives the names that are shortest to compress, which is one part in sixty.
  const { code, errors } = minifySync("search.js", outputFiles[0]?.text ?? "", {
    compress: { target: TARGET },
    mangle: { toplevel: true },
  });
  if (errors[0]) throw errors[0];
  return code;
}

/** Builds what lies beside the Worker, the search element first: into `src/` as a text, which the Worker imports; into `dist/assets` as
 *  the files that Cloudflare serves without the Worker; and for the package into `dist/` as a script
 *  with its types and its manifest. What is there already is not written again. */
export async function buildWidget(): Promise<string> {
  const script = await widgetScript();
  const files: Readonly<Record<string, string>> = {
    "src/search-element.txt": script,
    "dist/search.js": script,
    "dist/search.d.ts": widgetTypes(),
    "dist/assets/search.js": script,
    [`dist/assets${widgetPath(script)}`]: script,
    "dist/assets/_headers": assetHeaders(script),
    ...apiFiles(),
    "dist/custom-elements.json": `${JSON.stringify(customElementsManifest(), null, 2)}\n`,
  };
  await mkdir(ASSETS, { recursive: true });
  // An older version goes: under its name the Worker gives the one that there is.
  for (const name of await readdir(ASSETS)) {
    if (!(`dist/assets/${name}` in files)) await rm(join(ASSETS, name));
  }
  for (const [name, text] of Object.entries(files)) {
    const path = join(ROOT, name);
    // Nothing is read where it was not built before.
    const before = await readFile(path, "utf8").catch(() => undefined);
    if (before !== text) await writeFile(path, text);
  }
  return script;
}

/** The headers of the files, as the Worker gives them.
 *  @see https://developers.cloudflare.com/workers/static-assets/headers/ */
function assetHeaders(script: string): string {
  const always = Object.entries(ALWAYS).map(([name, value]) => `  ${name}: ${value}`);
  return [
    "/*",
    ...always,
    "/search.js",
    `  Cache-Control: ${CACHE.script}`,
    widgetPath(script),
    `  Cache-Control: ${CACHE.immutable}`,
    "/openapi.json",
    `  Cache-Control: ${CACHE.fixed}`,
    "",
  ].join("\n");
}

if (import.meta.main) {
  const script = await buildWidget();
  const gzipped = gzipSync(script, { level: 9 }).length;
  if (!process.argv.includes("--quiet"))
    console.log(`search element: ${script.length} characters, ${gzipped} bytes gzipped`);
}
