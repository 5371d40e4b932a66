import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCrawler, type CrawlerOptions } from "#cli/fetch/crawler.ts";
import { isRejection } from "#model/rejection.ts";
import { cpuNow } from "../../setup/cpu-time.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const routes = new Map<string, Handler>();
const asked: { readonly url: string; readonly headers: IncomingMessage["headers"] }[] = [];
const server = createServer((request, response) => {
  asked.push({ url: request.url ?? "", headers: request.headers });
  const route = routes.get(request.url ?? "");
  if (route !== undefined) return route(request, response);
  response.writeHead(404).end();
});
let origin: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("no port");
  origin = `http://site.example:${address.port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** A crawler for whom the test server is the open internet, and nothing else of this machine is. */
function crawler(options: Partial<CrawlerOptions> = {}) {
  return createCrawler({
    allowPrivate: false,
    maxBytes: 4 * 1024 * 1024,
    maxMs: 5_000,
    pauseMs: 0,
    resolve: async (host) => [host === "site.example" ? "127.0.0.1" : "127.0.0.2"],
    isAllowed: (address) => address === "127.0.0.1",
    ...options,
  });
}

function gives(body: string | Uint8Array, headers: Record<string, string> = {}): Handler {
  return (_, response) => void response.writeHead(200, headers).end(body);
}

async function refusal(path: string, options: Partial<CrawlerOptions> = {}): Promise<string> {
  const visit = await crawler(options).visit(origin + path);
  return isRejection(visit) ? visit.faults.map(({ what }) => what).join() : "was fetched";
}

test("a page is fetched with what its server said of it, and asked for on condition the next time", async () => {
  routes.set("/feed", (request, response) => {
    if (request.headers["if-none-match"] === '"1"') response.writeHead(304).end();
    else
      response
        .writeHead(200, { etag: '"1"', "content-type": "text/xml; charset=gbk" })
        .end("<rss/>");
  });
  const visit = await crawler().visit(`${origin}/feed`);
  expect(visit).toMatchObject({ kind: "fetched", charset: "gbk", validators: { etag: '"1"' } });
  expect(await crawler().visit(`${origin}/feed`, { etag: '"1"' })).toMatchObject({
    kind: "unchanged",
  });
});

test.each([
  ["http://10.0.0.1/", "10.0.0.1 is not on the open internet"],
  ["http://169.254.169.254/latest/meta-data/", "169.254.169.254 is not"],
  ["http://[::1]/", "::1 is not"],
  ["http://0x7f.1/", "127.0.0.1 is not"],
  ["//2130706433/", "127.0.0.1 is not"],
  ["http://inner.example/", "leads to 127.0.0.2, which is not"],
  ["file:///etc/passwd", "file: is not fetched"],
])("a redirect to %s is not followed", async (target, reason) => {
  routes.set("/away", (_, response) => void response.writeHead(302, { location: target }).end());
  const said = await refusal("/away");
  expect(said).toMatch(/^redirects to /);
  expect(said).toContain(reason);
});

test("five redirects are followed, each from where the last led, and no more", async () => {
  for (const n of [1, 2, 3, 4, 5, 6])
    routes.set(
      `/r${n}`,
      (_, response) => void response.writeHead(301, { location: `r${n + 1}` }).end(),
    );
  routes.set("/r7", gives("there"));
  expect(await crawler().visit(`${origin}/r2`)).toMatchObject({ url: `${origin}/r7` });
  expect(await refusal("/r1")).toBe("redirects more than 5 times");
});

test("bombs are stopped while they grow, in little time and memory", async () => {
  const start = cpuNow();
  routes.set("/bomb", gives(gzipSync(Buffer.alloc(100_000_000)), { "content-encoding": "gzip" }));
  expect(await refusal("/bomb", { maxBytes: 50_000_000 })).toContain("a hundredfold");
  expect(await refusal("/bomb")).toMatch(/a hundredfold|is over 4 MiB/);
  routes.set(
    "/twice",
    gives(gzipSync(gzipSync(Buffer.alloc(100_000_000))), { "content-encoding": "gzip, gzip" }),
  );
  expect(await refusal("/twice")).toContain("grows more than a hundredfold");
  routes.set("/thrice", gives("", { "content-encoding": "gzip, gzip, gzip" }));
  expect(await refusal("/thrice")).toContain("more than twice");
  routes.set("/large", gives(Buffer.alloc(5_000_000, "ab")));
  expect(await refusal("/large")).toBe("is over 4 MiB");
  routes.set("/broken", gives("no gzip", { "content-encoding": "gzip" }));
  expect(await refusal("/broken")).toContain("cannot be fetched");
  // Making the bombs is most of it.
  expect(cpuNow() - start).toBeLessThan(3_000);
});

test("a server that never ends is left after its time", async () => {
  routes.set("/slow", (_, response) => void response.writeHead(200).write("a"));
  expect(await refusal("/slow", { maxMs: 300 })).toBe("gave no whole answer in 0.3 s");
});

test("robots.txt is read once and obeyed, and a server that fails keeps us away", async () => {
  routes.set("/robots.txt", gives("User-agent: *\nDisallow: /secret/\n"));
  routes.set("/secret/a", gives("a"));
  routes.set("/open", gives("a"));
  const polite = crawler();
  asked.length = 0;
  expect(isRejection(await polite.visit(`${origin}/secret/a`))).toBe(true);
  expect(isRejection(await polite.visit(`${origin}/open`))).toBe(false);
  expect(asked.map(({ url }) => url)).toEqual(["/robots.txt", "/open"]);
  expect(await refusal("/secret/a", { ignoreRobots: true })).toBe("was fetched");
  routes.set("/robots.txt", (_, response) => void response.writeHead(500).end());
  expect(await refusal("/open")).toContain("its robots.txt answers 500");
  routes.delete("/robots.txt");
});

test("who asks to come back later is asked again then, and who asks for too much is left alone", async () => {
  let calls = 0;
  routes.set("/busy", (_, response) => {
    calls += 1;
    if (calls === 1) response.writeHead(429, { "retry-after": "1" }).end();
    else response.writeHead(200).end("now");
  });
  const start = performance.now();
  expect(await refusal("/busy")).toBe("was fetched");
  expect(performance.now() - start).toBeGreaterThanOrEqual(990);
  routes.set(
    "/closed",
    (_, response) => void response.writeHead(503, { "retry-after": "86400" }).end(),
  );
  expect(await refusal("/closed")).toBe(
    "answers 503 and asks to come back later (Retry-After: 86400)",
  );
});

test("two requests to a host keep their distance", async () => {
  routes.set("/a", gives("a"));
  const calm = crawler({ pauseMs: 200, ignoreRobots: true });
  await calm.visit(`${origin}/a`);
  const start = performance.now();
  await calm.visit(`${origin}/a`);
  expect(performance.now() - start).toBeGreaterThanOrEqual(190);
});
