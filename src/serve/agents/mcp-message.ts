import { isRecord } from "#model/field.ts";

/** The revision in which every request stands for itself. */
const MODERN = "2026-07-28";
/** Revisions that begin with `initialize`, newest first. */
const LEGACY: readonly unknown[] = ["2025-11-25", "2025-06-18", "2025-03-26"];
/** All that are spoken here, newest first. */
export const VERSIONS = [MODERN, ...LEGACY];
/** The prefix of what the protocol puts into `_meta`. */
const META = "io.modelcontextprotocol/";

type Params = Readonly<Record<string, unknown>>;

/** A message of a client, checked. */
export type Message = {
  /** Text or number; undefined where it is a notification, which gets no answer. */
  readonly id: unknown;
  readonly method: string;
  readonly params: Params;
  /** The revision that it is of, where it says so: the first of a session has said nothing yet. */
  readonly version: unknown;
};

/** What a request gets: a result, or an error of JSON-RPC and the status that it comes with. */
export type Reply = { readonly status?: number; readonly result?: object; readonly error?: object };

/** A refusal in words.
 *  @param code  of JSON-RPC 2.0 section 5.1: -32700 no JSON, -32600 no request, -32601 no such
 *    method, -32602 wrong params, -32603 our fault; of MCP: -32020 headers, -32022 version */
export function refusal(status: number, code: number, message: string, data?: object): Reply {
  return { status, error: { code, message, data } };
}

/** Checks the body of a POST, and that the headers say the same as it does.
 *  @param body  undefined where it is not JSON
 *  @see MCP 2026-07-28, Streamable HTTP, "Server Validation" */
export function toMessage(body: unknown, headers: Headers): Message | Reply {
  if (body === undefined) return refusal(400, -32_700, "This is not JSON");
  if (!isRecord(body) || body["jsonrpc"] !== "2.0" || typeof body["method"] !== "string")
    return refusal(400, -32_600, "This is no single JSON-RPC 2.0 request or notification");
  const { id, method, params = {} } = body;
  if (id !== undefined && !isId(id)) return refusal(400, -32_600, "id is neither text nor number");
  if (!isRecord(params)) return refusal(400, -32_602, "params is no object");
  const meta = isRecord(params["_meta"]) ? params["_meta"] : {};
  const version = meta[`${META}protocolVersion`] ?? headers.get("MCP-Protocol-Version");
  const message = { id, method, params, version };
  return versionFault(message, meta, headers) ?? message;
}

/** Whether something can be the id of a request. */
export const isId = (id: unknown): boolean => typeof id === "string" || typeof id === "number";

/** What is wrong with a message that says, in its body or a header, that there is no session. */
function versionFault({ id, method, params, version }: Message, meta: Params, headers: Headers) {
  if (version === null || LEGACY.includes(version)) return undefined;
  const told = { supported: VERSIONS, requested: version };
  if (version !== MODERN) return refusal(400, -32_022, "This version is not spoken here", told);
  const said = meta[`${META}protocolVersion`];
  if (said === undefined || !isRecord(meta[`${META}clientCapabilities`]))
    return refusal(400, -32_602, `_meta must have ${META}protocolVersion and clientCapabilities`);
  const twice = { "MCP-Protocol-Version": said, "Mcp-Method": method, "Mcp-Name": params["name"] };
  const wrong = Object.entries(twice).find(([name, value]) => !says(headers.get(name), value));
  // Of notifications the protocol asks no headers.
  if (id === undefined || wrong === undefined) return undefined;
  return refusal(400, -32_020, `The header ${wrong[0]} is missing, or not what the body says`);
}

/** Whether a header says a value, where there is one: as it is, or as base64 of its UTF-8. */
function says(header: string | null, value: unknown): boolean {
  const bytes = new TextEncoder().encode(String(value));
  const coded = `=?base64?${btoa(String.fromCharCode(...bytes))}?=`;
  return value === undefined || header === value || header === coded;
}

/** Whether a message is of the revision without sessions. */
export const isModern = ({ version }: Message): boolean => version === MODERN;

/** The version that an `initialize` gets: what it asks for, or the newest that has one. */
export const legacyVersion = ({ params: { protocolVersion: asked } }: Message): unknown =>
  LEGACY.includes(asked) ? asked : LEGACY[0];

/** A reply with what makes it one of the revision without sessions, where it is. All but what a
 *  tool gives a client may keep for an hour. */
export function marked(reply: Reply, message: Message, serverInfo: object): Reply {
  if (!isModern(message) || reply.result === undefined) return reply;
  const kept = message.method !== "tools/call" && { ttlMs: 3_600_000, cacheScope: "public" };
  const meta = { [`${META}serverInfo`]: serverInfo };
  return { result: { ...reply.result, ...kept, resultType: "complete", _meta: meta } };
}
