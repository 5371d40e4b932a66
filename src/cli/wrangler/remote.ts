import { isRecord } from "#model/field.ts";
import { recordsIn } from "./foreign-json.ts";
import { type Fault, isRejection, rejection, type Rejection } from "#model/rejection.ts";
import { WRANGLER_TOML } from "./project.ts";
import { askWrangler } from "./wrangler.ts";

/** The KV binding's name in `wrangler.toml` and in the Worker. */
const BINDING = "KV";

/** Finds the account's KV namespace: the `id` in `wrangler.toml`, or else, because `wrangler
 *  deploy` creates the namespace but cannot write into a TOML file that has comments, what the
 *  deployed Worker is bound to.
 *  @returns the namespace's id, or a Rejection that says what is missing. Two calls of wrangler
 *    where there is no `id`. */
export async function readNamespaceId(): Promise<string | Rejection> {
  const { unstable_readConfig: readConfig } = await import("wrangler");
  const config: unknown = readConfig({ config: WRANGLER_TOML }, { hideWarnings: true });
  const written = recordsIn(config, "kv_namespaces").find(({ binding }) => binding === BINDING);
  if (typeof written?.["id"] === "string") return written["id"];
  const deployment = await askJson(["deployments", "status", "--json"]);
  if (isRejection(deployment)) return deployment;
  const version = versionOf(deployment);
  if (version === undefined) return notDeployed();
  const details = await askJson(["versions", "view", version, "--json"]);
  if (isRejection(details)) return details;
  return namespaceOf(details) ?? notDeployed();
}

/** What wrangler or Cloudflare's API said when the account's KV could not be reached, in our words,
 *  with the way out.
 *  @param said  its error's message, or what it wrote */
export function remoteRejection(said: string): Rejection {
  return rejection({ file: "--remote" }, faultOf(said));
}

const NO_ACCOUNT = /set a CLOUDFLARE_API_TOKEN|not logged in|not authenticated/i;
const WRONG_TOKEN =
  /Authentication error|(?:could not|Unable to) (?:be )?authenticate|Invalid (?:API|access) token|\b1000[01]\b/i;
const MANY_ACCOUNTS = /More than one account|CLOUDFLARE_ACCOUNT_ID/i;
const NO_NETWORK =
  /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ECONNRESET|fetch failed|timed out|Unable to resolve/i;
const NO_WORKER = /does not exist|could not be found|\b10007\b/i;

function faultOf(said: string): Fault {
  if (MANY_ACCOUNTS.test(said)) {
    return { what: "you have more than one Cloudflare account", fix: "set CLOUDFLARE_ACCOUNT_ID" };
  }
  if (WRONG_TOKEN.test(said)) {
    return {
      what: "Cloudflare refuses the token or login",
      fix: "it needs Workers Scripts and Workers KV Storage: Edit; check it with `npx wrangler whoami`",
    };
  }
  if (NO_ACCOUNT.test(said)) {
    return {
      what: "no Cloudflare account is known",
      fix: "run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN",
    };
  }
  if (NO_WORKER.test(said)) return notDeployedFault();
  const line = keyLine(said);
  if (NO_NETWORK.test(said)) {
    return {
      what: `Cloudflare cannot be reached (${line})`,
      fix: "check the network, then run it again",
    };
  }
  return {
    what: `the account's KV could not be opened (${line})`,
    fix: "see `npx wrangler whoami`",
  };
}

function notDeployed(): Rejection {
  return rejection({ file: "--remote" }, notDeployedFault());
}

function notDeployedFault(): Fault {
  return {
    what: "the account has no KV namespace for this Worker yet",
    fix: "run `npx wrangler deploy` once, which creates it, or write its id into wrangler.toml",
  };
}

/** The line of wrangler's that names its error, or else its first, without decoration. */
function keyLine(said: string): string {
  const lines = said.split("\n").map((line) => line.replace(/\u001B\[[\d;]*m/g, "").trim());
  const line = lines.find((text) => text.includes("ERROR")) ?? lines.find(Boolean);
  return (line ?? "no reason given").replace(/^.*\[ERROR\]\s*/, "").slice(0, 300);
}

async function askJson(args: readonly string[]): Promise<unknown> {
  const { isDone, stdout, stderr } = await askWrangler(args);
  if (!isDone) return remoteRejection(`${stdout}\n${stderr}`);
  try {
    return JSON.parse(stdout);
  } catch (error) {
    if (error instanceof SyntaxError) return remoteRejection(stdout);
    throw error;
  }
}

/** The version that gets most of the traffic: `{ versions: [{ version_id, percentage }] }`. */
function versionOf(deployment: unknown): string | undefined {
  const versions = recordsIn(deployment, "versions");
  const byShare = versions.toSorted((a, b) => Number(b["percentage"]) - Number(a["percentage"]));
  const id = byShare[0]?.["version_id"];
  return typeof id === "string" ? id : undefined;
}

/** The namespace in `{ resources: { bindings: [{ type, name, namespace_id }] } }`. */
function namespaceOf(details: unknown): string | undefined {
  const resources = isRecord(details) ? details["resources"] : undefined;
  const binding = recordsIn(resources, "bindings").find(
    ({ type, name }) => type === "kv_namespace" && name === BINDING,
  );
  const id = binding?.["namespace_id"];
  return typeof id === "string" ? id : undefined;
}
