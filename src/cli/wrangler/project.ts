import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The folder of this project: where `seed/` and `node_modules/` lie in a clone, and what was built
 *  in an installed package. */
export const PROJECT = projectFolder(import.meta.dirname);

/** The version that package.json gives. */
export const { version: VERSION } = JSON.parse(
  readFileSync(join(PROJECT, "package.json"), "utf8"),
) as { readonly version: string };

/** Whether the sources run, in a clone; what is installed as a package has none. */
const IS_CLONE = existsSync(join(PROJECT, "src/worker.ts"));

/** Where the publisher's own files lie: the clone, or the folder in which the package is used. */
export const WORKPLACE = IS_CLONE ? PROJECT : process.cwd();

/** The configuration of the Worker as it is installed, for publishers who have none of their
 *  own. */
export const PACKAGED_TOML = join(PROJECT, "dist/wrangler.toml");

/** The Worker's configuration, which names the KV binding. */
export const WRANGLER_TOML = ownConfiguration(join(WORKPLACE, "wrangler.toml"));

/** Where local KV lies unless `--persist-to` says otherwise: wrangler's own place, so that a bare
 *  `wrangler dev` serves it too. */
export const DEFAULT_STATE = join(WORKPLACE, ".wrangler/state");

/** The newspaper that `npm start` publishes in a clone. */
export const SEED = join(PROJECT, "seed");

/** The nearest folder from `folder` on that has a `package.json`: sources and what is bundled of
 *  them lie at other depths. */
function projectFolder(folder: string): string {
  if (existsSync(join(folder, "package.json")) || dirname(folder) === folder) return folder;
  return projectFolder(dirname(folder));
}

function ownConfiguration(path: string): string {
  return IS_CLONE || existsSync(path) ? path : PACKAGED_TOML;
}

/** The absolute path that the publisher meant by `path`. npm runs scripts in the project's folder
 *  and says in INIT_CWD where the publisher stands; only then it counts, for a child of a script
 *  inherits the variable too. */
export function givenPath(path: string): string {
  const here = process.cwd();
  const origin = here === PROJECT ? (process.env["INIT_CWD"] ?? here) : here;
  return resolve(origin, path);
}

/** Settings that keep wrangler calm and off the network: no usage statistics, no update check, no
 *  banner, no log file in the publisher's home, no fetch of a sample `Request.cf`, no explorer page
 *  and no trace of every request beside the local KV. */
export const CALM_WRANGLER: Readonly<Record<string, string>> = {
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_WRITE_LOGS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_HIDE_BANNER: "true",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  X_LOCAL_EXPLORER: "false",
  X_LOCAL_OBSERVABILITY: "false",
};
