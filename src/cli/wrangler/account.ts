import { isRecord } from "#model/field.ts";
import { isRejection, type Rejection } from "#model/rejection.ts";
import { parsedJson } from "#model/json.ts";
import type { BulkKv } from "#store/bulk-kv.ts";
import { ApiFault, type CloudflareApi, createApi } from "./cloudflare-api.ts";
import { recordsIn } from "./foreign-json.ts";
import { WRANGLER_TOML } from "./project.ts";
import { readNamespaceId, remoteRejection } from "./remote.ts";
import { createRestKv } from "./rest-kv.ts";
import { askWrangler } from "./wrangler.ts";

/** Opens the account's KV: in the name of `CLOUDFLARE_API_TOKEN`, or of who has logged in with
 *  wrangler. 2 requests, and calls of wrangler where neither the environment nor `wrangler.toml`
 *  says what is needed.
 *  @param tell  says what is waited for
 *  @returns KV, or a Rejection that says what is missing */
export async function openRemoteKv(tell?: (line: string) => void): Promise<BulkKv | Rejection> {
  const token = process.env["CLOUDFLARE_API_TOKEN"] || (await tokenOfLogin());
  if (isRejection(token)) return token;
  const baseUrl = process.env["CLOUDFLARE_API_BASE_URL"] ?? "https://api.cloudflare.com/client/v4";
  const api = createApi({ baseUrl, token, ...(tell && { tell }) });
  try {
    const account = (await writtenAccount()) ?? (await onlyAccount(api));
    if (isRejection(account)) return account;
    const namespace = await readNamespaceId();
    if (isRejection(namespace)) return namespace;
    const kv = createRestKv(api, `/accounts/${account}/storage/kv/namespaces/${namespace}`);
    // Who may not read shall hear of it before an hour of work, not after.
    await kv.list({ prefix: "current" });
    return kv;
  } catch (error) {
    if (error instanceof ApiFault) return remoteRejection(error.message);
    throw error;
  }
}

/** What `wrangler login` left: `{ type, token }`. */
async function tokenOfLogin(): Promise<string | Rejection> {
  const { isDone, stdout, stderr } = await askWrangler(["auth", "token", "--json"]);
  const said = isDone ? parsedJson(stdout) : undefined;
  const token = isRecord(said) ? said["token"] : undefined;
  return typeof token === "string" && token !== ""
    ? token
    : remoteRejection(`not logged in: ${stdout}\n${stderr}`);
}

async function writtenAccount(): Promise<string | undefined> {
  const given = process.env["CLOUDFLARE_ACCOUNT_ID"];
  if (given) return given;
  const { unstable_readConfig: readConfig } = await import("wrangler");
  const { account_id: written } = readConfig({ config: WRANGLER_TOML }, { hideWarnings: true });
  return written;
}

/** The account of a token that has one. */
async function onlyAccount(api: CloudflareApi): Promise<string | Rejection> {
  const accounts = recordsIn(await (await api.ask("/accounts?per_page=2")).json(), "result");
  const id = accounts[0]?.["id"];
  if (accounts.length > 1) return remoteRejection("More than one account");
  return typeof id === "string" ? id : remoteRejection("Authentication error");
}
