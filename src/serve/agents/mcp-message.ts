import { isRecord } from "#model/field.ts";

/** The revision in which every request stands for itself. */
const MODERN = "2026-07-28";
/** Revisions that begin with `initialize`, newest first. */
const LEGACY = ["2025-11-25", "2025-06-18", "2025-03-26"] as const;
/** All that are spoken here, newest first. */
export const VERSIONS: readonly string[] = [MODERN, ...LEGACY];
/** The prefix of what the protocol puts into `_meta`. */
const META = "io.modelcontextprotocol/";

/** A message of a client, checked. */
export type Message = {
  /** Absent where it is a notification, which gets no answer. */
  readonly id?: Id;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Whether it is of the revision without sessions. */
  readonly isModern: boolean;
};

/** Why a message is refused: a JSON-RPC error, and the status it comes with. */
export type Refusal = { status: number; code: number; message: string; data?: object; id?: Id };
type Id = string | number;

/** A refusal in words.
 *  @param code  of JSON-RPC 2.0 section 5.1: -32700 no JSON, -32600 no request, -32601 no such
 *    method, -32602 wrong params, -32603 our fault; of MCP: -32020 headers, -32022 version */
export function refusal(status: number, code: number, message: string): Refusal {
  return { status, code, message };
}

/** Checks the body of a POST, and that the headers say the same as it does.
 *  @see MCP 2026-07-28, Streamable HTTP, "Server Validation" */
export function toMessage(body: unknown, headers: Headers): Message | Refusal {
  if (!isRecord(body) || body["jsonrpc"] !== "2.0" || typeof body["method"] !== "string")
    return refusal(400, -32_600, "This is no single JSON-RPC 2.0 request or notification");
  const { id, method, params = {} } = body;
  if (!isIdOrNone(id)) return refusal(400, -32_600, "id is neither text nor number");
  const named = id === undefined ? {} : { id };
  if (!isRecord(params)) return { ...refusal(400, -32_602, "params is no object"), ...named };
  const version = metaOf(params)[`${META}protocolVersion`] ?? headers.get("MCP-Protocol-Version");
  // The first of a session has said nothing yet.
  const isModern = version !== null && !LEGACY.some((legacy) => legacy === version);
  const message = { method, params, isModern, ...named };
  const fault = isModern ? modernFault(message, version, headers) : undefined;
  return fault === undefined ? message : { ...fault, ...named };
}

function isIdOrNone(id: unknown): id is Id | undefined {
  return id === undefined || typeof id === "string" || typeof id === "number";
}

/** What is wrong with a message that says, in its body or a header, that there is no session. */
function modernFault({ id, method, params }: Message, requested: unknown, headers: Headers) {
  const meta = metaOf(params);
  const asked = meta[`${META}protocolVersion`];
  const said = { "MCP-Protocol-Version": asked, "Mcp-Method": method, "Mcp-Name": params["name"] };
  const wrong = Object.entries(said).find(
    ([name, value]) =>
      (name !== "Mcp-Name" || method === "tools/call") && !says(headers.get(name), value),
  );
  // Of notifications the protocol asks no headers.
  if (asked !== undefined && id !== undefined && wrong !== undefined)
    return refusal(400, -32_020, `The header ${wrong[0]} is missing, or not what the body says`);
  if (requested !== MODERN) {
    const fault = refusal(400, -32_022, "This version is not spoken here");
    return { ...fault, data: { supported: VERSIONS, requested } };
  }
  return asked !== undefined && isRecord(meta[`${META}clientCapabilities`])
    ? undefined
    : refusal(400, -32_602, `_meta must have ${META}protocolVersion and clientCapabilities`);
}

function metaOf({ _meta }: Message["params"]): Message["params"] {
  return isRecord(_meta) ? _meta : {};
}

/** Whether a header says a value: as it is, or as base64 of its UTF-8. */
function says(header: string | null, value: unknown): boolean {
  const bytes = new TextEncoder().encode(String(value));
  return header === value || header === `=?base64?${btoa(String.fromCharCode(...bytes))}?=`;
}

/** The version that an `initialize` gets: what it asks for, or the newest that has one. */
export function legacyVersion({ params }: Message): string {
  return LEGACY.find((version) => version === params["protocolVersion"]) ?? LEGACY[0];
}

/** What makes a result one of the revision without sessions.
 *  @param isKept  whether a client may keep it for an hour */
export function modernResult(result: object, server: object, isKept: boolean): object {
  const kept = isKept ? { ttlMs: 3_600_000, cacheScope: "public" } : {};
  return { ...result, ...kept, resultType: "complete", _meta: { [`${META}serverInfo`]: server } };
}
