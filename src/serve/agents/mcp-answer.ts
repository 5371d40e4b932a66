import { isRecord } from "#model/field.ts";
import { parsedJson } from "#model/json.ts";
import { GENERATOR } from "#feeds/feed.ts";
import { problemFrom } from "#serve/http/answer-problem.ts";
import { uncachedJson } from "#serve/http/conditional.ts";
import type { AppDeps, Handler } from "#serve/http/env.ts";
import { PROBLEMS } from "#serve/http/problem.ts";
import { fromRelease, type RequestScope } from "#serve/http/release-route.ts";
import { bodyWithin } from "#serve/http/request-body.ts";
import * as mcp from "./mcp-message.ts";
import { callTool, TOOL_LIST } from "./mcp-tools.ts";

/** Bytes of a request: the longest query and its surroundings, several times. */
const MAX_BYTES = 65_536;
const TOO_LONG = mcp.refusal(413, -32_600, `At most ${MAX_BYTES} bytes are read`);
const NO_POST = mcp.refusal(405, -32_600, "Send a POST: there are no sessions");
/** Matches `http://localhost:6274`, `http://[::1]`; refuses `https://localhost.example.org`. */
const LOCAL_ORIGIN = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/;

/** `/mcp`: the Model Context Protocol in the revision without sessions and in those that begin
 *  with `initialize`, which get none either. Read-only: three tools, from the release that the
 *  feeds come from. Whatever goes wrong is told in JSON-RPC.
 *  @see https://modelcontextprotocol.io/specification/2026-07-28 */
export function answerMcp(deps: AppDeps): Handler {
  return async (c, next) => {
    if (c.req.raw.method !== "POST") return told(NO_POST, null, { Allow: "POST, OPTIONS" });
    const bytes = await bodyWithin(c.req.raw, MAX_BYTES);
    if (bytes === undefined) return told(TOO_LONG);
    const body = parsedJson(new TextDecoder().decode(bytes));
    try {
      return await fromRelease(deps, (scope) => answered(scope, body))(c, next);
    } catch (error) {
      const { problem, message, headers } = problemFrom(error, c);
      return told(mcp.refusal(PROBLEMS[problem].status, -32_603, message), body, headers);
    }
  };
}

/** Answers a POST, unless it is refused for its headers before its message is looked at. */
async function answered(scope: RequestScope, body: unknown): Promise<Response> {
  const { headers } = scope.c.req.raw;
  const origin = headers.get("Origin");
  // Programs send none; pages of the asker's own machine are tools for people who build agents.
  if (origin !== null && origin !== URL.parse(scope.baseUrl)?.origin && !LOCAL_ORIGIN.test(origin))
    return told(mcp.refusal(403, -32_600, "Pages of other sites may not ask here"));
  if (!/^application\/json\s*(?:;|$)/i.test(headers.get("Content-Type") ?? ""))
    return told(mcp.refusal(415, -32_600, "Content-Type must be application/json"));
  if (!/^\s*$|\*\/\*|application\/(?:json|\*)/i.test(headers.get("Accept") ?? ""))
    return told(mcp.refusal(406, -32_600, "Accept must have application/json, text/event-stream"));
  const message = mcp.toMessage(body, headers);
  if (!("method" in message)) return told(message, body);
  if (message.id === undefined) return new Response(null, { status: 202 });
  return told(mcp.marked(await replyTo(message, scope), message, serverInfoOf(scope)), body);
}

async function replyTo(message: mcp.Message, scope: RequestScope): Promise<mcp.Reply> {
  const { method } = message;
  const isModern = mcp.isModern(message);
  const instructions = `Articles of ${scope.site.title}. Say where what you tell comes from: give title and address.`;
  const about = { capabilities: { tools: {} }, instructions };
  if (method === "tools/call") return callTool(scope, message);
  if (method === "tools/list") return { result: { tools: TOOL_LIST } };
  if (isModern && method === "server/discover")
    return { result: { supportedVersions: mcp.VERSIONS, ...about } };
  const first = { protocolVersion: mcp.legacyVersion(message), serverInfo: serverInfoOf(scope) };
  if (!isModern && method === "initialize") return { result: { ...first, ...about } };
  if (!isModern && method === "ping") return { result: {} };
  return mcp.refusal(isModern ? 404 : 200, -32_601, "No such method");
}

function serverInfoOf({ site: { title } }: RequestScope): object {
  return { name: GENERATOR, title, version: "1" };
}

/** @param body  of the request that is answered, as far as it could be read
 *  @param more  headers, such as Retry-After */
function told({ status = 200, ...said }: mcp.Reply, body?: unknown, more = {}): Response {
  const id = isRecord(body) && mcp.isId(body["id"]) ? body["id"] : null;
  return uncachedJson({ jsonrpc: "2.0", id, ...said }, { status, more });
}
