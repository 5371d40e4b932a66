import { join, resolve } from "node:path";

/** The folder of this project: where `wrangler.toml`, `seed/` and `node_modules/` lie. */
export const PROJECT = resolve(import.meta.dirname, "../../..");

/** The Worker's configuration, which names the KV binding. */
export const WRANGLER_TOML = join(PROJECT, "wrangler.toml");

/** Where local KV lies unless `--persist-to` says otherwise: wrangler's own place, so that a bare
 *  `wrangler dev` serves it too. */
export const DEFAULT_STATE = join(PROJECT, ".wrangler/state");

/** The newspaper that `npm start` publishes. */
export const SEED = join(PROJECT, "seed");

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
