import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { purgeReport } from "#cli/fetch/edge-purge.ts";

const REPORT = { exitCode: 0 as const, json: { kind: "published" }, lines: [], complaints: [] };

test.each([
  [200, true, 0],
  [401, false, 1],
])("a Worker that answers %i is told of: purged %s", async (status, purged, complaints) => {
  const asked: string[] = [];
  const server = createServer(({ method, url, headers }, response) => {
    asked.push(`${method} ${url} ${headers.authorization}`);
    response.writeHead(status).end("{}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on TCP has an address with a port.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const report = await purgeReport(REPORT, { url, token: "secret" });
  server.close();
  expect(asked).toEqual(["POST /admin/purge Bearer secret"]);
  expect([report.json, report.complaints.length, report.exitCode]).toEqual([
    { kind: "published", purged },
    complaints,
    0,
  ]);
});

test("without a secret, or without an address, nothing is asked", async () => {
  expect(await purgeReport(REPORT, { url: "http://127.0.0.1:9", token: undefined })).toBe(REPORT);
  expect(await purgeReport(REPORT, { url: undefined, token: "secret" })).toBe(REPORT);
});

test("what changed alone is let go of, where that is known", async () => {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      bodies.push(body);
      response.end("{}");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on TCP has an address with a port.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await purgeReport(REPORT, { url, token: "secret", tags: ["lists", "article-7"] });
  await purgeReport(REPORT, { url, token: "secret" });
  server.close();
  expect(bodies).toEqual(['{"tags":["lists","article-7"]}', ""]);
});
