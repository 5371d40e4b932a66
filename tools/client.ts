import { join } from "node:path";
import { build } from "esbuild";

const ROOT = join(import.meta.dirname, "..");

/** Builds the client for programs elsewhere as one module, `dist/client/client.js`. */
export async function buildClient(): Promise<void> {
  await build({
    entryPoints: [join(ROOT, "src/client/client.ts")],
    outdir: join(ROOT, "dist/client"),
    bundle: true,
    format: "esm",
    target: "es2022",
  });
}
