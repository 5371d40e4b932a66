import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { broadsheet } from "./command.ts";

/** An account in which the Worker is deployed and bound to a namespace: as much of Cloudflare's API as wrangler asks before it opens a
 *  connection, which this account then refuses. */
const SCRIPT = "/accounts/acc/workers/scripts/broadsheet";
const WRITTEN = {
  author_email: "a@example.org",
  source: "wrangler",
  created_on: "2026-01-01T00:00:00Z",
};
const DEPLOYMENT = {
  id: "d",
  strategy: "percentage",
  versions: [{ version_id: "v", percentage: 100 }],
};
const BINDINGS = [
  { type: "kv_namespace", name: "KV", namespace_id: "feed0000feed0000feed0000feed0000" },
];
const ANSWERS: Readonly<Record<string, unknown>> = {
  [`${SCRIPT}/deployments`]: { deployments: [{ ...DEPLOYMENT, ...WRITTEN }] },
  [`${SCRIPT}/versions/v`]: {
    id: "v",
    number: 1,
    metadata: WRITTEN,
    resources: { bindings: BINDINGS, script: {}, script_runtime: {} },
  },
};

let server: Server;
let asked: string[];
let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "broadsheet-home-"));
  asked = [];
  server = createServer((request, response) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    asked.push(`${request.method} ${path}`);
    const result = ANSWERS[path];
    response.writeHead(result ? 200 : 403, { "content-type": "application/json" });
    const errors = result ? [] : [{ code: 10_000, message: "Authentication error" }];
    response.end(
      JSON.stringify({
        success: errors.length === 0,
        errors,
        messages: [],
        result: result ?? null,
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(home, { recursive: true });
});

/** A home in which nobody has logged in. */
const nobody = () => ({ HOME: home, XDG_CONFIG_HOME: home });

/** An account that answers on this machine. */
const somebody = () => ({
  ...nobody(),
  CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  CLOUDFLARE_API_TOKEN: "token",
  CLOUDFLARE_ACCOUNT_ID: "acc",
});

test.each(["publish seed", "releases", "rollback", "gc"])(
  "without an account `%s --remote` says what is missing, and ends with 2",
  async (words) => {
    const { exitCode, stdout, stderr } = await broadsheet(
      [...words.split(" "), "--remote"],
      nobody(),
    );
    expect([exitCode, stdout, stderr]).toEqual([
      2,
      "",
      "--remote: no Cloudflare account is known; run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN\n",
    ]);
  },
);

test("with an account --remote finds the namespace of the deployed Worker and opens a connection to it", async () => {
  const { exitCode, stderr } = await broadsheet(["releases", "--remote"], somebody());
  expect(asked).toEqual([
    `GET ${SCRIPT}/deployments`,
    `GET ${SCRIPT}/versions/v`,
    "GET /accounts/acc/workers/subdomain/edge-preview",
  ]);
  expect([exitCode, stderr]).toEqual([
    2,
    expect.stringContaining("--remote: Cloudflare refuses the token or login; "),
  ]);
});
