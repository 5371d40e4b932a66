import { Client } from "@modelcontextprotocol/client";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { Client as OlderClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as OlderTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServedSeed, serveSeed } from "../browser/served-seed.ts";

let served: ServedSeed;

beforeAll(async () => {
  served = await serveSeed();
});

afterAll(() => served.stop());

const ABOUT = { name: "broadsheet-test", version: "1.0.0" };

/** The calls that both clients have, by the same names. */
type Caller = {
  listTools(): Promise<{ tools: readonly { readonly name: string }[] }>;
  callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<unknown>;
};

/** What a tool gave, as far as the test looks at it. */
type Given = {
  readonly content: readonly { readonly text: string }[];
  readonly structuredContent?: {
    readonly hits?: readonly { readonly id: string; readonly title: string }[];
    readonly sections?: readonly { readonly path: string }[];
  };
  readonly isError?: boolean;
};

/** Lists the tools, and does with them what an agent does: it searches, reads the first hit, and
 *  asks for what is not there. */
async function listAndCall(client: Caller): Promise<void> {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(["search", "read_article", "list_sections"]);
  const call = async (name: string, args: Record<string, unknown>): Promise<Given> =>
    (await client.callTool({ name, arguments: args })) as Given;

  for (const query of ["浙江 支援", "bridge"]) {
    const [hit] = (await call("search", { query, limit: 3 })).structuredContent?.hits ?? [];
    const [text] = (await call("read_article", { id: hit?.id })).content;
    expect(text?.text).toContain(`# ${hit?.title}`);
  }
  const { sections } = (await call("list_sections", {})).structuredContent ?? {};
  expect(sections?.map(({ path }) => path)).toContain("news");
  expect((await call("read_article", { id: "no-such-article" })).isError).toBe(true);
}

test("the client of 1.x, which begins with initialize, lists and calls the tools", async () => {
  const client = new OlderClient(ABOUT);
  await client.connect(new OlderTransport(new URL(`${served.url}/mcp`)));
  expect(client.getServerCapabilities()).toEqual({ tools: {} });
  await listAndCall(client);
  await client.ping();
  await client.close();
});

test.each([["auto" as const], [{ pin: "2026-07-28" }]])(
  "the client of 2.x in mode %j speaks the revision without sessions, and lists and calls the tools",
  async (mode) => {
    const client = new Client(ABOUT, { versionNegotiation: { mode } });
    await client.connect(new StreamableHTTPClientTransport(new URL(`${served.url}/mcp`)));
    expect(client.getNegotiatedProtocolVersion()).toBe("2026-07-28");
    await listAndCall(client);
    await client.close();
  },
);

test("the client of 2.x as it comes lists and calls the tools", async () => {
  const client = new Client(ABOUT);
  await client.connect(new StreamableHTTPClientTransport(new URL(`${served.url}/mcp`)));
  await listAndCall(client);
  await client.close();
});
