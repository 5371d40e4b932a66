import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filesBelow } from "../../setup/shared-data.ts";
import { importSources } from "#cli/import/import-sources.ts";

/** What the server gives at a path without its query, or says itself of the query. */
type Answer = string | Uint8Array | ((query: URLSearchParams) => string | undefined);

const answers = new Map<string, Answer>();
const asked: string[] = [];
const server = createServer((request, response) => {
  const url = new URL(request.url ?? "/", origin);
  asked.push(url.pathname + url.search);
  const found = answers.get(url.pathname);
  const body = typeof found === "function" ? found(url.searchParams) : found;
  response.writeHead(body === undefined ? 404 : 200);
  response.end(typeof body === "string" ? body.replaceAll("ORIGIN", origin) : (body ?? ""));
});
let root: string;
let origin: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "broadsheet-rest-"));
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

async function imported(
  to: string,
  source: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Readonly<Record<string, unknown>>> {
  const options = { to: join(root, to), section: "news", repair: true, maxVisits: 50 };
  const all = { ...options, allowPrivate: true, audit: true, ...more };
  asked.length = 0;
  const { json, exitCode } = await importSources([source], all, () => undefined);
  return { ...json, exitCode };
}

function contentOf(name: string): ReadonlyMap<string, string> {
  const folder = join(root, name);
  return new Map(
    filesBelow(folder).map((path) => [path.slice(folder.length + 1), readFileSync(path, "latin1")]),
  );
}

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

function post(number: number, more: Readonly<Record<string, unknown>> = {}) {
  return {
    id: number,
    date: "2023-05-01T12:00:00",
    date_gmt: "2023-05-01T10:00:00",
    modified_gmt: `2023-05-02T10:00:0${number}`,
    guid: { rendered: `ORIGIN/?p=${number}` },
    slug: `post-${number}`,
    status: "publish",
    type: "post",
    link: `ORIGIN/2023/05/post-${number}/`,
    title: { rendered: `R&amp;D &#8211; ${number}` },
    content: { rendered: `<p>Text ${number} <img src="ORIGIN/a.png" alt="x"></p>` },
    excerpt: { rendered: `<p>Text ${number} [&hellip;]</p>` },
    author: 1,
    featured_media: 7,
    categories: [3],
    tags: [9],
    ...more,
  };
}

const posts = [1, 2, 3, 4, 5].map((number) =>
  number === 5
    ? post(number, { content: { rendered: "", protected: true } })
    : post(
        number,
        number === 4 ? { _embedded: { author: [{ id: 4, name: "Eve" }] }, author: 4 } : {},
      ),
);

/** A list in pages of two, as WordPress gives it. */
function listOf(all: readonly Readonly<Record<string, unknown>>[]): Answer {
  return (query) => {
    const after = query.get("modified_after") ?? "";
    const fresh = all.filter(({ modified_gmt: changed }) => `${String(changed)}Z` > after);
    const from = (Number(query.get("page") ?? 1) - 1) * 2;
    return from > 0 && from >= fresh.length
      ? undefined
      : JSON.stringify(fresh.slice(from, from + 2));
  };
}

function openRest(): void {
  const api = "/wp-json/wp/v2";
  const about = { name: "Ours &amp; Yours", description: "d", home: "ORIGIN", namespaces: [] };
  answers.set("/wp-json/", JSON.stringify(about));
  answers.set(`${api}/posts`, listOf(posts));
  answers.set(
    `${api}/categories`,
    JSON.stringify([
      { id: 2, name: "Top &amp; More", slug: "top", parent: 0 },
      { id: 3, name: "Sub", slug: "sub", parent: 2 },
    ]),
  );
  answers.set(`${api}/tags`, JSON.stringify([{ id: 9, name: "Q&amp;A" }]));
  answers.set(`${api}/users`, JSON.stringify([{ id: 1, name: "Ada" }]));
  const picture = { id: 7, source_url: "ORIGIN/f.png", alt_text: "A &amp; B" };
  answers.set(`${api}/media`, JSON.stringify([picture]));
  answers.set("/a.png", PNG);
  answers.set("/f.png", Uint8Array.from([...PNG, 0]));
}

test("WordPress is read by its REST interface, page by page, with the names behind its numbers", async () => {
  openRest();
  const list = `${origin}/wp-json/wp/v2/posts?per_page=2`;
  expect(await imported("rest", list, { media: true })).toMatchObject({
    exitCode: 0,
    articles: 5,
    rejections: [],
    notices: [],
    pictures: {},
    leftOut: {},
    hidden: [{ field: "password", value: "(set)", articles: 1 }],
    audit: { differences: [], source: { pictures: 4, tags: 5, authors: 5 } },
  });
  const first = contentOf("rest");
  const one = first.get("articles/top/sub/post-1.html") ?? "";
  for (const part of [
    'section: "top/sub"',
    'published: "2023-05-01T12:00:00+02:00"',
    'updated: "2023-05-02T10:00:01Z"',
    'authors: ["Ada"]',
    'tags: ["Q&A"]',
    '"alt":"A & B"',
    `guid: "${origin}/?p=1"`,
    `url: "${origin}/2023/05/post-1/"`,
  ])
    expect(one).toContain(part);
  expect(one).toMatch(/<img src="\/media\/[\w-]{20}\.png"/);
  expect(one).not.toContain("summary");
  expect(first.get("articles/top/sub/post-4.html")).toContain('authors: ["Eve"]');
  expect(first.get("site.toml")).toContain('title = "Top & More"');
  expect(first.get("site.toml")).toContain('title = "Ours & Yours"');
  expect(asked.filter((path) => path.endsWith(".png"))).toHaveLength(2);
  // The next time only what changed since, and the second before, is asked for.
  expect(await imported("rest", list, { media: true })).toMatchObject({
    exitCode: 0,
    new: 0,
    changed: 0,
    unchanged: 1,
  });
  expect(asked.find((path) => path.includes("/posts"))).toContain(
    `modified_after=${encodeURIComponent("2023-05-02T10:00:04Z")}`,
  );
  expect(asked.filter((path) => path.endsWith(".png"))).toEqual([]);
  const second = contentOf("rest");
  for (const [path, text] of first)
    if (!path.startsWith("raw/")) expect(second.get(path)).toBe(text);
});

function feed(items: readonly number[]): string {
  const written = items.map(
    (n) =>
      `<item><title>Item ${n}</title><link>ORIGIN/item-${n}/</link><guid>urn:old:${n}</guid><category><![CDATA[R&amp;D]]></category><pubDate>Mon, 01 May 2023 10:00:00 GMT</pubDate><description>Text ${n} &lt;iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"&gt;&lt;/iframe&gt;&lt;iframe src="https://other.example/x"&gt;&lt;/iframe&gt;</description></item>`,
  );
  return `<rss version="2.0"><channel><title>F</title><link>ORIGIN/</link><generator>https://wordpress.org/?v=6.4</generator>${written.join("")}</channel></rss>`;
}

test("a feed of WordPress is followed by ?paged=, and its frames stay or become links", async () => {
  const pages = [feed([1, 2]), feed([3, 4]), feed([5])];
  answers.set("/feed/", (query) => pages[Number(query.get("paged") ?? 1) - 1]);
  const outcome = await imported("paged", `${origin}/feed/`);
  expect(outcome).toMatchObject({
    exitCode: 0,
    articles: 5,
    rejections: [],
    leftOut: { "frame shown as a link": 5 },
    audit: { differences: [] },
  });
  expect(asked.filter((path) => path.startsWith("/feed/"))).toEqual([
    "/feed/",
    "/feed/?paged=2",
    "/feed/?paged=3",
    "/feed/?paged=4",
  ]);
  expect(contentOf("paged").get("site.toml")).toContain('title = "R&D"');
});

test("guids come from a feed, for the articles that live at its links", async () => {
  const source = join(root, "from.md");
  await writeFile(source, "---\ntitle: One\ndate: 2023-05-01\naliases: [/item-1]\n---\nText\n");
  answers.set("/old.xml", feed([1, 2]));
  const outcome = await imported("guids", source, { guidsFrom: `${origin}/old.xml` });
  expect(outcome).toMatchObject({ articles: 1 });
  expect(JSON.stringify(outcome["notices"])).toContain("has 1 items that live where no article");
  expect([...contentOf("guids").values()].join("\n")).toContain('guid: "urn:old:1"');
});

test("an article on several pages comes whole, dated by the sitemap where told", async () => {
  const page = (n: number, next: string): string =>
    `<!doctype html><html lang="en"><head><title>A long enough title</title></head><body><article><h1>A long enough title</h1>${`<p>Part ${n} is long enough to be a text of its own, with commas, and with more words.</p>`.repeat(6)}</article>${next}</body></html>`;
  answers.set("/story.html", page(1, '<a href="story_2.html">Next page</a>'));
  answers.set("/story_2.html", page(2, '<a href="story.html">Previous</a>'));
  answers.set(
    "/sitemap.xml",
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>ORIGIN/story.html</loc><lastmod>2023-06-01</lastmod></url><url><loc>ORIGIN/story_2.html</loc></url></urlset>',
  );
  const outcome = await imported("pages", `${origin}/sitemap.xml`, { dates: "sitemap" });
  expect(outcome).toMatchObject({
    exitCode: 0,
    articles: 1,
    notices: [{ file: "site.toml" }],
    dates: { sitemap: 1 },
    audit: { differences: [] },
  });
  const text = contentOf("pages").get("articles/news/story.html") ?? "";
  expect(text.match(/Part 1/g)).toHaveLength(6);
  expect(text.match(/Part 2/g)).toHaveLength(6);
});
