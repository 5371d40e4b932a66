import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A namespace behind a stand-in for Cloudflare's API, as its documentation describes it. */
export type StandIn = {
  readonly baseUrl: string;
  readonly path: string;
  readonly values: Map<string, { readonly bytes: Buffer; readonly metadata?: unknown }>;
  /** Every request, such as `PUT bulk`, with the keys that it writes or deletes. */
  readonly asked: { readonly what: string; readonly keys: readonly string[] }[];
  /** What the next requests are answered instead of what they ask for; in turn. */
  readonly faults: Fault[];
  close(): Promise<void>;
};

/** A fault: an answer with this status, or so many keys at the beginning of a bulk that are not
 *  written; `undefined` lets one request pass. */
type Fault =
  | { readonly status: number; readonly retryAfter?: string }
  | { readonly unsuccessful: number }
  | undefined;

type Pair = {
  readonly key: string;
  readonly value: string;
  readonly base64?: boolean;
  readonly metadata?: unknown;
};
type Answer = { readonly status?: number; readonly retryAfter?: string; readonly body: unknown };

const PATH = "/accounts/acc/storage/kv/namespaces/feed0000feed0000feed0000feed0000";
const TOKEN = "token";

/** Starts a stand-in with an empty namespace.
 *  @param others  answers to further paths, such as those that wrangler asks for */
export async function startStandIn(
  others: Readonly<Record<string, unknown>> = {},
): Promise<StandIn> {
  const values: StandIn["values"] = new Map();
  const [asked, faults]: [StandIn["asked"], Fault[]] = [[], []];
  const bulk = (keys: readonly string[], fault: Fault, change: (key: string) => void): Answer => {
    const failed = fault && "unsuccessful" in fault ? keys.slice(0, fault.unsuccessful) : [];
    for (const key of keys) if (!failed.includes(key)) change(key);
    const successful = keys.length - failed.length;
    return result({ successful_key_count: successful, unsuccessful_keys: failed });
  };
  const routes: Readonly<Record<string, (url: URL, body: string, fault: Fault) => Answer>> = {
    "PUT bulk"(_, body, fault) {
      const pairs = JSON.parse(body) as Pair[];
      if (pairs.length > 10_000 || body.length > 100_000_000) return { status: 413, body: {} };
      const byKey = new Map(pairs.map((pair) => [pair.key, pair]));
      return bulk([...byKey.keys()], fault, (key) => {
        const { value, base64, metadata } = byKey.get(key)!;
        values.set(key, { bytes: Buffer.from(value, base64 ? "base64" : "utf8"), metadata });
      });
    },
    "POST bulk/delete": (_, body, fault) =>
      bulk(JSON.parse(body) as string[], fault, (key) => values.delete(key)),
    "POST bulk/get"(_, body) {
      const { keys } = JSON.parse(body) as { readonly keys: readonly string[] };
      if (keys.length > 100) return { status: 400, body: {} };
      const found = keys.map((key) => [key, values.get(key)?.bytes.toString("utf8") ?? null]);
      return result({ values: Object.fromEntries(found) as unknown });
    },
    "GET keys"({ searchParams }) {
      const limit = Number(searchParams.get("limit"));
      const from = Number(searchParams.get("cursor") ?? 0);
      const all = [...values.keys()].filter((key) =>
        key.startsWith(searchParams.get("prefix") ?? ""),
      );
      const some = all.sort().slice(from, from + limit);
      const next = from + limit < all.length ? String(from + limit) : "";
      const listed = some.map((name) => ({ name, metadata: values.get(name)?.metadata }));
      return {
        body: {
          ...(result(listed).body as object),
          result_info: { count: some.length, cursor: next },
        },
      };
    },
  };
  const reply = (what: string, url: URL, place: string, body: string): Answer => {
    const fault = faults.shift();
    if (fault && "status" in fault) return { ...refusal(fault.status, 1, "not now"), ...fault };
    if (what === "GET values") {
      const found = values.get(decodeURIComponent(place.slice("values/".length)));
      return found ? { body: found.bytes } : refusal(404, 10_009, "get: 'key not found'");
    }
    const other = others[url.pathname];
    if (other !== undefined) return { body: other };
    return routes[what]?.(url, body, fault) ?? refusal(404, 7003, "No route");
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const url = new URL(request.url ?? "", "http://stand-in");
    const place = url.pathname.startsWith(`${PATH}/`) ? url.pathname.slice(PATH.length + 1) : "";
    const kind = place.startsWith("values/") ? "values" : place || url.pathname;
    const what = `${request.method} ${kind}`;
    asked.push({ what, keys: keysIn(what, body) });
    const isKnown = request.headers.authorization === `Bearer ${TOKEN}`;
    const answer = isKnown
      ? reply(what, url, place, body)
      : refusal(403, 10_000, "Authentication error");
    const { status = 200, retryAfter, body: told } = answer;
    const wait = retryAfter === undefined ? {} : { "Retry-After": retryAfter };
    response.writeHead(status, { "Content-Type": "application/json", ...wait });
    response.end(Buffer.isBuffer(told) ? told : JSON.stringify(told));
  };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    // What `listen` was given is an address of the Internet protocol.
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    path: PATH,
    values,
    asked,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function result(value: unknown): Answer {
  return { body: { success: true, errors: [], messages: [], result: value } };
}

function refusal(status: number, code: number, message: string): Answer {
  return { status, body: { success: false, errors: [{ code, message }], result: null } };
}

function keysIn(what: string, body: string): readonly string[] {
  if (what === "PUT bulk") return (JSON.parse(body) as Pair[]).map(({ key }) => key);
  return what === "POST bulk/delete" ? (JSON.parse(body) as string[]) : [];
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
