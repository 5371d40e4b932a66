import { isRecord } from "#model/field.ts";
import { parsedJson } from "#model/json.ts";
import { GENERATOR } from "#feeds/feed.ts";
import { problemFrom } from "#serve/http/answer-problem.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { JSON_TYPE, jsonText } from "#serve/http/conditional.ts";
import type { AppDeps, Handler } from "#serve/http/env.ts";
import { Problem, PROBLEMS } from "#serve/http/problem.ts";
import { limitedBy } from "#serve/http/rate-limit.ts";
import { fromRelease, type RequestScope } from "#serve/http/release-route.ts";
import * as mcp from "./mcp-message.ts";
import { isTool, runTool, TOOL_LIST } from "./mcp-tools.ts";

/** Bytes of a request: the longest query and its surroundings, several times. */
const MAX_BYTES = 65_536;

/** `/mcp`: the Model Context Protocol in the revision without sessions and in those that begin
 *  with `initialize`, which get none either. Read-only: three tools, from the release that the
 *  feeds come from. Whatever goes wrong is told in JSON-RPC.
 *  @see https://modelcontextprotocol.io/specification/2026-07-28 */
export function answerMcp(deps: AppDeps): Handler {
  return async (c, next) => {
    if (c.req.raw.method !== "POST")
      return refused(mcp.refusal(405, -32_600, "Send a POST: there are no sessions"));
    try {
      const text = await readText(c.req.raw);
      return await fromRelease(deps, (scope) => answered(scope, text))(c, next);
    } catch (error) {
      const { problem, message, headers } = problemFrom(error, c);
      return refused(mcp.refusal(PROBLEMS[problem].status, -32_603, message), headers);
    }
  };
}

/** @param text  the body; undefined where it is too long */
async function answered(scope: RequestScope, text: string | undefined): Promise<Response> {
  const message = messageOf(scope, text);
  if ("code" in message) return refused(message);
  const { id, isModern } = message;
  if (id === undefined) return new Response(null, { status: 202, headers: HEADERS });
  const result = await resultOf(message, scope);
  if (result === undefined)
    return refused({ ...mcp.refusal(isModern ? 404 : 200, -32_601, "No such method"), id });
  if (result === "no tool") return refused({ ...mcp.refusal(200, -32_602, "No such tool"), id });
  return new Response(jsonText({ jsonrpc: "2.0", id, result }), { headers: HEADERS });
}

/** The message of a request, or why it is refused before its method is looked at. */
function messageOf({ c, baseUrl }: RequestScope, text?: string): mcp.Message | mcp.Refusal {
  const { headers } = c.req.raw;
  const origin = headers.get("Origin");
  // Programs send none; pages of the asker's own machine are tools for people who build agents.
  if (origin !== null && origin !== URL.parse(baseUrl)?.origin && !LOCAL_ORIGIN.test(origin))
    return mcp.refusal(403, -32_600, "Pages of other sites may not ask here");
  if (!/^application\/json\s*(?:;|$)/i.test(headers.get("Content-Type") ?? ""))
    return mcp.refusal(415, -32_600, "Content-Type must be application/json");
  if (!/^\s*$|\*\/\*|application\/(?:json|\*)/i.test(headers.get("Accept") ?? ""))
    return mcp.refusal(406, -32_600, "Accept must have application/json, text/event-stream");
  if (text === undefined) return mcp.refusal(413, -32_600, `At most ${MAX_BYTES} bytes are read`);
  const body = parsedJson(text);
  if (body === undefined) return mcp.refusal(400, -32_700, "This is not JSON");
  return mcp.toMessage(body, headers);
}

/** Matches `http://localhost:6274`, `http://[::1]`; refuses `https://localhost.example.org`. */
const LOCAL_ORIGIN = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/;

/** The result of a method; undefined where there is no such method. */
async function resultOf(
  message: mcp.Message,
  scope: RequestScope,
): Promise<object | "no tool" | undefined> {
  const { method, params, isModern } = message;
  const { title } = scope.site;
  const serverInfo = { name: GENERATOR, title, version: "1" };
  const instructions = `Articles of ${title}. Say where what you tell comes from: give title and address.`;
  const about = { capabilities: { tools: {} }, instructions };
  const finished = (result: object, isKept = false): object =>
    isModern ? mcp.modernResult(result, serverInfo, isKept) : result;
  if (method === "tools/list") return finished({ tools: TOOL_LIST }, true);
  const { name, arguments: args } = params;
  if (method === "tools/call")
    return isTool(name) ? finished(await toolResult(scope, name, args)) : "no tool";
  if (isModern && method === "server/discover")
    return finished({ supportedVersions: mcp.VERSIONS, ...about }, true);
  if (!isModern && method === "initialize")
    return { protocolVersion: mcp.legacyVersion(message), serverInfo, ...about };
  return !isModern && method === "ping" ? {} : undefined;
}

/** What a tool gives. What a model can mend by asking otherwise is a result too.
 *  @throws {Problem} what nobody who asks can mend */
async function toolResult(
  scope: RequestScope,
  name: Parameters<typeof runTool>[1],
  args: unknown = {},
): Promise<object> {
  const said = (text: string): object => ({ content: [{ type: "text", text }] });
  try {
    if (!isRecord(args)) throw new Problem("bad-parameter", "arguments is no object");
    await limitedBy("SEARCH_LIMITER")(scope.c, async () => {});
    const given = await runTool(scope, name, args);
    if (typeof given === "string") return said(given);
    return { ...said(JSON.stringify(given)), structuredContent: given };
  } catch (error) {
    if (!(error instanceof Problem) || PROBLEMS[error.problem].status >= 500) throw error;
    return { ...said(error.message), isError: true };
  }
}

const HEADERS = { "Content-Type": JSON_TYPE, "Cache-Control": CACHE.never };

/** @param more  headers, such as Retry-After */
function refused(
  { code, message, status, data, id }: mcp.Refusal,
  more: Readonly<Record<string, string>> = {},
): Response {
  const error = { code, message, ...(data !== undefined && { data }) };
  const allow = status === 405 ? { Allow: "POST, OPTIONS" } : {};
  const body = jsonText({ jsonrpc: "2.0", id: id ?? null, error });
  return new Response(body, { status, headers: { ...HEADERS, ...allow, ...more } });
}

async function readText({ body }: Request): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let [text, bytes] = ["", 0];
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
