import { beforeAll, describe, expect, test } from "vitest";
import { type Asked, ask, published } from "../published.ts";
import { article, BASE_URL, SITE } from "../sample-site.ts";

const MODERN = "2026-07-28";
const META = {
  "io.modelcontextprotocol/protocolVersion": MODERN,
  "io.modelcontextprotocol/clientCapabilities": {},
};

beforeAll(() =>
  published(
    [
      article({
        id: "87613",
        title: "澜江大桥通车",
        section: "news/politics",
        published: "2026-04-02",
        body: "<p>通车后十四分钟可到。</p>",
        format: "html",
        authors: ["洛桑"],
        aliases: ["/html/xw/87613.html", "/articles/old-bridge", "/?p=12"],
      }),
      article({
        id: "gone",
        section: "english",
        status: "withdrawn",
        aliases: ["/articles/was-here"],
      }),
      article({
        id: "ferry",
        title: "The last ferry",
        section: "english",
        published: "2026-04-01",
        body: "<p>R&amp;D on the bridge.</p>",
        format: "html",
      }),
    ],
    { site: SITE },
  ),
);

type Call = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
};

/** A POST to /mcp as a client of the older revisions makes it, unless told otherwise. */
async function post({ method = "POST", headers = {}, body }: Call): Promise<Asked> {
  const all = {
    "Content-Type": "application/json",
    Accept: "application/json, text/event-stream",
    ...headers,
  };
  const given = Object.entries(all).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return ask("/mcp", {
    method,
    headers: Object.fromEntries(given),
    ...(method === "POST" && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
}

/** A request of the revision without sessions. */
function modern(method: string, params: Record<string, unknown> = {}): Call {
  return {
    headers: {
      "MCP-Protocol-Version": MODERN,
      "Mcp-Method": method,
      ...(typeof params["name"] === "string" && { "Mcp-Name": params["name"] }),
    },
    body: { jsonrpc: "2.0", id: 1, method, params: { ...params, _meta: META } },
  };
}

function legacy(method: string, params: Record<string, unknown> = {}): Call {
  return { body: { jsonrpc: "2.0", id: "a", method, params } };
}

/** As much of an answer as the tests look at. */
type Said = {
  readonly id?: unknown;
  readonly result?: Result;
  readonly error?: { readonly code: number };
};
type Result = {
  readonly tools: readonly {
    readonly name: string;
    readonly annotations: { readonly readOnlyHint: boolean };
    readonly inputSchema: object;
  }[];
  readonly content: readonly { readonly text: string }[];
  readonly structuredContent?: { readonly hits: unknown; readonly total: number };
  readonly isError?: boolean;
};

function json({ text }: Asked): Said {
  // What a test looks at and is not there, it misses.
  return JSON.parse(text) as Said;
}

const SEARCH = { name: "search", arguments: { query: "大桥" } };

describe("the revision without sessions", () => {
  test("discovers what is spoken here, and says how long that holds", async () => {
    const answer = await post(modern("server/discover"));
    expect(json(answer)).toMatchObject({
      id: 1,
      result: {
        resultType: "complete",
        supportedVersions: [MODERN, "2025-11-25", "2025-06-18", "2025-03-26"],
        capabilities: { tools: {} },
        cacheScope: "public",
        _meta: { "io.modelcontextprotocol/serverInfo": { title: SITE.title } },
      },
    });
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(answer.headers.get("Mcp-Session-Id")).toBeNull();
  });

  test("lists three tools that only read, and runs them", async () => {
    const { result } = json(await post(modern("tools/list")));
    expect(result?.tools.map(({ name }) => name)).toEqual([
      "search",
      "read_article",
      "list_sections",
    ]);
    for (const { annotations, inputSchema } of result?.tools ?? []) {
      expect(annotations.readOnlyHint).toBe(true);
      expect(inputSchema).toMatchObject({ type: "object", additionalProperties: false });
    }
    const found = json(await post(modern("tools/call", SEARCH))).result;
    expect(found?.structuredContent?.hits).toMatchObject([
      { id: "87613", url: `${BASE_URL}/articles/87613`, section: { path: "news/politics" } },
    ]);
    expect(JSON.parse(found?.content[0]?.text ?? "")).toEqual(found?.structuredContent);
  });

  test.each<[string, Call, number, number]>([
    ["no MCP-Protocol-Version", { headers: { "MCP-Protocol-Version": undefined } }, 400, -32020],
    [
      "another version than the body's",
      { headers: { "MCP-Protocol-Version": "2025-11-25" } },
      400,
      -32020,
    ],
    ["no Mcp-Method", { headers: { "Mcp-Method": undefined } }, 400, -32020],
    ["another Mcp-Method", { headers: { "Mcp-Method": "tools/list" } }, 400, -32020],
    ["no Mcp-Name", { headers: { "Mcp-Name": undefined } }, 400, -32020],
    ["another Mcp-Name", { headers: { "Mcp-Name": "read_article" } }, 400, -32020],
    ["a broken Mcp-Name", { headers: { "Mcp-Name": "=?base64?*?=" } }, 400, -32020],
    ["a coded Mcp-Name", { headers: { "Mcp-Name": "=?base64?c2VhcmNo?=" } }, 200, 0],
  ])("with %s", async (_, { headers }, status, code) => {
    const call = modern("tools/call", SEARCH);
    const answer = await post({ ...call, headers: { ...call.headers, ...headers } });
    expect([answer.status, json(answer).error?.code ?? 0, json(answer).id]).toEqual([
      status,
      code,
      1,
    ]);
  });

  test("refuses a version that nobody knows, and names those that are spoken", async () => {
    const meta = { ...META, "io.modelcontextprotocol/protocolVersion": "1900-01-01" };
    const answer = await post({
      headers: { "MCP-Protocol-Version": "1900-01-01", "Mcp-Method": "tools/list" },
      body: { jsonrpc: "2.0", id: 1, method: "tools/list", params: { _meta: meta } },
    });
    expect(answer.status).toBe(400);
    expect(json(answer).error).toMatchObject({
      code: -32022,
      data: { requested: "1900-01-01", supported: expect.arrayContaining([MODERN]) },
    });
  });

  test.each([
    ["no envelope", {}],
    ["no capabilities", { "io.modelcontextprotocol/protocolVersion": MODERN }],
    ["capabilities that are none", { ...META, "io.modelcontextprotocol/clientCapabilities": 1 }],
  ])("refuses a request with %s", async (_, meta) => {
    const { headers = {} } = modern("tools/list");
    const body = { jsonrpc: "2.0", id: 1, method: "tools/list", params: { _meta: meta } };
    const answer = await post({ headers, body });
    expect([answer.status, json(answer).error?.code]).toEqual([400, -32602]);
  });

  test.each(["ping", "initialize", "resources/list", "constructor"])(
    "does not know %s",
    async (method) => {
      const answer = await post(modern(method));
      expect([answer.status, json(answer).error?.code]).toEqual([404, -32601]);
    },
  );
});

describe("the revisions that begin with initialize", () => {
  test.each([
    ["2025-11-25", "2025-11-25"],
    ["2025-06-18", "2025-06-18"],
    ["2024-11-05", "2025-11-25"],
    [MODERN, "2025-11-25"],
    [undefined, "2025-11-25"],
  ])("%s gets %s, without a session", async (protocolVersion, given) => {
    const answer = await post(legacy("initialize", { protocolVersion, capabilities: {} }));
    expect(json(answer).result).toMatchObject({
      protocolVersion: given,
      capabilities: { tools: {} },
      serverInfo: { title: SITE.title },
    });
    expect(answer.headers.get("Mcp-Session-Id")).toBeNull();
  });

  test("answers 202 to notifications, and nothing else", async () => {
    const body = { jsonrpc: "2.0", method: "notifications/initialized" };
    const answer = await post({ body, headers: { "MCP-Protocol-Version": "2025-11-25" } });
    expect([answer.status, answer.text]).toEqual([202, ""]);
  });

  test("runs tools, and gives results without the marks of the newer revision", async () => {
    const { result } = json(await post(legacy("tools/call", SEARCH)));
    expect(result?.structuredContent?.total).toBe(1);
    expect(result).not.toHaveProperty("resultType");
    expect(json(await post(legacy("ping"))).result).toEqual({});
    expect(json(await post(legacy("server/discover"))).error?.code).toBe(-32601);
  });

  test("refuses a header that names a version that nobody knows", async () => {
    const answer = await post({
      ...legacy("tools/list"),
      headers: { "MCP-Protocol-Version": "not-a-version" },
    });
    expect([answer.status, json(answer).error?.code]).toEqual([400, -32022]);
  });
});

describe("tools", () => {
  const called = async (name: string, args?: unknown): Promise<Said> =>
    json(
      await post(legacy("tools/call", { name, ...(args !== undefined && { arguments: args }) })),
    );

  test.each(["87613", `${BASE_URL}/articles/87613`, `${BASE_URL}/articles/87613.md?x=1`])(
    "an article is read by %s, as Markdown",
    async (id) => {
      const { result } = await called("read_article", { id });
      const text = result?.content[0]?.text;
      expect(text).toContain("# 澜江大桥通车\n\n通车后十四分钟可到。");
      expect(text).toContain(`url: "${BASE_URL}/articles/87613"`);
    },
  );

  test.each([
    "/articles/87613",
    "old-bridge",
    "old-bridge.md",
    `${BASE_URL}/articles/old-bridge`,
    "/articles/old-bridge",
    "/html/xw/87613.html",
    `${BASE_URL}/html/xw/87613.html?utm_source=rss`,
    "/html/xw/87613.html/amp",
    "/?p=12",
  ])("an article is read by %s, where it was known before", async (id) => {
    const { result } = await called("read_article", { id });
    expect(result?.content[0]?.text).toContain(`url: "${BASE_URL}/articles/87613"`);
  });

  test("an article that was taken back is told as such, by its id and by an old one", async () => {
    for (const id of ["gone", "was-here"]) {
      const { result } = await called("read_article", { id });
      expect([id, result?.isError]).toEqual([id, true]);
      expect(result?.content[0]?.text).toMatch(/withdrawn/);
    }
  });

  test("sections are listed as the API lists them", async () => {
    const { result } = await called("list_sections");
    expect(result?.structuredContent).toEqual(JSON.parse((await ask("/api/sections")).text));
  });

  test.each<[string, unknown, string]>([
    ["search", {}, "query is missing"],
    ["search", { query: ["a"] }, '"query" is not known here, or not of its type'],
    ["search", { query: "a", secret: "1" }, '"secret" is not known here, or not of its type'],
    ["search", { query: "a", __proto__x: "1" }, "is not known here"],
    ["search", { query: "a", limit: 51 }, "limit"],
    ["search", { query: "a", sort: "best" }, "sort"],
    ["search", { query: "a", section: "sport" }, 'There is no section "sport"'],
    ["search", "大桥", "arguments is no object"],
    ["read_article", {}, "id is missing"],
    ["read_article", { id: "7" }, 'There is no article "7"'],
    ["read_article", { id: "https://elsewhere.example/articles/87613" }, "There is no article"],
    ["read_article", { id: "../admin" }, 'There is no article "../admin"'],
    ["read_article", { id: "https://elsewhere.example/html/xw/87613.html" }, "There is no article"],
    ["read_article", { id: "a:b" }, 'There is no article "a:b"'],
  ])("%s of %j is told what is wrong, as a result", async (name, args, said) => {
    const { result, error } = await called(name, args);
    expect(error).toBeUndefined();
    expect(result?.isError).toBe(true);
    expect(result?.content[0]?.text).toContain(said);
  });

  test.each(["write_article", "constructor", 7, undefined])("there is no tool %s", async (name) => {
    const answer = await post(legacy("tools/call", { name }));
    expect([answer.status, json(answer).error?.code]).toEqual([200, -32602]);
  });

  test("a reader who asked too much is told when to ask again, as a result", async () => {
    const answer = await ask("/mcp", {
      method: "POST",
      headers: { "Content-Type": "application/json", "CF-Connecting-IP": "203.0.113.7" },
      body: JSON.stringify(legacy("tools/call", SEARCH).body),
      bindings: { SEARCH_LIMITER: { limit: async () => ({ success: false }) } },
    });
    expect(json(answer).result?.isError).toBe(true);
  });
});

describe("the door", () => {
  test.each(["GET", "DELETE", "PUT", "HEAD"])("answers 405 to %s", async (method) => {
    const answer = await post({ method });
    expect([answer.status, answer.headers.get("Allow")]).toEqual([405, "POST, OPTIONS"]);
    if (method !== "HEAD") expect(json(answer).error?.code).toBe(-32600);
  });

  test.each([
    [undefined, 200],
    [BASE_URL, 200],
    ["http://localhost:6274", 200],
    ["http://127.0.0.1:8080", 200],
    ["http://[::1]", 200],
    ["https://evil.example", 403],
    ["https://news.example.org.evil.example", 403],
    ["http://news.example.org", 403],
    ["https://localhost.evil.example", 403],
    ["null", 403],
  ])("answers a page of %s with %i", async (origin, status) => {
    const answer = await post({ ...legacy("ping"), headers: { Origin: origin } });
    expect(answer.status).toBe(status);
    if (status === 403) expect(json(answer)).toMatchObject({ id: null, error: { code: -32600 } });
  });

  test.each<[string, Call, number, number]>([
    ["no JSON", { body: "{" }, 400, -32700],
    ["nothing", { body: "" }, 400, -32700],
    ["a batch", { body: [{ jsonrpc: "2.0", id: 1, method: "ping" }] }, 400, -32600],
    ["JSON-RPC 1", { body: { id: 1, method: "ping" } }, 400, -32600],
    ["an answer", { body: { jsonrpc: "2.0", id: 1, result: {} } }, 400, -32600],
    ["an id of null", { body: { jsonrpc: "2.0", id: null, method: "ping" } }, 400, -32600],
    [
      "params in a list",
      { body: { jsonrpc: "2.0", id: 1, method: "ping", params: [] } },
      400,
      -32602,
    ],
    ["a form", { ...legacy("ping"), headers: { "Content-Type": "text/plain" } }, 415, -32600],
    ["a wish for pictures", { ...legacy("ping"), headers: { Accept: "image/png" } }, 406, -32600],
    ["too much", { body: " ".repeat(70_000) }, 413, -32600],
  ])("refuses %s", async (_, call, status, code) => {
    const answer = await post(call);
    expect([answer.status, json(answer).error?.code]).toEqual([status, code]);
  });

  test("a page may find out that it may POST", async () => {
    const { status, headers } = await ask("/mcp", { method: "OPTIONS" });
    expect([status, headers.get("Access-Control-Allow-Methods")]).toEqual([204, "POST, OPTIONS"]);
  });

  test("a store that is down is told in JSON-RPC, with when to ask again", async () => {
    const answer = await ask("/mcp", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(legacy("tools/call", SEARCH).body),
      bindings: { KV: { get: () => Promise.reject(new Error("down")) } as unknown as KVNamespace },
    });
    expect([answer.status, json(answer).error?.code, json(answer).id]).toEqual([503, -32603, "a"]);
    expect(answer.headers.get("Retry-After")).toBe("30");
  });
});
