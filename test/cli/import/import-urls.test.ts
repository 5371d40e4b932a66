import { createServer, type ServerResponse } from "node:http";
import { mkdtemp, rm } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filesBelow } from "../../setup/shared-data.ts";
import { broadsheet } from "../command.ts";

type Page = { readonly body: string; readonly etag?: string };
const pages = new Map<string, Page>();
const asked: string[] = [];
const server = createServer((request, response: ServerResponse) => {
  const page = pages.get(request.url ?? "");
  const isKnown = page?.etag !== undefined && request.headers["if-none-match"] === page.etag;
  asked.push(`${isKnown ? "304" : page === undefined ? "404" : "200"} ${request.url}`);
  const status = isKnown ? 304 : page === undefined ? 404 : 200;
  response.writeHead(status, page?.etag === undefined ? {} : { etag: page.etag });
  response.end(status === 200 ? page?.body : "");
});
let root: string;
let origin: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "broadsheet-urls-"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("no port");
  origin = `http://127.0.0.1:${address.port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(root, { recursive: true, force: true });
});

async function imported(to: string, ...args: readonly string[]) {
  const run = await broadsheet(["import", ...args, "--to", join(root, to), "--json", "--quiet"]);
  expect(run.stdout, run.stderr).not.toBe("");
  // The command's own output.
  return JSON.parse(run.stdout) as Readonly<Record<string, unknown>>;
}

function contentOf(name: string): ReadonlyMap<string, string> {
  const folder = join(root, name);
  return new Map(
    filesBelow(folder).map((path) => [path.slice(folder.length + 1), readFileSync(path, "latin1")]),
  );
}

function atom(ids: readonly string[], link: string): string {
  const entries = ids.map(
    (id) =>
      `<entry><id>urn:x:${id}</id><title>Entry ${id}</title><link href="/${id}"/><updated>2026-05-01T00:00:00Z</updated><content>Text ${id}</content></entry>`,
  );
  return `<feed xmlns="http://www.w3.org/2005/Atom"><title>Paged</title><link href="${origin}/"/><updated>2026-05-01T00:00:00Z</updated>${link}${entries.join("")}</feed>`;
}

test("a feed is followed through its archives, each page asked for once, and on condition the next time", async () => {
  pages.set("/atom.xml", {
    body: atom(["a", "b"], '<link rel="prev-archive" href="/old.xml"/>'),
    etag: '"1"',
  });
  pages.set("/old.xml", {
    body: atom(["b", "c"], '<link rel="next" href="/older.xml"/>'),
    etag: '"2"',
  });
  pages.set("/older.xml", { body: atom(["d"], '<link rel="next" href="/atom.xml"/>') });
  asked.length = 0;
  expect(await imported("paged", `${origin}/atom.xml`, "--allow-private")).toMatchObject({
    articles: 4,
    new: 4,
    rejections: [],
    notices: [],
  });
  expect(asked).toEqual(["404 /robots.txt", "200 /atom.xml", "200 /old.xml", "200 /older.xml"]);
  const first = contentOf("paged");
  asked.length = 0;
  expect(await imported("paged", `${origin}/atom.xml`, "--allow-private")).toMatchObject({
    unchanged: 4,
    new: 0,
  });
  expect(asked).toEqual(["404 /robots.txt", "304 /atom.xml", "304 /old.xml", "200 /older.xml"]);
  expect(contentOf("paged")).toEqual(first);
  expect(first.get("articles/news/a.md") ?? first.get("articles/news/a.html")).toContain(
    `url: "${origin}/a"`,
  );
});

test("a sitemap of sitemaps followUps to pages, and pages that live on keep their address", async () => {
  const page = (n: number): string =>
    `<!doctype html><html lang="en"><head><title>Page ${n}</title><meta property="article:published_time" content="2026-05-0${n}"></head><body><article><h1>Page ${n}</h1><p>${"Long enough to be a text. ".repeat(20)}</p><a href="../b.html">b</a></article></body></html>`;
  pages.set("/sitemap.xml", {
    body: `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>${origin}/s1.xml</loc></sitemap></sitemapindex>`,
  });
  pages.set("/s1.xml", {
    body: `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>${origin}/p/1.html</loc></url><url><loc>${origin}/p/2.html</loc></url><url><loc>${origin}/gone</loc></url></urlset>`,
  });
  pages.set("/p/1.html", { body: page(1) });
  pages.set("/p/2.html", { body: page(2) });
  const outcome = await imported("mapped", `${origin}/sitemap.xml`, "--allow-private");
  expect(outcome).toMatchObject({
    articles: 2,
    rejections: [{ file: `${origin}/gone`, faults: [{ what: "answers 404" }] }],
  });
  const files = contentOf("mapped");
  expect(files.get("articles/news/1.html")).toContain(`url: "${origin}/p/1.html"`);
  expect(files.get("articles/news/1.html")).not.toContain("aliases");
  await imported("moved", `${origin}/sitemap.xml`, "--allow-private", "--migrate");
  expect(contentOf("moved").get("articles/news/1.html")).toContain('aliases: ["/p/1.html"]');
});

test("without --allow-private this machine is not asked", async () => {
  asked.length = 0;
  const outcome = await imported("private", `${origin}/atom.xml`);
  expect(JSON.stringify(outcome["rejections"])).toContain("127.0.0.1 is not on the open internet");
  expect(asked).toEqual([]);
});

test("no more addresses are visited than allowed", async () => {
  const outcome = await imported(
    "few",
    `${origin}/sitemap.xml`,
    "--allow-private",
    "--max-visits",
    "3",
  );
  expect(outcome).toMatchObject({ articles: 1 });
  expect(JSON.stringify(outcome["rejections"])).toContain("more addresses were not visited");
});
