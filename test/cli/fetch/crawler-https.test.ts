import { createServer as createHttpServer } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCrawler, type CrawlerOptions } from "#cli/fetch/crawler.ts";
import { isRejection } from "#model/rejection.ts";
import { selfSigned } from "../../setup/self-signed.ts";

/** Where the test's own resolver leads names; whatever else is asked for has no address. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  "site.example": ["127.0.0.1"],
  "other.example": ["127.0.0.1"],
  "stranger.example": ["127.0.0.1"],
  "inner.example": ["10.0.0.7"],
  "both.example": ["127.0.0.1", "10.0.0.7"],
};

const trusted = selfSigned("site.example", "www.site.example");
const unknown = selfSigned("stranger.example");
const before = getCACertificates("default");
const asked: { readonly host: string; readonly url: string }[] = [];
let redirect = "";

function site({ cert, key }: { readonly cert: string; readonly key: string }): Server {
  return createServer({ cert, key }, (request, response) => {
    asked.push({ host: request.headers.host ?? "", url: request.url ?? "" });
    if (request.url === "/robots.txt") response.writeHead(404).end();
    else if (request.url === "/away") response.writeHead(302, { location: redirect }).end();
    else response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("secret");
  });
}

const server = site(trusted);
const stranger = site(unknown);
const inner = createHttpServer((request, response) => {
  asked.push({ host: request.headers.host ?? "", url: `inner ${request.url}` });
  response.end("inner");
});

async function listen(one: Server | typeof inner): Promise<number> {
  await new Promise<void>((resolve) => one.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has an address with a port.
  return (one.address() as AddressInfo).port;
}

let [port, strangerPort, innerPort] = [0, 0, 0];

beforeAll(async () => {
  setDefaultCACertificates([...before, trusted.cert]);
  [port, strangerPort, innerPort] = [
    await listen(server),
    await listen(stranger),
    await listen(inner),
  ];
});

afterAll(() => {
  setDefaultCACertificates(before);
  for (const one of [server, stranger, inner]) one.close();
});

function crawler(options: Partial<CrawlerOptions> = {}) {
  return createCrawler({
    allowPrivate: false,
    maxBytes: 1_000_000,
    maxMs: 5_000,
    pauseMs: 0,
    resolve: async (host) => NAMES[host] ?? [],
    isAllowed: (address) => address === "127.0.0.1",
    ...options,
  });
}

async function outcome(url: string, options: Partial<CrawlerOptions> = {}): Promise<string> {
  const visit = await crawler(options).visit(url);
  if (isRejection(visit)) return visit.faults.map(({ what, fix = "" }) => `${what}; ${fix}`).join();
  return visit.kind === "fetched" ? Buffer.from(visit.bytes).toString() : visit.kind;
}

test("a page is fetched over HTTPS by its name, from the address that was checked", async () => {
  asked.length = 0;
  expect(await outcome(`https://site.example:${port}/page?a=1`)).toBe("secret");
  expect(asked).toEqual([
    { host: `site.example:${port}`, url: "/robots.txt" },
    { host: `site.example:${port}`, url: "/page?a=1" },
  ]);
});

test("a certificate of another name, or of nobody who is known, is refused and said", async () => {
  expect(await outcome(`https://other.example:${port}/`)).toMatch(
    /has a certificate that is not its own \(ERR_TLS_CERT_ALTNAME_INVALID\); /,
  );
  expect(await outcome(`https://stranger.example:${strangerPort}/`)).toMatch(
    /has a certificate that nobody vouches for \(DEPTH_ZERO_SELF_SIGNED_CERT\); /,
  );
  expect(await outcome(`https://site.example:${innerPort}/`)).toMatch(
    /cannot be fetched \(\w*(?:SSL|EPROTO)\w*\)/,
  );
});

test.each([
  ["http://10.0.0.7/", "10.0.0.7 is not on the open internet"],
  ["https://10.0.0.7/", "10.0.0.7 is not on the open internet"],
  ["https://inner.example/", "leads to 10.0.0.7, which is not on the open internet"],
  ["https://both.example/", "leads to 10.0.0.7, which is not on the open internet"],
  ["https://[::ffff:10.0.0.7]/", "is not on the open internet"],
  ["https://localhost/", "localhost is a name of a local network"],
  ["https://gone.example/", "has no address"],
  ["file:///etc/passwd", "file: is not fetched"],
])("a redirect from HTTPS to %s is refused, and nothing is asked there", async (target, reason) => {
  redirect = target;
  asked.length = 0;
  const said = await outcome(`https://site.example:${port}/away`);
  expect(said).toMatch(/^redirects to /);
  expect(said).toContain(reason);
  expect(asked.map(({ url }) => url)).toEqual(["/robots.txt", "/away"]);
});

test("a name that leads elsewhere when it is asked again gains nothing: the checked address is the one that is connected to", async () => {
  asked.length = 0;
  const answers = ["127.0.0.1", "127.0.0.1", "10.0.0.7"];
  let calls = 0;
  const resolve = async () => [answers[Math.min(calls++, 2)] ?? ""];
  const shifty = crawler({ resolve });
  // robots.txt and the page, each resolved once.
  expect(isRejection(await shifty.visit(`https://site.example:${port}/a`))).toBe(false);
  expect(calls).toBe(2);
  expect(isRejection(await shifty.visit(`https://site.example:${port}/b`))).toBe(true);
  expect(asked.map(({ url }) => url)).toEqual(["/robots.txt", "/a"]);
});

test("the system's own resolver is asked where no other is given", async () => {
  const limits = { allowPrivate: true, maxBytes: 1_000, maxMs: 5_000, pauseMs: 0 };
  const visit = await createCrawler(limits).visit(`http://localhost:${innerPort}/x`);
  expect(visit).toMatchObject({ kind: "fetched", url: `http://localhost:${innerPort}/x` });
  const missing = await createCrawler(limits).visit("http://no-such-name.invalid/");
  expect(isRejection(missing) && missing.faults[0]?.what).toMatch(/has no address/);
});
