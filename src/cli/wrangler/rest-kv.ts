import { isRecord } from "#model/field.ts";
import { parsedJson } from "#model/json.ts";
import { type BulkKv, TAKES_MANY, type Writing } from "#store/bulk-kv.ts";
import { ApiFault, type CloudflareApi } from "./cloudflare-api.ts";
import { recordsIn } from "./foreign-json.ts";

/** Pairs or keys in one request at most.
 *  @see https://developers.cloudflare.com/kv/platform/limits/ */
const MAX_PAIRS = 10_000;
/** Bytes of one request. The API takes 100 MB; smaller ones are soon written, and what is written
 *  stays when the next is cut short. */
const REQUEST_BYTES = 20_000_000;
/** Rounds in which the API may leave keys unwritten. */
const ROUNDS = 5;
/** Keys in one page of a listing. */
const PAGE_KEYS = 1_000;

/** A namespace of the account's KV over Cloudflare's API: of a binding's methods those that store/
 *  calls, and its values many to a request. No value is read before it is asked for.
 *  @param path  of the namespace in the API, such as `/accounts/a/storage/kv/namespaces/n` */
export function createRestKv(api: CloudflareApi, path: string): BulkKv {
  const putAll: BulkKv["putAll"] = async (writings, done) => {
    let written = 0;
    for (const request of requestsOf(writings)) {
      await inRounds(request, (pairs) => changed(api, "PUT", `${path}/bulk`, pairs));
      written += request.size;
      done(written);
    }
  };
  const deleteAll = async (keys: readonly string[]): Promise<void> => {
    for (let from = 0; from < keys.length; from += MAX_PAIRS) {
      const some = keys.slice(from, from + MAX_PAIRS);
      const request = new Map(some.map((key) => [key, JSON.stringify(key)]));
      await inRounds(request, (left) => changed(api, "POST", `${path}/bulk/delete`, left));
    }
  };
  const rest = {
    [TAKES_MANY]: true,
    putAll,
    deleteAll,
    put: (key: string, bytes: Writing["bytes"], options?: Pick<Writing, "metadata">) =>
      putAll([{ key, bytes, ...options }], () => undefined),
    delete: (key: string) => deleteAll([key]),
    async get(key: string | readonly string[], options: { readonly type: string }) {
      if (typeof key !== "string") return readTexts(api, path, key);
      const answer = await api.ask(`${path}/values/${encodeURIComponent(key)}`);
      if (answer.status === 404) return null;
      if (options.type === "arrayBuffer") return answer.arrayBuffer();
      return options.type === "json" ? answer.json() : answer.text();
    },
    async list({ prefix = "", cursor }: { prefix?: string; cursor?: string | null }) {
      const query = new URLSearchParams({ prefix, limit: String(PAGE_KEYS) });
      if (cursor) query.set("cursor", cursor);
      const page = await bodyOf(await api.ask(`${path}/keys?${query.toString()}`));
      const info = isRecord(page) ? page["result_info"] : undefined;
      const next = isRecord(info) ? info["cursor"] : undefined;
      const keys = recordsIn(page, "result");
      const isLast = typeof next !== "string" || next === "";
      return isLast ? { keys, list_complete: true } : { keys, list_complete: false, cursor: next };
    },
  };
  // Every method that store/ calls is there, and takes what it is given there.
  return rest as unknown as BulkKv;
}

/** Pairs as JSON by their keys, as many in each request as it may hold. */
function* requestsOf(writings: readonly Writing[]): Generator<ReadonlyMap<string, string>> {
  let request = new Map<string, string>();
  let bytes = 0;
  for (const writing of writings) {
    const pair = pairOf(writing);
    if (request.size === MAX_PAIRS || (request.size > 0 && bytes + pair.length > REQUEST_BYTES)) {
      yield request;
      [request, bytes] = [new Map(), 0];
    }
    request.set(writing.key, pair);
    bytes += pair.length;
  }
  if (request.size > 0) yield request;
}

function pairOf({ key, bytes, metadata }: Writing): string {
  if (typeof bytes === "string") return JSON.stringify({ key, value: bytes, metadata });
  const value = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  return JSON.stringify({ key, value, base64: true, metadata });
}

/** Asks until no key is left: the API names those that it has not written everywhere, which are to
 *  be written again. */
async function inRounds(
  request: ReadonlyMap<string, string>,
  ask: (pairs: readonly string[]) => Promise<readonly string[]>,
): Promise<void> {
  let left = [...request.values()];
  for (let round = 1; left.length > 0; round++) {
    if (round > ROUNDS) throw new ApiFault(`${left.length} values were not written everywhere`);
    const failed = await ask(left);
    left = failed.map((key) => request.get(key)).filter((pair) => pair !== undefined);
  }
}

/** @returns keys that are not written */
async function changed(
  api: CloudflareApi,
  method: string,
  path: string,
  items: readonly string[],
): Promise<readonly string[]> {
  const body = await bodyOf(await api.ask(path, { method, body: `[${items.join(",")}]` }));
  const result = isRecord(body) ? body["result"] : undefined;
  const keys = isRecord(result) ? result["unsuccessful_keys"] : undefined;
  return Array.isArray(keys) ? keys.filter((key) => typeof key === "string") : [];
}

async function readTexts(
  api: CloudflareApi,
  path: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const body = JSON.stringify({ keys, type: "text" });
  const answer = await bodyOf(await api.ask(`${path}/bulk/get`, { method: "POST", body }));
  const result = isRecord(answer) ? answer["result"] : undefined;
  const values = isRecord(result) ? result["values"] : undefined;
  if (!isRecord(values)) throw new ApiFault("Cloudflare's API gave no values");
  return new Map(
    keys.map((key) => {
      const value = values[key];
      return [key, typeof value === "string" ? value : null];
    }),
  );
}

/** @throws {ApiFault} for a namespace that is not there, and for what is not JSON */
async function bodyOf(answer: Response): Promise<unknown> {
  const body = parsedJson(await answer.text());
  if (answer.status === 404) throw new ApiFault("the KV namespace does not exist");
  if (!isRecord(body)) throw new ApiFault("Cloudflare's API gave something that is not JSON");
  return body;
}
