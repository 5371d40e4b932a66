import { readFileSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Plugin, transform } from "esbuild";

const ROOT = join(import.meta.dirname, "..");
const SOURCES = join(ROOT, "src/widget");

/** Where the built element lies: as text, which the Worker imports. */
export const WIDGET_FILE = join(ROOT, "dist/search.txt");

/** The oldest browsers that have all that the element needs; in older ones it leaves the page's form alone (src/widget/main.ts). */
const TARGET = ["chrome123", "firefox125", "safari17.5"];

/** Fields of the element's own objects, which get shorter names: none that a browser, the API or a page knows. */
const OWN_FIELDS =
  /^(?:actions|box|enter|goTo|hold|host|isOpen|panel|retry|update|view|warm|words)$/;

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

/** The search element as one plain script, which runs as a module too. The same sources give the same bytes. */
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

/** Builds the search element into `dist/`, where it is not there already. */
export async function buildWidget(): Promise<string> {
  const script = await widgetScript();
  await mkdir(join(ROOT, "dist"), { recursive: true });
  if (script !== textAt(WIDGET_FILE)) await writeFile(WIDGET_FILE, script);
  return script;
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // It was not built before.
    return undefined;
  }
}

if (import.meta.main) {
  const script = await buildWidget();
  const gzipped = gzipSync(script, { level: 9 }).length;
  if (!process.argv.includes("--quiet"))
    console.log(`search element: ${script.length} characters, ${gzipped} bytes gzipped`);
}
