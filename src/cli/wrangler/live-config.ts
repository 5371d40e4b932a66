import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { WRANGLER_TOML } from "./project.ts";

/** The lines of `wrangler.toml` that bind the object of the second Worker. */
const BINDING = `
[[durable_objects.bindings]]
name = "PRESS"
class_name = "Press"
script_name = "broadsheet-press"
`;
/** Matches the line of a binding, `script_name = "broadsheet-press"`; refuses one behind a `#`. */
const IS_BOUND = /^\s*(?:\[?\{.*)?script_name\s*=\s*"broadsheet-press"/m;
/** Matches `ADMIN_TOKEN=…` and `ADMIN_TOKEN_NEXT = "…"` as lines of `.dev.vars`. */
const HAS_SECRET = /^\s*ADMIN_TOKEN(?:_NEXT)?\s*=\s*\S/m;

/** The configurations that `wrangler dev` runs: that of the Worker alone, or with that of the
 *  second Worker, which orders what is published live. The second runs where the first binds it,
 *  or where there is a secret of the admin API on this machine: in `.dev.vars`, or in the
 *  environment. */
export function devConfigs(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  toml: string = WRANGLER_TOML,
): readonly string[] {
  const folder = dirname(toml);
  const press = join(folder, "wrangler.press.toml");
  if (!existsSync(press)) return [toml];
  const text = readFileSync(toml, "utf8");
  if (IS_BOUND.test(text)) return [toml, press];
  const secrets = join(folder, ".dev.vars");
  const isWanted =
    environment["ADMIN_TOKEN"] !== undefined ||
    (existsSync(secrets) && HAS_SECRET.test(readFileSync(secrets, "utf8")));
  if (!isWanted) return [toml];
  // Beside the other, so that its paths and its secrets are found.
  const live = join(folder, ".wrangler.live.toml");
  writeFileSync(live, text + BINDING);
  return [live, press];
}
