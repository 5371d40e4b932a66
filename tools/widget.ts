import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Plugin, transform } from "esbuild";
import { customElementsManifest, widgetTypes } from "./widget-manifest.ts";

const ROOT = join(import.meta.dirname, "..");
const SOURCES = join(ROOT, "src/widget");

/** The oldest browsers that have all that the element needs; in older ones it leaves the page's
 *  form alone (src/widget/main.ts). */
const TARGET = ["chrome123", "firefox125", "safari17.5"];

/** Fields of the element's own objects, which get shorter names: none that a browser, the API or
 *  a page knows. */
const OWN_FIELDS =
  /^(?:actions|box|dialog|enter|field|goTo|hold|host|isOpen|list|options|panel|retry|update|view|words)$/;

/** Stylesheets as minified text. */
const STYLESHEETS: Plugin = {
  name: "stylesheets",
  setup(builder) {
    builder.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = await readFile(path, "utf8");
      const { code } = await transform(css, { loader: "css", minify: true, target: TARGET });
      return { contents: code.trim(), loader: "text" };
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
    mangleProps: OWN_FIELDS,
    plugins: [STYLESHEETS],
  });
  return outputFiles[0]?.text ?? "";
}

/** Builds the search element: into `src/` as a text, which the Worker imports, and for the package
 *  into `dist/` as a script with its types and its manifest. What is there already is not written
 *  again. */
export async function buildWidget(): Promise<string> {
  const script = await widgetScript();
  const files: Readonly<Record<string, string>> = {
    "src/search-element.txt": script,
    "dist/search.js": script,
    "dist/search.d.ts": widgetTypes(),
    "dist/custom-elements.json": `${JSON.stringify(customElementsManifest(), null, 2)}\n`,
  };
  await mkdir(join(ROOT, "dist"), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const path = join(ROOT, name);
    // Nothing is read where it was not built before.
    const before = await readFile(path, "utf8").catch(() => undefined);
    if (before !== text) await writeFile(path, text);
  }
  return script;
}

if (import.meta.main) {
  const script = await buildWidget();
  const gzipped = gzipSync(script, { level: 9 }).length;
  if (!process.argv.includes("--quiet"))
    console.log(`search element: ${script.length} characters, ${gzipped} bytes gzipped`);
}
