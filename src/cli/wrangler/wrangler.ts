import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { CALM_WRANGLER, WORKPLACE } from "./project.ts";

/** The file that runs as `wrangler`. It is started with the Node that runs us (npm takes the one in
 *  `node_modules/.bin`), never with the system's, which may be older than wrangler accepts. */
export function wranglerFile(): string {
  const manifest = createRequire(import.meta.url).resolve("wrangler/package.json");
  return join(dirname(manifest), "bin/wrangler.js");
}

/** The environment of a wrangler that asks nothing and says little. */
export function wranglerEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, ...CALM_WRANGLER };
}

/** What a wrangler command said. */
type Said = { readonly isDone: boolean; readonly stdout: string; readonly stderr: string };

/** Runs a wrangler command to its end, without a terminal.
 *  @param timeout  milliseconds after which it is ended */
export function askWrangler(args: readonly string[], timeout = 60_000): Promise<Said> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [wranglerFile(), ...args],
      // Its answer, and its error too, are what it logs.
      {
        cwd: WORKPLACE,
        env: { ...wranglerEnvironment(), CI: "1", WRANGLER_LOG: "log" },
        timeout,
      },
      (error, stdout, stderr) => resolve({ isDone: error === null, stdout, stderr }),
    );
  });
}
