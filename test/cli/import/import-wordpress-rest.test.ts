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

/** What the path of a row's own site begins with; "/" where an address is of no row. */
function rowOf(address: string): string {
  return /\/row-\d+\//.exec(`${address}/`)?.[0] ?? "/";
}

/** Rows run beside each other: each forgets only its own requests. */
function forget(row: string): void {
  const others = asked.filter((path) => row !== "/" && !path.startsWith(row));
  asked.splice(0, asked.length, ...others);
}

async function imported(
  to: string,
  source: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Readonly<Record<string, unknown>>> {
  const options = { to: join(root, to), section: "news", repair: true, maxVisits: 50 };
  const all = { ...options, allowPrivate: true, audit: true, ...more };
  forget(rowOf(source));
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

/** A place of its own for each row, so that nothing of another is recalled. */
let rows = 0;

/** Opens an interface below a path, with what it has beside its posts. */
function openAt(below: string, lists: Readonly<Record<string, Answer>>): string {
  rows += 1;
  const site = `/row-${rows}${below}`;
  for (const [route, answer] of Object.entries(lists)) answers.set(`${site}/${route}`, answer);
  return origin + site;
}

/** A folder of a row's own. */
function folderOf(site: string): string {
  return `in${rowOf(site).replaceAll("/", "-")}`;
}

/** What a row asked for. */
function askedBy(site: string): readonly string[] {
  return asked.filter((path) => path.startsWith(rowOf(site)));
}

const about = JSON.stringify({ name: "Row", description: "", home: "ORIGIN/", namespaces: [] });
const bare = (number: number, more: Readonly<Record<string, unknown>> = {}) =>
  post(number, {
    content: { rendered: `<p>Text ${number}</p>` },
    featured_media: 0,
    tags: [],
    categories: [],
    author: 0,
    ...more,
  });

test.concurrent.each<
  [string, readonly [path: string, below?: string, kind?: string], readonly string[]]
>([
  ["the posts", ["/wp-json/wp/v2/posts"], ["post-1", "post-2"]],
  ["the posts, with a slash", ["/wp-json/wp/v2/posts/"], ["post-1", "post-2"]],
  ["what was asked of them", ["/wp-json/wp/v2/posts?search=x"], ["post-2"]],
  ["one post", ["/wp-json/wp/v2/posts/2"], ["post-2"]],
  ["the pages", ["/wp-json/wp/v2/pages"], ["post-3"]],
  ["posts of a type of its own", ["/wp-json/wp/v2/story"], ["post-4"]],
  ["the interface", ["/wp-json/"], ["post-1", "post-2", "post-3"]],
  ["the interface, without a slash", ["/wp-json"], ["post-1", "post-2", "post-3"]],
  ["a site told to be WordPress", ["", "", "wordpress"], ["post-1", "post-2", "post-3"]],
  ["one in a folder", ["/", "/blog", "wordpress"], ["post-1", "post-2", "post-3"]],
  ["one in a Chinese folder", ["/wp-json/wp/v2/posts", "/%E6%96%B0"], ["post-1", "post-2"]],
  ["a site without permalinks", ["/?rest_route=/wp/v2/posts", "/plain"], ["post-5"]],
])("an address leads to %s", async (_, [path, below = "", kind], ids) => {
  const site = openAt(below, {
    "wp-json/": about,
    "wp-json/wp/v2/posts": (query) =>
      JSON.stringify(query.get("search") === "x" ? [bare(2)] : [bare(1), bare(2)]),
    "wp-json/wp/v2/posts/2": () => JSON.stringify(bare(2)),
    "wp-json/wp/v2/pages": () => JSON.stringify([bare(3, { type: "page" })]),
    "wp-json/wp/v2/story": () => JSON.stringify([bare(4, { type: "story" })]),
    "": (query) =>
      query.get("rest_route") === "/wp/v2/posts" ? JSON.stringify([bare(5)]) : undefined,
  });
  const name = folderOf(site);
  const outcome = await imported(name, site + path, kind === undefined ? {} : { kind });
  expect(outcome).toMatchObject({ exitCode: 0, rejections: [], audit: { differences: [] } });
  const files = [...contentOf(name).keys()].filter((file) => file.startsWith("articles/"));
  expect(new Set(files.map((file) => /([^/]+)\.html$/.exec(file)?.[1]))).toEqual(new Set(ids));
});

test.concurrent.each<[string, Readonly<Record<string, Answer>>, number, string]>([
  ["nothing", {}, 0, "404"],
  ["a page", { "wp-json/wp/v2/posts": "<!doctype html><p>Hello</p>" }, 0, "is no list"],
  [
    "a fault",
    { "wp-json/wp/v2/posts": '{"code":"rest_forbidden","message":"No","data":{"status":401}}' },
    0,
    "is no list",
  ],
  [
    "a fault after two pages",
    {
      "wp-json/wp/v2/posts": (query) =>
        Number(query.get("page") ?? 1) > 2
          ? "<p>Too many</p>"
          : JSON.stringify([bare(2 * Number(query.get("page") ?? 1)), bare(9)]),
    },
    3,
    "is no list",
  ],
])(
  "an interface that gives %s is a rejection, and keeps what came before",
  async (_, lists, articles, said) => {
    const site = openAt("", { "wp-json/": about, ...lists });
    const outcome = await imported(folderOf(site), `${site}/wp-json/wp/v2/posts?per_page=2`);
    expect(outcome).toMatchObject({ exitCode: articles === 0 ? 2 : 1, articles });
    expect(JSON.stringify(outcome["rejections"])).toContain(said);
  },
);

test.concurrent.each<
  [string, number, Readonly<Record<string, Answer>>, Readonly<Record<string, number>>]
>([
  ["an author", 1, {}, { "author without a name": 1 }],
  ["a tag", 1, {}, { "tag without a name": 1 }],
  ["a category", 1, {}, { "category without a name": 1 }],
  ["a featured picture", 1, {}, { "featured picture without an address": 1 }],
])("%s of whom nothing is told is counted", async (what, number, lists, leftOut) => {
  const fields = { author: "author", tag: "tags", category: "categories" } as const;
  const field =
    Object.entries(fields).find(([word]) => what.endsWith(word))?.[1] ?? "featured_media";
  const value = field === "author" || field === "featured_media" ? 41 : [41];
  const site = openAt("", {
    "wp-json/": about,
    "wp-json/wp/v2/posts": () => JSON.stringify([bare(number, { [field]: value })]),
    ...lists,
  });
  const outcome = await imported(folderOf(site), `${site}/wp-json/wp/v2/posts`);
  expect(outcome).toMatchObject({ articles: 1, leftOut });
});

const OTHER = Uint8Array.from([...PNG, 1]);
const PICTURES: Readonly<Record<string, Answer>> = {
  "p.png": PNG,
  "q.png": PNG,
  picture: PNG,
  "j.jpg": OTHER,
  "wrong.gif": OTHER,
  "page.png": "<!doctype html><p>Not here</p>",
  "drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>',
};

test.concurrent.each<[string, string, readonly [number, number, number]]>([
  // What the text shows, then: requests for pictures, pictures in the folder, notices.
  ["a picture", '<img src="SITE/p.png" alt="">', [1, 1, 0]],
  ["one twice", '<img src="SITE/p.png"><img src="SITE/p.png">', [1, 1, 0]],
  ["two of the same bytes", '<img src="SITE/p.png"><img src="SITE/q.png">', [2, 1, 0]],
  ["two", '<img src="SITE/p.png"><img src="SITE/j.jpg">', [2, 2, 0]],
  ["one in sizes", '<img src="SITE/p.png" srcset="SITE/j.jpg 2x">', [2, 2, 0]],
  ["one by its path", '<img src="p.png">', [1, 1, 0]],
  ["one with an entity in its address", '<img src="SITE/p.png?a=1&amp;b=2">', [1, 1, 0]],
  ["one without an ending", '<img src="SITE/picture">', [1, 1, 0]],
  ["one with a wrong ending", '<img src="SITE/wrong.gif">', [1, 1, 0]],
  ["one that is gone", '<img src="SITE/gone.png">', [1, 0, 1]],
  ["one that is gone, twice", '<img src="SITE/gone.png"><img src="SITE/gone.png">', [1, 0, 1]],
  ["a page in its place", '<img src="SITE/page.png">', [1, 0, 1]],
  ["a script in a drawing", '<img src="SITE/drawing.svg">', [1, 0, 1]],
  ["one among others that is gone", '<img src="SITE/p.png"><img src="SITE/gone.png">', [2, 1, 1]],
  ["one in the address itself", '<img src="data:image/png;base64,iVBORw0KGgo=">', [0, 0, 0]],
  ["a link to one", '<a href="SITE/p.png">one</a>', [0, 0, 0]],
  ["none", "<p>no picture</p>", [0, 0, 0]],
])("with --media comes along: %s", async (_, shown, [requests, kept, told]) => {
  const site = openAt("", {
    "wp-json/": about,
    "wp-json/wp/v2/posts": () =>
      JSON.stringify([1, 2].map((n) => bare(n, { content, link: `${site}/` }))),
    ...PICTURES,
  });
  const content = { rendered: `<p>Text</p>${shown.replaceAll("SITE", site)}` };
  const list = `${site}/wp-json/wp/v2/posts`;
  const name = folderOf(site);
  const outcome = await imported(name, list, { media: true });
  expect(outcome).toMatchObject({ articles: 2, rejections: [] });
  const pictures = askedBy(site).filter((path) => !path.includes("wp-json"));
  expect(pictures).toHaveLength(requests);
  const files = [...contentOf(name).keys()];
  expect(files.filter((file) => file.startsWith("media/"))).toHaveLength(kept);
  expect(JSON.stringify(outcome["notices"]).split("stays there").length - 1).toBe(told);
  // Without it, they are counted where they stay.
  const counted = await imported(`${name}-not`, list);
  const staying = Object.values(counted["pictures"] as Readonly<Record<string, number>>);
  expect(staying).toEqual(requests === 0 ? [] : [requests]);
});

test.concurrent.each<[string, string, readonly string[], number]>([
  ["its end is not there", "/feed/", ["1", "2", "3"], 2],
  ["one page is all", "/feed/", ["1", "2"], 1],
  ["something else is asked too", "/feed/?cat=3", ["1", "2", "3"], 2],
  ["it begins later", "/feed/?paged=2", ["2", "3"], 2],
])("a feed of WordPress is followed where %s", async (_, path, pages, last) => {
  const at = (query: URLSearchParams) => Number(query.get("paged") ?? 1);
  const site = openAt("", {
    "feed/": (query) => (at(query) > last ? undefined : feed([at(query)])),
  });
  const outcome = await imported(folderOf(site), site + path);
  expect(outcome).toMatchObject({ exitCode: 0, rejections: [] });
  const visits = askedBy(site);
  expect(visits.map((one) => new URL(one, origin).searchParams.get("paged") ?? "1")).toEqual(pages);
  for (const [name, value] of new URL(path, origin).searchParams)
    for (const one of visits)
      if (name !== "paged") expect(new URL(one, origin).searchParams.get(name)).toBe(value);
});

test.concurrent.each<[string, (page: number) => string]>([
  ["of another system", (page) => feed([page]).replace("https://wordpress.org/?v=6.4", "Other")],
  ["that names no system", (page) => feed([page]).replace(/<generator>.*<\/generator>/, "")],
  ["that gives the same page for ever", () => feed([1])],
])("a feed %s is read once, and ends", async (_, page) => {
  const site = openAt("", { "feed/": (query) => page(Number(query.get("paged") ?? 1)) });
  const outcome = await imported(folderOf(site), `${site}/feed/`);
  expect(outcome).toMatchObject({ exitCode: 0, articles: 1 });
  expect(askedBy(site).length).toBeLessThanOrEqual(3);
});
