import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { baseUrlOf, FALLBACK_ID_AUTHORITY, type Site } from "#model/site.ts";
import { hostFault } from "#cli/fetch/public-address.ts";
import { WRANGLER_TOML } from "./project.ts";
import { askWrangler } from "./wrangler.ts";

/** One thing that was looked at. `fault`: it cannot work so; `warning`: it works, and not as it
 *  should. */
export type Finding = {
  readonly name: string;
  readonly state: "ok" | "warning" | "fault";
  readonly what: string;
  readonly fix?: string;
};

/** wrangler needs this Node or a newer one. */
const LEAST_NODE = 22;
/** A login that is not told by then is not waited for: a network that swallows packets would hold
 *  us for minutes. Milliseconds. */
const LOGIN_MS = 15_000;

/** Looks at the machine: Node, wrangler, wrangler.toml. */
export async function machineFindings(): Promise<readonly Finding[]> {
  const config = await readFile(WRANGLER_TOML, "utf8").catch(() => "");
  return [nodeFinding(process.versions.node), wranglerFinding(), bindingFinding(config)];
}

/** Whether a version of Node is new enough. */
export function nodeFinding(version: string): Finding {
  const isNew = Number.parseInt(version, 10) >= LEAST_NODE;
  const fix = "run it by `npm run broadsheet --`, which takes the Node in node_modules";
  return { name: "node", state: isNew ? "ok" : "fault", what: version, ...(!isNew && { fix }) };
}

function wranglerFinding(): Finding {
  try {
    const { version } = createRequire(import.meta.url)("wrangler/package.json") as {
      readonly version: string;
    };
    return { name: "wrangler", state: "ok", what: version };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    return { name: "wrangler", state: "fault", what: "is not installed", fix: "run `npm ci`" };
  }
}

/** Whether wrangler.toml binds KV under the name that the Worker knows. */
export function bindingFinding(config: string): Finding {
  const name = "kv binding";
  if (config === "")
    return {
      name,
      state: "fault",
      what: "there is no wrangler.toml",
      fix: "take it from the repository",
    };
  const tables = config
    .split(/^\s*(?=\[)/m)
    .filter((table) => table.startsWith("[[kv_namespaces]]"));
  const bound = tables.find((table) => /^\s*binding\s*=\s*["']KV["']/m.test(table));
  if (bound === undefined)
    return {
      name,
      state: "fault",
      what: "wrangler.toml binds no KV namespace as KV",
      fix: 'add [[kv_namespaces]] with binding = "KV"',
    };
  const id = /^\s*id\s*=\s*["'](.*?)["']/m.exec(bound)?.[1];
  return {
    name,
    state: "ok",
    what: id === undefined ? "KV; wrangler deploy creates it" : `KV is ${id}`,
  };
}

/** Whether wrangler can reach the account.
 *  @param isNeeded  whether the publisher means to work on the account's KV */
export async function loginFinding(isNeeded: boolean): Promise<Finding> {
  const name = "login";
  const { isDone, stdout, stderr } = await askWrangler(["whoami"], LOGIN_MS);
  const said = `${stdout}\n${stderr}`;
  const state = isNeeded ? "fault" : "warning";
  if (/not authenticated|not logged in/i.test(said))
    return {
      name,
      state,
      what: "no Cloudflare account is known",
      fix: "run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN; on this machine all works without",
    };
  if (!isDone)
    return { name, state, what: "Cloudflare did not tell in 15 s", fix: "check the network" };
  const email = /[\w.+-]+@[\w.-]+\.\w+/.exec(said)?.[0];
  if (email !== undefined) return { name, state: "ok", what: `logged in as ${email}` };
  // A token need not tell whose it is: wrangler then says neither.
  const hasToken = Boolean(process.env["CLOUDFLARE_API_TOKEN"]);
  return hasToken
    ? { name, state: "ok", what: "by CLOUDFLARE_API_TOKEN, which does not say whose it is" }
    : {
        name,
        state: "warning",
        what: "wrangler did not tell whether anybody is",
        fix: "ask it: npx wrangler whoami",
      };
}

/** Whether the secrets that the Worker may have are set, where the account can be asked.
 *  @param isNeeded  as of `loginFinding` */
export async function secretsFinding(isNeeded: boolean): Promise<Finding> {
  const name = "secrets";
  if (!isNeeded)
    return {
      name,
      state: "ok",
      what: "none are needed to publish from here; --remote lists those set",
    };
  const { isDone, stdout } = await askWrangler(["secret", "list", "--format", "json"], LOGIN_MS);
  if (!isDone)
    return { name, state: "warning", what: "could not be listed", fix: "deploy the Worker first" };
  const names = [...stdout.matchAll(/"name"\s*:\s*"([^"]+)"/g)].map(([, secret]) => secret);
  return {
    name,
    state: "ok",
    what: names.length === 0 ? "none are set" : `set: ${names.join(", ")}`,
  };
}

/** What of a site's settings subscribers would suffer from. */
export function siteFindings(site: Site, override?: string): readonly Finding[] {
  const url = baseUrlOf(site, override);
  const host = URL.parse(url)?.hostname ?? "";
  const local = hostFault(host) ?? exampleFault(host);
  const authority = authorityFault(site);
  return [
    local === undefined
      ? { name: "address", state: "ok", what: url }
      : {
          name: "address",
          state: "warning",
          what: `every link begins with ${url}: ${local}`,
          fix: "write url in site.toml, or BASE_URL in wrangler.toml",
        },
    authority === undefined
      ? { name: "id_authority", state: "ok", what: site.idAuthority }
      : {
          name: "id_authority",
          state: "warning",
          what: authority,
          fix: 'write id_authority = "<your domain>,<year>" into site.toml before anybody subscribes',
        },
  ];
}

/** Domains that stand for others in examples, and belong to nobody.
 *  @see RFC 2606, RFC 6761 */
const EXAMPLES = /(?:^|\.)(?:example\.(?:com|org|net|edu)|example)$/i;

function exampleFault(host: string): string | undefined {
  return EXAMPLES.test(host) ? `${host} is a domain for examples` : undefined;
}

function authorityFault({ idAuthority }: Site): string | undefined {
  if (idAuthority === FALLBACK_ID_AUTHORITY)
    return "is missing, so feed items have provisional ids";
  const domain = idAuthority.replace(/,.*$/, "").replace(/^.*@/, "");
  return exampleFault(domain) && `${idAuthority}: ${exampleFault(domain)}, which others use too`;
}
